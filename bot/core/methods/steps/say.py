"""A step that says something, and goes on."""

from bot.core.methods.blanks import filled
from bot.core.methods.visit import Visit
from bot.core.model.dialog import SpokenStep
from bot.core.model.replies import Say


def message(step: SpokenStep, visit: Visit) -> Say:
    """Return what this step says, as a step of any kind does that asks nothing."""
    return Say(filled(step.say, visit), step.title)
