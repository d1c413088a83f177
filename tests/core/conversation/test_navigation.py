"""Start, back, pause, on and stop, wherever somebody is."""

import pytest

from bot.core.model.library import Library
from bot.core.model.replies import Ask, Say, Turn
from bot.core.model.session import Kept, Session, Walk
from bot.search.matcher import Matcher
from tests.core.talk import Talk, shown
from tests.dutch import say

GESPREK = "een gesprek voorbereiden"


@pytest.fixture
def talk(example: Library) -> Talk:
    return Talk(example)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("terug", say("trouble.nothing-back")),
        ("pauze", say("trouble.nothing-open")),
        ("verder", say("trouble.nothing-open")),
        ("stop", say("start.goodbye")),
    ],
)
def test_with_nothing_open_it_is_said(text: str, said: str, talk: Talk) -> None:
    assert talk.says(text).replies == (Say(said),)


def test_opening_the_first_time_gives_the_menu(talk: Talk) -> None:
    again = shown(talk.copy().says("opnieuw"))
    (asked,) = talk.opens().replies
    assert asked.title == say("start.title")
    assert again == shown(Turn(talk.session, (asked,)))


@pytest.mark.parametrize(
    "texts", [["dilemma"], ["dilemma", "anders"], ["methode gesprek"], ["methode gesprek", "a"]]
)
def test_opening_again_shows_what_was_open(texts: list[str], talk: Talk) -> None:
    talk.says(*texts)
    turn = talk.copy().opens()
    assert turn.replies[0] == Say(say("start.welcome-back"))
    assert turn.replies[1:] == talk.says("opnieuw").replies


def test_opening_again_does_not_walk_on(talk: Talk) -> None:
    talk.says("methode gesprek", "a", "rust", "terug")
    before = talk.session.kept.walk
    talk.opens()
    assert talk.session.kept.walk == before


def test_another_thing_sets_a_dialog_aside_and_closes_a_dilemma(talk: Talk) -> None:
    talk.says("methode gesprek", "a", "rust")
    assert talk.says("wis alles", "nee", "start").replies[0] == Say(
        say("method.set-aside", title="Een gesprek voorbereiden")
    )
    talk.says("dilemma", "a", "start")
    assert talk.session.kept.case is None
    assert talk.session.unkept.chosen == ""
    assert talk.says("verder").replies[0] == Say(say("method.resumed", where="stap 3: eerste zin"))


def test_back_from_a_choice_shows_the_dilemma_again_and_then_the_menu(talk: Talk) -> None:
    (shown_first,) = talk.says("dilemma").replies
    assert talk.says("a", "terug").replies == (shown_first,)
    assert talk.says("terug").replies[0].title == say("start.title")


def test_back_from_a_menu_goes_to_what_was_open(talk: Talk) -> None:
    (step,) = talk.says("methode gesprek").replies
    (back,) = talk.says("rol", "terug").replies
    assert isinstance(back, Ask)
    assert (back.text, talk.session.kept.offered) == (step.text, ())
    talk.says("dilemma", "rol")
    assert talk.says("terug").replies == (Say(say("dilemma.back-to-case")),)
    assert talk.labels[0] == "Samen de brieven openmaken"


@pytest.mark.parametrize("text", ["terug", "verder", "opnieuw"])
def test_the_buttons_of_a_menu_that_was_left_come_too_late(text: str, talk: Talk) -> None:
    talk.says("dilemma", "rol")
    menu = talk.session.prompt
    talk.says(text)
    before = talk.session
    assert talk.presses("A", menu).replies == (Say(say("trouble.too-late")),)
    assert talk.session == before


def test_the_buttons_of_a_dilemma_that_is_shown_again_still_count(talk: Talk) -> None:
    talk.says("dilemma")
    first = talk.session.prompt
    talk.says("verder")
    assert talk.presses("A", first).replies[0].title == say(
        "dilemma.chosen", label="Samen de brieven openmaken"
    )


def test_stop_ends_one_thing_and_then_everything(talk: Talk) -> None:
    talk.says("methode gesprek", "a", "rust", "pauze", "dilemma", "a")
    assert talk.says("stop").replies == (Say(say("dilemma.stopped")), Say(say("start.still-paused")))
    assert talk.session.unkept.chosen == ""
    assert talk.session.unkept.notes
    assert talk.says("stop").replies == (Say(say("start.all-stopped")),)
    assert not talk.session.unkept
    assert talk.says("stop").replies == (Say(say("start.goodbye")),)
    assert talk.says("verder").replies == (Say(say("trouble.nothing-open")),)


def test_after_a_choice_on_leads_to_the_dialog_that_waits(talk: Talk) -> None:
    talk.says("methode gesprek", "a", "rust", "pauze", "dilemma")
    assert talk.says("verder").replies[0].title == "De brief"
    assert talk.says("a", "verder").replies[0] == Say(say("method.resumed", where="stap 3: eerste zin"))
    assert talk.session.unkept.chosen == ""


def test_pausing_twice_says_that_it_waits(talk: Talk) -> None:
    talk.says("methode gesprek", "pauze")
    assert talk.says("pauze").replies == (Say(say("start.still-paused")),)


@pytest.mark.parametrize("text", ["hulp", "pauze", "privacy", "Wat is luisteren?"])
@pytest.mark.parametrize("begin", [["methode gesprek", "a"], ["dilemma"]])
def test_a_letter_after_something_else_does_not_erase(begin: list[str], text: str, example: Library) -> None:
    talk = Talk(example, Matcher(example))
    talk.says(*begin, "wis alles", text)
    assert talk.says("a").effects == ()


def test_stop_in_a_dialog_forgets_what_was_typed_in_it(talk: Talk) -> None:
    assert talk.says("methode gesprek", "a", "rust", "stop").replies == (Say(say("start.stopped")),)
    assert not talk.session.unkept


def test_a_dilemma_on_pause_stays_open(talk: Talk) -> None:
    (first,) = talk.says("dilemma").replies
    assert talk.says("pauze").replies == (Say(say("dilemma.paused")),)
    assert talk.says("verder").replies == (first,)


@pytest.mark.parametrize(
    "walk", [Walk("weg", "begin"), Walk("gesprek", "weg"), Walk("gesprek", "doel", ("weg",))]
)
def test_a_dialog_on_pause_that_an_editor_changed_is_let_go(walk: Walk, talk: Talk) -> None:
    talk.session = Session(Kept(paused=(Walk("gesprek", "begin"), walk)))
    assert talk.says("verder").replies == (Say(say("trouble.changed")),)
    assert talk.session.kept.paused == (Walk("gesprek", "begin"),)


def test_beginning_the_dialog_that_is_open_shows_it_again(talk: Talk) -> None:
    talk.says("methode gesprek")
    walk = talk.session.kept.walk
    talk.says("methode gesprek")
    assert talk.session.kept.walk == walk
    assert talk.session.kept.paused == ()
