"""The one reader of moments: which day and hour somebody means, or what must be asked.

Every word must have its place, and every reading that is possible is made. One future moment that is left
is meant; what may be two things, is over, or has a word that says nothing about time, is asked back.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from itertools import product
from typing import Literal

from bot.core.language.calendar import at, by_day, elapsed, works
from bot.core.language.nl.clock_times import Clock, DayPart, Fixed, clock_words, times
from bot.core.language.nl.day_words import Ahead, DayWord, Relative, day_words
from bot.core.language.nl.days import Calendar, Days, days
from bot.core.language.nl.time_words import Words, time_words

NOON = time(12)
"""The hour where none was said."""

_END = time(17)
"""The hour of "tot en met vrijdag"."""

Trouble = Literal["unclear", "doubt", "past", "free day"]
"""Not understood; two moments may be meant; it is over; a day without an hour on which nobody works."""

_FILLERS = frozenset("op de het van in aan dan graag maar die s uiterlijk tot".split())  # noqa: SIM905


@dataclass(frozen=True, slots=True)
class Filler:
    """A word that changes nothing."""


@dataclass(frozen=True, slots=True)
class Limit:
    """As "voor" a moment, or "tot en met" a day."""

    side: Literal["before", "including"]


@dataclass(frozen=True, slots=True)
class MomentReading:
    """One thing that may be meant."""

    day: date | None = None
    clock: time | None = None
    after: timedelta | None = None
    """From now. Then nothing else is said."""
    same_hour: bool = False
    """Whether so many days were counted from now: then the hour is that of now, if people work then."""
    whole: bool = False
    """Whether a whole period was said: the day is its first."""
    end: date | None = None
    """The first day after that period, where it has an end."""
    side: Literal["at", "before", "including"] = "at"


_Word = DayWord | Clock | DayPart | Fixed | Filler | Limit


def moment(text: str, now: datetime, free: frozenset[date] = frozenset()) -> datetime | Trouble:
    """Return the moment that is meant, in the zone of `now`. `free`: days off of this team."""
    found = readings(text, now.date(), free)
    if not found:
        return "unclear"
    sure = {_at(reading, now): reading for reading in found if not _open(reading)}
    future = [one for one in sure if one.astimezone(UTC) > now.astimezone(UTC)]
    if not future:
        return "past" if any(_over(reading, now) for reading in sure.values()) else "doubt"
    (first, *others) = future
    if others or not (sure[first].after or _once(first)):
        return "doubt"
    return "free day" if _on_a_free_day(sure[first], free) else first


def readings(text: str, today: date, free: frozenset[date] = frozenset()) -> frozenset[MomentReading]:
    """Return everything that may be meant: nothing if a word is not about time, or words contradict."""
    return readings_of(time_words(text) or (), today, free)


def readings_of(words: Words, today: date, free: frozenset[date] = frozenset()) -> frozenset[MomentReading]:
    """Return the same of words that are cut already."""
    calendar = Calendar(today, partial(works, free=free))
    return frozenset(one for cover in _covers(words) for one in _joined(cover, calendar))


def _covers(words: Words) -> Iterator[tuple[_Word, ...]]:
    """Yield every way to give each word its place."""
    if not words:
        yield ()
    for found, taken in _begins(words):
        yield from ((found, *rest) for rest in _covers(words[taken:]))


def _begins(words: Words) -> Iterator[tuple[_Word, int]]:
    yield from clock_words(words)
    yield from day_words(words)
    match words:
        case ("tot", "en", "met", *_):
            yield Limit("including"), 3
        case ("voor", *_):
            yield Limit("before"), 1
        case (word, *_) if word in _FILLERS:
            yield Filler(), 1


def _joined(cover: tuple[_Word, ...], calendar: Calendar) -> Iterator[MomentReading]:
    clocks = [one for one in cover if isinstance(one, Clock)]
    parts = [one for one in cover if isinstance(one, DayPart)]
    fixed = [one.at for one in cover if isinstance(one, Fixed)]
    limits = [one.side for one in cover if isinstance(one, Limit)]
    said = [one for one in cover if not isinstance(one, Clock | DayPart | Fixed | Limit | Filler)]
    if max(len(clocks), len(parts), len(fixed), len(limits)) > 1 or (fixed and (clocks or parts)):
        return
    if not (clocks or parts or fixed or said) or (clocks and clocks[0].like_a_date and not said):
        return
    match said:
        case [Ahead(minutes=minutes)] if minutes:
            if not (clocks or parts or fixed):
                yield MomentReading(after=timedelta(minutes=minutes))
            return
    hours = frozenset(fixed) or times(clocks[0] if clocks else None, parts[0] if parts else None)
    if (clocks or parts) and not hours:
        return
    on = days(said, calendar) if said else Days(frozenset())
    if said and not on.days:
        return
    counted = Ahead in map(type, said) and all(isinstance(one, Ahead | Relative) for one in said)
    side = limits[0] if limits else "at"
    for day, hour in product(on.days or (None,), hours or (None,)):
        yield MomentReading(day, hour, None, counted and hour is None, on.whole, on.end, side)


def _open(reading: MomentReading) -> bool:
    """Return whether it leaves open on which day it is."""
    return reading.whole or (reading.side == "before" and reading.clock is None)


def _on_a_free_day(reading: MomentReading, free: frozenset[date]) -> bool:
    return reading.day is not None and reading.clock is None and not works(reading.day, free)


def _at(reading: MomentReading, now: datetime) -> datetime:
    if reading.after is not None:
        return elapsed(now, reading.after)
    return at(reading.day or now.date(), reading.clock or _usual_hour(reading, now), now)


def _usual_hour(reading: MomentReading, now: datetime) -> time:
    """Return the hour of a day for which none was said."""
    if reading.side == "including":
        return _END
    return now.time() if reading.same_hour and by_day(now) else NOON


def _over(reading: MomentReading, now: datetime) -> bool:
    """Return whether its time was named and is over. Of "vandaag" only our own hour may be."""
    return reading.clock is not None or reading.day != now.date()


def _once(moment: datetime) -> bool:
    """Return whether a clock shows this hour once: it is not skipped or doubled when the clock changes."""
    return moment.replace(fold=0).utcoffset() == moment.replace(fold=1).utcoffset()
