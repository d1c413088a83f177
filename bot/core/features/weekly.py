"""The weekly message: switching it on and off, and what did not fit on the screen."""

from bot.core.conversation.commands import ANYTHING, Words
from bot.core.conversation.context import Scene
from bot.core.features.feature import Feature, Menus
from bot.core.methods import shelf
from bot.core.model.replies import Turn
from bot.core.weekly import message, preferences


def _meer(scene: Scene, rest: str) -> Turn:
    """Show more of what was shown last: methods to choose from, or else the weekly message."""
    return shelf.next_screen(scene) or message.meer(scene, rest)


FEATURES = (
    Feature(
        "weekbericht",
        Words(("weekbericht",), ANYTHING, themed=True, in_sentence=True),
        preferences.weekbericht,
        menus=Menus(admins="menu.group-weekbericht"),
        help="help.weekbericht",
    ),
    Feature("meer", Words(("meer",), interrupts=False), _meer),
)
