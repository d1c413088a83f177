"""What the bot knows of somebody: the role that was chosen, and everything that is kept."""

from bot.core import my_data
from bot.core.conversation import navigation
from bot.core.conversation.commands import ANYTHING, Words
from bot.core.conversation.context import Scene
from bot.core.features.feature import Feature, Menus, OptionKind
from bot.core.language import words
from bot.core.language.themes import all_titles
from bot.core.model.replies import Say, Turn


def _themes(scene: Scene, _: str) -> Turn:
    text = words.THEMES.format(themes=all_titles(scene.library))
    return navigation.noting(scene, Say(text, words.THEMES_TITLE))


CHOICES = (
    Feature(
        "rol",
        Words(("rol",), ANYTHING),
        my_data.role,
        options={"rol": OptionKind(my_data.set_role)},
        menus=Menus(private="Kiezen voor wie de dilemma's zijn"),
        help=words.HELP_ROL,
    ),
    Feature(
        "thema's",
        Words(("thema's", "themas", "thema", "welke thema's zijn er")),
        _themes,
        menus=Menus(private="Waarover ik iets heb"),
        help=words.HELP_THEMAS,
    ),
)

FEATURES = (
    Feature(
        "mijn gegevens",
        Words(("mijn gegevens", "gegevens")),
        lambda scene, _: my_data.data(scene),
        menus=Menus(private="Zien wat ik van je bewaar"),
    ),
    Feature(
        "wis alles",
        Words(("wis alles", "vergeet mij", "verwijder mijn gegevens", "alles wissen"), guess=False),
        lambda scene, _: my_data.ask_to_erase(scene),
        options={
            my_data.YES: OptionKind(lambda scene, _: my_data.erase(scene)),
            my_data.NO: OptionKind(lambda scene, _: navigation.noting(scene, Say(words.NOT_ERASED))),
        },
        menus=Menus(private="Alles wissen"),
    ),
)
