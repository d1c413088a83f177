"""Fills what was typed and picked into a text of a method."""

import re

from bot.core.language.dutch import listed
from bot.core.methods.visit import Visit
from bot.core.model.dialog import ChooseStep

BLANK = re.compile(r"\{([a-z0-9][a-z0-9-]*)\}")
"""In a text of a dialog: what was typed at this note, or picked in this step."""


def filled(text: str, visit: Visit) -> str:
    """Return the text with what was typed and picked. What is missing can be seen to be missing."""
    return BLANK.sub(lambda blank: _answer(blank[1], visit), text)


def _answer(name: str, visit: Visit) -> str:
    step = visit.dialog.steps.get(name)
    if not isinstance(step, ChooseStep):
        return visit.notes.get(name) or visit.library.say("method.skipped")
    labels = list(dict.fromkeys(label for at, label in visit.walk.picked if at == name))
    if not labels:
        return visit.library.say("method.skipped")
    return listed(labels if step.many else labels[-1:])
