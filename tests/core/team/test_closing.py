"""When a round closes, in the words of who starts it."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.language.calendar import works
from bot.core.language.nl.spoken import spoken
from bot.core.team.closing import LATEST, SOONEST, closing, parted
from tests.conftest import NOW


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "dinsdag 24 november om 12:00"),
        ("vrijdag 12:00", "vrijdag 27 november om 12:00"),
        ("op vrijdag om 9.30 uur", "vrijdag 27 november om 09:30"),
        ("vrijdag", "vrijdag 27 november om 12:00"),
        ("Maandag 9:00", "maandag 30 november om 09:00"),
        ("morgen", "dinsdag 24 november om 12:00"),
        ("overmorgen 16:15", "woensdag 25 november om 16:15"),
        ("vandaag 15:00", "maandag 23 november om 15:00"),
        ("15:00", "maandag 23 november om 15:00"),
        ("om 10 uur", "maandag 23 november om 10:00"),
        ("over 15 minuten", "maandag 23 november om 09:45"),
        ("over 2 uur", "maandag 23 november om 11:30"),
        ("over 3 dagen", "donderdag 26 november om 09:30"),
        ("27 november 10:00", "vrijdag 27 november om 10:00"),
        ("1 dec", "dinsdag 1 december om 12:00"),
        ("27-11 17:00", "vrijdag 27 november om 17:00"),
    ],
)
def test_a_moment_is_understood(text: str, told: str) -> None:
    moment = closing(text, NOW)
    assert isinstance(moment, datetime)
    assert spoken(moment) == told


@pytest.mark.parametrize("text", ["straks", "25:00", "vrijdag 12:75", "31-2", "40 november", "?"])
def test_what_is_no_moment_is_asked_back(text: str) -> None:
    assert closing(text, NOW) == "unclear"


def test_a_round_is_never_too_short_and_never_too_long() -> None:
    assert closing("over 1 minuut", NOW) == "too soon"
    assert closing("over 30 dagen", NOW) == "too late"
    assert closing("4 januari", NOW) == "too late"


@given(st.text(max_size=60))
def test_whatever_is_typed_the_moment_lies_within_bounds(text: str) -> None:
    moment = closing(text, NOW)
    assert isinstance(moment, str) or SOONEST <= moment - NOW <= LATEST


@pytest.mark.parametrize(
    ("today", "closes"),
    [("2026-12-24", "2026-12-28"), ("2026-12-31", "2027-01-04"), ("2027-05-04", "2027-05-07")],
)
def test_without_a_word_it_closes_at_noon_on_a_working_day(today: str, closes: str) -> None:
    now = datetime.fromisoformat(f"{today} 15:00").replace(tzinfo=NOW.tzinfo)
    assert closing("", now) == datetime.fromisoformat(f"{closes} 12:00").replace(tzinfo=NOW.tzinfo)


def test_in_two_years_it_closes_on_no_holiday_and_in_no_weekend() -> None:
    for ahead in range(730):
        moment = closing("", NOW + timedelta(days=ahead))
        assert isinstance(moment, datetime)
        assert works(moment.date())


def test_in_winter_and_summer_noon_is_noon() -> None:
    friday = NOW.replace(month=10, day=23)
    moment = closing("dinsdag 12:00", friday)
    assert isinstance(moment, datetime)
    assert f"{moment:%H:%M}" == "12:00"
    assert moment - friday > timedelta(days=4)


@pytest.mark.parametrize(
    ("text", "subject", "when"),
    [
        ("schulden sluit vrijdag 12:00", "schulden", "vrijdag 12:00"),
        ("sluit over 10 minuten", "", "over 10 minuten"),
        ("250 euro voor een schuur sluit op vrijdag", "250 euro voor een schuur", "vrijdag"),
        ("schulden tot vrijdag", "schulden", "vrijdag"),
        ("schulden tot en met vrijdag", "schulden", "tot en met vrijdag"),
        ("schulden", "schulden", ""),
        ("", "", ""),
    ],
)
def test_the_subject_and_the_moment_are_told_apart(text: str, subject: str, when: str) -> None:
    assert parted(text) == (subject, when)
