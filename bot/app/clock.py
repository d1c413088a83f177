"""The wall clock. Nothing else in the program reads it: everything else is given a `Clock`."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")

Clock = Callable[[], datetime]
"""Returns the current time, in Europe/Amsterdam."""


def wall_clock() -> datetime:
    """Return the current time, in Europe/Amsterdam."""
    return datetime.now(AMSTERDAM)
