"""Holidays, weeks and hours."""

from datetime import date, datetime

import pytest

from bot.app.clock import AMSTERDAM
from bot.core.language.calendar import by_day, civil, holidays, week_name, works

OFFICIAL = {
    2026: "01-01 04-05 04-06 04-27 05-05 05-14 05-24 05-25 12-25 12-26",
    2027: "01-01 03-28 03-29 04-27 05-05 05-06 05-16 05-17 12-25 12-26",
    2025: "01-01 04-20 04-21 04-26 05-05 05-29 06-08 06-09 12-25 12-26",
    2038: "01-01 04-25 04-26 04-27 05-05 06-03 06-13 06-14 12-25 12-26",
}
"""Of rijksoverheid.nl, for 2038 by the tables of Easter: the latest one there can be. Copied by hand."""


@pytest.mark.parametrize("year", OFFICIAL)
def test_the_holidays_are_the_official_ones(year: int) -> None:
    assert sorted(f"{day:%m-%d}" for day in holidays(year)) == OFFICIAL[year].split()


def test_the_year_of_a_week_is_not_always_the_year_of_the_day() -> None:
    assert week_name(date(2027, 1, 3)) == "2026-W53"
    assert week_name(date(2027, 1, 4)) == "2027-W01"
    assert week_name(date(2024, 12, 30)) == "2025-W01"


@pytest.mark.parametrize(
    ("moment", "first"),
    [
        ("2026-11-24 09:30", "2026-11-24 09:30"),
        ("2026-11-24 06:00", "2026-11-24 08:00"),
        ("2026-11-24 22:00", "2026-11-25 08:00"),
        ("2026-11-27 17:50", "2026-11-30 08:00"),
        ("2026-11-28 12:00", "2026-11-30 08:00"),
        ("2026-12-24 19:00", "2026-12-28 08:00"),
        ("2027-05-05 09:30", "2027-05-07 08:00"),  # Liberation Day, and then Ascension
    ],
)
def test_a_moment_in_which_one_may_be_asked(moment: str, first: str) -> None:
    found = civil(datetime.fromisoformat(moment).replace(tzinfo=AMSTERDAM))
    assert found == datetime.fromisoformat(first).replace(tzinfo=AMSTERDAM)
    assert by_day(found)
    assert works(found.date())
