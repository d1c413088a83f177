"""A step that says nothing, and goes on by what was picked before it."""

from bot.core.methods.picks import listed
from bot.core.methods.visit import Visit
from bot.core.model.dialog import ForkStep


def onward(step: ForkStep, visit: Visit) -> str:
    """Return the name of the step that follows."""
    return step.next if listed(step.listed, visit) else step.otherwise
