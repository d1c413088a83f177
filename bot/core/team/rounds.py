"""Open a confidential round, close it, and remind the group of it.

While a round is open nothing that is said depends on who voted, on what, or on how many did.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from bot.core.conversation import dilemmas
from bot.core.conversation.context import Scene
from bot.core.conversation.options import keyed
from bot.core.conversation.quiet_hours import prolonged, put_off
from bot.core.language.calendar import between, elapsed
from bot.core.language.themes import named
from bot.core.model.disclosure import RULES, Rule, at_least
from bot.core.model.events import Chat, TimerFired
from bot.core.model.library import OTHER, Dilemma, Library
from bot.core.model.orders import CloseRound, OpenRound, ProlongRound, StopRound
from bot.core.model.replies import CancelRoundTimers, Effect, OpenPoll, Say, Turn, set_timer
from bot.core.model.team import Round, Team
from bot.core.model.timers import (
    RoundCloses,
    RoundReminds,
    RoundResult,
    RoundTimer,
    WeekBoxCloses,
    WeekBoxResult,
)
from bot.core.team import ballots, round_results, teams
from bot.core.team.closing import Trouble, closing, parted

STRICT = "streng"
"""Typed behind "ronde": seven votes at least, and wider bands."""

REGRETS = ("geen-spijt", "spijt", "weet-niet")


def ronde(scene: Scene, rest: str) -> Turn:
    """Answer the word "ronde"."""
    if not scene.here.chat.group:
        return ballots.stem(scene, "")
    return teams.with_team(scene, lambda scene, team: _ronde(scene, team, rest))


def second(scene: Scene, rest: str) -> Turn:
    """Answer the words "tweede ronde"."""

    def again(scene: Scene, team: Team) -> Turn:
        if not teams.may_lead(scene, team):
            return Turn(scene.session, (Say(scene.say("team.only-leads")),))
        if team.open("ronde"):
            return _show_again(scene, team)
        first = round_results.last_told(team)
        dilemma = scene.library.dilemmas.get(first.dilemma) if first else None
        if first is None or dilemma is None:
            return Turn(scene.session, (Say(scene.say("round.no-first")),))
        return _begin(scene, team, dilemma, parted(rest)[1] or rest, RULES[1])

    return teams.with_team(scene, again)


def timer_fired(timer: RoundTimer, event: TimerFired, scene: Scene) -> Turn:
    """Respond to a timer of a round: its close, its result, or a reminder."""
    team = scene.session.around.teams[0] if scene.session.around.teams else None
    if team is None:
        return Turn(scene.session)
    match timer:
        case RoundCloses():
            return _close(timer, event, team, scene)
        case RoundReminds(round=id_):
            return _remind(id_, event, scene)
        case WeekBoxCloses(round=id_):
            return _close_week(id_, team, event.chat, scene)
        case RoundResult(round=id_) | WeekBoxResult(round=id_):
            return Turn(scene.session, tuple(round_results.result_of(id_, team, scene)))


def _close(timer: RoundCloses, event: TimerFired, team: Team, scene: Scene) -> Turn:
    """Close it, or after a silence keep it open a while longer."""
    later, open_ = prolonged(event, scene, before=timer.prolonged), _open(timer.round, team)
    if later and open_:
        return _prolong(replace(open_, closes_at=later), scene)
    result = set_timer(RoundResult(timer.round), event.chat, scene.here.now)
    return Turn(scene.session, (), (CloseRound(timer.round, {}), result))


def _open(id_: str, team: Team) -> Round | None:
    """Return this round if it was not closed or stopped, also if its time has passed."""
    return next((one for one in team.rounds if one.id == id_), None)


def _prolong(round_: Round, scene: Scene) -> Turn:
    said = Say(scene.say("round.longer", when=teams.local(round_.closes_at, scene)))
    order = ProlongRound(round_.id, round_.closes_at)
    return Turn(scene.session, (said,), (order, *moments(round_, scene, prolonged=True)))


def _ronde(scene: Scene, team: Team, rest: str) -> Turn:
    if team.open("ronde") and rest.lower() != "stop":
        return _show_again(scene, team)
    if not teams.may_lead(scene, team):
        return Turn(scene.session, (Say(scene.say("team.only-leads")),))
    if rest.lower() == "stop":
        return _stop(scene, team)
    subject, when = parted(rest)
    strict, subject = _strictness(subject)
    dilemma = _dilemma(subject, team, scene.library)
    if dilemma is None:
        return Turn(scene.session, (Say(scene.say("round.no-dilemma", typed=subject)),))
    return _begin(scene, team, dilemma, when, RULES[2] if strict else RULES[1])


def _strictness(subject: str) -> tuple[bool, str]:
    """Return whether "streng" was typed first: then two colleagues together learn nothing either."""
    word, _, rest = subject.partition(" ")
    return (True, rest.strip()) if word.lower() == STRICT else (False, subject)


def _begin(scene: Scene, team: Team, dilemma: Dilemma, when: str, wished: Rule) -> Turn:
    rule = at_least(wished, team.outcomes_of(dilemma.id))
    closes_at = closing(when, scene.here.now)
    if not isinstance(closes_at, datetime):
        return Turn(scene.session, (Say(scene.say(_TROUBLE[closes_at])),))
    if team.members < teams.LEAST:
        return _open_round(scene, dilemma, closes_at)
    if team.members < rule.least:
        return Turn(scene.session, (Say(scene.say("round.strict-small", least=rule.least)),))
    id_ = scene.session.around.fresh[:12]
    round_ = Round(id_, "ronde", dilemma.id, ways_of(dilemma), number_of(dilemma, team), closes_at, rule)
    return Turn(scene.session, (ballots.asking(round_, scene),), opening(round_, team, scene))


def ways_of(dilemma: Dilemma) -> tuple[str, ...]:
    """Return the names of the options of a round on it, in the order of their letters."""
    return (*(way.name for way in dilemma.ways), OTHER)


def number_of(dilemma: Dilemma, team: Team) -> int:
    """Return 1 for the first round of the team on it, 2 for the one after the talk, and so on."""
    return sum(past.kind == "ronde" and past.dilemma == dilemma.id for past in team.past) + 1


def opening(round_: Round, team: Team, scene: Scene) -> tuple[Effect, ...]:
    """Return the effects that open this round and set its timers. Nothing in it changes afterwards."""
    order = OpenRound(
        team.id,
        round_.id,
        round_.kind,
        round_.dilemma,
        round_.ways,
        round_.number,
        round_.closes_at,
        round_.rule,
    )
    return (order, *moments(round_, scene))


_TROUBLE: Mapping[Trouble, str] = {
    "unclear": "round.when-unclear",
    "doubt": "round.when-doubt",
    "past": "round.when-past",
    "free day": "round.when-free-day",
    "too soon": "round.when-too-soon",
    "too late": "round.when-too-late",
}


def moments(round_: Round, scene: Scene, *, prolonged: bool = False) -> list[Effect]:
    """Return the timers of a round: its close, and reminders if it lasts longer than a day."""
    chat, now, end = scene.here.chat, scene.here.now, round_.closes_at
    timers: list[Effect] = [set_timer(RoundCloses(round_.id, prolonged), chat, end)]
    lasts = between(now, end)
    if lasts > timedelta(days=1):
        half, last = elapsed(now, lasts / 2), elapsed(end, -timedelta(hours=1))
        timers.append(set_timer(RoundReminds(round_.id, "half"), chat, half, end))
        timers.append(set_timer(RoundReminds(round_.id, "last"), chat, last, end))
    return timers


def _dilemma(subject: str, team: Team, library: Library) -> Dilemma | None:
    """Return the dilemma with this title, or the first on this theme that the team did not do yet."""
    every = list(library.dilemmas.values())
    titled = [one for one in every if subject and subject.lower() in (one.id, one.title.lower())]
    if titled:
        return titled[0]
    theme = named(subject, library.themes) if subject else None
    if subject and theme is None:
        return None
    fitting = [one for one in every if theme is None or theme.id in one.themes]
    done = {past.dilemma for past in team.past}
    return next((one for one in fitting if one.id not in done), fitting[0] if fitting else None)


def _open_round(scene: Scene, dilemma: Dilemma, closes_at: datetime) -> Turn:
    """Have a team of three or four talk it over out loud, or with the platform's own poll."""
    options = keyed(
        [
            *((way.name, way.label, "") for way in dilemma.ways),
            (OTHER, scene.say("dilemma.other"), ""),
        ]
    )
    talk = "\n".join([scene.say("round.open-talk"), *(f"- {line}" for line in dilemma.talk)])
    poll = OpenPoll(f"open-{scene.session.around.fresh[:12]}", "", dilemma.poll, options, closes_at)
    said = (
        Say(scene.say("round.open-round")),
        Say(dilemmas.story(dilemma, scene.library), dilemma.title),
        poll,
        Say(talk),
    )
    return Turn(scene.session, said)


def _show_again(scene: Scene, team: Team) -> Turn:
    round_ = team.open("ronde")
    assert round_, "the caller looked"
    said = Say(scene.say("round.again", when=teams.local(round_.closes_at, scene)))
    return Turn(scene.session, (said, ballots.asking(round_, scene)))


def _stop(scene: Scene, team: Team) -> Turn:
    round_ = team.open("ronde")
    if round_ is None:
        return Turn(scene.session, (Say(scene.say("round.none")),))
    effects = (StopRound(round_.id), CancelRoundTimers(round_.id))
    return Turn(scene.session, (Say(scene.say("round.stopped")),), effects)


def _remind(id_: str, event: TimerFired, scene: Scene) -> Turn:
    """Remind the whole group, whoever voted. A reminder can wait for a working day."""
    if event.missed:
        return Turn(scene.session)
    if later := put_off(event, scene):
        return later
    round_ = ballots.open_round(id_, scene)
    if round_ is None:
        return Turn(scene.session)
    when = teams.local(round_.closes_at, scene)
    said = scene.say("round.reminder", title=ballots.title_of(round_, scene), when=when)
    return Turn(scene.session, (Say(said),))


def _close_week(id_: str, team: Team, chat: Chat, scene: Scene) -> Turn:
    """Close the weekly box, and open the next one."""
    ballots = {one.id: (*(way.name for way in one.ways), OTHER) for one in scene.library.dilemmas.values()}
    result = set_timer(WeekBoxResult(id_), chat, scene.here.now)
    return Turn(scene.session, (), (CloseRound(id_, ballots), result, *teams.week_of(team.id, scene)))
