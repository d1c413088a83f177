"""The channel: takes in what a page sends, and shows there what comes back. It decides nothing."""

import logging
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from aiohttp import web

from bot.channels.channel import Message, Position, Sentences, StoppedError
from bot.channels.web.entrance import MOST_BODY, Entrance
from bot.channels.web.form_post import NAME
from bot.channels.web.guard import FaultFilter, headers_for
from bot.channels.web.inbound import Inbound
from bot.channels.web.listener import HEADER_SECONDS, Listener
from bot.channels.web.routes import Routes
from bot.channels.web.seats import Seats
from bot.channels.web.traits import TRAITS
from bot.core.model.events import Chat, Event

log = logging.getLogger("ruggespraak.pages")
log.addFilter(FaultFilter())


@dataclass(frozen=True, slots=True)
class Site:
    """Where the page is served."""

    host: str
    port: int
    """0: any that is free."""
    address: str = ""
    """As people type it, through a reverse proxy; empty: where it listens."""

    @property
    def https(self) -> bool:
        """Return whether nobody on the way can read along."""
        return self.address.startswith("https://")


class Web:
    """A `Channel`."""

    name = NAME
    traits = TRAITS

    def __init__(
        self,
        site: Site,
        position: Position,
        sentences: Sentences,
        *,
        clock: Callable[[], float] = time.monotonic,
        header_seconds: float = HEADER_SECONDS,
    ) -> None:
        """`position` keeps the era of the marks."""
        self._site = site
        self._seats = Seats(clock)
        self._inbound = Inbound(position)
        entrance = Entrance(sentences, clock, https=site.https)
        self._routes = Routes(entrance, self._seats, self._inbound, sentences)
        app = web.Application(client_max_size=MOST_BODY)
        self._routes.add_to(app)
        app.on_response_prepare.append(headers_for(https=site.https))
        runner = web.AppRunner(app, access_log=None, logger=log, shutdown_timeout=1.0, keepalive_timeout=30.0)
        self._listener = Listener(runner, header_seconds=header_seconds)
        app.middlewares.append(self._listener.watch)
        app.middlewares.append(self._routes.answer_kindly)
        self.port = 0
        """Where it listens, once it does."""

    async def __aenter__(self) -> Self:
        """Begin to listen.

        Raises:
            StoppedError: if that address cannot be listened on.
        """
        await self._inbound.begin()
        try:
            self.port = await self._listener.open(self._site.host, self._site.port)
        except OSError as error:
            await self._listener.close()
            raise StoppedError(
                "Op het adres in RUGGESPRAAK_WEB kan ik niet luisteren. Is de poort al in gebruik?"
            ) from error
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End every page that waits, and close."""
        self._routes.streams.end()
        await self._listener.close()

    async def events(self) -> AsyncIterator[Event]:
        """See `Channel`."""
        try:
            while True:
                yield await self._inbound.events.get()
        finally:
            self._inbound.closing = True

    async def done(self, event: Event) -> None:
        """See `Channel`."""
        self._inbound.done(event)
        seat = self._seats.get(event.chat.room)
        if seat and seat.pending:
            seat.pending -= 1
            seat.wake()

    async def send(
        self,
        chat: Chat,
        message: Message,
        key: str,  # noqa: ARG002, what was shown is gone after a crash
        answering: Event | None = None,  # noqa: ARG002, there is one order
    ) -> None:
        """See `Channel`. Who is not looking sees it when they come back."""
        self._seats.take(chat.room).show(message)
