"""Moments as people type them. What is not surely one moment is asked."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.app.clock import AMSTERDAM
from bot.core.language.nl.moments import moment
from bot.core.language.nl.spoken import DAYS, MONTHS
from tests.conftest import NOW

MONDAY = NOW
"""Monday 23 November 2026, 9:30."""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("vrijdag 9u", "2026-11-27 09:00"),
        ("Vrijdag9u", "2026-11-27 09:00"),
        ("VR 9U30", "2026-11-27 09:30"),
        ("vrydag om negen uur", "2026-11-27 09:00"),
        ("vrijdg half tien", "2026-11-27 09:30"),
        ("vrijdag om half tien", "2026-11-27 09:30"),
        ("vrijdagmiddag kwart over 2", "2026-11-27 14:15"),
        ("vrijdag morgen 9 uur", "2026-11-27 09:00"),
        ("vrijdag a.s. 9.30 uur", "2026-11-27 09:30"),
        ("volgende week vrijdag", "2026-12-04 12:00"),
        ("vrijdag volgende week om 3 uur", "2026-12-04 15:00"),
        ("vrijdag over een week", "2026-12-04 12:00"),
        ("week 49 dinsdag", "2026-12-01 12:00"),
        ("eind volgende week", "2026-12-04 12:00"),
        ("eind van de week", "2026-11-27 12:00"),
        ("eind van de maand", "2026-11-30 12:00"),
        ("eerste maandag van december", "2026-12-07 12:00"),
        ("laatste vrijdag van de maand", "2026-11-27 12:00"),
        ("morgenochtend", "2026-11-24 10:00"),
        ("morgen vroeg", "2026-11-24 10:00"),
        ("halftien morgen", "2026-11-24 09:30"),
        ("9 uur 's avonds", "2026-11-23 21:00"),
        ("morgen 7 uur s ochtends", "2026-11-24 07:00"),
        ("3 uur", "2026-11-23 15:00"),
        ("kwart voor vier", "2026-11-23 15:45"),
        ("om tien voor half drie", "2026-11-23 14:20"),
        ("half een", "2026-11-23 12:30"),
        ("15:30", "2026-11-23 15:30"),
        ("overmorgen 10.00", "2026-11-25 10:00"),
        ("eind van de middag", "2026-11-23 16:30"),
        ("voor de lunch", "2026-11-23 12:00"),
        ("donderdag na de lunch", "2026-11-26 13:00"),
        ("vrijdag tussen de middag", "2026-11-27 12:30"),
        ("over een uur", "2026-11-23 10:30"),
        ("over anderhalf uur", "2026-11-23 11:00"),
        ("over een uur en een kwartier", "2026-11-23 10:45"),
        ("over drie kwartier", "2026-11-23 10:15"),
        ("over twee dagen", "2026-11-25 09:30"),
        ("over 3 werkdagen om 10 uur", "2026-11-26 10:00"),
        ("over een week om 10 uur", "2026-11-30 10:00"),
        ("morgen over een week", "2026-12-01 09:30"),
        ("de 14e", "2026-12-14 12:00"),
        ("veertiende december", "2026-12-14 12:00"),
        ("de 14e van volgende maand", "2026-12-14 12:00"),
        ("12 maart", "2027-03-12 12:00"),
        ("12-3", "2027-03-12 12:00"),
        ("12-03-2027 9:00", "2027-03-12 09:00"),
        ("12.03.2027 9:00", "2027-03-12 09:00"),
        ("2027-03-12 9:00", "2027-03-12 09:00"),
        ("om 10 uur 27 november", "2026-11-27 10:00"),
        ("9 uur 30 november", "2026-11-30 09:00"),
        ("drieëntwintig december 11 uur", "2026-12-23 11:00"),
        ("29 februari", "2028-02-29 12:00"),
        ("dinsdag na Pasen", "2027-03-30 12:00"),
        ("25 december 10:00", "2026-12-25 10:00"),
        ("maandag 9:00", "2026-11-30 09:00"),
        ("tot en met vrijdag", "2026-11-27 17:00"),
        ("voor vrijdag 12 uur", "2026-11-27 12:00"),
    ],
)
def test_one_moment_is_meant(text: str, expected: str) -> None:
    assert moment(text, MONDAY) == datetime.fromisoformat(expected).replace(tzinfo=AMSTERDAM)


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        *((text, "unclear") for text in ("straks", "25:00", "vrijdag 12:75", "31-2", "40 november", "?", "")),
        *((text, "unclear") for text in ("vrijdag 28 november", "dinsdag woensdag", "vrijdag 9", "om 930")),
        *((text, "unclear") for text in ("11.10", "12 uur 's nachts", "0 uur", "over een uur of twee")),
        *((text, "unclear") for text in ("vrijdag om de tafel", "over 2,5 uur", "zegen uur", "10 minuten")),
        *((text, "doubt") for text in ("maandag", "maandag 17:00", "volgende vrijdag", "morgen 7 uur")),
        *(
            (text, "doubt")
            for text in ("volgende maand", "volgende week", "maandag na Pasen", "voor vrijdag")
        ),
        *((text, "doubt") for text in ("vrijdag 4.30", "maandag na Pasen", "begin december", "kerst 10:00")),
        *((text, "past") for text in ("gisteren", "9 uur", "vandaag 9:00", "20 november")),
        *((text, "free day") for text in ("zaterdag", "1 januari", "over 5 dagen", "eerste kerstdag")),
    ],
)
def test_what_is_not_surely_a_moment_is_asked(text: str, trouble: str) -> None:
    assert moment(text, MONDAY) == trouble


def test_vandaag_without_an_hour_is_asked_after_noon() -> None:
    assert moment("vandaag", MONDAY.replace(hour=14)) == "doubt"


def test_own_free_days_are_no_working_days() -> None:
    free = frozenset({date(2026, 11, 27)})
    assert moment("vrijdag", MONDAY, free) == "free day"
    assert moment("over 4 werkdagen", MONDAY, free) == moment("maandag 9:30", MONDAY)
    assert isinstance(moment("vrijdag 9:00", MONDAY, free), datetime), "who names the hour chose the day"


@pytest.mark.parametrize("now", ["2027-03-28 01:30", "2027-10-31 00:30", "2026-11-23 09:30"])
def test_a_length_is_in_real_hours_also_where_the_clock_changes(now: str) -> None:
    begin = datetime.fromisoformat(now).replace(tzinfo=AMSTERDAM)
    end = moment("over 4 uur", begin)
    assert isinstance(end, datetime)
    assert end.astimezone(UTC) - begin.astimezone(UTC) == timedelta(hours=4)


def test_an_hour_that_is_skipped_or_doubled_is_asked() -> None:
    assert moment("28 maart 02:30", MONDAY) == "doubt"
    assert moment("31 oktober 2027 02:30", MONDAY) == "doubt"


@given(st.text(max_size=60))
def test_anything_at_all_is_a_later_moment_or_is_asked(text: str) -> None:
    found = moment(text, MONDAY)
    assert isinstance(found, str) or found > MONDAY


@given(st.datetimes(datetime(2026, 11, 24), datetime(2027, 10, 1)))  # noqa: DTZ001, only its parts are used
def test_every_date_is_read_as_it_is_said(said: datetime) -> None:
    text = f"{DAYS[said.weekday()]} {said.day} {MONTHS[said.month - 1]} om {said:%H:%M}"
    found = moment(text, MONDAY)
    if isinstance(found, str):
        assert (found == "unclear" and said.hour == 0) or (found == "doubt" and said.hour in (2, 3))
    else:
        assert found.replace(tzinfo=None) == said.replace(second=0, microsecond=0)
