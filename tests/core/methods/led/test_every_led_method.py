"""Five people go through every method that is led, down every road, with a restart after every turn."""

import pytest

from bot.core.model.dialog import ChooseStep, CollectStep, CountStep, Dialog, TurnsStep
from bot.core.model.library import Library
from bot.core.model.replies import Turn
from tests.conftest import ROOT
from tests.core.methods.led.room import Room
from tests.core.talk import whole
from tests.dutch import say

IDS = sorted(
    file.stem for file in (ROOT / "dialogs").glob("*.yaml") if "\nled: true\n" in file.read_text("utf-8")
)
PEOPLE = ("anna", "bram", "chris", "dina", "eva")
LONGEST = 2_000
"""Characters of one message: two screens of a phone."""


def test_there_are_some() -> None:
    assert len(IDS) >= 12


@pytest.mark.parametrize("restarts", [False, True])
@pytest.mark.parametrize("last", [False, True])
@pytest.mark.parametrize("id_", IDS)
def test_it_can_be_led_to_its_end(id_: str, last: bool, restarts: bool, library: Library) -> None:
    """`last`: at every choice the last road is taken; otherwise the first."""
    dialog = library.dialogs[id_]
    room = Room(library=library)
    turns = [room.says("anna", f"methode {dialog.title}")]
    seen = set()
    while room.gathering:
        assert len(turns) < 100, "it goes round"
        seen.add(room.gathering.step)
        turns += _answered(room, dialog, last=last)
        if restarts:
            room.restarts()
    said = [whole(reply) for turn in turns for reply in turn.replies]
    assert any(say("led.ended") in text for text in said[-3:])
    assert max(len(text) for text in said) <= LONGEST
    assert room.timers == {} or all("LookBack" in key for key in room.timers)
    if not last:
        waits = {name for name, step in dialog.steps.items() if not _passes(step)}
        assert seen == waits, "the first road leads past every phase"


def _answered(room: Room, dialog: Dialog, *, last: bool) -> list[Turn]:
    """Everything that people say at the phase that is open, until it is another."""
    assert room.gathering
    match dialog.steps[room.gathering.step]:
        case ChooseStep(choices=choices):
            return [room.presses("anna", "ABCDEFGH"[len(choices) - 1 if last else 0])]
        case TurnsStep():
            turns = [room.presses("anna", "A") for _ in PEOPLE[1:]]
            return [*room.later(1), *turns, room.presses("anna", "B")]
        case CollectStep():
            lines = [room.says(person, f"inbreng een zin van {n}") for n, person in enumerate(PEOPLE)]
            return [*lines, room.presses("anna", "A")]
        case CountStep(count=rows):
            return [room.says("anna", " ".join("2" for _ in rows))]
        case _:
            return [*room.later(120), room.presses("anna", "A")]


def _passes(step: object) -> bool:
    return type(step).__name__ in ("SayStep", "SummaryStep", "LookBackStep")
