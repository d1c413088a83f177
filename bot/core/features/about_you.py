"""Features about the person: the role that was chosen, and everything that is kept."""

from bot.core import my_data
from bot.core.conversation import navigation
from bot.core.conversation.commands import ANYTHING, Words
from bot.core.conversation.context import Scene
from bot.core.features.feature import Feature, Menus, OptionKind
from bot.core.language.themes import all_titles
from bot.core.model.replies import Say, Turn


def _themes(scene: Scene, _: str) -> Turn:
    text = scene.say("theme.all", themes=all_titles(scene.library))
    return navigation.noting(scene, Say(text, scene.say("theme.title")))


CHOICES = (
    Feature(
        "rol",
        Words(("rol",), ANYTHING),
        my_data.role,
        options={"rol": OptionKind(my_data.set_role)},
        menus=Menus(private="menu.rol"),
        help="help.rol",
    ),
    Feature(
        "thema's",
        Words(("thema's", "themas", "thema", "welke thema's zijn er")),
        _themes,
        menus=Menus(private="menu.themas"),
        help="help.themas",
    ),
)

FEATURES = (
    Feature(
        "mijn gegevens",
        Words(("mijn gegevens", "gegevens")),
        lambda scene, _: my_data.data(scene),
        menus=Menus(private="menu.mijn-gegevens"),
    ),
    Feature(
        "wis alles",
        Words(("wis alles", "vergeet mij", "verwijder mijn gegevens", "alles wissen"), guess=False),
        lambda scene, _: my_data.ask_to_erase(scene),
        options={
            my_data.YES: OptionKind(lambda scene, _: my_data.erase(scene)),
            my_data.NO: OptionKind(
                lambda scene, _: navigation.noting(scene, Say(scene.say("data.not-erased")))
            ),
        },
        menus=Menus(private="menu.wis-alles"),
    ),
)
