"""The weekly message: switching it on and off, looking at it, and saying it when its moment comes."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, time, tzinfo

from bot.core import move, questions, teams, weekly_round, words_team, words_weekly
from bot.core.days import OPENS, monday
from bot.core.digest import Asked, Digest, Section, digest, dilemma_of_week, new_since
from bot.core.dutch import folded, lowered
from bot.core.events import Rang
from bot.core.library import Dilemma, Role
from bot.core.moment import DAYS, day_spoken
from bot.core.replies import Effect, Reply, Say, Sleep, Turn, Wake
from bot.core.scene import Scene
from bot.core.team_news import team_news
from bot.core.weekly_plan import (
    KIND,
    LATEST,
    Plan,
    asked_for,
    ends,
    following,
    plan_of,
    silence,
    when_to_say,
)
from bot.core.when import day_and_time, until_day

OF_WEEK = frozenset({"van de week", "van deze week", "deze week", "week"})
"""What is typed behind "dilemma" for the one of this week."""


def weekbericht(scene: Scene, rest: str) -> Turn:
    """The word "weekbericht", with what was typed behind it."""
    typed, with_round = weekly_round.parted(folded(rest).strip(" ."))
    if with_round is not None and not typed:
        return _with_round(scene, "aan" if with_round else "uit")
    word, _, more = folded(rest).strip(" .").partition(" ")
    if word in _ACTS:
        return _ACTS[word](scene, more)
    if word and day_and_time(typed, scene.here.now.date()):
        return _on(scene, rest)
    return _unclear(scene) if any(sign.isdigit() for sign in rest) else _explain(scene, "")


def meer(scene: Scene, _: str) -> Turn:
    """What did not fit on the screen, and what one can go on with."""
    plan, day = _plan(scene), scene.here.now.date()
    made = _digest(scene, plan, day)
    told: list[Reply] = [one for one in made.rest if not isinstance(one, Section)]
    texts = "\n\n".join(str(one) for one in made.rest if isinstance(one, Section))
    told.append(Say(texts or words_weekly.MORE_NOTHING, words_weekly.MORE_TITLE if texts else ""))
    if scene.walk or scene.case:
        return move.noting(scene, *told)
    dilemma = of_this_week(scene)
    if weekly_round.open_on(dilemma, scene):  # it is voted on here, and so not talked about yet
        dilemma = None
    new = new_since(scene.library, _since(plan, day), day)
    pages = dict.fromkeys([*([dilemma.id] if dilemma else []), *new])
    if not pages:
        return Turn(scene.session, tuple(told))
    turn = questions.onward(scene.session, words_weekly.MORE_ON, [*pages], scene.library)
    return replace(turn, replies=(*told, *turn.replies))


def of_this_week(scene: Scene) -> Dilemma | None:
    """The dilemma of the week, as it stands in the message here."""
    return _of_week(scene, _plan(scene), scene.here.now.date())


def rang(event: Rang, scene: Scene) -> Turn:
    """Its moment has come: say it, or put it off to the morning, or let this week pass.

    Rung again after a crash it says and asks for the same, so nothing is doubled but what is said.
    """
    plan, now = plan_of(event.what), scene.here.now
    if not plan.on or event.key not in scene.session.around.moments:  # taken back while it was on its way
        return Turn(scene.session)
    due = event.due.astimezone(now.tzinfo).date()
    when = None if event.missed else when_to_say(due, now)
    if when is None:
        return Turn(scene.session, (), _onward(event, plan, due, scene))
    if when > now:
        later = Wake(event.key, event.chat, when, event.what, ends(due, now), event.key)
        return Turn(scene.session, (), (later,))
    return _say(event, plan, due, scene)


def standing(scene: Scene) -> str:
    """What is kept of it here, as a line for who asks."""
    plan = _plan(scene)
    return words_weekly.DATA_ON.format(when=_every(plan)) if plan.on else words_weekly.DATA_OFF


def _say(event: Rang, plan: Plan, due: date, scene: Scene) -> Turn:
    now = scene.here.now
    said = replace(plan, last=now.date(), before=plan.last, role=_role_id(scene, plan))
    begun = _round(event, said, due, scene)
    instead = words_weekly.ROUND_BELOW if begun else ""
    made = _digest(scene, plan, now.date(), instead)
    shown = _shown(made, scene, first=plan.last is None)
    onward = _onward(event, said, due, scene)
    if begun is None:
        return Turn(scene.session, shown, onward)
    return Turn(scene.session, (*shown, *begun.replies), (*begun.effects, *onward))


def _round(event: Rang, plan: Plan, due: date, scene: Scene) -> weekly_round.Begun | None:
    """The round that belongs to this message."""
    dilemma = _of_week(scene, plan, scene.here.now.date()) if plan.round else None
    if dilemma is None:
        return None
    next_ = following(plan, event.chat, scene.here.now, event.key, due)
    return weekly_round.begun(dilemma, next_.due, plan, scene)


def _onward(event: Rang, plan: Plan, due: date, scene: Scene) -> tuple[Wake, ...]:
    """The next one. Where this moment rang before, that stands already and is not asked for a second time."""
    moments = scene.session.around.moments
    if any(moments[key] > event.due for key in _keys(scene)):
        return ()
    return (following(plan, event.chat, scene.here.now, event.key, due),)


def _shown(made: Digest, scene: Scene, *, first: bool) -> tuple[Reply, ...]:
    slash = _slash(scene)
    hints = [words_weekly.MORE_HINT.format(slash=slash)] if made.rest else []
    hints += [words_weekly.STOP_HINT.format(slash=slash)] if first else []
    text = "\n\n".join([*map(str, made.sections), " ".join(hints)]).strip()
    return (*([made.first] if made.first else []), Say(text, words_weekly.TITLE))


def _digest(scene: Scene, plan: Plan, day: date, instead: str = "") -> Digest:
    hints = words_weekly.MORE_HINT + words_weekly.STOP_HINT
    done = weekly_round.done(scene, plan, day)
    asked = Asked(
        day, _role(scene, plan), _since(plan, day), _slash(scene), len(hints), done=done, instead=instead
    )
    return digest(scene.library, asked, team_news(scene, day))


def _of_week(scene: Scene, plan: Plan, day: date) -> Dilemma | None:
    done = weekly_round.done(scene, plan, day)
    return dilemma_of_week(scene.library, day, _role(scene, plan), done)


def _since(plan: Plan, day: date) -> date | None:
    """The day of the message before the one of this week."""
    return plan.before if plan.last and plan.last >= monday(day) else plan.last


def _on(scene: Scene, typed: str) -> Turn:
    """Switch it on, or to another day and time; also ends a pause."""
    if not _may_choose(scene):
        return _only_leads(scene)
    typed, with_round = weekly_round.parted(typed)
    if with_round and (no := _no_round(scene)):
        return no
    plan = _plan(scene)
    named = day_and_time(typed, scene.here.now.date())
    if named is None:
        return _unclear(scene)
    day, clock = named
    if clock and not OPENS <= clock <= LATEST:
        return move.noting(scene, Say(words_weekly.OUTSIDE.format(slash=_slash(scene))))
    chosen = replace(
        plan,
        day=plan.day if day is None else day,
        time=clock or plan.time,
        role=_role_id(scene, plan),
        paused=None,
        round=plan.round if with_round is None else with_round,
        on=True,
    )
    return _arranged(scene, chosen, _on_text)


def _on_text(scene: Scene, plan: Plan, next_: str) -> str:
    slash = _slash(scene)
    text = words_weekly.ON.format(when=_every(plan), next=next_, slash=slash)
    role = scene.library.roles.get(plan.role)
    for_whom = words_weekly.FOR_ROLE.format(role=lowered(role.title)) if role else ""
    told = f"{text}\n\n{words_weekly.ON_HERE} {for_whom}".strip()
    return f"{told}\n\n{_round_text(scene)}" if plan.round else told


def _off(scene: Scene, _: str) -> Turn:
    if not _may_choose(scene):
        return _only_leads(scene)
    plan = _plan(scene)
    if not plan.on:
        return move.noting(scene, Say(words_weekly.OFF_ALREADY.format(slash=_slash(scene))))
    quiet = silence(plan, scene.here.chat, scene.here.now)
    turn = move.noting(scene, Say(words_weekly.OFF.format(slash=_slash(scene))))
    return replace(turn, effects=(*_taken_back(scene), *([quiet] if quiet else [])))


def _pause(scene: Scene, typed: str) -> Turn:
    if not _may_choose(scene):
        return _only_leads(scene)
    plan = _plan(scene)
    if not plan.on:
        return move.noting(scene, Say(words_weekly.PAUSE_NOT_ON))
    until = until_day(typed, scene.here.now.date())
    if until is None:
        return move.noting(scene, Say(words_weekly.PAUSE_WHEN.format(slash=_slash(scene))))
    return _arranged(scene, replace(plan, paused=until), _paused_text)


def _paused_text(scene: Scene, _: Plan, next_: str) -> str:
    return words_weekly.PAUSED.format(next=next_, slash=_slash(scene))


def _arranged(scene: Scene, plan: Plan, text: Callable[[Scene, Plan, str], str]) -> Turn:
    """Ask for the next message of this plan, in place of what was asked for before."""
    wake = asked_for(plan, scene.here.chat, scene.here.now)
    turn = move.noting(scene, Say(text(scene, plan, _spoken(wake.due))))
    return replace(turn, effects=(*_taken_back(scene), wake))


def _with_round(scene: Scene, typed: str) -> Turn:
    """The dilemma of the week as a round of the team, or no longer."""
    if no := _no_round(scene):
        return no
    if not _may_choose(scene):
        return _only_leads(scene)
    plan, yes = _plan(scene), typed.strip() not in ("uit", "niet", "stop")
    if not plan.on:
        return move.noting(scene, Say(words_weekly.ROUND_NOT_ON.format(slash=_slash(scene))))
    return _arranged(scene, replace(plan, round=yes), _round_on if yes else _round_off)


def _no_round(scene: Scene) -> Turn | None:
    """What is said where there can be no round."""
    if not scene.here.chat.group:
        return move.noting(scene, Say(words_weekly.ROUND_ALONE))
    if weekly_round.team_here(scene) is None:
        return move.noting(scene, Say(words_team.NO_TEAM))
    return None


def _round_on(scene: Scene, _: Plan, next_: str) -> str:
    return f"{words_weekly.ROUND_ON.format(next=next_)}\n\n{_round_text(scene)}"


def _round_off(_: Scene, __: Plan, next_: str) -> str:
    return words_weekly.ROUND_OFF.format(next=next_)


def _round_text(scene: Scene) -> str:
    """How such a round goes, and that it begins only with enough people."""
    team = weekly_round.team_here(scene)
    few = team is None or team.members < teams.LEAST
    parts = [words_weekly.ROUND_HOW.format(slash=_slash(scene)), *([words_weekly.ROUND_FEW] if few else [])]
    return " ".join(parts)


def _taken_back(scene: Scene) -> list[Effect]:
    return [Sleep(key) for key in _keys(scene)]


def _example(scene: Scene, _: str) -> Turn:
    plan = _plan(scene)
    instead = words_weekly.ROUND_EXAMPLE if weekly_round.fits(scene, plan) else ""
    made = _digest(scene, plan, scene.here.now.date(), instead)
    return move.noting(scene, Say(words_weekly.EXAMPLE), *_shown(made, scene, first=False))


def _explain(scene: Scene, _: str) -> Turn:
    plan, slash = _plan(scene), _slash(scene)
    if not plan.on:
        return move.noting(scene, Say(words_weekly.EXPLAIN_OFF.format(slash=slash), words_weekly.TITLE))
    next_ = _spoken(max(scene.session.around.moments[key] for key in _keys(scene)).astimezone(_zone(scene)))
    text = words_weekly.EXPLAIN_ON.format(when=_every(plan), next=next_, slash=slash)
    if weekly_round.team_here(scene):
        text += "\n" + (words_weekly.EXPLAIN_ROUND if plan.round else words_weekly.EXPLAIN_NO_ROUND)
    return move.noting(scene, Say(text, words_weekly.TITLE))


def _unclear(scene: Scene) -> Turn:
    return move.noting(scene, Say(words_weekly.UNCLEAR.format(slash=_slash(scene))))


def _may_choose(scene: Scene) -> bool:
    return scene.here.leads or not scene.here.chat.group


def _only_leads(scene: Scene) -> Turn:
    return move.noting(scene, Say(words_weekly.ONLY_LEADS))


def _plan(scene: Scene) -> Plan:
    """What was asked for in this room; one that is off where nothing was."""
    keys = _keys(scene)
    if not keys:
        return Plan(on=False)
    newest = max(keys, key=lambda key: scene.session.around.moments[key])
    return plan_of(scene.session.around.purposes[newest])


def _keys(scene: Scene) -> list[str]:
    """Of its moments in this room: one, or two while one of them is being said."""
    return [key for key in scene.session.around.moments if key.startswith(f"{KIND}:")]


def _role_id(scene: Scene, plan: Plan) -> str:
    """Alone, the role that was chosen last. A group keeps the one of who switched it on."""
    if scene.here.chat.group and plan.on and _keys(scene):
        return plan.role
    return scene.session.kept.role or plan.role


def _role(scene: Scene, plan: Plan) -> Role | None:
    return scene.library.roles.get(_role_id(scene, plan))


def _slash(scene: Scene) -> str:
    """In a group some platforms let the bot hear only what begins with a slash."""
    return "/" if scene.here.chat.group else ""


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
    "voorbeeld": _example,
    "meer": meer,
    "ronde": _with_round,
}
"""What can stand behind "weekbericht"."""
