"""Telegram's flood limits, counted over sliding windows. They hold only where a test asks for them."""

import math
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.telegram_api.refusal import flood

Rule = tuple[int, float]
"""So many messages in so many seconds."""

CHAT: Rule = (3, 3.0)
"""One a second in a chat, where a short burst is let pass (core.telegram.org/bots/faq)."""
GROUP: Rule = (20, 60.0)
ALL: Rule = (30, 1.0)


@dataclass
class Limits:
    """Counts what is sent."""

    clock: Callable[[], float]
    on: bool = False
    refused: int = 0
    """How often somebody had to be told to wait."""
    _sent: dict[object, deque[float]] = field(default_factory=lambda: defaultdict(deque))

    def count(self, chat: int, *, group: bool) -> None:
        """Raises RefusedError with the seconds to wait."""
        if not self.on:
            return
        rules = [(chat, CHAT), ("all", ALL), *([(("group", chat), GROUP)] if group else [])]
        waits = [wait for key, rule in rules if (wait := self._wait(key, rule)) > 0]
        if waits:
            self.refused += 1
            raise flood(math.ceil(max(waits)))
        for key, _ in rules:
            self._sent[key].append(self.clock())

    def _wait(self, key: object, rule: Rule) -> float:
        most, seconds = rule
        sent = self._sent[key]
        while sent and sent[0] <= self.clock() - seconds:
            sent.popleft()
        return sent[0] + seconds - self.clock() if len(sent) >= most else 0.0
