"""The day of the week and the hour of something that comes back."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.language.nl.rhythm import Rhythm, left_out, period, rhythm
from bot.core.model.weekly_plan import LAST, Every

TODAY = date(2026, 11, 25)
"""A Wednesday."""


@pytest.mark.parametrize(
    ("typed", "day", "clock"),
    [
        ("", None, None),
        ("dinsdag 9:00", 1, time(9)),
        ("di 9 uur", 1, time(9)),
        ("dinsdag om 9:30", 1, time(9, 30)),
        ("di 9.30", 1, time(9, 30)),
        ("Di. 9u30", 1, time(9, 30)),
        ("dinsadg 9u", 1, time(9)),
        ("dinsdags 14:00 uur", 1, time(14)),
        ("dinsdag half tien", 1, time(9, 30)),
        ("half 10", None, time(9, 30)),
        ("kwart over 9 woensdag", 2, time(9, 15)),
        ("elke donderdag om kwart voor vier", 3, time(15, 45)),
        ("twee uur dinsdag", 1, time(14)),
        ("vrijdagmiddag 2 uur", 4, time(14)),
        ("dinsdagochtend 10 uur", 1, time(10)),
        ("'s middags om 3 uur op maandag", 0, time(15)),
        ("morgen", 3, None),
        ("morgen om 10", 3, time(10)),
        ("overmorgen", 4, None),
        ("vandaag 16:00", 2, time(16)),
        ("zo 12:00", 6, time(12)),
        ("9:00", None, time(9)),
    ],
)
def test_a_day_and_a_time(typed: str, day: int | None, clock: time | None) -> None:
    found = rhythm(typed, TODAY)
    assert found
    assert (found.day, found.hour) == (day, clock)


@pytest.mark.parametrize(
    "typed",
    [
        "aap",
        "dinsdag 25:00",
        "dinsdag 9:75",
        "vr 930",
        "dinsdag woensdag",
        "di 3 uur 4 uur",
        "di 9 maal",
        "€",
    ],
)
def test_what_is_no_day_or_time(typed: str) -> None:
    assert rhythm(typed, TODAY) is None


@pytest.mark.parametrize(
    ("typed", "day", "hour", "every", "nth"),
    [
        ("elke maandag", 0, None, "week", 1),
        ("iedere di 9u", 1, time(9), "week", 1),
        ("wekelijks op vrijdag om half tien", 4, time(9, 30), "week", 1),
        ("eens per week", None, None, "week", 1),
        ("om de week", None, None, "two weeks", 1),
        ("Om de twee weken op donderdag", 3, None, "two weeks", 1),
        ("dinsdag om de week 10 uur", 1, time(10), "two weeks", 1),
        ("elke 2 weken di", 1, None, "two weeks", 1),
        ("om de week op maandag om 10 uur", 0, time(10), "two weeks", 1),
        ("eens in de twee weken", None, None, "two weeks", 1),
        ("eerste maandag van de maand", 0, None, "month", 1),
        ("de eerste maandag van elke maand om 9:30", 0, time(9, 30), "month", 1),
        ("elke derde do", 3, None, "month", 3),
        ("laatste vrijdag van de maand", 4, None, "month", LAST),
        ("1e maandag", 0, None, "month", 1),
        ("maandelijks", None, None, "month", 1),
        ("1x per maand dinsdag", 1, None, "month", 1),
        ("een keer per maand op dinsdag", 1, None, "month", 1),
    ],
)
def test_how_often(typed: str, day: int | None, hour: time | None, every: Every, nth: int) -> None:
    assert rhythm(typed, TODAY) == Rhythm(day, hour, every, nth)


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "elke dag",
            "elke drie weken",
            "om de maandag",
            "vijfde maandag",
            "2 keer per maand",
            "om de maand",
        ),
        *("elke maandag en dinsdag", "volgende week", "over 2 uur", "elke week elke maand", "dinsdag 7 uur"),
    ],
)
def test_no_rhythm_that_is_kept_here_is_asked(typed: str) -> None:
    assert rhythm(typed, TODAY) is None


@pytest.mark.parametrize(
    ("typed", "begin", "end"),
    [
        ("volgende week niet", "2026-11-30", "2026-12-07"),
        ("niet volgende week", "2026-11-30", "2026-12-07"),
        ("sla volgende week over", "2026-11-30", "2026-12-07"),
        ("Deze week niet.", "2026-11-23", "2026-11-30"),
        ("week 52 niet", "2026-12-21", "2026-12-28"),
        ("in december niet", "2026-12-01", "2027-01-01"),
    ],
)
def test_a_week_or_month_may_be_left_out(typed: str, begin: str, end: str) -> None:
    assert left_out(typed, TODAY) == (date.fromisoformat(begin), date.fromisoformat(end))


@pytest.mark.parametrize("typed", ["niet", "maandag niet", "volgende week", "nu niet meer"])
def test_nothing_else_is_left_out(typed: str) -> None:
    assert left_out(typed, TODAY) is None


def test_a_period_alone() -> None:
    assert period("volgende week", TODAY) == (date(2026, 11, 30), date(2026, 12, 7))
    assert period("tot volgende week vrijdag", TODAY) is None


@given(st.text(max_size=60), st.dates(date(2026, 1, 1), date(2040, 1, 1)))
def test_anything_at_all_is_a_day_or_is_not(typed: str, today: date) -> None:
    found = rhythm(typed, today)
    assert found is None or found.day in (None, *range(7))
