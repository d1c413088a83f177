"""Send the weekly message when it is due, and show it to people who ask for it."""

from dataclasses import replace
from datetime import date, datetime
from operator import itemgetter

from bot.core.conversation import navigation, questions
from bot.core.conversation.context import Scene
from bot.core.language.calendar import monday
from bot.core.model.events import TimerFired
from bot.core.model.library import Dilemma, Role
from bot.core.model.replies import Reply, Say, Turn, Wake
from bot.core.model.timers import WeeklyMessage
from bot.core.model.weekly_plan import Plan
from bot.core.weekly import dilemma_round
from bot.core.weekly.digest import Digest, DigestRequest, Section, digest, dilemma_of_week, new_since
from bot.core.weekly.plan import ends, following, when_to_say
from bot.core.weekly.team_news import team_news

OF_WEEK = frozenset({"van de week", "van deze week", "deze week", "week"})
"""The text behind "dilemma" that asks for the one of this week."""


def meer(scene: Scene, _: str) -> Turn:
    """Show what did not fit on the screen, and what one can go on with."""
    plan, day = plan_here(scene), scene.here.now.date()
    made = _digest(scene, plan, day)
    replies: list[Reply] = [one for one in made.rest if not isinstance(one, Section)]
    texts = "\n\n".join(str(one) for one in made.rest if isinstance(one, Section))
    replies.append(
        Say(texts or scene.say("weekly.more-nothing"), scene.say("weekly.more-title") if texts else "")
    )
    if scene.activity:
        return navigation.noting(scene, *replies)
    dilemma = of_this_week(scene)
    if dilemma_round.open_on(dilemma, scene):  # it is voted on here, and so not talked about yet
        dilemma = None
    new = new_since(scene.library, _since(plan, day), day)
    pages = dict.fromkeys([*([dilemma.id] if dilemma else []), *new])
    if not pages:
        return Turn(scene.session, tuple(replies))
    turn = questions.onward(scene.session, scene.say("weekly.more-on"), [*pages], scene.library)
    return replace(turn, replies=(*replies, *turn.replies))


def of_this_week(scene: Scene) -> Dilemma | None:
    """Return the dilemma of the week, as it stands in the message here."""
    return _of_week(scene, plan_here(scene), scene.here.now.date())


def timer_fired(due_message: WeeklyMessage, event: TimerFired, scene: Scene) -> Turn:
    """Send the message that is due, put it off to the morning, or skip this week.

    Rung again after a crash it says and asks for the same, so nothing is doubled but what is said.
    """
    plan, now = due_message.plan, scene.here.now
    if not plan.on or event.key not in scene.session.around.timers:  # taken back while it was on its way
        return Turn(scene.session)
    due = event.due.astimezone(now.tzinfo).date()
    when = None if event.missed else when_to_say(due, now)
    if when is None:
        return Turn(scene.session, (), _onward(event, plan, due, scene))
    if when > now:
        later = Wake(event.key, event.chat, when, event.payload, ends(due, now), event.key)
        return Turn(scene.session, (), (later,))
    return _say(event, plan, due, scene)


def _say(event: TimerFired, plan: Plan, due: date, scene: Scene) -> Turn:
    now = scene.here.now
    said = replace(plan, last=now.date(), before=plan.last, role=role_id(scene, plan))
    begun = _round(event, said, due, scene)
    instead = scene.say("weekly.round-below") if begun else ""
    made = _digest(scene, plan, now.date(), instead)
    shown = _replies(made, plan, scene, first=plan.last is None)
    onward = _onward(event, said, due, scene)
    if begun is None:
        return Turn(scene.session, shown, onward)
    return Turn(scene.session, (*shown, *begun.replies), (*begun.effects, *onward))


def _round(event: TimerFired, plan: Plan, due: date, scene: Scene) -> dilemma_round.Begun | None:
    """Return the round that belongs to this message."""
    dilemma = _of_week(scene, plan, scene.here.now.date()) if plan.round else None
    if dilemma is None:
        return None
    next_ = following(plan, event.chat, scene.here.now, event.key, due)
    return dilemma_round.begun(dilemma, next_.due, plan, scene)


def _onward(event: TimerFired, plan: Plan, due: date, scene: Scene) -> tuple[Wake, ...]:
    """Set the next message. If this timer fired before, that is set already."""
    if any(due > event.due for due, _ in _pending(scene)):
        return ()
    return (following(plan, event.chat, scene.here.now, event.key, due),)


def _replies(made: Digest, plan: Plan, scene: Scene, *, first: bool) -> tuple[Reply, ...]:
    hints = [scene.say("weekly.more-hint")] if made.rest else []
    hints += [_stop_hint(plan, scene)] if first else []
    text = "\n\n".join([*map(str, made.sections), " ".join(hints)]).strip()
    return (*([made.first] if made.first else []), Say(text, scene.say("weekly.title")))


def _stop_hint(plan: Plan, scene: Scene) -> str:
    """Say how often it comes, and how to stop it."""
    match plan.every:
        case "week":
            return scene.say("weekly.stop-hint")
        case "two weeks":
            return scene.say("weekly.stop-hint-two-weeks")
        case "month":
            return scene.say("weekly.stop-hint-month")


def _digest(scene: Scene, plan: Plan, day: date, instead: str = "") -> Digest:
    hints = scene.say("weekly.more-hint") + _stop_hint(plan, scene)
    done = dilemma_round.done(scene, plan, day)
    asked = DigestRequest(day, _role(scene, plan), _since(plan, day), len(hints), done=done, instead=instead)
    return digest(scene.library, asked, team_news(scene, day))


def _of_week(scene: Scene, plan: Plan, day: date) -> Dilemma | None:
    done = dilemma_round.done(scene, plan, day)
    return dilemma_of_week(scene.library, day, _role(scene, plan), done)


def _since(plan: Plan, day: date) -> date | None:
    """Return the day of the message before the one of this week."""
    return plan.before if plan.last and plan.last >= monday(day) else plan.last


def example(scene: Scene, _: str) -> Turn:
    """Show the message as it would be today. Nothing is sent or changed by that."""
    plan = plan_here(scene)
    instead = scene.say("weekly.round-example") if dilemma_round.fits(scene, plan) else ""
    made = _digest(scene, plan, scene.here.now.date(), instead)
    shown = _replies(made, plan, scene, first=False)
    return navigation.noting(scene, Say(scene.say("weekly.example")), *shown)


def plan_here(scene: Scene) -> Plan:
    """Return the plan of this room; one that is off if there is none."""
    newest = max(_pending(scene), key=itemgetter(0), default=None)
    return newest[1].plan if newest else Plan(on=False)


def keys_of(scene: Scene) -> list[str]:
    """Return the keys of its timers in this room: one, or two while one of them is being sent."""
    timers = scene.session.around.timers
    return [key for key, timer in timers.items() if isinstance(timer.payload, WeeklyMessage)]


def next_due(scene: Scene) -> datetime:
    """Return when the next message comes, in UTC. There must be one.

    Raises:
        ValueError: if no weekly message is asked for here.
    """
    return max(due for due, _ in _pending(scene))


def _pending(scene: Scene) -> list[tuple[datetime, WeeklyMessage]]:
    timers = scene.session.around.timers.values()
    return [(timer.due, timer.payload) for timer in timers if isinstance(timer.payload, WeeklyMessage)]


def role_id(scene: Scene, plan: Plan) -> str:
    """Return the role: in private the one chosen last, in a group that of the person who switched it on."""
    if scene.here.chat.group and plan.on and keys_of(scene):
        return plan.role
    return scene.session.kept.role or plan.role


def _role(scene: Scene, plan: Plan) -> Role | None:
    return scene.library.roles.get(role_id(scene, plan))
