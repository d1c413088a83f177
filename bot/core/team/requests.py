"""A request to the team, decided by consent as in Amsterdam's Teambudget: three akkoorden and no rem.

The sentence itself stands in the group and nowhere else: it is in no table.
"""

from datetime import date, timedelta

from bot.core.conversation.context import Scene
from bot.core.conversation.options import keyed, place_of
from bot.core.conversation.quiet_hours import put_off
from bot.core.language.nl.spoken import day_spoken
from bot.core.language.personal_data import personal
from bot.core.model.disclosure import RULES
from bot.core.model.events import Pressed, TimerFired
from bot.core.model.orders import CloseRound, OpenRound, Vote
from bot.core.model.replies import Ask, Reply, Say, Toast, Turn, set_timer
from bot.core.model.team import Past, Round, Team
from bot.core.model.timers import (
    RequestAnswered,
    RequestCloses,
    RequestEnded,
    RequestLooksBack,
    RequestTimer,
)
from bot.core.team import ballots, rounds, teams

PROMPT = "verzoek-"
"""The prefix of the prompt under a request; the id of the round follows."""

WAYS = ("akkoord", "rem", "vraag")
_LABELS = {"akkoord": "request.agree", "rem": "request.brake", "vraag": "request.question-label"}
"""Keys of what people read for each way."""

_ACKNOWLEDGED = {"rem": "request.brake-on", "vraag": "request.question-heard"}
"""The sentence for the group about an answer, so that it can be talked about. Not whose it is."""

LEAST = 4
"""Members: one who asks, and three who can agree."""

OPEN = timedelta(days=7)
LOOK_BACK = timedelta(weeks=6)
REGRET_OPEN = timedelta(days=3)


def verzoek(scene: Scene, rest: str) -> Turn:
    """Answer the word "verzoek", with the sentence behind it."""
    return teams.with_team(scene, lambda scene, team: _ask(scene, team, rest))


def typed(way: str, scene: Scene, rest: str) -> Turn:
    """Answer the word "akkoord" or "rem" in the group, where everybody may see it: this is no secret vote."""

    def said(scene: Scene, team: Team) -> Turn:
        round_ = team.open("verzoek")
        if round_ is None:
            return Turn(scene.session, (Say(scene.say("request.none")),))
        if not team.belongs:
            return Turn(scene.session, (Say(scene.say("team.not-member")),))
        text = scene.say(
            "request.reason" if rest and way == "rem" else _ACKNOWLEDGED.get(way, "request.noted")
        )
        return _answered(scene, round_, way, (Say(text),))

    return teams.with_team(scene, said)


def pressed(event: Pressed, scene: Scene) -> Turn:
    """Count a press under a request."""
    team = next(iter(scene.session.around.teams), None)
    round_ = team.open("verzoek") if team else None
    at = place_of(event.option)
    if round_ is None or PROMPT + round_.id != event.prompt or not 0 <= at < len(WAYS):
        return Turn(scene.session, (Toast(scene.say("request.over")),))
    if not team or not team.belongs:
        return Turn(scene.session, (Toast(scene.say("team.not-member")),))
    acknowledged = (Say(scene.say(_ACKNOWLEDGED[WAYS[at]])),) if WAYS[at] in _ACKNOWLEDGED else ()
    said: tuple[Reply, ...] = (
        Toast(scene.say("request.noted")),
        *acknowledged,
    )
    return _answered(scene, round_, WAYS[at], said)


def timer_fired(timer: RequestTimer, event: TimerFired, scene: Scene) -> Turn:
    """Respond to a timer of a request: it may be decided or over, or it is time to look back."""
    team = next(iter(scene.session.around.teams), None)
    past = next((one for one in team.past if one.id == timer.round), None) if team else None
    match timer:
        case RequestAnswered():
            return _decided(timer.round, event, scene) if past and past.outcome else Turn(scene.session)
        case RequestCloses():
            return _close(timer.round, event, scene) if team and team.open("verzoek") else Turn(scene.session)
        case RequestEnded():
            return _ended(past, scene) if past and not past.outcome else Turn(scene.session)
        case RequestLooksBack():
            return _look_back_by_day(past, team, event, scene)


def _decided(id_: str, event: TimerFired, scene: Scene) -> Turn:
    again = set_timer(RequestLooksBack(id_), event.chat, scene.here.now + LOOK_BACK)
    return Turn(scene.session, (Say(scene.say("request.decided")),), (again,))


def _close(id_: str, event: TimerFired, scene: Scene) -> Turn:
    ended = set_timer(RequestEnded(id_), event.chat, scene.here.now)
    return Turn(scene.session, (), (CloseRound(id_, {}), ended))


def _ended(past: Past, scene: Scene) -> Turn:
    said = scene.say("request.ended", day=day_spoken(date.fromisoformat(past.dilemma)))
    return Turn(scene.session, (Say(said),))


def _look_back_by_day(past: Past | None, team: Team | None, event: TimerFired, scene: Scene) -> Turn:
    """Look back on a working day; nothing needs it at night."""
    if not event.missed and (later := put_off(event, scene)):
        return later
    return _look_back(scene, team, past) if past and team else Turn(scene.session)


def _ask(scene: Scene, team: Team, rest: str) -> Turn:
    if refusal := _refusal(scene, team, rest):
        return Turn(scene.session, (Say(refusal),))
    here, id_ = scene.here, scene.session.around.fresh[:12]
    order = OpenRound(
        team.id, id_, "verzoek", str(here.now.date()), WAYS, 1, here.now + OPEN, RULES[1], here.chat
    )
    closes = set_timer(RequestCloses(id_), here.chat, here.now + OPEN)
    text = scene.say("request.text", text=rest)
    if not here.traits.presses_hidden:
        text = f"{text}\n\n{scene.say('request.how-type')}"
        return Turn(scene.session, (Say(text, scene.say("request.title")),), (order, closes))
    options = keyed([(way, scene.say(_LABELS[way]), "") for way in WAYS])
    asked = Ask(
        PROMPT + id_, text, options, scene.say("request.title"), scene.say("request.hint"), everyone=True
    )
    return Turn(scene.session, (asked,), (order, closes))


def _refusal(scene: Scene, team: Team, rest: str) -> str:
    if not scene.here.chat.group:
        return scene.say("team.which-team")
    if not team.belongs:
        return scene.say("team.not-member")
    if not rest:
        return scene.say("request.empty")
    if found := personal(rest):
        return scene.say("request.personal", what=found)
    if team.members < LEAST:
        return scene.say("request.small")
    return scene.say("request.open") if team.open("verzoek") else ""


def _answered(scene: Scene, round_: Round, way: str, said: tuple[Reply, ...]) -> Turn:
    """Count the vote, and set a timer right after it to see whether the request is decided."""
    here = scene.here
    look = set_timer(RequestAnswered(round_.id), here.chat, here.now)
    return Turn(scene.session, said, (Vote(here.chat, round_.id, way, here.mark), look))


def _look_back(scene: Scene, team: Team, past: Past) -> Turn:
    """Ask after six weeks whether anybody regrets it: in bands, with five members or more."""
    if team.members < teams.LEAST:
        day = day_spoken(date.fromisoformat(past.dilemma))
        return Turn(
            scene.session,
            (Say(scene.say("request.regret-talk", day=day), scene.say("request.regret-title")),),
        )
    closes_at = scene.here.now + REGRET_OPEN
    id_ = scene.session.around.fresh[:12]
    round_ = Round(id_, "spijt", past.dilemma, rounds.REGRETS, 1, closes_at, RULES[1])
    order = OpenRound(team.id, id_, "spijt", past.dilemma, rounds.REGRETS, 1, closes_at, RULES[1])
    asked = ballots.asking(round_, scene)
    return Turn(scene.session, (asked,), (order, *rounds.moments(round_, scene)))
