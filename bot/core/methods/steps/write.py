"""A step that waits for typed text, which stays in memory only."""

from dataclasses import replace

from bot.core.language.personal_data import personal
from bot.core.methods.blanks import filled
from bot.core.methods.visit import Visit
from bot.core.model.dialog import WriteStep
from bot.core.model.replies import Say, Turn
from bot.core.model.session import LETTERS

SKIP = frozenset({"-", "–", "—", "overslaan", "sla over"})
"""The word to type to leave a note open."""


def show(step: WriteStep, visit: Visit) -> Turn:
    """Ask for the text, and repeat what was typed here before."""
    text = f"{filled(step.say, visit)}\n\n{_hint(step, visit)}"
    here = visit.session.keep(walk=visit.walk).prompted()
    return Turn(here, (*visit.said, Say(text, step.title)))


def refusal(text: str, visit: Visit) -> Say | None:
    """Return what to say if this must be typed again: what may end up in a file names nobody."""
    found = personal(text)
    return (
        Say(visit.library.say("trouble.personal-again", what=found)) if found and visit.dialog.sends else None
    )


def hold(text: str, step: WriteStep, visit: Visit) -> Visit:
    """Hold this text in memory, and leave the step."""
    found = personal(text)
    notes = {**visit.session.unkept.notes, visit.walk.dialog: {**visit.notes, step.note: text}}
    typed = visit.walk.typed if step.note in visit.walk.typed else (*visit.walk.typed, step.note)
    left = visit.leaving()
    held = replace(left, walk=replace(left.walk, typed=typed), session=visit.session.hold(notes=notes))
    return held.saying(Say(visit.library.say("trouble.personal", what=found))) if found else held


def _hint(step: WriteStep, visit: Visit) -> str:
    if visit.session.kept.reading == LETTERS:
        return visit.library.say("typing.quiet-note")
    if before := visit.notes.get(step.note):
        return visit.library.say("method.note-again", note=before)
    return visit.library.say("method.note-hint")
