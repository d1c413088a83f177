"""A step that arranges for a question some weeks later."""

from bot.core.methods.visit import Visit
from bot.core.model.dialog import LookBackStep
from bot.core.model.replies import LookBack


def arrange(step: LookBackStep, visit: Visit) -> LookBack:
    """Return what is asked for. Nothing of the case is in it."""
    return LookBack(visit.dialog.id, step.look_back)
