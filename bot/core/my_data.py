"""What the bot knows of somebody: to see, to erase, and the role that was chosen."""

from bot.core.conversation import look_back, navigation, questions
from bot.core.conversation.context import Scene
from bot.core.conversation.options import keyed
from bot.core.language import words, words_team, words_weekly
from bot.core.language.dutch import lowered
from bot.core.language.themes import named
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
    """Everything that is on disk of this chat, in words."""
    parts = [_remembered(scene), *_in_teams(scene), words.DATA_HINT]
    said = Say("\n\n".join(parts), words.DATA_TITLE)
    return Turn(scene.session, (said,))


def ask_to_erase(scene: Scene) -> Turn:
    """Ask first; erasing cannot be undone."""
    rows = [(YES, "Ja, wis alles", ""), (NO, "Nee, laat staan", "")]
    return questions.offer(scene.session, words.ERASE, keyed(rows), hint=words.ERASE_HINT)


def erase(scene: Scene) -> Turn:
    """Forget this chat, in memory and on disk. Asked for alone, nothing more comes."""
    chat = scene.here.chat
    moments: tuple[Effect, ...] = () if chat.group else (Lose(chat),)
    return Turn(Session(), (Say(words.ERASED),), (Forget(), *moments))


def role(scene: Scene, rest: str) -> Turn:
    """Set the role that was typed, or ask which."""
    if rest and (known := named(rest, scene.library.roles)):
        return set_role(scene, known.id)
    now = scene.library.roles.get(scene.session.kept.role)
    text = words.ROLE_NOW.format(title=now.title if now else lowered(words.ROLE_ALL))
    if rest:
        text = f"{words.NO_SUCH_ROLE.format(typed=rest)}\n\n{text}"
    rows = [(f"rol:{one.id}", one.title, "") for one in scene.library.roles.values()]
    options = keyed([*rows, (f"rol:{EVERYONE}", words.ROLE_ALL, "")])
    return questions.offer(scene.session, text, options, title=words.ROLE_TITLE, hint=words.METHOD_HINT)


def set_role(scene: Scene, id_: str) -> Turn:
    """From now on, dilemmas for this role."""
    chosen = scene.library.roles.get(id_)
    if chosen is None:
        return navigation.noting(scene.at(scene.session.keep(role="")), Say(words.ROLE_UNSET))
    said = Say(words.ROLE_SET.format(title=lowered(chosen.title)))
    return navigation.noting(scene.at(scene.session.keep(role=id_)), said)


def _in_teams(scene: Scene) -> list[str]:
    """The teams one belongs to, and why a vote cannot be shown."""
    mine = [team for team in scene.session.around.teams if team.belongs]
    lines = [
        words_team.DATA_TEAM.format(name=team.name, alone="ja" if team.alone else "nee") for team in mine
    ]
    return ["\n".join(lines), words_team.DATA_VOTES] if lines else []


def _remembered(scene: Scene) -> str:
    kept = scene.session.kept
    known = scene.library.roles.get(kept.role)
    walks = [*([kept.walk] if kept.walk else []), *kept.paused]
    titles = [
        scene.library.dialogs[walk.dialog].title for walk in walks if walk.dialog in scene.library.dialogs
    ]
    open_case = scene.case[0].title if scene.case else "geen"
    in_memory = "wel iets" if scene.session.unkept else "niets"
    return "\n".join(
        [
            f"- Je rol: {known.title if known else 'niet gekozen'}",
            f"- Dilemma dat openstaat: {open_case}",
            f"- Methodes waar je in zit: {', '.join(titles) or 'geen'}",
            f"- Dilemma's die je al zag: {len(kept.seen_dilemmas)}",
            f"- Citaten die je al zag: {len(kept.seen_quotes)}",
            f"- Van wat je typte of koos, alleen in mijn geheugen: {in_memory}",
            preferences.standing(scene),
            *([words_weekly.DATA_LOOK_BACK.format(days=days)] if (days := look_back.days_of(scene)) else []),
        ]
    )
