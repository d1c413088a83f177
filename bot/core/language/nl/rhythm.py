"""Which day of the week and hour somebody wants something on: "di 9 uur", "elke dinsdag half tien"."""

from datetime import date, time, timedelta
from itertools import pairwise

from bot.core.language.nl.moments import readings_of
from bot.core.language.nl.spoken import DAYS
from bot.core.language.nl.time_words import Words, time_words

WEEK = timedelta(days=7)


def weekday_and_hour(text: str, today: date) -> tuple[int | None, time | None] | None:
    """Return the day of the week (0 is Monday) and the hour; None if that is not clear.

    A day further than a week away is a day, and no day of the week.
    """
    if not text.strip():
        return None, None
    words = time_words(text)
    found = readings_of(_without_every(words), today) if words else frozenset()
    if any(one.whole or one.after or one.side != "at" for one in found):
        return None
    if any(one.day and not today <= one.day <= today + WEEK for one in found):
        return None
    meant = {(None if one.day is None else one.day.weekday(), one.clock) for one in found}
    return meant.pop() if len(meant) == 1 else None


def _without_every(words: Words) -> Words:
    """Return the words without "elke" before a day."""
    return tuple(word for word, after in pairwise((*words, "")) if word != "elke" or after not in DAYS)
