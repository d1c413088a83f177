"""A team: making one, joining, leaving, and how it stands. Nobody is ever listed."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.core.conversation import navigation
from bot.core.conversation.context import Scene
from bot.core.language.nl.spoken import spoken
from bot.core.model.disclosure import RULES
from bot.core.model.events import Event, Opened, Pressed, Said
from bot.core.model.orders import CountAlone, CreateTeam, Disband, Join, Leave, OpenRound
from bot.core.model.replies import Ask, CancelRoundTimers, Reply, Say, Toast, Turn, Wake, set_timer
from bot.core.model.session import Option
from bot.core.model.team import Round, Team
from bot.core.model.timers import WeekBoxCloses, round_of

LEAST = 5
"""Members of a confidential round."""

LINK = "team-"
"""The prefix of a link to join."""

PROMPT = "mee-"
"""The prefix of the prompt under an invitation; the id of the team follows."""

MOST_LETTERS = 60
"""Of a name."""

WEEK_HOUR = 9
"""On Monday: the weekly box is closed, and the next one opened."""

CODE = r"[bcdfghjklmnpqrstvwxz2-9]{4}-?[bcdfghjklmnpqrstvwxz2-9]{4}"
"""Of a team: no vowels, so it is no word."""

NEAR_CODE = r"(?=[a-z-]*\d)[a-z\d]{3,5}-?[a-z\d]{3,5}"
"""A code, perhaps with a letter that no code has. It has a digit, as nearly all codes have."""

_CODE = re.compile(rf"/?team:?[ -]+({CODE})\.?", re.IGNORECASE)
_CODES = re.compile(rf"(?:{CODE}|{NEAR_CODE})\.?", re.IGNORECASE)


def code_in(event: Event) -> str:
    """Return the code of a team that comes with this event, or an empty text."""
    match event:
        case Opened(link=link) if link.startswith(LINK):
            text = f"team {link.removeprefix(LINK)}"
        case Said(text=typed):
            text = typed[:40]
        case _:
            return ""
    found = _CODE.fullmatch(text.strip())
    return found[1].upper().replace("-", "") if found else ""


def team(scene: Scene, rest: str) -> Turn:
    """Answer the word "team", with what was typed behind it."""
    word, _, more = rest.partition(" ")
    if act := _ACTS.get(word.lower()):
        return act(scene, more.strip())
    if rest and (scene.session.around.invited or _CODES.fullmatch(rest)):
        return join(scene)
    return with_team(scene, _standing)


def join(scene: Scene) -> Turn:
    """Let the person who gave a code, or a link with one in it, join the team."""
    invited = scene.session.around.invited
    if invited is None:
        return Turn(scene.session, (Say(scene.say("team.unknown-code")),))
    return _joined(scene, invited)


def leave(scene: Scene, _: str) -> Turn:
    """End somebody's membership."""

    def left(scene: Scene, team: Team) -> Turn:
        if not team.belongs:
            return Turn(scene.session, (Say(scene.say("team.not-member")),))
        said = Say(scene.say("team.left", name=team.name))
        return Turn(scene.session, (said,), (Leave(scene.here.chat, team.id),))

    return with_team(scene, left)


def count_alone(scene: Scene, rest: str) -> Turn:
    """Set whether what this member does alone counts for the team: "tel mee", "tel niet mee"."""
    yes = "niet" not in rest

    def counted(scene: Scene, team: Team) -> Turn:
        said = _counts_alone(scene, team) if yes else scene.say("team.counts-no-more")
        return Turn(scene.session, (Say(said),), (CountAlone(scene.here.chat, team.id, yes),))

    return with_team(scene, counted)


def _counts_alone(scene: Scene, team: Team) -> str:
    text = scene.say("team.counts-alone", name=team.name)
    return f"{text}\n\n{scene.say('team.counts-sealed')}" if scene.here.traits.private_room else text


def with_team(scene: Scene, do: Callable[[Scene, Team], Turn]) -> Turn:
    """Do this with the team in question, or say that there is none, or more than one."""
    teams = scene.session.around.teams
    if len(teams) == 1:
        return do(scene, teams[0])
    if teams:
        return Turn(scene.session, (Say(scene.say("team.which-team")),))
    none = scene.say("team.none" if scene.here.chat.group else "team.none-alone")
    return navigation.noting(scene, Say(none))


def may_lead(scene: Scene, team: Team) -> bool:
    """Return whether this person decides for the team: an admin of the group, or its founder."""
    return scene.here.chat.group and (scene.here.leads or team.started)


def pressed(event: Pressed, scene: Scene) -> Turn:
    """Let the person who pressed an invitation join."""
    team = next((one for one in scene.session.around.teams if PROMPT + one.id == event.prompt), None)
    if team is None:
        return Turn(scene.session, (Toast(scene.say("team.none")),))
    if team.belongs:
        return Turn(scene.session, (Toast(scene.say("team.already-in", name=team.name)),))
    said = Toast(scene.say("team.joined", name=team.name))
    return Turn(scene.session, (said,), (Join(event.chat, team.id),))


def local(moment: datetime, scene: Scene) -> str:
    """Return a moment as people in the team say it."""
    return spoken(moment.astimezone(scene.here.now.tzinfo))


def week_of(team: str, scene: Scene) -> tuple[OpenRound, Wake]:
    """Return the effects that open a box for what members do alone, and close it on Monday.

    There is always one: opened at the first use it would show that somebody did something.
    """
    monday = scene.here.now + timedelta(days=7 - scene.here.now.weekday())
    due = monday.replace(hour=WEEK_HOUR, minute=0, second=0, microsecond=0)
    id_ = f"{team}-{due:%G-W%V}"
    round_ = OpenRound(team, id_, "alleen", "", (), 1, due + timedelta(days=1), RULES[1])
    return round_, set_timer(WeekBoxCloses(id_), scene.here.chat, due)


def _new(scene: Scene, rest: str) -> Turn:
    here, around = scene.here, scene.session.around
    if not here.chat.group:
        return Turn(scene.session, (Say(scene.say("team.in-a-group")),))
    if around.teams:
        return Turn(scene.session, (Say(scene.say("team.is-here", name=around.teams[0].name)),))
    id_, code = around.fresh[:12], around.fresh[12:20]
    name = rest[:MOST_LETTERS] or scene.say("team.this-group")
    text = scene.say("team.made", code=f"{code[:4]}-{code[4:]}", link=f"{{link:{LINK}{code}}}")
    title = scene.say("team.made-title", name=name)
    options = (Option("mee", "A", scene.say("team.join")),)
    asked = Ask(PROMPT + id_, text, options, title, everyone=True)
    made = CreateTeam(here.chat, id_, code, name)
    return Turn(scene.session, (asked,), (made, *week_of(id_, scene)))


def _join_here(scene: Scene, _: str) -> Turn:
    return with_team(scene, _joined) if scene.here.chat.group else with_team(scene, _standing)


def _joined(scene: Scene, team: Team) -> Turn:
    if team.belongs:
        return Turn(scene.session, (Say(scene.say("team.already-in", name=team.name)),))
    group = scene.here.chat.group
    text = scene.say("team.joined" if group else "team.joined-alone", name=team.name)
    return Turn(scene.session, (Say(text),), (Join(scene.here.chat, team.id),))


def _standing(scene: Scene, team: Team) -> Turn:
    """Return the state of the team: the same, whoever voted and however many."""
    code = f"{team.code[:4]}-{team.code[4:]}"
    if team.members == 1:
        parts = [scene.say("team.now-one", name=team.name, code=code)]
    else:
        parts = [scene.say("team.now", name=team.name, members=team.members, code=code)]
    if round_ := team.open("ronde"):
        parts.append(_running(round_, scene))
    else:
        parts.append(scene.say("team.quiet" if team.members >= LEAST else "team.small"))
    said: tuple[Reply, ...] = (Say("\n\n".join([*parts, scene.say("team.words")])),)
    return Turn(scene.session, said)


def _running(round_: Round, scene: Scene) -> str:
    dilemma = scene.library.dilemmas.get(round_.dilemma)
    title = dilemma.title if dilemma else round_.dilemma
    return scene.say("team.round", title=title, when=local(round_.closes_at, scene))


def _disband(scene: Scene, rest: str) -> Turn:
    def gone(scene: Scene, team: Team) -> Turn:
        if not may_lead(scene, team):
            return Turn(scene.session, (Say(scene.say("team.only-leads")),))
        if rest.lower() != "ja":
            return Turn(scene.session, (Say(scene.say("team.disband-sure", name=team.name)),))
        timers = scene.session.around.timers.values()
        rounds = {round_of(one.payload) for one in timers} | {one.id for one in team.rounds}
        ends = tuple(CancelRoundTimers(id_) for id_ in sorted(rounds - {""}))
        said = Say(scene.say("team.disbanded", name=team.name))
        return Turn(scene.session, (said,), (Disband(team.id), *ends))

    return with_team(scene, gone)


_ACTS: dict[str, Callable[[Scene, str], Turn]] = {
    "nieuw": _new,
    "mee": _join_here,
    "meedoen": _join_here,
    "weg": leave,
    "verlaten": leave,
    "opheffen": _disband,
}
