"""The one back-off: twice as long after each failure in a row, up to a limit."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Backoff:
    """The time to wait before another attempt, in seconds."""

    first: float
    longest: float

    def after(self, failures: int) -> float:
        """Return the wait after so many failures in a row, counted from 1."""
        doubled = min(failures, 64) - 1  # beyond that it would be no float any more
        return min(self.longest, self.first * 2.0**doubled)

    def waits(self, most: int) -> tuple[float, ...]:
        """Return the waits after the first so many failures."""
        return tuple(map(self.after, range(1, most + 1)))
