"""The channel: listens, hands over, and remembers how far it came only when all before that is done."""

import asyncio
import itertools
import logging
import math
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import suppress
from functools import partial
from types import TracebackType
from typing import Self, TypeVar

from bot.channels.background import BackgroundTasks
from bot.channels.channel import Message, Position, Sentences
from bot.channels.matrix import sync
from bot.channels.matrix.account import Account
from bot.channels.matrix.checkpoint import Checkpoint
from bot.channels.matrix.gate import MessageEvent, StateEvent
from bot.channels.matrix.homeserver import BACK_OFF, FaultyError, RefusedError, SignedOutError
from bot.channels.matrix.inbound import Aside, Inbound
from bot.channels.matrix.invitations import Invitations
from bot.channels.matrix.lookups import Lookups
from bot.channels.matrix.membership import Membership
from bot.channels.matrix.notices import Notices
from bot.channels.matrix.outbound import Outbound
from bot.channels.matrix.parsing import moved_to
from bot.channels.matrix.rooms import NAME, Rooms
from bot.channels.matrix.sender import Sender
from bot.channels.matrix.traits import TRAITS
from bot.channels.matrix.undecryptable import Undecryptable
from bot.core.model.events import Chat, Event, Removed, Tallied
from bot.core.team.ballots import BALLOT

log = logging.getLogger("ruggespraak")

T = TypeVar("T")


class Matrix:
    """A `Channel` over one account on a homeserver."""

    name = NAME
    traits = TRAITS

    def __init__(
        self, account: Account, position: Position, sentences: Sentences, inviters: Iterable[str] = ()
    ) -> None:
        """`inviters` as in `Membership`."""
        self._account = account
        self._tasks = BackgroundTasks()
        self._checkpoint = Checkpoint(position, self._tasks)
        self._rooms = Rooms(self._account)
        self._lookups = Lookups(self._account)
        self._inbound = Inbound(self._rooms, self._lookups)
        self._membership = Membership(self._account, self._rooms, inviters)
        self._sender = Sender(self._account)
        self._outbound = Outbound(
            self._sender, self._rooms, self._lookups, self._inbound, self._membership, sentences
        )
        self._notices = Notices(self._rooms, self._membership, self._outbound, sentences, self._tasks)
        self._undecryptable = Undecryptable(
            self._account,
            self._pass_on,
            self._notices.unreadable,
            self._checkpoint.add,
            self._checkpoint.done,
        )
        self._queue: asyncio.Queue[Event | None] = asyncio.Queue()
        self._under_way: dict[int, tuple[Event, int]] = {}
        self._invitations = Invitations(self._membership, self._sender, self._tasks)
        self._answered = -math.inf

    async def __aenter__(self) -> Self:
        """Log in.

        Raises:
            StoppedError: if the operator must do something first.
        """
        await self._account.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of the account."""
        self._undecryptable.close()
        await self._tasks.cancel()
        await self._account.__aexit__(None, None, None)

    async def events(self) -> AsyncIterator[Event]:
        """See `Channel`."""
        listening = asyncio.create_task(self._listen())
        listening.add_done_callback(lambda _: self._queue.put_nowait(None))
        try:
            while event := await self._queue.get():
                yield event
            listening.result()
        finally:
            listening.cancel()
            await asyncio.gather(listening, return_exceptions=True)

    async def done(self, event: Event) -> None:
        """See `Channel`. An event whose answer is still being sent is not over before that is sent."""
        await self._outbound.sent_all(event)
        _, number = self._under_way.pop(id(event), (event, -1))
        if number >= 0:
            await self._checkpoint.done(number)

    async def send(self, chat: Chat, message: Message, key: str, answering: Event | None = None) -> None:
        """See `Channel`. The same key twice is one message, also after a crash."""
        await self._outbound.show(chat, message, key, answering)

    def link(self, payload: str) -> str:
        """Return where somebody can talk alone with the bot. What to type there, the text must say."""
        return f"https://matrix.to/#/{self._rooms.me}" if payload == BALLOT else ""

    def silent_for(self) -> float:
        """See `Audible`. The homeserver says at least every half minute that there is no news."""
        return time.monotonic() - self._answered

    async def _listen(self) -> None:
        """Ask what happened, again and again.

        Raises:
            StoppedError: if the homeserver forgot us and there is no password to come back with.
        """
        token, fresh = await self._checkpoint.load(), True
        while True:
            news = await self._next_sync(token, fresh=fresh)
            await self._take_in(news)
            token, fresh = news.token, False
            with suppress(FaultyError):  # it will be asked again after the next answer
                await self._surely(lambda: sync.keep_keys_in_order(self._account.client))
            await self._checkpoint.wait_for_room()

    async def _next_sync(self, token: str, *, fresh: bool) -> sync.SyncResult:
        async def ask() -> sync.SyncResult:
            if token:
                return await sync.incremental_sync(self._account.client, token, full_state=fresh)
            return await sync.initial_sync(self._account.client)

        silent = False
        while True:
            try:
                news = await self._surely(ask)
            except (FaultyError, RefusedError) as error:
                if not silent:
                    log.error("the homeserver refuses to tell what happened (%s): trying again", error)
                silent = True
                await asyncio.sleep(BACK_OFF.longest)
            else:
                if silent:
                    log.warning("the homeserver answers again")
                self._answered = time.monotonic()
                return news

    async def _surely(self, work: Callable[[], Awaitable[T]]) -> T:
        """Do this, if need be as a new device. Only for what may be begun twice."""
        while True:
            try:
                return await work()
            except SignedOutError:
                await self._return()

    async def _return(self) -> None:
        """Go on as a new device; as another one if the homeserver forgets that one too."""
        self._sender.ready.clear()
        for refused in itertools.count(1):
            await self._account.anew()
            try:
                self._see(await sync.initial_sync(self._account.client))
            except SignedOutError:
                await asyncio.sleep(BACK_OFF.after(refused))
            else:
                return

    def _see(self, news: sync.SyncResult) -> None:
        """Take in how rooms stand; from now on something can be said in them."""
        for room, state in news.state.items():
            for event in state:
                self._rooms.see(room, event)
        self._sender.ready.set()

    async def _take_in(self, news: sync.SyncResult) -> None:
        number = self._checkpoint.begin(news.token)
        self._see(news)
        for room in news.left:
            await self._put(Removed(self._rooms.chat(room, "")), number)
            self._rooms.forget(room)
        for room, invitation in news.invites.items():
            self._invitations.answer(room, invitation)
        for room, timeline in news.timelines.items():
            for event in timeline:
                await self._surely(partial(self._undecryptable.hold_or_pass_on, room, event, number))
        await self._undecryptable.look_again()
        self._checkpoint.added(number)

    async def _pass_on(self, room: str, event: StateEvent | MessageEvent, number: int) -> None:
        """Hand an event over, if it means something."""
        match event:
            case StateEvent():
                await self._changed(room, event, number)
            case MessageEvent():
                await self._happened(room, event, number)

    async def _changed(self, room: str, event: StateEvent, number: int) -> None:
        self._rooms.see(room, event)
        if sync.joined(event, self._rooms.me):
            if came := self._inbound.came_in(room, event):
                await self._put(came, number)
        elif after := moved_to(event):
            await self._membership.follow(after)
        elif event.type == "m.room.member":
            await self._leave_if_alone(room)

    async def _happened(self, room: str, event: MessageEvent, number: int) -> None:
        understood = await self._inbound.understood(room, event)
        if isinstance(understood, Aside):
            self._notices.send(understood, f"aside-{event.id}")
            return
        if isinstance(understood, Tallied):
            self._notices.poll_closed(understood)
        if understood:
            await self._put(understood, number, event.id)

    async def _put(self, event: Event, number: int, origin: str = "") -> None:
        self._checkpoint.add(number)
        self._under_way[id(event)] = (event, number)
        self._outbound.expect(event, origin)
        await self._queue.put(event)

    async def _leave_if_alone(self, room: str) -> None:
        if self._rooms.knows(room) and not self._rooms.others(room):
            await self._membership.leave(room)
