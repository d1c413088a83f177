"""The payload of a timer as a tagged union: one class per kind of timer.

This is on disk, so it never holds a name, a choice or typed text. `bot.store.timer_payloads` writes
it; a kind or field that is renamed here needs a migration there.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from bot.core.model.weekly_plan import Plan


@dataclass(frozen=True, slots=True)
class RoundCloses:
    """Close a confidential round."""

    round: str
    prolonged: bool = False
    """True: it was prolonged after a silence already: that happens once."""


@dataclass(frozen=True, slots=True)
class RoundReminds:
    """Remind the group of an open round: halfway, and in its last hour."""

    round: str
    at: Literal["half", "last"]


@dataclass(frozen=True, slots=True)
class RoundResult:
    """Tell the result of a closed round."""

    round: str


@dataclass(frozen=True, slots=True)
class WeekBoxCloses:
    """Close the box of dilemmas done alone, and open the next one."""

    round: str


@dataclass(frozen=True, slots=True)
class WeekBoxResult:
    """Tell what a closed weekly box made public."""

    round: str


@dataclass(frozen=True, slots=True)
class RequestAnswered:
    """Look whether a request is decided, right after an answer to it."""

    round: str


@dataclass(frozen=True, slots=True)
class RequestCloses:
    """Close a request that was not decided in time."""

    round: str


@dataclass(frozen=True, slots=True)
class RequestEnded:
    """Tell that a request ended undecided."""

    round: str


@dataclass(frozen=True, slots=True)
class RequestLooksBack:
    """Ask, weeks after a decision, whether anybody regrets it."""

    round: str


@dataclass(frozen=True, slots=True)
class NativePollOpens:
    """Open a poll of the platform's own. Set before it is opened, so that a crash loses no poll."""

    poll: str
    """`OpenPoll.poll`."""
    dilemma: str
    """`Dilemma.id`."""


@dataclass(frozen=True, slots=True)
class NativePollCloses:
    """Close a poll of the platform's own."""

    poll: str
    """`OpenPoll.poll`."""
    prolonged: bool = False
    """As in `RoundCloses`."""


@dataclass(frozen=True, slots=True)
class WeeklyMessage:
    """Send the weekly message of one week. The plan lives here and nowhere else."""

    week: str
    """ISO week, as 2026-W49: a week has one message."""
    plan: Plan


@dataclass(frozen=True, slots=True)
class LookBackOnMethod:
    """Ask, weeks later, how it went with a method."""

    dialog: str
    """`Dialog.id`."""
    day: date
    """On which it was done."""


@dataclass(frozen=True, slots=True)
class StepEnds:
    """Tell a group that the time of a phase is nearly over, or over."""

    gathering: str
    """`Gathering.id`."""
    clock: int
    """`Gathering.clock`: a clock that was stopped or moved says nothing any more."""
    at: Literal["soon", "end"]


RoundTimer = RoundCloses | RoundReminds | RoundResult | WeekBoxCloses | WeekBoxResult
RequestTimer = RequestAnswered | RequestCloses | RequestEnded | RequestLooksBack
NativePollTimer = NativePollOpens | NativePollCloses
TimerPayload = RoundTimer | RequestTimer | NativePollTimer | WeeklyMessage | LookBackOnMethod | StepEnds


@dataclass(frozen=True, slots=True)
class Timer:
    """A timer that is set in a room."""

    due: datetime
    payload: TimerPayload


def round_of(payload: TimerPayload) -> str:
    """Return the id of the round or request that this timer belongs to; empty for any other timer."""
    return payload.round if isinstance(payload, RoundTimer | RequestTimer) else ""
