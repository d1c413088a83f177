"""The word "weekbericht": switching the weekly message on and off, its day and time, and how it stands."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, time, tzinfo

from bot.core.conversation import navigation
from bot.core.conversation.context import Scene
from bot.core.language.calendar import OPENS
from bot.core.language.dutch import lowered
from bot.core.language.nl.pauses import until_day
from bot.core.language.nl.rhythm import Rhythm, left_out, period, rhythm
from bot.core.language.nl.spoken import DAYS, NTH, day_spoken
from bot.core.language.nl.time_words import time_words
from bot.core.model.replies import CancelTimer, Effect, Say, Turn
from bot.core.model.text import folded
from bot.core.model.weekly_plan import Plan
from bot.core.team import teams
from bot.core.weekly import dilemma_round, message
from bot.core.weekly.message import keys_of, plan_here, role_id
from bot.core.weekly.plan import LATEST, asked_for, in_step, silence


def weekbericht(scene: Scene, rest: str) -> Turn:
    """Answer the word "weekbericht", with what was typed behind it."""
    typed, with_round = dilemma_round.parted(folded(rest).strip(" ."))
    if with_round is not None and not typed:
        return _with_round(scene, "aan" if with_round else "uit")
    word, _, more = folded(rest).strip(" .").partition(" ")
    today = scene.here.now.date()
    if without := left_out(typed, today):
        return _skip(scene, without)
    if word in _ACTS:
        return _ACTS[word](scene, more)
    if word and rhythm(typed, today):
        return _on(scene, rest)
    about_time = any(sign.isdigit() for sign in rest) or time_words(typed)
    return _unclear(scene) if about_time else _explain(scene, "")


def standing(scene: Scene) -> str:
    """Describe the weekly message of this chat in one line."""
    plan = plan_here(scene)
    return scene.say("weekly.data-on", when=_every(scene, plan)) if plan.on else scene.say("weekly.data-off")


def _on(scene: Scene, typed: str) -> Turn:
    """Switch it on, or to another day and time; also ends a pause."""
    if not _may_choose(scene):
        return _only_leads(scene)
    typed, with_round = dilemma_round.parted(typed)
    if with_round and (no := _no_round(scene)):
        return no
    plan = plan_here(scene)
    named = rhythm(typed, scene.here.now.date())
    if named is None:
        return _unclear(scene)
    if named.hour and not OPENS <= named.hour <= LATEST:
        return navigation.noting(scene, Say(scene.say("weekly.outside")))
    chosen = replace(
        _in_rhythm(plan, named, scene),
        role=role_id(scene, plan),
        round=plan.round if with_round is None else with_round,
    )
    return _arranged(scene, chosen, _on_text)


def _in_rhythm(plan: Plan, named: Rhythm, scene: Scene) -> Plan:
    """Return the plan with what was named. It begins at once, also if it was paused."""
    day = plan.day if named.day is None else named.day
    chosen = replace(plan, day=day, time=named.hour or plan.time, paused=None, skip=None, on=True)
    match named.every:
        case None:
            return chosen
        case "two weeks" if plan.every != "two weeks" or not plan.on:
            return in_step(chosen, scene.here.chat, scene.here.now)
        case _:
            return replace(chosen, every=named.every, nth=named.nth)


def _on_text(scene: Scene, plan: Plan, next_: str) -> str:
    text = scene.say("weekly.on", when=_every(scene, plan), next=next_)
    role = scene.library.roles.get(plan.role)
    for_whom = scene.say("weekly.for-role", role=lowered(role.title)) if role else ""
    text = f"{text}\n\n{scene.say('weekly.on-here')} {for_whom}".strip()
    return f"{text}\n\n{_round_text(scene)}" if plan.round else text


def _off(scene: Scene, _: str) -> Turn:
    if not _may_choose(scene):
        return _only_leads(scene)
    plan = plan_here(scene)
    if not plan.on:
        return navigation.noting(scene, Say(scene.say("weekly.off-already")))
    quiet = silence(plan, scene.here.chat, scene.here.now)
    turn = navigation.noting(scene, Say(scene.say("weekly.off")))
    return replace(turn, effects=(*_taken_back(scene), *([quiet] if quiet else [])))


def _pause(scene: Scene, typed: str) -> Turn:
    if not _may_choose(scene):
        return _only_leads(scene)
    plan = plan_here(scene)
    if not plan.on:
        return navigation.noting(scene, Say(scene.say("weekly.pause-not-on")))
    today = scene.here.now.date()
    if without := period(typed, today) if not typed.startswith("tot") else None:
        return _skip(scene, without)
    until = until_day(typed, today)
    if until is None:
        return navigation.noting(scene, Say(scene.say("weekly.pause-when")))
    return _arranged(scene, replace(plan, paused=until), _paused_text)


def _skip(scene: Scene, without: tuple[date, date]) -> Turn:
    """Leave out one week or month; after that it comes again by itself."""
    if not _may_choose(scene):
        return _only_leads(scene)
    plan = plan_here(scene)
    if not plan.on:
        return navigation.noting(scene, Say(scene.say("weekly.pause-not-on")))
    return _arranged(scene, replace(plan, skip=without), _paused_text)


def _paused_text(scene: Scene, _: Plan, next_: str) -> str:
    return scene.say("weekly.paused", next=next_)


def _arranged(scene: Scene, plan: Plan, text: Callable[[Scene, Plan, str], str]) -> Turn:
    """Ask for the next message of this plan, in place of what was asked for before."""
    wake = asked_for(plan, scene.here.chat, scene.here.now)
    turn = navigation.noting(scene, Say(text(scene, plan, _spoken(wake.due))))
    return replace(turn, effects=(*_taken_back(scene), wake))


def _with_round(scene: Scene, typed: str) -> Turn:
    """Make the dilemma of the week a round of the team, or stop that."""
    if no := _no_round(scene):
        return no
    if not _may_choose(scene):
        return _only_leads(scene)
    plan, yes = plan_here(scene), typed.strip() not in ("uit", "niet", "stop")
    if not plan.on:
        return navigation.noting(scene, Say(scene.say("weekly.round-not-on")))
    return _arranged(scene, replace(plan, round=yes), _round_on if yes else _round_off)


def _no_round(scene: Scene) -> Turn | None:
    """Explain why there can be no round here; return None if there can."""
    if not scene.here.chat.group:
        return navigation.noting(scene, Say(scene.say("weekly.round-alone")))
    if dilemma_round.team_here(scene) is None:
        return navigation.noting(scene, Say(scene.say("team.none")))
    return None


def _round_on(scene: Scene, _: Plan, next_: str) -> str:
    return f"{scene.say('weekly.round-on', next=next_)}\n\n{_round_text(scene)}"


def _round_off(scene: Scene, _: Plan, next_: str) -> str:
    return scene.say("weekly.round-off", next=next_)


def _round_text(scene: Scene) -> str:
    """Explain such a round, and that it begins only with enough people."""
    team = dilemma_round.team_here(scene)
    few = team is None or team.members < teams.LEAST
    parts = [
        scene.say("weekly.round-how"),
        *([scene.say("weekly.round-few")] if few else []),
    ]
    return " ".join(parts)


def _taken_back(scene: Scene) -> list[Effect]:
    return [CancelTimer(key) for key in keys_of(scene)]


def _explain(scene: Scene, _: str) -> Turn:
    plan = plan_here(scene)
    if not plan.on:
        return navigation.noting(scene, Say(scene.say("weekly.explain-off"), scene.say("weekly.title")))
    next_ = _spoken(message.next_due(scene).astimezone(_zone(scene)))
    text = scene.say("weekly.explain-on", when=_every(scene, plan), next=next_)
    if dilemma_round.team_here(scene):
        text += "\n" + (scene.say("weekly.explain-round" if plan.round else "weekly.explain-no-round"))
    return navigation.noting(scene, Say(text, scene.say("weekly.title")))


def _unclear(scene: Scene) -> Turn:
    return navigation.noting(scene, Say(scene.say("weekly.unclear")))


def _may_choose(scene: Scene) -> bool:
    return scene.here.leads or not scene.here.chat.group


def _only_leads(scene: Scene) -> Turn:
    return navigation.noting(scene, Say(scene.say("weekly.only-leads")))


def _every(scene: Scene, plan: Plan) -> str:
    day, hour = DAYS[plan.day], _clock(plan.time)
    match plan.every:
        case "week":
            return scene.say("weekly.every", day=day, time=hour)
        case "two weeks":
            return scene.say("weekly.every-two-weeks", day=day, time=hour)
        case "month":
            return scene.say("weekly.every-month", nth=NTH[plan.nth], day=day, time=hour)


def _spoken(moment: datetime) -> str:
    return f"{day_spoken(moment.date())} om {_clock(moment.time())}"


def _clock(moment: time) -> str:
    return f"{moment.hour}:{moment.minute:02}"


def _zone(scene: Scene) -> tzinfo | None:
    return scene.here.now.tzinfo


_ACTS: Mapping[str, Callable[[Scene, str], Turn]] = {
    "aan": _on,
    "verder": _on,
    "uit": _off,
    "stop": _off,
    "stoppen": _off,
    "geen": _off,
    "niet": _off,
    "pauze": _pause,
    "voorbeeld": message.example,
    "meer": message.meer,
    "ronde": _with_round,
}
"""The text that may follow "weekbericht"."""
