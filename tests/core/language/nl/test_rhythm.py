"""The day of the week and the hour of something that comes back."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.language.nl.rhythm import weekday_and_hour

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
    assert weekday_and_hour(typed, TODAY) == (day, clock)


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
    assert weekday_and_hour(typed, TODAY) is None


@given(st.text(max_size=60), st.dates(date(2026, 1, 1), date(2040, 1, 1)))
def test_anything_at_all_is_a_day_or_is_not(typed: str, today: date) -> None:
    found = weekday_and_hour(typed, today)
    assert found is None or found[0] in (None, *range(7))
