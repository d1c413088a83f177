"""What is open, and what may be answered to it."""

import pytest

from bot.core.conversation.dilemma_case import DilemmaCase
from bot.core.features.registry import REGISTRY
from bot.core.methods.method_walk import MethodWalk
from bot.core.model.library import Library
from bot.core.model.replies import Say
from bot.core.model.session import Case, Kept, Session, Walk
from tests.core.talk import Talk
from tests.dutch import say

AFTER = ["Horen wat anderen zeggen", "Nog een dilemma", "Naar het menu"]
BRIEF = ["Samen de brieven openmaken", "Eerst luisteren naar het verhaal over de buurman"]
WIE = ["Met een inwoner", "Met een collega"]


@pytest.mark.parametrize(
    ("texts", "labels", "awaits_text"),
    [
        (["hulp"], [], False),
        (["dilemma"], [*BRIEF, "Morgen een langer gesprek plannen", "Anders"], False),
        (["tweestrijd"], [*BRIEF, "Anders"], False),
        (["tweestrijd", "anders"], [*BRIEF, "Anders"], True),
        (
            ["tweestrijd", "a"],
            [*BRIEF, "Anders", *AFTER],
            False,
        ),
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
    texts: list[str], labels: list[str], example: Library, *, awaits_text: bool
) -> None:
    talk = Talk(example)
    talk.says(*texts)
    assert talk.labels == labels
    assert talk.scene.awaits_text is awaits_text


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
    restored = [kind.restore(Session(kept), example) for kind in REGISTRY.catalogue.activities]
    assert ((Say(say("trouble.changed")),) in [said for _, said in restored]) is gone


def test_a_scene_holds_what_is_open_and_never_two_things(example: Library) -> None:
    talk = Talk(example)
    talk.says("dilemma")
    dilemma = talk.scene.activity
    assert isinstance(dilemma, DilemmaCase)
    assert (dilemma.dilemma, talk.session.kept.walk) == (example.dilemmas["de-brief"], None)
    talk.says("methode gesprek")
    method = talk.scene.activity
    assert isinstance(method, MethodWalk)
    assert (method.dialog, talk.session.kept.case) == (example.dialogs["gesprek"], None)
    assert talk.scene.at(Session()).activity is None
