"""Choosing a method: by time, by people, by name with a slip in it, five a screen."""

from dataclasses import replace

import pytest

from bot.core.methods import shelf
from bot.core.model.library import Library
from tests.core.talk import Talk, shown
from tests.dutch import say

NAMES = ["Boom", "Dak", "Eiland", "Fiets", "Gracht", "Haven", "Kade"]


@pytest.fixture
def talk(example: Library) -> Talk:
    """Seven methods of 5, 10, ... minutes; the last two are for a team. And one without a time."""
    plain = example.dialogs["gesprek"]
    dialogs = {
        name.lower(): replace(
            plain,
            id=name.lower(),
            title=name,
            start=(f"{name.lower()}methode",),
            minutes=5 * (at + 1),
            people="team" if at >= 5 else "alleen",
            about=f"Over de {name.lower()}.",
        )
        for at, name in reversed([*enumerate(NAMES)])
    }
    return Talk(replace(example, dialogs={"gesprek": plain, **dialogs}))


def titles(talk: Talk) -> list[str]:
    return [option.label for option in talk.session.kept.offered]


def test_the_shortest_come_first_five_a_screen_and_meer_shows_the_rest(talk: Talk) -> None:
    turn = talk.says("methode")
    assert titles(talk) == [*NAMES[:5], say("method.more")]
    assert "5 minuten, alleen. Over de boom." in shown(turn)
    talk.says("meer")
    assert titles(talk) == [*NAMES[5:], "Een gesprek voorbereiden", say("method.more")]
    talk.says("m")
    assert titles(talk)[:5] == NAMES[:5]


@pytest.mark.parametrize(
    ("typed", "listed"),
    [
        ("methode 10 minuten", NAMES[:2]),
        ("methode in 10 min", NAMES[:2]),
        ("methode team", NAMES[5:]),
        ("werkvorm groep", NAMES[5:]),
    ],
)
def test_one_may_ask_for_a_time_or_for_people(typed: str, listed: list[str], talk: Talk) -> None:
    assert say("method.which-fitting") in shown(talk.says(typed))
    assert titles(talk) == listed


def test_the_wish_holds_on_the_next_screen(talk: Talk) -> None:
    talk.says("methode 30 minuten", "meer")
    assert titles(talk) == ["Haven", say("method.more")]


@pytest.mark.parametrize("typed", ["eiland", "Eiland", "eilandmethode", "eilnad", "eilandmethoed", "eiland."])
def test_a_method_begins_by_its_name_also_misspelt(typed: str, talk: Talk) -> None:
    talk.says(f"methode {typed}")
    walk = talk.session.kept.walk
    assert walk
    assert walk.dialog == "eiland"


def test_a_name_that_may_be_several_is_asked_about(talk: Talk) -> None:
    assert say("method.which-of-these") in shown(talk.says("methode over de fiets en het dak"))
    assert set(titles(talk)) == {"Dak", "Fiets"}


def test_a_word_of_it_is_enough_behind_methode_and_no_command_by_itself(talk: Talk) -> None:
    talk.says("/iets over de gracht")
    assert talk.session.kept.walk is None
    talk.says("methode iets over de gracht")
    assert talk.session.kept.walk


def test_a_name_that_nothing_has_is_said_to_be_unknown(talk: Talk) -> None:
    assert say("method.unknown") in shown(talk.says("methode ruimtevaart"))
    assert titles(talk)[:5] == NAMES[:5]


def test_meer_is_the_weekly_message_where_no_menu_of_methods_is_open(talk: Talk) -> None:
    talk.says("methode", "start")
    assert say("method.which") not in shown(talk.says("meer"))


def test_a_page_that_is_not_there_is_the_first(talk: Talk) -> None:
    turn = shelf.turned("nonsense", talk.scene)
    assert [one.label for one in turn.session.kept.offered][:5] == NAMES[:5]
