"""The word "weekbericht": switching the weekly message on and off, its day and time, and how it stands."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, time, tzinfo

from bot.core.conversation import navigation
from bot.core.conversation.context import Scene
from bot.core.language import words_team, words_weekly
from bot.core.language.calendar import OPENS
from bot.core.language.deadlines import DAYS, day_spoken
from bot.core.language.dutch import folded, lowered
from bot.core.language.schedule import day_and_time, until_day
from bot.core.model.replies import Effect, Say, Sleep, Turn
from bot.core.team import teams
from bot.core.weekly import dilemma_round, message
from bot.core.weekly.message import keys_of, plan_here, role_id, slash_of
from bot.core.weekly.plan import LATEST, Plan, asked_for, silence


def weekbericht(scene: Scene, rest: str) -> Turn:
    """The word "weekbericht", with what was typed behind it."""
    typed, with_round = dilemma_round.parted(folded(rest).strip(" ."))
    if with_round is not None and not typed:
        return _with_round(scene, "aan" if with_round else "uit")
    word, _, more = folded(rest).strip(" .").partition(" ")
    if word in _ACTS:
        return _ACTS[word](scene, more)
    if word and day_and_time(typed, scene.here.now.date()):
        return _on(scene, rest)
    return _unclear(scene) if any(sign.isdigit() for sign in rest) else _explain(scene, "")


def standing(scene: Scene) -> str:
    """What is kept of it here, as a line for who asks."""
    plan = plan_here(scene)
    return words_weekly.DATA_ON.format(when=_every(plan)) if plan.on else words_weekly.DATA_OFF


def _on(scene: Scene, typed: str) -> Turn:
    """Switch it on, or to another day and time; also ends a pause."""
    if not _may_choose(scene):
        return _only_leads(scene)
    typed, with_round = dilemma_round.parted(typed)
    if with_round and (no := _no_round(scene)):
        return no
    plan = plan_here(scene)
    named = day_and_time(typed, scene.here.now.date())
    if named is None:
        return _unclear(scene)
    day, clock = named
    if clock and not OPENS <= clock <= LATEST:
        return navigation.noting(scene, Say(words_weekly.OUTSIDE.format(slash=slash_of(scene))))
    chosen = replace(
        plan,
        day=plan.day if day is None else day,
        time=clock or plan.time,
        role=role_id(scene, plan),
        paused=None,
        round=plan.round if with_round is None else with_round,
        on=True,
    )
    return _arranged(scene, chosen, _on_text)


def _on_text(scene: Scene, plan: Plan, next_: str) -> str:
    slash = slash_of(scene)
    text = words_weekly.ON.format(when=_every(plan), next=next_, slash=slash)
    role = scene.library.roles.get(plan.role)
    for_whom = words_weekly.FOR_ROLE.format(role=lowered(role.title)) if role else ""
    told = f"{text}\n\n{words_weekly.ON_HERE} {for_whom}".strip()
    return f"{told}\n\n{_round_text(scene)}" if plan.round else told


def _off(scene: Scene, _: str) -> Turn:
    if not _may_choose(scene):
        return _only_leads(scene)
    plan = plan_here(scene)
    if not plan.on:
        return navigation.noting(scene, Say(words_weekly.OFF_ALREADY.format(slash=slash_of(scene))))
    quiet = silence(plan, scene.here.chat, scene.here.now)
    turn = navigation.noting(scene, Say(words_weekly.OFF.format(slash=slash_of(scene))))
    return replace(turn, effects=(*_taken_back(scene), *([quiet] if quiet else [])))


def _pause(scene: Scene, typed: str) -> Turn:
    if not _may_choose(scene):
        return _only_leads(scene)
    plan = plan_here(scene)
    if not plan.on:
        return navigation.noting(scene, Say(words_weekly.PAUSE_NOT_ON.format(slash=slash_of(scene))))
    until = until_day(typed, scene.here.now.date())
    if until is None:
        return navigation.noting(scene, Say(words_weekly.PAUSE_WHEN.format(slash=slash_of(scene))))
    return _arranged(scene, replace(plan, paused=until), _paused_text)


def _paused_text(scene: Scene, _: Plan, next_: str) -> str:
    return words_weekly.PAUSED.format(next=next_, slash=slash_of(scene))


def _arranged(scene: Scene, plan: Plan, text: Callable[[Scene, Plan, str], str]) -> Turn:
    """Ask for the next message of this plan, in place of what was asked for before."""
    wake = asked_for(plan, scene.here.chat, scene.here.now)
    turn = navigation.noting(scene, Say(text(scene, plan, _spoken(wake.due))))
    return replace(turn, effects=(*_taken_back(scene), wake))


def _with_round(scene: Scene, typed: str) -> Turn:
    """The dilemma of the week as a round of the team, or no longer."""
    if no := _no_round(scene):
        return no
    if not _may_choose(scene):
        return _only_leads(scene)
    plan, yes = plan_here(scene), typed.strip() not in ("uit", "niet", "stop")
    if not plan.on:
        return navigation.noting(scene, Say(words_weekly.ROUND_NOT_ON.format(slash=slash_of(scene))))
    return _arranged(scene, replace(plan, round=yes), _round_on if yes else _round_off)


def _no_round(scene: Scene) -> Turn | None:
    """What is said where there can be no round."""
    if not scene.here.chat.group:
        return navigation.noting(scene, Say(words_weekly.ROUND_ALONE))
    if dilemma_round.team_here(scene) is None:
        return navigation.noting(scene, Say(words_team.NO_TEAM))
    return None


def _round_on(scene: Scene, _: Plan, next_: str) -> str:
    return f"{words_weekly.ROUND_ON.format(next=next_)}\n\n{_round_text(scene)}"


def _round_off(scene: Scene, _: Plan, next_: str) -> str:
    return words_weekly.ROUND_OFF.format(next=next_, slash=slash_of(scene))


def _round_text(scene: Scene) -> str:
    """How such a round goes, and that it begins only with enough people."""
    team = dilemma_round.team_here(scene)
    few = team is None or team.members < teams.LEAST
    parts = [words_weekly.ROUND_HOW.format(slash=slash_of(scene)), *([words_weekly.ROUND_FEW] if few else [])]
    return " ".join(parts)


def _taken_back(scene: Scene) -> list[Effect]:
    return [Sleep(key) for key in keys_of(scene)]


def _explain(scene: Scene, _: str) -> Turn:
    plan, slash = plan_here(scene), slash_of(scene)
    if not plan.on:
        return navigation.noting(scene, Say(words_weekly.EXPLAIN_OFF.format(slash=slash), words_weekly.TITLE))
    next_ = _spoken(max(scene.session.around.moments[key] for key in keys_of(scene)).astimezone(_zone(scene)))
    text = words_weekly.EXPLAIN_ON.format(when=_every(plan), next=next_, slash=slash)
    if dilemma_round.team_here(scene):
        text += "\n" + (words_weekly.EXPLAIN_ROUND if plan.round else words_weekly.EXPLAIN_NO_ROUND)
    return navigation.noting(scene, Say(text, words_weekly.TITLE))


def _unclear(scene: Scene) -> Turn:
    return navigation.noting(scene, Say(words_weekly.UNCLEAR.format(slash=slash_of(scene))))


def _may_choose(scene: Scene) -> bool:
    return scene.here.leads or not scene.here.chat.group


def _only_leads(scene: Scene) -> Turn:
    return navigation.noting(scene, Say(words_weekly.ONLY_LEADS))


def _every(plan: Plan) -> str:
    return words_weekly.EVERY.format(day=DAYS[plan.day], time=_clock(plan.time))


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
"""What can stand behind "weekbericht"."""
