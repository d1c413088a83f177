"""How fast one may talk on Telegram: in a chat, in a group, and over all. One slow chat delays no other."""

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable

Rule = tuple[int, float]
"""So many messages in any window of so many seconds."""

CHAT: Rule = (3, 3.0)
"""One a second, with room for the few messages of one answer (core.telegram.org/bots/faq)."""

GROUP: Rule = (20, 60.0)
"""In a group no more than twenty a minute (idem)."""

ALL: Rule = (25, 1.0)
"""Telegram allows about thirty a second over all chats together."""

UNASKED: Rule = (15, 1.0)
"""Of those, so many for what nobody is waiting for: answers go before."""

_REMEMBERED = 2_000
"""Chats of which the last minute is remembered before the quiet ones are let go."""


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
        self._sent: dict[str, deque[float]] = {}
        self._all: deque[float] = deque()
        self._unasked: deque[float] = deque()
        self._until: dict[str, float] = {}
        self._locks: dict[str, asyncio.Lock] = {}

    async def turn(self, chat: str, *, group: bool, asked: bool = True) -> None:
        """Wait until a message may go to this chat, and count it. First come, first served per chat."""
        async with self._locks.setdefault(chat, asyncio.Lock()):
            while (wait := self._wait_for(chat, group=group, asked=asked)) > 0:
                await self._sleep(wait)
            self._sent.setdefault(chat, deque(maxlen=GROUP[0])).append(self._clock())
            self._all.append(self._clock())
            if not asked:
                self._unasked.append(self._clock())
        self._let_go()

    def hold(self, chat: str, seconds: float) -> None:
        """Telegram asked this chat to wait so long."""
        self._until[chat] = max(self._until.get(chat, 0.0), self._clock() + seconds)

    def _wait_for(self, chat: str, *, group: bool, asked: bool) -> float:
        now = self._clock()
        sent = self._sent.get(chat, deque())
        waits = [self._until.get(chat, now) - now, _wait(sent, CHAT, now), _wait(self._all, ALL, now)]
        if group:
            waits.append(_wait(sent, GROUP, now))
        return max(waits) if asked else max(*waits, _wait(self._unasked, UNASKED, now))

    def _let_go(self) -> None:
        """Remember no more than is needed."""
        now = self._clock()
        for sent, rule in ((self._all, ALL), (self._unasked, UNASKED)):
            while len(sent) > rule[0]:
                sent.popleft()
        if len(self._sent) > _REMEMBERED:
            quiet = [chat for chat, sent in self._sent.items() if sent[-1] + GROUP[1] < now]
            for chat in quiet:
                if not self._locks[chat].locked() and self._until.get(chat, 0.0) <= now:
                    del self._sent[chat], self._locks[chat]
                    self._until.pop(chat, None)


def _wait(sent: deque[float], rule: Rule, now: float) -> float:
    """Seconds until one more fits in the window."""
    most, seconds = rule
    return sent[-most] + seconds - now if len(sent) >= most else 0.0
