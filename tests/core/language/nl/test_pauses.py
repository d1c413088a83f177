"""The end of a pause as people type it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.language.nl.pauses import MOST_DAYS, until_day

TODAY = date(2026, 11, 25)
"""A Wednesday."""


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("tot 1 september", "2027-09-01"),
        ("1 sept", "2027-09-01"),
        ("tot 1-9", "2027-09-01"),
        ("tot 1-9-2027", "2027-09-01"),
        ("tot en met 4 januari", "2027-01-05"),
        ("3 weken", "2026-12-16"),
        ("twee maanden", "2027-01-25"),
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
    until = until_day(typed, today)
    assert until is None or 0 < (until - today).days <= MOST_DAYS
