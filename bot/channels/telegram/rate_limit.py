"""Keep to Telegram's rate limits: per chat, per group, and over all. One slow chat delays no other.

A message counts from when it leaves until a while after its answer is in: it may arrive at any time in
between. So what fits here fits there, however the network makes some messages wait for others.
"""

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

Rule = tuple[int, float]
"""So many messages in any window of so many seconds."""

CHAT: Rule = (3, 3.0)
"""One a second, with room for the few messages of one answer (core.telegram.org/bots/faq)."""

GROUP: Rule = (20, 60.0)
"""In a group no more than twenty a minute (idem)."""

ALL: Rule = (29, 1.0)
"""Telegram allows about thirty a second over all chats together (idem)."""

STEP = 1 / 28.5
"""Seconds between two messages that nobody waits for. They leave evenly, so that an answer finds room."""

LATE = 2 * STEP
"""So many seconds behind its step, such a message may be made up for. No more: that would be a burst."""

SOON = 0.02
"""Seconds until the next look, if nobody knows how long it takes."""

_REMEMBERED = 2_000
"""Chats of which the last minute is remembered before the quiet ones are let go."""


@dataclass(slots=True)
class _Window:
    """The messages that went out lately."""

    arrived: deque[float] = field(default_factory=lambda: deque(maxlen=max(GROUP[0], ALL[0])))
    """The times by which messages had arrived that are known to have arrived."""
    flying: int = 0
    """The number of messages that left and are not known to have arrived."""

    def wait(self, rule: Rule, now: float) -> float:
        """Return the seconds until one more fits."""
        most, seconds = rule
        left = most - self.flying
        if left <= 0:
            return SOON
        return self.arrived[-left] + seconds - now if len(self.arrived) >= left else 0.0


class Pace:
    """Says when the next message may go. Only the chat that must wait, waits."""

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        """`clock` gives seconds; `sleep` waits for so many."""
        self._clock = clock
        self._sleep = sleep
        self._sent: dict[str, _Window] = {}
        self._all = _Window()
        self._until: dict[str, float] = {}
        self._locks: dict[str, asyncio.Lock] = {}
        self._line = asyncio.Lock()
        """Of those that nobody waits for, one at a time looks at the clock: hundreds do nothing else."""
        self._next = 0.0
        """The time at which the next of those may go."""
        self._answers = 0
        """The number of answers that wait for their turn."""

    async def turn(self, chat: str, *, group: bool, asked: bool = True) -> None:
        """Wait until a message may go to this chat, and count it. First come, first served per chat.

        `asked`: somebody waits for it. Say `arrived` when it is there, or will never be.
        """
        async with self._locks.setdefault(chat, asyncio.Lock()):
            sent = self._sent.setdefault(chat, _Window())
            await self._until_free(lambda: self._own_wait(chat, sent, group=group))
            if asked:
                await self._turn_of_answer()
            else:
                await self._turn_in_line()
            sent.flying += 1
            self._all.flying += 1
        self._let_go()

    def arrived(self, chat: str) -> None:
        """Note that a message that had its turn has arrived, or never will."""
        for window in (self._all, self._sent.setdefault(chat, _Window())):
            window.flying = max(0, window.flying - 1)
            window.arrived.append(self._clock())

    def hold(self, chat: str, seconds: float) -> None:
        """Make this chat wait as long as Telegram asked."""
        self._until[chat] = max(self._until.get(chat, 0.0), self._clock() + seconds)

    async def _turn_of_answer(self) -> None:
        self._answers += 1
        try:
            await self._until_free(lambda: self._all.wait(ALL, self._clock()))
        finally:
            self._answers -= 1

    async def _turn_in_line(self) -> None:
        async with self._line:
            await self._until_free(self._unasked_wait)
            self._next = max(self._next, self._clock() - LATE) + STEP

    async def _until_free(self, wait: Callable[[], float]) -> None:
        while (seconds := wait()) > 0:
            await self._sleep(seconds)

    def _own_wait(self, chat: str, sent: _Window, *, group: bool) -> float:
        """Return the seconds until this chat may have one more."""
        now = self._clock()
        waits = [self._until.get(chat, now) - now, sent.wait(CHAT, now)]
        return max(*waits, sent.wait(GROUP, now)) if group else max(waits)

    def _unasked_wait(self) -> float:
        """Return the seconds until an unasked message may go. It yields to answers that are waiting."""
        now = self._clock()
        wait = max(self._next - now, self._all.wait(ALL, now))
        return max(wait, SOON) if self._answers else wait

    def _let_go(self) -> None:
        """Remember no more chats than is needed."""
        if len(self._sent) <= _REMEMBERED:
            return
        now = self._clock()
        for chat in [chat for chat, sent in self._sent.items() if self._is_quiet(chat, sent, now)]:
            del self._sent[chat]
            self._locks.pop(chat, None)
            self._until.pop(chat, None)

    def _is_quiet(self, chat: str, sent: _Window, now: float) -> bool:
        busy = sent.flying or (chat in self._locks and self._locks[chat].locked())
        long_ago = not sent.arrived or sent.arrived[-1] + GROUP[1] < now
        return not busy and long_ago and self._until.get(chat, 0.0) <= now
