"""What is open, and what may be answered to it."""

import pytest

from bot.core.conversation.context import vanished
from bot.core.model.library import Library
from bot.core.model.session import Case, Kept, Session, Walk
from tests.core.talk import Talk

BRIEF = ["Samen de brieven openmaken", "Eerst luisteren naar het verhaal over de buurman"]
WIE = ["Met een inwoner", "Met een collega"]


@pytest.mark.parametrize(
    ("texts", "labels", "awaits_note"),
    [
        (["hulp"], [], False),
        (["dilemma"], [*BRIEF, "Morgen een langer gesprek plannen", "Anders"], False),
        (["tweestrijd"], [*BRIEF, "Anders"], False),
        (["tweestrijd", "anders"], [*BRIEF, "Anders"], True),
        (["tweestrijd", "a"], [*BRIEF, "Anders", "Nog een dilemma", "Naar het menu"], False),
        (["methode gesprek"], WIE, False),
        (["methode gesprek", "a"], [], True),
        (["methode gesprek", "a", "wis alles"], ["Ja, wis alles", "Nee, laat staan"], False),
        (["methode gesprek", "wis alles", "nee"], WIE, False),
        (["methode gesprek", "pauze"], [], False),
        (["methode gesprek", "start", "verder"], WIE, False),
        (["tweestrijd", "anders", "terug"], [*BRIEF, "Anders"], False),
    ],
)
def test_what_can_be_picked_is_what_was_shown_last(
    texts: list[str], labels: list[str], example: Library, *, awaits_note: bool
) -> None:
    talk = Talk(example)
    talk.says(*texts)
    assert talk.labels == labels
    assert talk.scene.awaits_note is awaits_note


@pytest.mark.parametrize(
    ("kept", "gone"),
    [
        (Kept(), False),
        (Kept(case=Case("de-brief", ("brieven", "buurman"))), False),
        (Kept(case=Case("de-brief", ("brieven", "weg"))), True),
        (Kept(case=Case("weg", ())), True),
        (Kept(walk=Walk("gesprek", "begin")), False),
        (Kept(walk=Walk("gesprek", "weg")), True),
        (Kept(walk=Walk("weg", "begin")), True),
        (Kept(paused=(Walk("weg", "begin"),)), False),
    ],
)
def test_what_an_editor_took_away_is_noticed(kept: Kept, example: Library, *, gone: bool) -> None:
    assert vanished(Session(kept), example) is gone


def test_a_scene_holds_what_is_open_and_never_two_things(example: Library) -> None:
    talk = Talk(example)
    talk.says("dilemma")
    dilemma = talk.scene
    assert (dilemma.case, dilemma.walk) == ((example.dilemmas["de-brief"], talk.session.kept.case), None)
    talk.says("methode gesprek")
    dialog = talk.scene
    assert (dialog.case, dialog.walk) == (None, (example.dialogs["gesprek"], talk.session.kept.walk))
    assert dialog.at(Session()).walk is None
