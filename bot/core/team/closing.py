"""When something that a team votes on closes, in the words of who starts it."""

import re
from datetime import datetime, timedelta
from typing import Literal

from bot.core.language.calendar import at, between, next_working_day
from bot.core.language.nl import moments
from bot.core.language.nl.moments import NOON

SOONEST = timedelta(minutes=2)
LATEST = timedelta(days=14)
"""Longer no round stays open: the secret of its week must go in time (TRUST 2.3)."""

_CLOSES = re.compile(
    r"(?:^|\s)(?:(?:(?:die |en )?(?:sluiten|sluit)(?: op)?|tot(?! en met))\s+|(?=t/m\s|tot en met\s))"
    r"(?P<when>.{1,60})$",
    re.IGNORECASE,
)

Trouble = moments.Trouble | Literal["too soon", "too late"]
"""Why no moment is set. It is asked again."""


def parted(text: str) -> tuple[str, str]:
    """Return what stands before "sluit", and what behind it. Either may be empty."""
    found = _CLOSES.search(text)
    return (text[: found.start()].strip(), found["when"].strip()) if found else (text.strip(), "")


def closing(text: str, now: datetime) -> datetime | Trouble:
    """Return the moment that is meant, in the zone of `now`. Nothing said: the next working day at noon."""
    if not text:
        return at(next_working_day(now.date()), NOON, now)
    moment = moments.moment(text, now)
    if not isinstance(moment, datetime):
        return moment
    if between(now, moment) < SOONEST:
        return "too soon"
    return "too late" if between(now, moment) > LATEST else moment
