"""Every word does something, and every option of every menu."""

import pytest

from bot.core.conversation.commands import Command
from bot.core.conversation.options import keyed
from bot.core.features.questions import is_question
from bot.core.features.registry import REGISTRY
from bot.core.model.library import Library
from bot.core.model.replies import Ask, Say
from bot.core.model.session import Kept, Session
from bot.core.router import Router
from bot.search.matcher import Matcher
from tests.core.talk import Talk, shown
from tests.dutch import say


@pytest.fixture
def talk(example: Library) -> Talk:
    return Talk(example, Matcher(example))


@pytest.mark.parametrize("name", REGISTRY.commands)
def test_every_command_is_carried_out(name: str, talk: Talk) -> None:
    assert Router(REGISTRY).carry_out(Command(name), talk.scene).replies != (
        Say(say("trouble.unknown-command")),
    )


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("hulp", say("help.title")),
        ("privacy", say("privacy.title")),
        ("mijn gegevens", say("data.title")),
        ("methode", say("method.title")),
        ("methode iets", say("method.title")),
        ("toets", say("method.title")),  # this library has no such dialog
        ("methode Een gesprek voorbereiden", "Stap 1: wie"),
        ("/gesprek", "Stap 1: wie"),
        ("ronde", f"\n{say('team.none-alone')}"),
        ("weekbericht maandag", "\nGoed. Het weekbericht komt hier elke maandag om 9:00."),
        ("vraag", f"\n{say('question.ask-away')}"),
        ("vraag wat is luisteren", "Wat is luisteren?"),
        ("/iets", f"\n{say('trouble.unknown-command')}"),
        ("/", f"\n{say('trouble.unknown-command')}"),
    ],
)
def test_a_word_is_answered(text: str, begins: str, talk: Talk) -> None:
    assert shown(talk.says(text)).startswith(begins)


def test_the_toets_is_the_omgekeerde_toets(library: Library) -> None:
    assert Talk(library).says("toets").replies[0].title == "De Omgekeerde Toets"


@pytest.mark.parametrize("text", ["hulp", "privacy", "mijn gegevens", "citaat", "ronde", "vraag"])
def test_looking_something_up_leaves_what_is_open(text: str, talk: Talk) -> None:
    talk.says("methode gesprek")
    before = talk.session.kept.walk
    turn = talk.says(text)
    assert talk.session.kept.walk == before
    if text != "mijn gegevens":
        assert turn.replies[-1] == Say(say("method.still-there", where="stap 1: wie"))


@pytest.mark.parametrize("texts", [["dilemma"], ["dilemma", "a"], ["methode gesprek"]])
def test_a_question_in_between_is_answered_and_leads_back(texts: list[str], talk: Talk) -> None:
    talk.says(*texts)
    before = talk.session.kept
    said = shown(talk.says("Wat is luisteren?"))
    assert "Luisteren is stil zijn" in said
    assert say("dilemma.back-to-case") in said or "Met wie praat je?" in said
    assert (talk.session.kept.case, talk.session.kept.walk) == (before.case, before.walk)


def test_a_question_in_between_without_an_answer_says_so(talk: Talk) -> None:
    talk.says("dilemma")
    assert talk.says("qwerty zxcvb?").replies == (
        Say(say("question.no-answer")),
        Say(say("dilemma.back-to-case")),
    )
    assert talk.says("vraag qwerty zxcvb").replies[0] == Say(say("question.no-answer"))


@pytest.mark.parametrize("text", ["dilemma ruimtevaart", "tweestrijd ruimtevaart", "citaat ruimtevaart"])
def test_a_theme_that_is_not_there_leaves_what_is_open(text: str, talk: Talk) -> None:
    for begin in ("dilemma", "methode gesprek"):
        talk.says(begin)
        before = talk.session
        talk.says(text)
        assert talk.session == before


def test_words_that_are_no_answer_and_no_question_bring_the_letters(talk: Talk) -> None:
    talk.says("tweestrijd")
    assert talk.says("qwerty zxcvb").replies == (Say(say("trouble.pick-one", letters="A, B of C")),)


@pytest.mark.parametrize("texts", [["methode gesprek", "a"], ["dilemma", "anders"], ["dilemma"], []])
def test_a_menu_over_something_names_its_own_letters(texts: list[str], talk: Talk) -> None:
    talk.says(*texts, "wis alles")
    assert talk.says("c").replies == (Say(say("trouble.pick-one", letters="A of B")),)
    if texts:
        assert talk.says("qwerty").replies == (Say(say("trouble.pick-one", letters="A of B")),)


@pytest.mark.parametrize(
    ("text", "is_"), [("nou en?", True), ("dit zijn vier woorden", True), ("twee woorden", False)]
)
def test_a_question_is_more_than_an_answer_that_went_wrong(text: str, *, is_: bool) -> None:
    assert is_question(text) is is_


@pytest.mark.parametrize(
    ("id_", "begins"),
    [
        ("question:wat-is-luisteren", "Wat is luisteren?"),
        ("dilemma:de-brief", "De brief"),
        ("dialog:gesprek", "Stap 1: wie"),
        ("quote:boek-001", "\n“Eerst luisteren"),
        (
            "source:boek",
            "Een boek\nDit is een van de bronnen waar ik uit put. Uitgever: Een uitgever. Jaar: 2020.",
        ),
        ("rol:professional", "\nGoed. Je krijgt nu dilemma's voor: professional in de uitvoering."),
        ("rol:iedereen", f"\n{say('role.unset')}"),
        ("question:weg", f"\n{say('trouble.changed')}"),
        ("dilemma:weg", f"\n{say('trouble.changed')}"),
        ("dialog:weg", f"\n{say('trouble.changed')}"),
        ("quote:weg", f"\n{say('trouble.changed')}"),
        ("source:weg", f"\n{say('trouble.changed')}"),
        ("geen", f"\n{say('question.none-chosen')}"),
        ("hulp", say("help.title")),
    ],
)
def test_every_option_of_a_menu_does_something(id_: str, begins: str, talk: Talk) -> None:
    talk.session = Session(Kept(offered=keyed([(id_, "Iets", "")])))
    assert shown(talk.says("a")).startswith(begins)


def test_one_word_is_asked_about(talk: Talk) -> None:
    (asked,) = talk.says("rekeningen").replies
    assert isinstance(asked, Ask)
    assert asked.text == say("question.did-you-mean")
