"""The weekly message: switching it on and off, and what did not fit on the screen."""

from bot.core.conversation.commands import ANYTHING, Words
from bot.core.features.feature import Feature, Menus
from bot.core.weekly import message, preferences

FEATURES = (
    Feature(
        "weekbericht",
        Words(("weekbericht",), ANYTHING, themed=True, in_sentence=True),
        preferences.weekbericht,
        menus=Menus(admins="menu.group-weekbericht"),
        help="help.weekbericht",
    ),
    Feature("meer", Words(("meer",), interrupts=False), message.meer),
)
