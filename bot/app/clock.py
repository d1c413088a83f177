"""The wall clock. Nothing else in the program reads it: everything else is given a `Clock`.

What is erased for good, and what is closed early, cannot be undone when a wrong clock is set right. So a
clock that jumps is not believed until the operator says so.
"""

import logging
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.app.setting import SettingsError

log = logging.getLogger("ruggespraak")

AMSTERDAM = ZoneInfo("Europe/Amsterdam")

Clock = Callable[[], datetime]
"""Returns the current time, in Europe/Amsterdam."""

CORRECTION = timedelta(hours=12)
"""A clock may be set right by so much while the program runs. More is a jump."""

AWAY = timedelta(days=14)
"""So long the bot may have been off without a question. No round is open for longer."""

CONFIRM = "--klok-klopt"
"""The option with which an operator says that the bot was off for so long."""

CONFIRM_HELP = "de bot stond inderdaad zo lang uit; de klok klopt"


def wall_clock() -> datetime:
    """Return the current time, in Europe/Amsterdam."""
    return datetime.now(AMSTERDAM)


def since_boot() -> float:
    """Return seconds that nobody can set, also those in which the machine slept where that is known."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot is None else time.clock_gettime(boot)


class SteadyClock:
    """The wall clock while it can be believed. After a jump ahead it counts on from the time before."""

    def __init__(self, wall: Clock = wall_clock, elapsed: Callable[[], float] = since_boot) -> None:
        self._wall = wall
        self._elapsed = elapsed
        self._known = (wall(), elapsed())
        self._jumped = False

    def __call__(self) -> datetime:
        """Return the time that can be believed."""
        wall, elapsed = self._wall(), self._elapsed()
        at, before = self._known
        expected = at + timedelta(seconds=elapsed - before)
        jumped = wall - expected > CORRECTION
        if jumped and not self._jumped:
            log.error(
                "De klok sprong %s vooruit. Ik reken door met de oude tijd, en sluit en wis niets te vroeg. "
                "Zet de klok goed. Klopt hij wel? Start dan opnieuw, met %s.",
                in_days(wall - expected),
                CONFIRM,
            )
        self._jumped = jumped
        if jumped:
            return expected
        self._known = (wall, elapsed)
        return wall


def require_plausible(last: date | None, clock: Clock, *, confirmed: bool) -> None:
    """Do nothing if the bot ran not long ago, or never, or if the operator confirmed how long ago it was.

    Raises:
        SettingsError: otherwise.
    """
    if last is None or confirmed:
        return
    away = clock().date() - last
    if away > AWAY:
        raise SettingsError(
            f"De klok staat {in_days(away)} verder dan toen de bot het laatst draaide. Klopt dat, "
            f"start dan met {CONFIRM}. Klopt het niet, zet dan eerst de klok goed. Er is nog niets gewist."
        )


def in_days(span: timedelta) -> str:
    """Return a span of time as an operator reads it."""
    return f"{span.days} dagen" if span.days > 1 else f"{round(span / timedelta(hours=1))} uur"
