"""Track up to which token of the homeserver everything is answered.

The homeserver tells in batches, each with a token to go on from. A token may be stored only when all
before it is done; otherwise a crash would lose what was under way. Events of different rooms are done
in any order, so batches stay open side by side, and close in the order in which they came.
"""

from collections import deque
from dataclasses import dataclass

FULL = 500
"""Events under way from which on no more is asked for."""


@dataclass(slots=True)
class _Batch:
    token: str
    open: int = 1
    """Events under way, and one for as long as events are being added."""


class Progress:
    """Counts what is under way."""

    def __init__(self) -> None:
        self._batches: deque[_Batch] = deque()
        self._first = 0
        self.under_way = 0

    def begin(self, token: str) -> int:
        """Open a batch that ends at this token, and return its number."""
        self._batches.append(_Batch(token))
        return self._first + len(self._batches) - 1

    def add(self, number: int) -> None:
        """Count one more event of this batch as under way."""
        self._batches[number - self._first].open += 1
        self.under_way += 1

    def done(self, number: int) -> str:
        """Count one event of this batch as done. Return a token that may be stored now, or empty."""
        self.under_way -= 1
        return self.added(number)

    def added(self, number: int) -> str:
        """Mark that every event of this batch has been added. Return as `done` does."""
        self._batches[number - self._first].open -= 1
        token = ""
        while self._batches and not self._batches[0].open:
            token = self._batches.popleft().token
            self._first += 1
        return token
