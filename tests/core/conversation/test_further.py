"""A dilemma goes on after the choice: a reason, other voices, and what remains uneasy."""

from dataclasses import replace

import pytest

from bot.core.conversation import further
from bot.core.model.library import Library
from bot.core.model.replies import Ask
from bot.core.model.session import LETTERS, Session
from tests.core.talk import Talk, shown
from tests.dutch import say

REASON = "zij vroeg er zelf om en dat telt"


@pytest.fixture
def talk(example: Library) -> Talk:
    talk = Talk(example)
    talk.says("dilemma", "a")
    return talk


def test_a_reason_after_a_choice_is_heard_and_held_nowhere(talk: Talk) -> None:
    turn = talk.says(REASON)
    assert f"“{REASON}”" in shown(turn)
    assert say("further.reason-heard") in shown(turn)
    assert REASON not in repr(talk.session)
    assert turn.effects == ()


@pytest.mark.parametrize("text", ["omdat het mag", "want zij wil het", "dat is het eerlijkst voor haar"])
def test_a_reason_is_no_question_to_the_search(text: str, talk: Talk) -> None:
    assert say("further.reason") in shown(talk.says(text))


@pytest.mark.parametrize("text", ["mag dit eigenlijk van de wet?", "wat is de bedoeling van de wet", "xyzzy"])
def test_a_question_after_a_choice_is_still_a_question(text: str, talk: Talk) -> None:
    assert say("further.reason") not in shown(talk.says(text))


def test_before_a_choice_a_sentence_is_no_reason(example: Library) -> None:
    talk = Talk(example)
    talk.says("dilemma")
    assert say("further.reason") not in shown(talk.says(REASON))


def test_the_reason_may_be_skipped(talk: Talk) -> None:
    turn = talk.says("v")
    assert say("further.voices-title") in shown(turn)
    assert say("further.ask-uneasy") in shown(turn)


def test_what_is_typed_after_the_voices_is_what_remains_uneasy(talk: Talk) -> None:
    talk.says("v")
    turn = talk.says("dat haar broer het niet weet")
    assert "“dat haar broer het niet weet”" in shown(turn)
    assert say("further.uneasy-heard") in shown(turn)
    assert "broer" not in repr(talk.session)


def test_once_shown_the_voices_are_not_offered_again_but_come_when_asked_for(talk: Talk) -> None:
    for turn in (talk.says("v"), talk.says("dat haar broer het niet weet")):
        asked = turn.replies[-1]
        assert isinstance(asked, Ask)
        assert [option.key for option in asked.options] == ["N", "M"]
    assert say("further.voices-title") in shown(talk.says("v"))


def test_after_a_change_of_mind_a_line_is_a_reason_again(talk: Talk) -> None:
    talk.says("v", "b")
    assert say("further.reason") in shown(talk.says(REASON))


def test_where_only_letters_are_picked_no_line_is_taken(talk: Talk) -> None:
    assert further.is_line(REASON, talk.session)
    assert not further.is_line(REASON, talk.session.keep(reading=LETTERS))


def test_personal_data_in_a_reason_is_named_and_not_repeated(talk: Talk) -> None:
    turn = talk.says("omdat haar bsn 123456782 is")
    assert "123456782" not in shown(turn)
    assert say("trouble.personal", what="een BSN") in shown(turn)


def test_a_restart_in_between_takes_nothing_that_was_promised(talk: Talk) -> None:
    talk.says("v")
    talk.session = Session(talk.session.kept)
    assert say("further.reason") in shown(talk.says(REASON))


@pytest.mark.parametrize("spoken", ["hoogleraar", "klantmanager", "bewoner"])
def test_every_voice_speaks_or_is_said_to_be_unknown(spoken: str, talk: Talk) -> None:
    dilemma = talk.library.dilemmas[talk.session.kept.case.dilemma]  # type: ignore[union-attr]
    quotes = {id_: replace(talk.library.quotes[id_], role=spoken) for id_ in dilemma.quotes}
    talk.library = replace(talk.library, quotes={**talk.library.quotes, **quotes})
    said = shown(talk.says("v"))
    speaking = {"hoogleraar": "research", "klantmanager": "practice", "bewoner": "resident"}[spoken]
    for voice in ("research", "practice", "resident"):
        assert (f"{say(f'further.{voice}')}\n\n“" in said) is (voice == speaking)
        assert (say(f"further.no-{voice}") in said) is (voice != speaking)
    assert all(quote.text in said for quote in quotes.values())
