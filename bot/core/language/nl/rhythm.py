"""How often something comes back, and on which day and hour: "elke maandag", "om de week di 9 uur"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta

from bot.core.language.nl.moments import MomentReading, readings, readings_of
from bot.core.language.nl.number_words import number_of, ordinal_of
from bot.core.language.nl.spoken import DAYS
from bot.core.language.nl.time_words import Words, time_words
from bot.core.model.text import folded
from bot.core.model.weekly_plan import LAST, MOST_NTH, Every

WEEK = timedelta(days=7)

_NOT = re.compile(r"^(?:niet|geen|sla)\s+(?P<after>.+?)(?:\s+over)?$|^(?P<before>.+?)\s+(?:niet|overslaan)$")


@dataclass(frozen=True, slots=True)
class Rhythm:
    """The parts of a rhythm that were named. None: nothing was said about it."""

    day: int | None = None
    """0 is Monday."""
    hour: time | None = None
    every: Every | None = None
    nth: int = 1
    """Of a month: its first such day, or `LAST`."""


@dataclass(frozen=True, slots=True)
class _Often:
    """How often, and the words that are left when that is taken out."""

    every: Every | None
    nth: int
    rest: Words


def rhythm(text: str, today: date) -> Rhythm | None:
    """Return the rhythm that is meant; None if any word is about something else, or two are possible.

    A day further than a week away is a day, and no day of the week.
    """
    if not text.strip():
        return Rhythm()
    words = time_words(text) or ()
    meant = {one for often in _often(words) for one in _rhythms(often, today)}
    return meant.pop() if len(meant) == 1 else None


def left_out(text: str, today: date) -> tuple[date, date] | None:
    """Return the week or month that is to be left out, as "volgende week niet": its begin and its end."""
    plain = folded(text).strip(" .!")
    found = _NOT.match(plain)
    return period(found["after"] or found["before"], today) if found else None


def period(text: str, today: date) -> tuple[date, date] | None:
    """Return the begin and the end of a week or month, if nothing else is said."""
    periods = {
        (one.day, one.end) if one.whole and one.clock is None else None for one in readings(text, today)
    }
    match [*periods]:
        case [(date() as begin, date() as end)] if end > today:
            return begin, end
        case _:
            return None


def _rhythms(often: _Often, today: date) -> Iterator[Rhythm]:
    if not often.rest:
        yield Rhythm(None, None, often.every, often.nth)
    found = readings_of(often.rest, today) if often.rest else frozenset()
    if all(_comes_back(one, today) for one in found):
        for one in found:
            day = None if one.day is None else one.day.weekday()
            yield Rhythm(day, one.clock, often.every, often.nth)


def _comes_back(reading: MomentReading, today: date) -> bool:
    if reading.whole or reading.after or reading.side != "at":
        return False
    return reading.day is None or today <= reading.day <= today + WEEK


def _often(words: Words) -> Iterator[_Often]:
    """Yield the one place that says how often; if there is none, only all words."""
    found = [
        _Often(every, nth, (*words[:at], *kept, *words[at + taken :]))
        for at in range(len(words))
        for every, nth, kept, taken in _said(words[at:])
    ]
    longest = min((len(one.rest) for one in found), default=len(words))
    yield from (one for one in found if len(one.rest) == longest)
    if not found and words:
        yield _Often(None, 1, words)


def _said(words: Words) -> Iterator[tuple[Every, int, Words, int]]:
    """Yield how often the begin of these words says, which words stay, and how many words it takes."""
    match words:
        case ("een" | "1", "keer", *rest):
            yield from ((every, nth, kept, taken + 2) for every, nth, kept, taken in _said(tuple(rest)))
        case ("elke", day, *_) if day in DAYS:
            yield "week", 1, (day,), 2
        case ("elke" | "de", nth, day, *_) if day in DAYS and _number(nth):
            yield from ((every, found, kept, taken + 1) for every, found, kept, taken in _nth_day(words[1:]))
        case _:
            yield from _nth_day(words)
            yield from ((every, 1, (), taken) for every, taken in _interval(words))


def _interval(words: Words) -> Iterator[tuple[Every, int]]:
    match words:
        case ("om" | "in", "de", count, "weken", *_) if number_of(count) == 2:
            yield "two weeks", 4
        case ("om", "de", "week", *_):
            yield "two weeks", 3
        case ("elke", count, "weken", *_) if number_of(count) == 2:
            yield "two weeks", 3
        case ("elke", "2e", "week", *_):
            yield "two weeks", 3
        case ("elke" | "per", "week", *_):
            yield "week", 2
        case ("elke" | "per", "maand", *_):
            yield "month", 2
        case _:
            pass


def _nth_day(words: Words) -> Iterator[tuple[Every, int, Words, int]]:
    """As "eerste maandag van de maand"."""
    match words:
        case (nth, day, *rest) if day in DAYS and (number := _number(nth)):
            of_month = rest[:3] in (["van", "de", "maand"], ["van", "elke", "maand"])
            yield "month", number, (day,), 5 if of_month else 2
        case _:
            pass


def _number(word: str) -> int:
    number = LAST if word == "laatste" else ordinal_of(word) or 0
    return number if number <= MOST_NTH else 0
