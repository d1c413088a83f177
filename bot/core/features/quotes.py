"""Quotes: the next one, or one on a theme."""

from bot.core.conversation import navigation, quotes
from bot.core.conversation.commands import ANYTHING, Words
from bot.core.conversation.context import Scene
from bot.core.features.feature import Feature, Menus, OptionKind
from bot.core.model.replies import Say, Turn


def _citaat(scene: Scene, rest: str) -> Turn:
    turn = quotes.show_next(scene.session, scene.library, rest)
    return navigation.noting(scene.at(turn.session), *turn.replies)


def open_quote(scene: Scene, id_: str) -> Turn:
    """Show this quote."""
    quote = quotes.shown(scene.library.quotes[id_], scene.library)
    return navigation.noting(scene.at(scene.session.saw_quote(id_)), quote, Say(scene.say("quote.hint")))


FEATURES = (
    Feature(
        "citaat",
        Words(("citaat", "citaten", "quote", "nog een citaat"), ANYTHING, themed=True),
        _citaat,
        options={"quote": OptionKind(open_quote, lambda library: library.quotes, link="citaat")},
        menus=Menus(
            start=("start.quote", "start.quote-detail"),
            private="menu.citaat",
            group="menu.group-citaat",
        ),
        help="help.citaat",
    ),
)
