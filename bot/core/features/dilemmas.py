"""Dilemmas: the next one, one on a theme, with two ways only, or the one of the week."""

from dataclasses import replace

from bot.core.conversation import dilemma_case, dilemmas, navigation
from bot.core.conversation.commands import ANYTHING, Words
from bot.core.conversation.context import Scene
from bot.core.features.feature import Feature, Menus, OptionKind
from bot.core.model.replies import Turn
from bot.core.model.text import folded
from bot.core.team import rounds
from bot.core.weekly import dilemma_round, message


def _dilemma(scene: Scene, rest: str) -> Turn:
    if folded(rest).strip(" .") in message.OF_WEEK and (dilemma := message.of_this_week(scene)):
        if dilemma_round.open_on(dilemma, scene):  # the team votes on it, so it is shown as a ballot
            return rounds.ronde(scene, "")
        return open_dilemma(scene, dilemma.id)
    return _show_next(scene, rest, duel=False)


def _tweestrijd(scene: Scene, rest: str) -> Turn:
    return _show_next(scene, rest, duel=True)


def _show_next(scene: Scene, rest: str, *, duel: bool) -> Turn:
    """Show the next dilemma. Where there is none on this theme, what is open stays open."""
    clear, aside = navigation.set_aside(scene)
    turn = dilemmas.show_next(clear.session, scene.library, rest, duel=duel)
    if turn.session == clear.session:  # none was found
        return navigation.noting(scene, *turn.replies)
    return replace(turn, replies=(*aside, *turn.replies))


def open_dilemma(scene: Scene, id_: str) -> Turn:
    """Show this dilemma. A method that is going on is set aside."""
    clear, aside = navigation.set_aside(scene)
    turn = dilemmas.show(scene.library.dilemmas[id_], clear.session, scene.library)
    return replace(turn, replies=(*aside, *turn.replies))


FEATURES = (
    Feature(
        "dilemma",
        Words(("dilemma", "dilemma's", "nog een dilemma"), ANYTHING, themed=True),
        _dilemma,
        activity=dilemma_case.KIND,
        options={"dilemma": OptionKind(open_dilemma, lambda library: library.dilemmas, link="dilemma")},
        menus=Menus(
            start=("start.dilemma", "start.dilemma-detail"),
            private="menu.dilemma",
            group="menu.group-dilemma",
        ),
        help="help.dilemma",
    ),
    Feature(
        "tweestrijd",
        Words(("tweestrijd",), ANYTHING, themed=True),
        _tweestrijd,
        help="help.tweestrijd",
    ),
)
