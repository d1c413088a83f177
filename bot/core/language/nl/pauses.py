"""Until when something pauses: "tot 1 september", "3 weken", "tot maandag", "zomer"."""

from datetime import date, timedelta

from bot.core.language.nl.moments import MomentReading, readings_of
from bot.core.language.nl.time_words import Words, time_words

MOST_DAYS = 366


def until_day(text: str, today: date) -> date | None:
    """Return the first day after a pause, later than today; None where that is not clear.

    Without "tot" a length or a season may be named: then it is over after that.
    """
    words = time_words(text) or ()
    days = _days(words, today)
    if not days and words[:1] != ("tot",):
        days = _days(("over", *words), today) | _days(("na", *words), today)
    (day, *others) = days or {today}
    return day if not others and today < day <= today + timedelta(days=MOST_DAYS) else None


def _days(words: Words, today: date) -> set[date]:
    found = {_first_after(reading) for reading in readings_of(words, today)}
    later = {day for day in found if day and day > today}
    return later if None not in found else set()


def _first_after(reading: MomentReading) -> date | None:
    if reading.day is None or reading.clock is not None:
        return None
    if reading.side != "including":
        return reading.day if reading.side == "at" else None
    return reading.end or reading.day + timedelta(days=1)
