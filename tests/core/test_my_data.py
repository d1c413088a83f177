"""What the bot knows of somebody."""

import pytest

from bot.core.model.library import Library
from bot.core.model.replies import Ask, Forget, Lose, Say, Turn
from bot.core.model.session import Kept, Session
from tests.core.talk import CHAT, Talk, shown
from tests.dutch import SENTENCES, say


@pytest.fixture
def talk(example: Library) -> Talk:
    return Talk(example)


def test_everything_on_disk_is_told_in_words(talk: Talk) -> None:
    talk.says("rol leidinggevende", "rol klant", "rol professional", "dilemma", "citaat", "mijn gegevens")
    told = shown(talk.says("mijn gegevens")).split("\n")
    assert told[:9] == [
        say("data.title"),
        "- Je rol: Professional in de uitvoering",
        "- Dilemma dat openstaat: De brief",
        "- Methodes waar je in zit: geen",
        "- Dilemma's die je al zag: 1",
        "- Citaten die je al zag: 1",
        "- Van wat je typte of koos, alleen in mijn geheugen: niets",
        "- Weekbericht: staat uit",
        "",
    ]


def test_a_new_chat_is_told_that_there_is_nothing(talk: Talk) -> None:
    told = shown(talk.says("gegevens"))
    assert "niet gekozen" in told
    assert told.count("geen") == 2


def test_what_is_in_memory_is_told_but_not_shown(talk: Talk) -> None:
    told = shown(talk.says("methode gesprek", "a", "Roodborstje", "mijn gegevens"))
    assert "alleen in mijn geheugen: wel iets" in told
    assert "Methodes waar je in zit: Een gesprek voorbereiden" in told
    assert "Roodborstje" not in told


def test_a_method_on_pause_is_told_too_unless_an_editor_took_it_away(talk: Talk, example: Library) -> None:
    talk.says("methode gesprek", "pauze")
    assert "zit: Een gesprek voorbereiden" in shown(talk.says("mijn gegevens"))
    talk.library = Library(roles=example.roles, sentences=SENTENCES)
    assert "zit: geen" in shown(talk.says("mijn gegevens"))


def test_erasing_is_asked_first_and_then_forgets_everything(talk: Talk) -> None:
    talk.says("rol leidinggevende", "methode gesprek", "a", "Roodborstje")
    (asked,) = talk.says("wis alles").replies
    assert isinstance(asked, Ask)
    assert talk.says("ja") == Turn(Session(), (Say(say("data.erased")),), (Forget(), Lose(CHAT)))


@pytest.mark.parametrize("answer", ["b", "nee", "Nee, laat staan"])
def test_not_erasing_leaves_everything(answer: str, talk: Talk) -> None:
    talk.says("methode gesprek", "a", "Roodborstje")
    before = talk.session
    turn = talk.says("wis alles", answer)
    assert turn.replies[0] == Say(say("data.not-erased"))
    assert turn.effects == ()
    assert talk.session.unkept == before.unkept
    assert talk.session.kept.walk == before.kept.walk


def test_an_unclear_answer_does_not_erase(talk: Talk) -> None:
    assert talk.says("wis alles", "c").effects == ()
    assert talk.says("ja maar nee").effects == ()


@pytest.mark.parametrize(
    "text", ["rol professional", "rol: Professional in de uitvoering", "rol profesional"]
)
def test_a_role_can_be_typed_at_once(text: str, talk: Talk) -> None:
    said = say("role.set", title="professional in de uitvoering")
    assert talk.says(text).replies == (Say(said),)
    assert talk.session.kept.role == "professional"


def test_a_role_can_be_picked_and_taken_back(talk: Talk) -> None:
    talk.says("rol", "leidinggevende")
    assert talk.session.kept.role == "leidinggevende"
    (asked,) = talk.says("rol").replies
    assert asked.text == say("role.now", title="Leidinggevende")
    assert talk.says("alle dilemma's").replies == (Say(say("role.unset")),)
    assert talk.session.kept.role == ""


def test_an_unknown_role_gives_the_menu(talk: Talk) -> None:
    (asked,) = talk.says("rol astronaut").replies
    assert asked.title == say("role.title")
    assert talk.labels == ["Professional in de uitvoering", "Leidinggevende", say("role.all")]


def test_a_role_that_an_editor_took_away_gives_all_dilemmas(talk: Talk) -> None:
    talk.session = Session(Kept(role="weg"))
    assert "niet gekozen" in shown(talk.says("mijn gegevens"))
    assert "Een inwoner legt" in shown(talk.says("dilemma"))


def test_choosing_a_role_on_the_way_says_where_one_still_is(talk: Talk) -> None:
    turn = talk.says("methode gesprek", "rol", "b")
    assert turn.replies[-1] == Say(say("method.still-there", where="stap 1: wie"))
