"""A page behind which nobody thinks: it says back what it heard. For tests of the page itself."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date

from bot.channels.web.web import Site, Web
from bot.core.model.events import Event, Opened, Pressed, Said
from bot.core.model.replies import Ask, Say
from bot.core.model.session import Option
from tests.dutch import say
from tests.harness.browser import Browser


class MemoryPosition:
    """A `Position` that outlives one channel."""

    def __init__(self) -> None:
        self.value: str | None = None

    async def get(self) -> tuple[str, date] | None:
        return (self.value, date.min) if self.value else None

    def today(self) -> date:
        return date.min

    async def put(self, value: str) -> None:
        self.value = value


@dataclass
class Echo:
    """A running page."""

    channel: Web
    url: str
    heard: list[Event] = field(default_factory=list)
    asking: bool = False
    """Every answer is a question."""

    async def run(self) -> None:
        async for event in self.channel.events():
            self.heard.append(event)
            for at, answer in enumerate(self._answers(event)):
                await self.channel.send(event.chat, answer, str(at), event)
            await self.channel.done(event)

    def _answers(self, event: Event) -> list[Say | Ask]:
        match event:
            case Said(text=text):
                said = f"gehoord: {text}"
            case Pressed(option=option):
                said = f"gedrukt: {option}"
            case _:
                said = "welkom"
        options = (Option("ja", "A", "Ja", "graag"), Option("nee", "B", "Nee"))
        asked = Ask(f"p{len(self.heard)}", "Wat nu?", options, hint="Typ een letter.")
        return [Say(said), asked] if self.asking or isinstance(event, Opened) else [Say(said)]


@asynccontextmanager
async def echoing(
    address: str = "", position: MemoryPosition | None = None, *, header_seconds: float = 15.0
) -> AsyncIterator[Echo]:
    """A page on a port of its own."""
    site = Site("127.0.0.1", 0, address)
    async with Web(site, position or MemoryPosition(), say, header_seconds=header_seconds) as channel:
        echo = Echo(channel, f"http://127.0.0.1:{channel.port}")
        running = asyncio.create_task(echo.run())
        try:
            yield echo
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)


@asynccontextmanager
async def seated(echo: Echo) -> AsyncIterator[Browser]:
    """Somebody who began."""
    async with Browser(echo.url) as browser:
        await browser.begin()
        yield browser
