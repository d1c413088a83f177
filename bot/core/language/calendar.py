"""Days as people in Dutch offices count them: weeks by ISO 8601, holidays, and the hours of a day.

A moment here is local: in the zone of the `now` that came with the event, which is Europe/Amsterdam.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from dateutil.easter import easter

OPENS = time(8)
CLOSES = time(18)
"""Between these two the bot may say something by itself. What it says may wait for the platform's pace."""

LAST_BEGIN = time(17, 45)
"""From here on nothing more is begun on a day, so that all of it is out before `CLOSES`."""

FRIDAY = 4

_FIXED = ((1, 1), (5, 5), (12, 25), (12, 26))
"""New Year, Liberation Day (each year a holiday for the government since 1990), Christmas."""

_AFTER_EASTER = (0, 1, 39, 49, 50)
"""Days: Easter, Ascension, Pentecost. Good Friday is a working day in most town halls."""


@lru_cache(maxsize=64)
def holidays(year: int) -> frozenset[date]:
    """Return the public holidays of the Netherlands."""
    moving = (easter(year) + timedelta(days=days) for days in _AFTER_EASTER)
    return frozenset({*moving, *(date(year, *fixed) for fixed in _FIXED), kings_day(year)})


def kings_day(year: int) -> date:
    """Return 27 April, or the day before if that is a Sunday."""
    day = date(year, 4, 27)
    return day - timedelta(days=1) if day.weekday() == 6 else day


def is_holiday(day: date) -> bool:
    """Return whether the town hall is closed for a holiday."""
    return day in holidays(day.year)


def works(day: date, free: frozenset[date] = frozenset()) -> bool:
    """Return whether this is an ordinary working day. `free`: days on which a team does not work."""
    return day.weekday() <= FRIDAY and not is_holiday(day) and day not in free


def next_working_day(day: date, free: frozenset[date] = frozenset()) -> date:
    """Return the first working day after this one."""
    return next(one for one in _from(day + timedelta(days=1)) if works(one, free))


def monday(day: date) -> date:
    """Return the day that the week of this day began on."""
    return day - timedelta(days=day.weekday())


def week_name(day: date) -> str:
    """Return the ISO week, such as "2026-W53": its year is not always the year of the day."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def by_day(moment: datetime) -> bool:
    """Return whether something may be begun at this moment, as far as the clock goes."""
    return OPENS <= moment.time() < LAST_BEGIN


def at(day: date, hour: time, now: datetime) -> datetime:
    """Return a local time in the zone of `now`. The hours used here are never skipped by a clock change."""
    return datetime.combine(day, hour, now.tzinfo)


def elapsed(moment: datetime, span: timedelta) -> datetime:
    """Return the moment so many real hours later, also if the clock changes in between."""
    return (moment.astimezone(UTC) + span).astimezone(moment.tzinfo)


def between(earlier: datetime, later: datetime) -> timedelta:
    """Return the real time between two moments. Two of one zone are subtracted by the clock on the wall."""
    return later.astimezone(UTC) - earlier.astimezone(UTC)


def civil(moment: datetime) -> datetime:
    """Return this time, or the first one after it on a working day at which people may be asked something."""
    day = moment.date()
    if moment.time() >= LAST_BEGIN:
        day += timedelta(days=1)
    first = next(one for one in _from(day) if works(one))
    return moment if first == moment.date() and by_day(moment) else at(first, OPENS, moment)


def _from(day: date) -> Iterator[date]:
    while True:
        yield day
        day += timedelta(days=1)
