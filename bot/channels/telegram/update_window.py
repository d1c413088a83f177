"""Track received updates, and up to where all are done: only those may be acknowledged."""

from collections import deque

PAGE = 100
"""Updates that Telegram shows at most; what lies behind stays out of sight until some are acknowledged."""

_LATELY = 1_000
"""Updates that were done last. One of these that is delivered once more is let go at once."""


class Window:
    """The updates between the first that is not done and the last that was seen."""

    def __init__(self) -> None:
        self._open: dict[int, bool] = {}
        """Number of the update, and whether it is done."""
        self._committed: set[int] = set()
        self._lately: deque[int] = deque(maxlen=_LATELY)
        self._after = 0

    @property
    def offset(self) -> int:
        """Return the first update that must come again if this process dies now; 0 before anything came."""
        return min(self._open, default=self._after)

    @property
    def busy(self) -> bool:
        """Return whether anything that was received is not done."""
        return bool(self._open)

    def take(self, update: int) -> bool:
        """Open this update. Return whether it is new here."""
        if update in self._open or update in self._lately:
            return False
        # after a week without updates Telegram goes on at a random number, also a lower one
        self._after = max(self._after, update + 1) if self._open else update + 1
        self._open[update] = False
        return True

    def committed(self, update: int) -> None:
        """Mark that the effects of this update are on disk; only the answer is still on its way."""
        self._committed.add(update)
        self._move()

    def done(self, update: int) -> None:
        """Acknowledge an update: it need not come again."""
        if update in self._open:
            self._open[update] = True
        self._move()

    def _move(self) -> None:
        """Drop updates that are done at the front; committed ones too, if that is needed to see new ones."""
        while self._open and self._may_go(first := min(self._open)):
            del self._open[first]
            self._committed.discard(first)
            self._lately.append(first)

    def _may_go(self, first: int) -> bool:
        return self._open[first] or (len(self._open) >= PAGE and first in self._committed)
