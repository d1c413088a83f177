"""A question at a note is asked about, and never swallowed as the note."""

import pytest

from bot.core.methods import aside
from bot.core.model.library import Library
from bot.core.model.session import Session
from bot.search.matcher import Matcher
from tests.core.talk import Talk, shown
from tests.dutch import say

QUESTION = "Wat is luisteren?"


@pytest.fixture
def talk(example: Library) -> Talk:
    talk = Talk(example, Matcher(example))
    talk.says("methode gesprek", "a")
    return talk


def test_the_bot_asks_whether_it_is_a_question_and_looks_it_up(talk: Talk) -> None:
    assert say("method.unsure") in shown(talk.says(QUESTION))
    assert "gesprek" not in talk.session.unkept.notes or not talk.session.unkept.notes["gesprek"].get("doel")
    turn = talk.says("a")
    assert talk.library.questions["wat-is-luisteren"].answer.partition("{")[0] in shown(turn)
    assert "Wat wil je bereiken?" in shown(turn), "and it leads back to the step"
    assert not talk.session.unkept.unsure


def test_or_it_is_held_as_the_answer(talk: Talk) -> None:
    turn = talk.says(QUESTION, "b")
    assert talk.session.unkept.notes["gesprek"]["doel"] == QUESTION
    assert "Je wilt: Wat is luisteren" in shown(turn)
    assert not talk.session.unkept.unsure


@pytest.mark.parametrize(
    ("text", "unsure"),
    [
        ("wat is de hardheidsclausule", True),
        ("Mag dit van de wet?", True),
        ("rust in huis", False),
        ("wat zij wil is rust", False),
        ("Zij zei: " + "dat het thuis niet meer ging en " * 3 + "mag dat?", False),
    ],
)
def test_what_looks_like_a_question_to_the_bot(text: str, talk: Talk, *, unsure: bool) -> None:
    assert aside.is_unsure(text, talk.scene) is unsure


def test_where_a_question_is_what_is_asked_for_it_is_an_answer(library: Library) -> None:
    talk = Talk(library)
    talk.says("dilemma insturen", "a", "een titel", "een casus")
    turn = talk.says("Wat doe jij?")
    assert say("method.unsure") not in shown(turn)
    assert talk.session.unkept.notes["dilemma-insturen"]["vraag"] == "Wat doe jij?"


@pytest.mark.parametrize("key", ["a", "b"])
def test_after_a_restart_it_is_gone_and_that_is_said(key: str, talk: Talk) -> None:
    talk.says(QUESTION)
    assert "luisteren" not in repr(talk.session.kept)
    talk.session = Session(talk.session.kept)
    turn = talk.says(key)
    assert say("method.unsure-gone") in shown(turn)
    assert "Wat wil je bereiken?" in shown(turn)
