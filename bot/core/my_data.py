"""Show and erase what the bot knows about somebody, and let them choose a role."""

from bot.core.conversation import dilemma_case, navigation, questions
from bot.core.conversation.context import Scene
from bot.core.conversation.options import keyed
from bot.core.language.dutch import lowered
from bot.core.language.themes import named
from bot.core.methods import look_back_timers, method_walk
from bot.core.model.replies import Effect, Forget, Lose, Say, Turn
from bot.core.model.session import Session
from bot.core.weekly import preferences

YES = "ja-wis-alles"
"""Id of the option that erases."""

NO = "nee-wis-niets"
"""Id of the option that does not."""

EVERYONE = "iedereen"
"""Stands for all roles in the menu."""


def data(scene: Scene) -> Turn:
    """Describe everything that is on disk of this chat."""
    parts = [_remembered(scene), *_in_teams(scene), scene.say("data.hint")]
    said = Say("\n\n".join(parts), scene.say("data.title"))
    return Turn(scene.session, (said,))


def ask_to_erase(scene: Scene) -> Turn:
    """Ask first; erasing cannot be undone."""
    rows = [(YES, scene.say("data.erase-yes"), ""), (NO, scene.say("data.erase-no"), "")]
    return questions.offer(
        scene.session, scene.say("data.erase"), keyed(rows), hint=scene.say("data.erase-hint")
    )


def erase(scene: Scene) -> Turn:
    """Forget this chat, in memory and on disk. Asked for alone, nothing more comes."""
    chat = scene.here.chat
    moments: tuple[Effect, ...] = () if chat.group else (Lose(chat),)
    return Turn(Session(), (Say(scene.say("data.erased")),), (Forget(), *moments))


def role(scene: Scene, rest: str) -> Turn:
    """Set the role that was typed, or ask which."""
    if rest and (known := named(rest, scene.library.roles)):
        return set_role(scene, known.id)
    now = scene.library.roles.get(scene.session.kept.role)
    text = scene.say("role.now", title=now.title if now else lowered(scene.say("role.all")))
    if rest:
        text = f"{scene.say('role.unknown', typed=rest)}\n\n{text}"
    rows = [(f"rol:{one.id}", one.title, "") for one in scene.library.roles.values()]
    options = keyed([*rows, (f"rol:{EVERYONE}", scene.say("role.all"), "")])
    return questions.offer(
        scene.session, text, options, title=scene.say("role.title"), hint=scene.say("start.pick-hint")
    )


def set_role(scene: Scene, id_: str) -> Turn:
    """Choose dilemmas for this role from now on."""
    chosen = scene.library.roles.get(id_)
    if chosen is None:
        return navigation.noting(scene.at(scene.session.keep(role="")), Say(scene.say("role.unset")))
    said = Say(scene.say("role.set", title=lowered(chosen.title)))
    return navigation.noting(scene.at(scene.session.keep(role=id_)), said)


def _in_teams(scene: Scene) -> list[str]:
    """Describe the teams of this person, and why a vote cannot be shown."""
    mine = [team for team in scene.session.around.teams if team.belongs]
    lines = [
        scene.say("team.data-team", name=team.name, alone=scene.say("data.yes" if team.alone else "data.no"))
        for team in mine
    ]
    return ["\n".join(lines), scene.say("team.data-votes")] if lines else []


def _remembered(scene: Scene) -> str:
    kept = scene.session.kept
    known = scene.library.roles.get(kept.role)
    role = known.title if known else scene.say("data.no-role")
    none = scene.say("data.none")
    dilemma = dilemma_case.open_dilemma(scene.session, scene.library)
    titles = method_walk.titles(scene.session, scene.library)
    in_memory = scene.say("data.something" if scene.session.unkept else "data.nothing")
    return "\n".join(
        [
            scene.say("data.role", role=role),
            scene.say("data.case", title=dilemma.title if dilemma else none),
            scene.say("data.methods", titles=", ".join(titles) or none),
            scene.say("data.dilemmas", count=len(kept.seen_dilemmas)),
            scene.say("data.quotes", count=len(kept.seen_quotes)),
            scene.say("data.memory", what=in_memory),
            preferences.standing(scene),
            *(
                [scene.say("look-back.data-look-back", days=days)]
                if (days := look_back_timers.days_of(scene))
                else []
            ),
        ]
    )
