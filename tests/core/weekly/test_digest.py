"""What stands in the weekly message: for everybody with a role the same, on one screen."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from bot.core.model.library import Library
from bot.core.model.replies import Say
from bot.core.weekly.digest import (
    SCREEN,
    DigestRequest,
    Section,
    TeamNews,
    digest,
    dilemma_of_week,
    new_since,
)
from bot.core.weekly.rotation import of_week
from tests.dutch import DUTCH, say

MONDAY = date(2026, 11, 23)
WEEKS = [MONDAY + timedelta(weeks=at) for at in range(520)]
HINTS = len(say("weekly.more-hint") + say("weekly.stop-hint"))


def written(asked: DigestRequest, library: Library) -> str:
    return "\n\n".join(map(str, digest(library, asked, TeamNews()).sections))


def test_in_ten_years_it_is_always_one_screen_and_never_empty(library: Library) -> None:
    for at, day in enumerate(WEEKS[::3]):
        role = [None, *library.roles.values()][at % (len(library.roles) + 1)]
        asked = DigestRequest(day, role, day - timedelta(days=7), HINTS)
        text = written(asked, library)
        assert say("weekly.dilemma", title="") in text
        assert len(text) + len(say("weekly.title")) + HINTS + 2 <= SCREEN + 2, day


def test_everybody_with_a_role_has_the_same_dilemma_on_every_day_of_a_week(library: Library) -> None:
    for role in (None, *library.roles.values()):
        for week in WEEKS[:60]:
            found = {dilemma_of_week(library, week + timedelta(days=at), role) for at in range(7)}
            assert len(found) == 1
            (dilemma,) = found
            assert dilemma
            assert role is None or set(dilemma.roles) & set(role.jobs)


def test_no_dilemma_comes_twice_in_a_year(library: Library) -> None:
    year = [
        of_week(date.fromisocalendar(2026, week, 1), library.dilemmas, "dilemma") for week in range(1, 54)
    ]
    assert len(set(year)) == min(53, len(library.dilemmas))


def test_a_small_shelf_is_gone_through_before_anything_is_back() -> None:
    year = [of_week(date.fromisocalendar(2026, week, 1), "abc", "letter") for week in range(1, 54)]
    for at in range(0, 51, 3):
        assert set(year[at : at + 3]) == {*"abc"}
    assert of_week(MONDAY, [], "letter") == ""


def test_a_dilemma_that_is_added_seldom_changes_the_week_that_goes_on(library: Library) -> None:
    ids = list(library.dilemmas)
    weeks = [date.fromisocalendar(2026, week, 2) for week in range(1, 54)]
    changed = sum(
        of_week(week, ids, "dilemma") != of_week(week, [*ids, f"nieuw-{week}"], "dilemma")
        for week in weeks[:30]
    )
    assert changed <= 6


def test_letters_and_questions_take_turns_and_leaders_are_asked_as_leaders(library: Library) -> None:
    for role in (None, *library.roles.values()):
        titles = []
        for week in WEEKS[:104]:
            text = written(DigestRequest(week, role, None, HINTS), library)
            rest = digest(library, DigestRequest(week, role, None, HINTS), TeamNews()).rest
            whole = "\n".join([text, *map(str, rest)])
            titles.append("letter" if "Letter van de week" in whole else "vraag")
            assert "leidinggevende" not in words_of_question(whole) or (role and role.id == "leidinggevende")
        assert all(now != after for now, after in pairwise(titles))


def words_of_question(text: str) -> str:
    return text.partition(say("weekly.question"))[2].partition("\n\n")[0].partition("Een radicale")[0]


def test_every_letter_of_the_abc_is_there_but_the_q(library: Library) -> None:
    letters = Counter(one.title[0] for one in library.openers.values() if one.title)
    assert letters == dict.fromkeys("ABCDEFGHIJKLMNOPRSTUVWXYZ", 1)


def test_safety_comes_with_the_dilemma(library: Library) -> None:
    unsafe = next(one for one in library.dilemmas.values() if one.safety)
    only = replace(library, dilemmas={unsafe.id: unsafe})
    assert say("dilemma.safety-first") in written(DigestRequest(MONDAY), only)


def test_nothing_is_new_the_first_time_and_later_only_what_is(library: Library) -> None:
    ids = list(library.dilemmas)
    fresh = {ids[0]: replace(library.dilemmas[ids[0]], reviewed=MONDAY - timedelta(days=2))}
    old = {id_: replace(one, reviewed=MONDAY - timedelta(days=90)) for id_, one in library.dilemmas.items()}
    shelf = replace(library, dilemmas={**old, **fresh}, questions={})
    assert new_since(shelf, None, MONDAY) == {}
    assert [*new_since(shelf, MONDAY - timedelta(days=7), MONDAY)] == [ids[0]]
    assert new_since(shelf, MONDAY - timedelta(days=2), MONDAY) == {}, "it was there last time"


def test_what_does_not_fit_is_whole_behind_more(library: Library) -> None:
    asked = DigestRequest(MONDAY, None, MONDAY - timedelta(days=7), HINTS)
    wide = digest(library, replace(asked, room=0), TeamNews())
    narrow = digest(library, replace(asked, room=SCREEN - 150), TeamNews())
    every = {str(one) for one in (*wide.sections, *wide.rest)}
    assert {str(one) for one in (*narrow.sections, *narrow.rest)} == every
    assert all(isinstance(one, Section) for one in narrow.rest)
    assert len(narrow.rest) > len(wide.rest)


def test_the_newest_result_comes_first_and_the_others_behind_more(library: Library) -> None:
    news = TeamNews((Say("nieuw"), Say("ouder")), next(iter(library.dilemmas.values())))
    made = digest(library, DigestRequest(MONDAY), news)
    assert made.first == Say("nieuw")
    assert Say("ouder") in made.rest
    assert made.sections[0].title.startswith("Hier liepen jullie uiteen: ")
    assert made.sections[0].text.count("\n- ") == 1, "two questions"


@pytest.mark.parametrize("day", [MONDAY, MONDAY + timedelta(weeks=5)])
def test_an_empty_library_has_nothing_to_say_and_says_so_quietly(day: date) -> None:
    assert digest(DUTCH, DigestRequest(day), TeamNews()).sections == ()
