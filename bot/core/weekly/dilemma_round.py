"""The dilemma of the week as a confidential round of the team that meets here, where the team chose that.

It closes before the next message, which then tells the result.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.core.conversation.context import Scene
from bot.core.language.calendar import OPENS, at, week_name, works
from bot.core.model.disclosure import RULES
from bot.core.model.library import Dilemma
from bot.core.model.replies import Effect, Reply
from bot.core.model.team import Round, Team
from bot.core.model.weekly_plan import Plan
from bot.core.team import ballots, rounds, teams
from bot.core.team.closing import LATEST

CLOSES_AT = time(16)
"""On the working day before the next message: people are still there to see the result."""

SHORTEST = timedelta(days=1)
"""If the next message comes sooner than this, the round closes on that very day."""

_NAMED = re.compile(r"\b(?P<how>met|zonder)\s+(?:een\s+)?ronde\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Begun:
    """A round that belongs to the message of this week: how it is shown, and what starts it."""

    replies: tuple[Reply, ...]
    effects: tuple[Effect, ...]
    """Empty where it was opened before: the message is said again."""


def parted(typed: str) -> tuple[str, bool | None]:
    """Return what was typed without "met ronde" or "zonder ronde", and which of the two it was."""
    found = _NAMED.search(typed)
    if found is None:
        return typed, None
    rest = f"{typed[: found.start()]} {typed[found.end() :]}"
    return " ".join(rest.split()), found["how"].lower() == "met"


def team_here(scene: Scene) -> Team | None:
    """Return the team that meets in this group."""
    met = scene.session.around.teams if scene.here.chat.group else ()
    return met[0] if met else None


def done(scene: Scene, plan: Plan, day: date) -> frozenset[str]:
    """Return the dilemmas that the team voted on before the week of this day: it gets another one."""
    team = team_here(scene)
    if team is None or not plan.round:
        return frozenset()
    now = _id_of(team, day)
    return frozenset(past.dilemma for past in team.past if past.kind == "ronde" and past.id != now)


def fits(scene: Scene, plan: Plan) -> bool:
    """Return whether the dilemma of the week can be a round now. Votes play no part in that."""
    team = team_here(scene)
    return bool(team and plan.round and team.members >= teams.LEAST and not team.open("ronde"))


def begun(dilemma: Dilemma, following: datetime, plan: Plan, scene: Scene) -> Begun | None:
    """Open this week's round, if there can be one. It closes before the message due at `following`."""
    team, now = team_here(scene), scene.here.now
    if team is None:
        return None
    id_ = _id_of(team, now.date())
    if (round_ := team.open("ronde")) and round_.id == id_:
        return Begun((ballots.asking(round_, scene),), ())
    if not fits(scene, plan) or any(past.id == id_ for past in team.past):
        return None
    ways, number = rounds.ways_of(dilemma), rounds.number_of(dilemma, team)
    fresh = Round(id_, "ronde", dilemma.id, ways, number, _closes(following, now), RULES[1])
    return Begun((ballots.asking(fresh, scene),), rounds.opening(fresh, team, scene))


def open_on(dilemma: Dilemma | None, scene: Scene) -> Round | None:
    """Return the round of the team here, where it is about this dilemma."""
    team = team_here(scene)
    round_ = team.open("ronde") if team else None
    return round_ if round_ and dilemma and round_.dilemma == dilemma.id else None


def _id_of(team: Team, day: date) -> str:
    """Return an id that is the same all week, so that a repeated message opens no second round."""
    return f"{team.id}-ronde-{week_name(day)}"


def _closes(following: datetime, now: datetime) -> datetime:
    """Return when the box closes. After a pause the next message may be too far away to wait for."""
    end = following.astimezone(now.tzinfo)
    if end - now > LATEST:
        end = now + timedelta(days=7)
    day = end.date() - timedelta(days=1)
    while not works(day):
        day -= timedelta(days=1)
    before = at(day, CLOSES_AT, now)
    if before - now >= SHORTEST:
        return before
    return max(end - timedelta(hours=1), at(end.date(), OPENS, now))
