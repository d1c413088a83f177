"""What people do in a conversation apart from the work, at the start, over a dilemma, and at a note."""

from collections.abc import Callable

import pytest

from bot.core.model.finder import Finder
from bot.core.model.library import Library
from tests.core.talk import Talk, read, shown
from tests.dutch import say

Begin = Callable[[Library, Finder], Talk]


def at_start(library: Library, finder: Finder) -> Talk:
    talk = Talk(library, finder)
    talk.says("start")
    return talk


def at_dilemma(library: Library, finder: Finder) -> Talk:
    talk = at_start(library, finder)
    talk.says("dilemma schulden")
    return talk


def at_note(library: Library, finder: Finder) -> Talk:
    talk = at_start(library, finder)
    talk.says("toets")
    while not talk.scene.awaits_text:
        talk.says("a")
    return talk


@pytest.mark.parametrize("begin", [at_start, at_dilemma])
@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("wat kan je", "wat-kan-je"),
        ("en wat kan je allemaal?", "wat-kan-je"),
        ("watkanje", "wat-kan-je"),
        ("wie ben jij eigenlijk", "wie-ben-je"),
        ("waar is dit voor", "wat-is-dit"),
        ("ben je een robot", "ben-je-een-bot"),
        ("wacht even hoor", "wacht"),
        ("dat bedoel ik niet!!", "verkeerd"),
        ("hoe lang duurt een ronde", "ronde-duur"),
        ("hoe voeg ik je toe aan een groep?", "team-maken"),
        ("werkt dit ook op papier", "papier"),
        ("kutbot", "schelden"),
        ("i need help with my client", "taal"),
    ],
)
def test_it_is_answered_in_its_own_words(
    begin: Begin, text: str, intent: str, library: Library, finder: Finder
) -> None:
    said = read(shown(begin(library, finder).says(text)))
    assert read(library.intents[intent].says).split("{")[0].strip()[:60] in said


@pytest.mark.parametrize("text", ["hallo ben je er nog", "wacht even", "wie leest er mee?", "waarom"])
def test_what_steers_is_never_the_text_of_a_note(text: str, library: Library, finder: Finder) -> None:
    talk = at_note(library, finder)
    before = talk.session
    talk.says(text)
    assert talk.session.unkept.notes == before.unkept.notes
    assert talk.session.kept.walk == before.kept.walk


@pytest.mark.parametrize(
    "text",
    [
        "dat klopt niet",
        "wat ze nodig heeft is rust",
        "ik moet weg bij deze klant",
        "nee",
        "lastig",
        "wachten tot de gemeente belt",
        "ik heb een casus van een vader",
    ],
)
def test_an_answer_at_a_note_stays_an_answer(text: str, library: Library, finder: Finder) -> None:
    talk = at_note(library, finder)
    talk.says(text)
    assert text in repr(talk.session.unkept.notes)


@pytest.mark.parametrize(
    "text",
    [
        "wat kan de gemeente doen bij schulden",
        "mag ik wachten met het besluit",
        "hoe lang duurt een aanvraag bijstand",
        "wie leest het dossier mee van een jeugdige",
    ],
)
def test_a_question_about_the_work_is_no_talk(text: str, library: Library, finder: Finder) -> None:
    says = {read(one.says).strip() for one in library.intents.values() if one.says}
    said = read(shown(at_start(library, finder).says(text)))
    assert not any(one in said for one in says)


def test_the_welcome_comes_once(library: Library, finder: Finder) -> None:
    talk = Talk(library, finder)
    assert say("start.welcome") in shown(talk.says("hoi"))
    assert say("start.welcome") not in shown(talk.says("hoi"))


def test_who_says_what_they_do_is_asked_once_whether_dilemmas_should_fit(
    library: Library, finder: Finder
) -> None:
    talk = at_start(library, finder)
    assert "consulent Wmo" in shown(talk.says("ik ben wmo consulent"))
    talk.says("a")
    assert library.roles[talk.session.kept.role].title == "Consulent Wmo"


def test_a_case_comes_in_by_the_front_door_and_is_held_nowhere(library: Library, finder: Finder) -> None:
    talk = at_start(library, finder)
    assert say("door.tell") in shown(talk.says("ik heb een casus"))
    assert say("door.tell-more") in shown(talk.says("schulden"))
    turn = talk.says("Een gezin heeft huurschuld en dreigt uit huis te worden gezet. De vader wil geen hulp.")
    assert say("door.fits") in shown(turn)
    assert 2 <= len(talk.labels) <= 4
    assert any("De Omgekeerde Toets" in label for label in talk.labels), "the method that fits any case"
    assert "huurschuld" not in repr(talk.session)


def test_all_ways_at_once_are_named(library: Library, finder: Finder) -> None:
    talk = at_dilemma(library, finder)
    assert say("dilemma.several-ways", letters="A, B, C, D of E") in shown(talk.says("allebei"))


def test_goodbye_throws_nothing_away(library: Library, finder: Finder) -> None:
    talk = at_note(library, finder)
    talk.says("de moeder wil slapen")
    talk.says("doei")
    assert "slapen" in repr(talk.session.unkept.notes)
