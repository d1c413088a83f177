"""A question typed where a note is awaited: is it the answer, or something to look up? The bot asks."""

from bot.core.conversation import navigation
from bot.core.conversation.context import Scene
from bot.core.conversation.options import keyed
from bot.core.conversation.questions import offer
from bot.core.language.dutch import asks
from bot.core.methods import method_walk
from bot.core.model.dialog import WriteStep
from bot.core.model.replies import Say, Turn

LOOK_UP, HOLD = "opzoeken", "antwoord"
"""The things to do with it, as ids of options."""

KIND = "tussendoor"

_MOST_WORDS = 14
"""Of a question to look up. What is longer tells a case."""


def is_unsure(text: str, scene: Scene) -> bool:
    """Return whether this may be a question to the bot, in a step that asks for something else."""
    step = method_walk.open_step(scene.session, scene.library)
    if not isinstance(step, WriteStep) or step.question or scene.session.offered:
        return False
    return asks(text) and len(text.split()) <= _MOST_WORDS


def ask(text: str, scene: Scene) -> Turn:
    """Ask what it is. The text waits in memory."""
    rows = [
        (f"{KIND}:{LOOK_UP}", scene.say("method.look-up"), ""),
        (f"{KIND}:{HOLD}", scene.say("method.is-answer"), ""),
    ]
    held = scene.session.hold(unsure=text)
    return offer(held, scene.say("method.unsure"), keyed(rows), hint=scene.say("method.unsure-hint"))


def hold(scene: Scene) -> Turn:
    """Hold it as the answer. After a restart it is gone, and the step is shown again."""
    text, clear = taken(scene)
    activity = clear.activity
    if not text or activity is None:
        return navigation.still_open(clear, Say(scene.say("method.unsure-gone")))
    return activity.take_text(text)


def taken(scene: Scene) -> tuple[str, Scene]:
    """Return the text that waited, and the surroundings without it."""
    return scene.session.unkept.unsure, scene.at(scene.session.hold(unsure=""))
