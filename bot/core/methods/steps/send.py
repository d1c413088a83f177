"""A step that hands over what was typed on the way to it, and forgets it."""

from bot.core.methods.steps import say
from bot.core.methods.visit import Visit, without_notes
from bot.core.model.dialog import SendStep, WriteStep
from bot.core.model.replies import Say, Submit, Turn


def send(step: SendStep, visit: Visit) -> Turn:
    """Hand over the notes of the steps that were passed, and end. After a restart nothing is left of them."""
    notes = _passed(visit)
    ended = without_notes(visit.session, visit.dialog.id).keep(walk=None)
    if not notes:
        return Turn(ended, (*visit.said, Say(visit.library.say("method.nothing-to-send"))))
    return Turn(ended, (*visit.said, say.message(step, visit)), (Submit(notes),))


def _passed(visit: Visit) -> dict[str, str]:
    steps = (visit.dialog.steps[name] for name in visit.walk.trail)
    passed = {step.note for step in steps if isinstance(step, WriteStep)}
    return {name: text for name, text in visit.notes.items() if text and name in passed}
