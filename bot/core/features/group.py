"""Rules for every answer in a group."""

from dataclasses import replace

from bot.core.conversation.context import Scene
from bot.core.features.feature import Feature
from bot.core.model.replies import Say, Turn


def _ask_for_a_reply(turn: Turn, scene: Scene) -> Turn:
    """Say how to answer where the bot waits for words in a group: there it only hears replies."""
    waits = scene.here.chat.group and scene.at(turn.session).awaits_text
    if not waits or not turn.replies or not isinstance(last := turn.replies[-1], Say):
        return turn
    hinted = replace(last, text=f"{last.text}\n\n{scene.say('group.answer-me')}")
    return replace(turn, replies=(*turn.replies[:-1], hinted))


FEATURES = (Feature("reply in a group", after=_ask_for_a_reply),)
"""Last in the list: the hint stands below everything else."""
