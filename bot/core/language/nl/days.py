"""On which day something is: what was said about it, held against the calendar.

Every day that it may mean comes out. Two mean that it must be asked; none, that it contradicts itself.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from bot.core.language.calendar import monday
from bot.core.language.nl.day_words import (
    Ahead,
    DayWord,
    Edge,
    Feast,
    InMonth,
    InWeek,
    IsoWeek,
    Nth,
    OfMonth,
    Relative,
    Weekday,
    Written,
)
from bot.core.language.nl.feasts import coming

WEEK = timedelta(days=7)

_JUST_OVER = timedelta(days=31)
"""A date without a year that passed so shortly ago is not next year's: it is over."""

_EDGE_OF_WEEK = {"begin": 0, "midden": 2, "eind": 4}

Works = Callable[[date], bool]


@dataclass(frozen=True, slots=True)
class Days:
    """The days that may be meant."""

    days: frozenset[date]
    whole: bool = False
    """Whether a whole period was said: a day is its first."""
    end: date | None = None
    """The first day after that period, where it has an end."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """Today, and on which days people work."""

    today: date
    works: Works


def days(said: Sequence[DayWord], calendar: Calendar) -> Days:
    """Return the days that these words name together, in any order."""
    weekdays = [one for one in said if isinstance(one, Weekday)]
    others = [one for one in said if not isinstance(one, Weekday)]
    try:
        if not weekdays:
            return _others(others, calendar)
        if len(weekdays) > 1:
            return _NONE
        return Days(frozenset(_on_weekday(weekdays[0], others, calendar)))
    except (ValueError, OverflowError):  # 31 February, week 53 of a year of 52
        return _NONE


_NONE = Days(frozenset())


def _others(said: Sequence[DayWord], calendar: Calendar) -> Days:
    match said:
        case [one]:
            return _alone(one, calendar)
        case [Relative(days=ahead), Ahead() as span] | [Ahead() as span, Relative(days=ahead)]:
            return _one(_later(calendar.today + timedelta(days=ahead), span, calendar))
        case _:
            return _NONE


def _alone(word: DayWord, calendar: Calendar) -> Days:
    today = calendar.today
    match word:
        case Relative(days=ahead):
            return _one(today + timedelta(days=ahead))
        case Ahead():
            return _one(_later(today, word, calendar))
        case InWeek() | IsoWeek() | InMonth():
            return _period(word, today)
        case Edge():
            return _edge(word, calendar)
        case Feast():
            return _feast(word, today)
        case Weekday() | Written() | OfMonth() | Nth():
            return Days(frozenset(_dates(word, today)))


def _dates(word: Weekday | Written | OfMonth | Nth, today: date) -> set[date]:
    match word:
        case Weekday():
            return _weekday(word, today)
        case Written():
            return _written(word, today)
        case OfMonth():
            return {_of_month(word, today)}
        case Nth():
            return {_nth(word, today)}


def _period(period: InWeek | IsoWeek | InMonth, today: date) -> Days:
    first = _begin(period, today)
    lasts = relativedelta(months=1) if isinstance(period, InMonth) else WEEK
    return Days(frozenset({first}), whole=True, end=first + lasts)


def _one(day: date) -> Days:
    return Days(frozenset({day}))


def _on_weekday(weekday: Weekday, others: Sequence[DayWord], calendar: Calendar) -> set[date]:
    today, number = calendar.today, timedelta(days=weekday.number)
    match others:
        case []:
            return _weekday(weekday, today)
        case [InWeek() | IsoWeek() as week] if weekday.which != "next":
            return {_begin(week, today) + number}
        case [Ahead(days=ahead, minutes=0, months=0)] if ahead and ahead % 7 == 0:
            span = timedelta(days=ahead)
            return {_after(today, weekday.number) + span, monday(today) + span + number}
        case [Feast(side="after") as feast]:
            return {_after(day, weekday.number) for day in coming(feast.name, today)}
        case [Feast(side="before") as feast]:
            return {
                _after(day - WEEK - timedelta(days=1), weekday.number) for day in coming(feast.name, today)
            }
        case _:
            return {day for day in _others(others, calendar).days if day.weekday() == weekday.number}


def _weekday(weekday: Weekday, today: date) -> set[date]:
    after = _after(today, weekday.number)
    in_this_week = monday(today) + timedelta(days=weekday.number)
    match weekday.which:
        case "named":  # on a Monday "maandag" may be today
            return {after, today} if weekday.number == today.weekday() else {after}
        case "this":
            return {in_this_week}
        case "coming":
            return {after}
        case "next":
            return {after, in_this_week + WEEK}


def _after(day: date, weekday: int) -> date:
    """Return the first such day later than this one."""
    return day + timedelta(days=(weekday - day.weekday() - 1) % 7 + 1)


def _before(day: date, weekday: int) -> date:
    """Return the last such day earlier than this one."""
    return _after(day - WEEK - timedelta(days=1), weekday)


def _begin(period: InWeek | IsoWeek | InMonth, today: date) -> date:
    match period:
        case InWeek(ahead=ahead):
            return monday(today) + ahead * WEEK
        case IsoWeek(number=number):
            year = today.isocalendar().year
            this_year = date.fromisocalendar(year, number, 1)
            return this_year if this_year + WEEK > today else date.fromisocalendar(year + 1, number, 1)
        case InMonth(number=0, ahead=ahead):
            return _next_month(today.replace(day=1), ahead)
        case InMonth(number=number):
            first = date(today.year, number, 1)
            return first if today.month <= number else first.replace(year=today.year + 1)


def _edge(edge: Edge, calendar: Calendar) -> Days:
    first = _begin(edge.of, calendar.today)
    if not isinstance(edge.of, InMonth):
        return _one(first + timedelta(days=_EDGE_OF_WEEK[edge.which]))
    if edge.which != "eind":
        return Days(frozenset({first if edge.which == "begin" else first.replace(day=15)}), whole=True)
    last = _next_month(first) - timedelta(days=1)
    back = (last - timedelta(days=earlier) for earlier in range(last.day))
    return _one(next((day for day in back if calendar.works(day)), last))


def _nth(said: Nth, today: date) -> date:
    first = _begin(said.of, today)
    found = nth_weekday(first, said.nth, said.weekday)
    return (
        found
        if found >= today or not said.of.number
        else nth_weekday(first.replace(year=first.year + 1), said.nth, said.weekday)
    )


def nth_weekday(first: date, nth: int, weekday: int) -> date:
    """Return such a day in the month that begins on `first`; -1 is the last.

    Raises:
        ValueError: if this month has no such day.
    """
    if nth < 0:
        return _before(_next_month(first), weekday)
    found = _after(first - timedelta(days=1), weekday) + (nth - 1) * WEEK
    if found.month != first.month:
        raise ValueError
    return found


def _next_month(day: date, months: int = 1) -> date:
    later: date = day + relativedelta(months=months)
    return later


def _written(said: Written, today: date) -> set[date]:
    if said.year:
        return {date(said.year, said.month, said.day)}
    date(2000, said.month, said.day)  # a leap year: is there such a day at all?
    after = next(day for day in _years(said, today) if day >= today)
    before = after - relativedelta(years=1)
    if after.month == before.month and today - before <= _JUST_OVER and before < today:
        return {before}
    return {after}


def _years(said: Written, today: date) -> list[date]:
    """Return eight years of it: around 2100 there is no 29 February in as many."""
    found = []
    for year in range(today.year, today.year + 9):
        try:
            found.append(date(year, said.month, said.day))
        except ValueError:  # 29 February
            continue
    return found


def _of_month(said: OfMonth, today: date) -> date:
    if said.of:
        return _begin(said.of, today).replace(day=said.day)
    first = today.replace(day=1)
    if said.day < today.day:
        first = _next_month(first)
    return first.replace(day=said.day)


def _feast(said: Feast, today: date) -> Days:
    first, last = coming(said.name, today)
    match said.side:
        case "on":
            return Days(frozenset({first, last}))
        case "after":
            return Days(frozenset({last + timedelta(days=1)}), whole=True)
        case "before":
            return Days(frozenset({first}), whole=True)


def _later(day: date, span: Ahead, calendar: Calendar) -> date:
    if span.minutes:
        raise ValueError("a time of a day, no day")
    day += relativedelta(months=span.months, days=span.days)
    for _ in range(min(span.working_days, 400)):
        day += timedelta(days=1)
        while not calendar.works(day):
            day += timedelta(days=1)
    return day
