"""Words about a day, one thing at a time: "vrijdag", "volgende week", "over twee dagen"."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bot.core.language.nl.feasts import FEASTS, SEASONS
from bot.core.language.nl.number_words import number_of, ordinal_of
from bot.core.language.nl.spoken import DAYS, MONTHS
from bot.core.language.nl.time_words import EDGES, Words

Which = Literal["named", "this", "coming", "next"]


@dataclass(frozen=True, slots=True)
class Relative:
    """Days from today."""

    days: int


@dataclass(frozen=True, slots=True)
class Weekday:
    """0 is Monday."""

    number: int
    which: Which = "named"


@dataclass(frozen=True, slots=True)
class InWeek:
    """Weeks after this one."""

    ahead: int


@dataclass(frozen=True, slots=True)
class IsoWeek:
    """A week by its number."""

    number: int


@dataclass(frozen=True, slots=True)
class InMonth:
    """A month, by its number or by how many come before it."""

    number: int = 0
    ahead: int = 0


@dataclass(frozen=True, slots=True)
class Edge:
    """The begin, middle or end of a week or month."""

    which: str
    of: InWeek | IsoWeek | InMonth


@dataclass(frozen=True, slots=True)
class Nth:
    """As the first Monday of a month. -1 is the last."""

    nth: int
    weekday: int
    of: InMonth


@dataclass(frozen=True, slots=True)
class Written:
    """A date. Without a year it is the next one."""

    day: int
    month: int
    year: int = 0


@dataclass(frozen=True, slots=True)
class OfMonth:
    """As "de 14e"."""

    day: int
    of: InMonth | None = None


@dataclass(frozen=True, slots=True)
class Ahead:
    """So much later than now."""

    minutes: int = 0
    days: int = 0
    months: int = 0
    working_days: int = 0


@dataclass(frozen=True, slots=True)
class Feast:
    """A feast, or what comes right after or before it."""

    name: tuple[str, ...]
    side: Literal["on", "after", "before"] = "on"


DayWord = Relative | Weekday | InWeek | IsoWeek | InMonth | Edge | Nth | Written | OfMonth | Ahead | Feast
Found = Iterator[tuple[DayWord, int]]

_RELATIVE = {"eergisteren": -2, "gisteren": -1, "vandaag": 0, "morgen": 1, "overmorgen": 2}
_WHICH: dict[str, Which] = {"deze": "this", "komende": "coming", "volgende": "next"}
_UNITS = {
    "minuut": Ahead(minutes=1),
    "minuten": Ahead(minutes=1),
    "kwartier": Ahead(minutes=15),
    "uur": Ahead(minutes=60),
    "uren": Ahead(minutes=60),
    "halfuur": Ahead(minutes=30),
    "dag": Ahead(days=1),
    "dagen": Ahead(days=1),
    "week": Ahead(days=7),
    "weken": Ahead(days=7),
    "maand": Ahead(months=1),
    "maanden": Ahead(months=1),
    "werkdag": Ahead(working_days=1),
    "werkdagen": Ahead(working_days=1),
}


def day_words(words: Words) -> Found:
    """Yield every reading about the day that begins these words, and how many words it takes."""
    match words:
        case (word, *_) if word in _RELATIVE:
            yield Relative(_RELATIVE[word]), 1
        case ("over", *rest):
            yield from ((ahead, taken + 1) for ahead, taken in _spans(tuple(rest)))
        case _:
            pass
    yield from _weekdays(words)
    yield from periods(words)
    yield from _dates(words)
    yield from _edges(words)
    yield from _feasts(words)


def _weekdays(words: Words) -> Found:
    match words:
        case (day, *_) if day in DAYS:
            yield Weekday(DAYS.index(day)), 1
            if words[1:2] == ("komende",):  # "vrijdag a.s."
                yield Weekday(DAYS.index(day), "coming"), 2
        case (which, day, *_) if which in _WHICH and day in DAYS:
            yield Weekday(DAYS.index(day), _WHICH[which]), 2
        case (nth, day, *rest) if day in DAYS and (number := _nth(nth)):
            yield from (
                (Nth(number, DAYS.index(day), month), taken + 2)
                for month, taken in _after_article(tuple(rest))
                if isinstance(month, InMonth)
            )


def _nth(word: str) -> int:
    number = -1 if word == "laatste" else ordinal_of(word) or 0
    return number if number <= 5 else 0


def periods(words: Words) -> Iterator[tuple[InWeek | IsoWeek | InMonth, int]]:
    """A whole week or month."""
    match words:
        case ("deze", "week", *_):
            yield InWeek(0), 2
        case ("volgende", "week", *_):
            yield InWeek(1), 2
        case ("komende", "week", *_):  # on a Monday it may be either
            yield from ((InWeek(0), 2), (InWeek(1), 2))
        case ("week", number, *_) if number.isdecimal() and 0 < int(number) <= 53:
            yield IsoWeek(int(number)), 2
        case ("deze", "maand", *_):
            yield InMonth(ahead=0), 2
        case ("volgende" | "komende", "maand", *_):
            yield InMonth(ahead=1), 2
        case (month, *_) if month in MONTHS:
            yield InMonth(MONTHS.index(month) + 1), 1


def _after_article(words: Words) -> Iterator[tuple[InWeek | IsoWeek | InMonth, int]]:
    """A period with "van" or "van de" before it. There "week" and "maand" alone are this one."""
    taken = 0
    while words[taken : taken + 1] in (("van",), ("de",), ("in",)):
        taken += 1
    rest = words[taken:]
    yield from ((period, more + taken) for period, more in periods(rest))
    match rest:
        case ("week", *_) if not rest[1:2] or not rest[1].isdecimal():
            yield InWeek(0), taken + 1
        case ("maand", *_):
            yield InMonth(ahead=0), taken + 1
        case _:
            pass


def _edges(words: Words) -> Found:
    if words and words[0] in EDGES:
        yield from ((Edge(words[0], of), taken + 1) for of, taken in _after_article(words[1:]))


def _dates(words: Words) -> Found:
    match words:
        case (written, *_) if written.count("-") in (1, 2):
            yield _figures([int(part) for part in written.split("-")]), 1
        case (day, *rest) if (number := ordinal_of(day)) is not None:
            yield OfMonth(number), 1
            for month, taken in _after_article(tuple(rest)):
                if isinstance(month, InMonth):
                    yield (
                        (Written(number, month.number) if month.number else OfMonth(number, month)),
                        taken + 1,
                    )
        case (day, month, *rest) if month in MONTHS and (number := number_of(day)) is not None:
            yield Written(number, MONTHS.index(month) + 1), 2
            if rest and rest[0].isdecimal() and len(rest[0]) == 4:
                yield Written(number, MONTHS.index(month) + 1, int(rest[0])), 3


def _figures(parts: list[int]) -> Written:
    if len(parts) == 2:
        return Written(*parts)
    if parts[0] > 31:
        return Written(parts[2], parts[1], parts[0])
    return Written(parts[0], parts[1], parts[2] if parts[2] > 99 else 2000 + parts[2])


def _spans(words: Words) -> Iterator[tuple[Ahead, int]]:
    """As "twee dagen", "anderhalf uur", "een uur en een kwartier"."""
    for ahead, taken in _span(words):
        yield ahead, taken
        joined = taken + (words[taken : taken + 1] == ("en",))
        if ahead.minutes:
            more = (one for one in _span(words[joined:]) if one[0].minutes)
            yield from ((Ahead(ahead.minutes + one.minutes), joined + end) for one, end in more)


def _span(words: Words) -> Iterator[tuple[Ahead, int]]:
    match words:
        case ("een", "half" | "anderhalf" as part, unit, *_) if unit in _UNITS:
            yield from _halves(part, _UNITS[unit], 3)
        case ("half" | "anderhalf" as part, unit, *_) if unit in _UNITS:
            yield from _halves(part, _UNITS[unit], 2)
        case (count, unit, *_) if unit in _UNITS and (number := number_of(count)):
            one = _UNITS[unit]
            yield (
                Ahead(
                    number * one.minutes, number * one.days, number * one.months, number * one.working_days
                ),
                2,
            )


def _halves(part: str, unit: Ahead, taken: int) -> Iterator[tuple[Ahead, int]]:
    """Half an hour is a time; half a day is not."""
    minutes = unit.minutes * (3 if part == "anderhalf" else 1)
    if minutes and minutes % 2 == 0:
        yield Ahead(minutes // 2), taken


def _feasts(words: Words) -> Found:
    match words:
        case ("na", *rest):
            yield from ((Feast(name, "after"), len(name) + 1) for name in _named(tuple(rest)))
        case ("voor", *rest):
            yield from ((Feast(name, "before"), len(name) + 1) for name in _named(tuple(rest)))
        case _:
            pass
    yield from ((Feast(name), len(name)) for name in _named(words) if name in FEASTS)


def _named(words: Words) -> Iterator[tuple[str, ...]]:
    yield from (name for name in FEASTS | SEASONS if words[: len(name)] == name)
