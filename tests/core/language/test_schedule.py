"""Days, times and dates as people type them."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.language.schedule import MOST_DAYS, day_and_time, until_day

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
    assert day_and_time(typed, TODAY) == (day, clock)


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
    assert day_and_time(typed, TODAY) is None


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("tot 1 september", "2027-09-01"),
        ("1 sept", "2027-09-01"),
        ("tot 1-9", "2027-09-01"),
        ("tot 1-9-2027", "2027-09-01"),
        ("tot en met 4 januari", "2027-01-05"),
        ("3 weken", "2026-12-16"),
        ("twee maanden", "2027-01-24"),
        ("tot maandag", "2026-11-30"),
        ("woensdag", "2026-12-02"),
        ("zomer", "2027-09-01"),
    ],
)
def test_the_end_of_a_pause(typed: str, day: str) -> None:
    assert str(until_day(typed, TODAY)) == day


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "tot 31 februari",
        "tot 29-2",
        "tot gisteren",
        "tot 1 september 2028",
        "tot sint-juttemis",
        "0 weken",
    ],
)
def test_what_is_no_end_of_a_pause(typed: str) -> None:
    assert until_day(typed, TODAY) is None


@given(st.text(max_size=60), st.dates(date(2026, 1, 1), date(2040, 1, 1)))
def test_anything_at_all_is_a_day_or_is_not(typed: str, today: date) -> None:
    found = day_and_time(typed, today)
    assert found is None or found[0] in (None, *range(7))
    until = until_day(typed, today)
    assert until is None or 0 < (until - today).days <= MOST_DAYS
