"""Methods: choosing one, walking through it, and looking back on it weeks later."""

from collections.abc import Sequence
from dataclasses import replace

from bot.core.conversation import navigation
from bot.core.conversation.commands import ANYTHING, Words
from bot.core.conversation.context import Scene
from bot.core.conversation.front_door import FOR_ANY_CASE
from bot.core.features.feature import Feature, Menus, OptionKind, Run
from bot.core.methods import look_back_timers, method_walk, privacy_notice, shelf
from bot.core.model.dialog import Dialog
from bot.core.model.library import Library
from bot.core.model.replies import Say, Turn
from bot.core.model.session import LETTERS, TYPING


def dialog_named(word: str, scene: Scene) -> Dialog | None:
    """Return the method or form with this word or title, allowing one typing error."""
    found = shelf.named(word, scene.library)
    return found[0] if len(found) == 1 else None


def open_dialog(scene: Scene, id_: str) -> Turn:
    """Begin this method, or first ask who may read along."""
    return privacy_notice.begin(scene, scene.library.dialogs[id_])


def _toets(scene: Scene, _: str) -> Turn:
    dialog = scene.library.dialogs.get(FOR_ANY_CASE)
    return privacy_notice.begin(scene, dialog) if dialog else _methode(scene, "")


def _insturen(scene: Scene, _: str) -> Turn:
    dialog = next((one for one in scene.library.dialogs.values() if one.sends), None)
    return (
        privacy_notice.begin(scene, dialog)
        if dialog
        else navigation.noting(scene, Say(scene.say("method.no-sending")))
    )


def _methode(scene: Scene, rest: str) -> Turn:
    several = [] if shelf.wished(rest) else shelf.meant(rest, scene.library)
    if len(several) == 1:
        return privacy_notice.begin(scene, several[0])
    clear, aside = navigation.set_aside(scene)
    turn = _choosing(rest, several, clear)
    return replace(turn, replies=(*aside, *turn.replies))


def _choosing(rest: str, several: Sequence[Dialog], scene: Scene) -> Turn:
    """Return methods to choose from: those with such a name, those that fit, or all of them."""
    if wish := shelf.wished(rest):
        return shelf.show(wish, 0, scene, scene.say("method.which-fitting"))
    if several:
        return shelf.show_these(several, scene, scene.say("method.which-of-these"))
    text = scene.say("method.unknown") if rest else scene.say("method.which")
    return shelf.show(shelf.Wish(), 0, scene, text)


def _turned(scene: Scene, id_: str) -> Turn:
    return shelf.turned(id_, scene)


def _choose(how: str) -> Run:
    """Begin a method in this way of answering."""
    return lambda scene, id_: privacy_notice.choose(how, scene, scene.library.dialogs[id_])


def _change(how: str) -> Run:
    """Go on with what is open in this way of answering."""
    return lambda scene, _: privacy_notice.change(how, scene)


def _retreat(scene: Scene, id_: str) -> Turn:
    return privacy_notice.retreat(scene, scene.library.dialogs[id_])


def _dialogs(library: Library) -> dict[str, Dialog]:
    return dict(library.dialogs)


FEATURES = (
    Feature(
        "insturen",
        Words(("insturen", "dilemma insturen", "eigen dilemma", "eigen dilemma insturen")),
        _insturen,
        help="help.insturen",
    ),
    Feature(
        "toets",
        Words(
            ("toets", "omgekeerde toets", "de omgekeerde toets"),
            interrupts_as=("omgekeerde toets",),
        ),
        _toets,
        menus=Menus(
            start=("start.toets", "start.toets-detail"),
            private="menu.toets",
        ),
        help="help.toets",
    ),
    Feature(
        "methode",
        Words(("methode", "methodes", "methoden", "werkvorm", "werkvormen"), ANYTHING),
        _methode,
        activity=method_walk.KIND,
        options={
            "dialog": OptionKind(open_dialog, _dialogs, link="methode"),
            shelf.PAGE: OptionKind(_turned),
        },
        menus=Menus(private="menu.methode"),
        help="help.methode",
    ),
    Feature(
        "typen",
        Words(("typen", "wel typen", "zelf typen")),
        _change(TYPING),
        options={
            TYPING: OptionKind(_choose(TYPING), _dialogs),
            privacy_notice.SEALED: OptionKind(_retreat, _dialogs),
        },
    ),
    Feature(
        "letters",
        Words(("letters", "alleen letters")),
        _change(LETTERS),
        options={LETTERS: OptionKind(_choose(LETTERS), _dialogs)},
    ),
)

LOOKING_BACK = (
    Feature(
        "terugkijken",
        Words(("terugkijken",), interrupts=False),
        look_back_timers.planned,
        help="help.terugkijken",
        after=look_back_timers.arranged,
    ),
    Feature("terugkijken uit", Words(("terugkijken uit", "niet terugkijken")), look_back_timers.off),
)
