"""Holds events that cannot be decrypted yet: keys may come a little later than what they open.

What the same person says after it in the same room waits as well, so that order is kept. Nobody else does.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.channels.matrix import gate
from bot.channels.matrix.account import Account
from bot.channels.matrix.gate import EncryptedEvent, Incoming, MessageEvent, StateEvent

PATIENCE = 10.0
"""Seconds that a key may be late."""

PassOn = Callable[[str, StateEvent | MessageEvent, int], Awaitable[None]]
"""Takes an event: room, event, number of its batch."""

GiveUp = Callable[[str, EncryptedEvent], Awaitable[None]]
"""Takes an event that stays closed: room, event."""


@dataclass(slots=True)
class _Held:
    event: Incoming
    number: int
    until: float


class Undecryptable:
    """Everything that waits for a key, by room and person."""

    def __init__(
        self,
        account: Account,
        pass_on: PassOn,
        give_up: GiveUp,
        hold: Callable[[int], object],
        release: Callable[[int], Awaitable[None]],
    ) -> None:
        """`hold` takes the batch of each event that waits, `release` that of each that is done waiting."""
        self._account = account
        self._pass_on = pass_on
        self._give_up = give_up
        self._hold = hold
        self._release = release
        self._waiting: dict[tuple[str, str], deque[_Held]] = {}
        self._lock = asyncio.Lock()
        self._alarm: asyncio.Task[None] | None = None

    async def hold_or_pass_on(self, room: str, event: Incoming, number: int) -> None:
        """Pass the event on, unless it or an earlier one of the same person cannot be read yet."""
        who = (room, event.sender)
        if who not in self._waiting and (readable := self._readable(event)):
            await self._pass_on(room, readable, number)
            return
        until = asyncio.get_running_loop().time() + PATIENCE
        self._waiting.setdefault(who, deque()).append(_Held(event, number, until))
        self._hold(number)
        if self._alarm is None or self._alarm.done():
            self._alarm = asyncio.create_task(self._look_in_time())

    async def look_again(self) -> None:
        """Pass on what can be decrypted now, and give up on what waited too long."""
        async with self._lock:
            for (room, person), held in list(self._waiting.items()):
                while held and await self._moved(room, held[0]):
                    held.popleft()
                if not held:
                    del self._waiting[room, person]

    def close(self) -> None:
        """Stop waiting."""
        if self._alarm:
            self._alarm.cancel()

    async def _moved(self, room: str, first: _Held) -> bool:
        if readable := self._readable(first.event):
            await self._pass_on(room, readable, first.number)
        elif asyncio.get_running_loop().time() >= first.until:
            assert isinstance(first.event, EncryptedEvent), "everything else can be read"
            await self._give_up(room, first.event)
        else:
            return False
        await self._release(first.number)
        return True

    def _readable(self, event: Incoming) -> StateEvent | MessageEvent | None:
        return gate.opened(self._account.client, event) if isinstance(event, EncryptedEvent) else event

    async def _look_in_time(self) -> None:
        while self._waiting:
            now = asyncio.get_running_loop().time()
            first = min(held[0].until for held in self._waiting.values() if held)
            await asyncio.sleep(max(0.05, first - now))
            await self.look_again()
