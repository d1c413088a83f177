"""How far the bot has come in what the homeserver tells: up to where everything is answered.

The homeserver tells in batches, each with a token to go on from. A token may be stored only when all
before it is done; otherwise a crash would lose what was under way. Events of different rooms are done
in any order, so batches stay open side by side, and close in the order in which they came.
"""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field

FULL = 500
"""Events under way from which on no more is asked for."""


@dataclass(frozen=True, slots=True)
class Position:
    """Where to go on after a restart."""

    token: str = ""
    """Of `/sync`; empty: never synced before."""
    marks: Mapping[str, int] = field(default_factory=dict)
    """Per room, the mark of the last event before the token. Rooms that did not change may be left out."""


@dataclass(slots=True)
class _Batch:
    position: Position
    open: int = 1
    """Events under way, and one for as long as events are being added."""


class Progress:
    """Counts what is under way."""

    def __init__(self) -> None:
        self._batches: deque[_Batch] = deque()
        self._first = 0
        self.under_way = 0

    def begin(self, position: Position) -> int:
        """A batch came in; `position` is where it ends. Returns its number."""
        self._batches.append(_Batch(position))
        return self._first + len(self._batches) - 1

    def add(self, number: int) -> None:
        """One event of this batch is under way."""
        self._batches[number - self._first].open += 1
        self.under_way += 1

    def done(self, number: int) -> Position | None:
        """One event of this batch is done. Returns a position that may be stored now, if there is one."""
        self.under_way -= 1
        return self.added(number)

    def added(self, number: int) -> Position | None:
        """Every event of this batch has been added. Returns as `done` does."""
        self._batches[number - self._first].open -= 1
        return self._reached()

    def _reached(self) -> Position | None:
        token, marks = "", dict[str, int]()
        while self._batches and not self._batches[0].open:
            closed = self._batches.popleft().position
            self._first += 1
            token = closed.token
            marks |= closed.marks
        return Position(token, marks) if token else None
