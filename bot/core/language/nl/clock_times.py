"""Hours of the day: "half tien", "tien voor half drie", "9 uur 's avonds", "eind van de middag"."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time
from typing import Literal

from bot.core.language.nl.number_words import number_of
from bot.core.language.nl.time_words import EDGES, PARTS, Words

HALF_DAY, WHOLE_DAY = 12 * 60, 24 * 60

_BOUNDS = {"ochtend": (5 * 60, HALF_DAY), "middag": (HALF_DAY, 18 * 60 + 1), "avond": (17 * 60, WHOLE_DAY)}
"""From and until which minute it is called so. At night a day has two ends, so that is asked."""

_HOUR_OF_PART = {"ochtend": time(10), "middag": time(15), "avond": time(20)}
_HOUR_OF_EDGE = {
    ("begin", "ochtend"): time(9),
    ("midden", "ochtend"): time(10, 30),
    ("eind", "ochtend"): time(11, 30),
    ("begin", "middag"): time(13),
    ("midden", "middag"): time(15),
    ("eind", "middag"): time(16, 30),
    ("begin", "avond"): time(19),
    ("eind", "avond"): time(22),
    ("begin", "dag"): time(9),
    ("midden", "dag"): time(12),
    ("eind", "dag"): time(17),
}
_LUNCH = {"voor": time(12), "rond": time(12, 30), "tegen": time(12), "om": time(12, 30), "na": time(13)}

_AFTERNOON = (60, 6 * 60)
"""One to six without more is meant in the afternoon: nobody works at night here."""

_EITHER = (6 * 60, 8 * 60)
"""Six and seven without more may be both."""


@dataclass(frozen=True, slots=True)
class Clock:
    """An hour as it was said. What it means may hang on the part of the day."""

    minutes: int
    said: Literal["spoken", "figures", "exact"]
    """As "3 uur"; as "3:30", which may be meant by 24 hours; as "15:30" or "03:30", which is."""
    like_a_date: bool = False
    """As in "10.12"."""


@dataclass(frozen=True, slots=True)
class DayPart:
    """A part of the day."""

    name: str


@dataclass(frozen=True, slots=True)
class Fixed:
    """A phrase that is one time here: "eind van de middag"."""

    at: time


ClockWord = Clock | DayPart | Fixed


def clock_words(words: Words) -> Iterator[tuple[ClockWord, int]]:
    """Yield every reading about the hour that begins these words, and how many words it takes."""
    match words:
        case ("om" | "rond" | "tegen", *rest):
            yield from ((found, taken + 1) for found, taken in _clocks(tuple(rest)))
            if rest and (hour := _hour(rest[0])) is not None:
                yield _spoken(hour * 60), 2
        case _:
            pass
    yield from _clocks(words)
    yield from _parts(words)


def times(clock: Clock | None, part: DayPart | None) -> frozenset[time]:
    """Return every time that may be meant: none if hour and part of the day do not go together."""
    if clock is None:
        return frozenset({_HOUR_OF_PART[part.name]} if part and part.name in _HOUR_OF_PART else ())
    if part is None:
        return frozenset(map(_time, _alone(clock)))
    first, end = _BOUNDS.get(part.name, (0, 0))
    return frozenset(_time(one) for one in _both(clock.minutes) if first <= one < end)


def _alone(clock: Clock) -> tuple[int, ...]:
    minutes = clock.minutes
    if clock.said == "exact":
        return (minutes,)
    if minutes < 60:  # "half een"
        return (minutes + HALF_DAY,)
    if _EITHER[0] <= minutes < _EITHER[1]:
        return (minutes,) if clock.said == "figures" and minutes >= 7 * 60 else _both(minutes)
    if _AFTERNOON[0] <= minutes < _AFTERNOON[1]:
        return (minutes + HALF_DAY,) if clock.said == "spoken" else _both(minutes)
    return (minutes,)


def _both(minutes: int) -> tuple[int, ...]:
    return (minutes, minutes + HALF_DAY) if minutes < HALF_DAY else (minutes,)


def _clocks(words: Words) -> Iterator[tuple[Clock, int]]:
    for clock, taken in (*_figures(words), *_beside_an_hour(words)):
        yield clock, taken
        if words[taken : taken + 1] == ("uur",):
            yield _sure(clock), taken + 1
    match words:
        case (first, "uur", *rest) if (hour := _hour(first)) is not None:
            yield _spoken(hour * 60), 2
            if rest and (minutes := number_of(rest[0])) is not None and 0 < minutes < 60:
                yield _spoken(hour * 60 + minutes), 3


def _figures(words: Words) -> Iterator[tuple[Clock, int]]:
    if not words or not any(sign in words[0] for sign in ":."):
        return
    hour, minutes = (int(one) for one in words[0].replace(".", ":").split(":"))
    if hour < 24 and minutes < 60 and (hour or minutes):
        exact = hour >= 12 or words[0].startswith("0")
        like_a_date = "." in words[0] and hour > 0 and 0 < minutes <= 12
        yield Clock(hour * 60 + minutes, "exact" if exact else "figures", like_a_date), 1


def _sure(clock: Clock) -> Clock:
    return Clock(clock.minutes, clock.said)


def _beside_an_hour(words: Words) -> Iterator[tuple[Clock, int]]:
    """As "half tien", "kwart over drie", "tien minuten voor half vier"."""
    match words:
        case ("half", hour, *_) if (minutes := _half(hour)) is not None:
            yield _spoken(minutes), 2
        case ("kwart", ("over" | "voor") as side, hour, *_) if (at := _hour(hour)) is not None:
            yield _spoken(at * 60 + (15 if side == "over" else -15)), 3
        case (count, "minuten" | "minuut", ("over" | "voor") as side, *rest):
            yield from ((clock, taken + 3) for clock, taken in _off(count, side, tuple(rest)))
        case (count, ("over" | "voor") as side, *rest):
            yield from ((clock, taken + 2) for clock, taken in _off(count, side, tuple(rest)))
        case _:
            pass


def _off(count: str, side: str, words: Words) -> Iterator[tuple[Clock, int]]:
    minutes = number_of(count)
    if minutes is None or not 0 < minutes < 30:
        return
    minutes = minutes if side == "over" else -minutes
    match words:
        case ("half", hour, *_) if (at := _half(hour)) is not None:
            yield _spoken(at + minutes), 2
        case (first, *_) if (hour_ := _hour(first)) is not None:
            yield _spoken(hour_ * 60 + minutes), 1


def _parts(words: Words) -> Iterator[tuple[ClockWord, int]]:
    match words:
        case ("tussen", "de", "middag", *_):
            yield Fixed(_LUNCH["rond"]), 3
        case (side, "de", "lunch", *_) if side in _LUNCH:
            yield Fixed(_LUNCH[side]), 3
        case (side, "lunch", *_) if side in _LUNCH:
            yield Fixed(_LUNCH[side]), 2
        case (edge, *rest) if edge in EDGES:
            yield from _edges(edge, tuple(rest))
        case (part, *_) if part in PARTS:
            yield DayPart(part), 1


def _edges(edge: str, words: Words) -> Iterator[tuple[Fixed, int]]:
    taken = len([*_article(words)])
    name = " ".join(words[taken : taken + 1]).removeprefix("werk")
    if (edge, name) in _HOUR_OF_EDGE:
        yield Fixed(_HOUR_OF_EDGE[edge, name]), taken + 2


def _article(words: Words) -> Iterator[str]:
    for word in words:
        if word not in ("van", "de", "in", "aan"):
            return
        yield word


def _hour(word: str) -> int | None:
    """Return the hour; never midnight, as it is not said of which day."""
    hour = number_of(word)
    return hour if hour is not None and 0 < hour < 24 else None


def _half(word: str) -> int | None:
    hour = number_of(word)
    return hour * 60 - 30 if hour is not None and 0 < hour <= 12 else None


def _spoken(minutes: int) -> Clock:
    return Clock(minutes % WHOLE_DAY, "exact" if minutes >= HALF_DAY else "spoken")


def _time(minutes: int) -> time:
    return time(minutes // 60 % 24, minutes % 60)
