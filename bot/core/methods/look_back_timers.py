"""Looking back on a method, weeks later, where somebody asked for that. Nothing of the case is in it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import time, timedelta

from bot.core.conversation import navigation
from bot.core.conversation.context import Scene
from bot.core.conversation.quiet_hours import put_off
from bot.core.language.calendar import at, civil
from bot.core.language.dutch import listed
from bot.core.language.nl.spoken import day_spoken
from bot.core.model.events import TimerFired
from bot.core.model.replies import CancelTimer, LookBack, Reply, Say, Turn, Wake, set_timer
from bot.core.model.timers import LookBackOnMethod

HOUR = time(9, 30)

OF_USE = timedelta(days=14)
"""So long after its moment a bot that was down still asks."""


def arranged(turn: Turn, scene: Scene) -> Turn:
    """Return the turn with timers for what its steps ask to look back on. In a group only what was led."""
    steps = [effect for effect in turn.effects if isinstance(effect, LookBack)]
    others = tuple(effect for effect in turn.effects if not isinstance(effect, LookBack))
    if not steps:
        return turn
    led = all(scene.library.dialogs[step.dialog].led for step in steps)
    if scene.here.chat.group and not led:
        return replace(turn, replies=(*turn.replies, Say(scene.say("look-back.alone"))), effects=others)
    wakes = tuple(_wake(step, scene) for step in steps)
    return replace(turn, replies=(*turn.replies, *_announced(steps, wakes, scene)), effects=(*others, *wakes))


def timer_fired(due: LookBackOnMethod, event: TimerFired, scene: Scene) -> Turn:
    """Ask how it went, by day and on a working day; not at all if that is long ago."""
    known = scene.library.dialogs.get(due.dialog)
    if event.missed or known is None or event.key not in scene.session.around.timers:
        return Turn(scene.session)
    if later := put_off(event, scene, OF_USE):
        return later
    text = scene.say("look-back.text", day=day_spoken(due.day), title=known.title, word=known.start[0])
    return Turn(scene.session, (Say(text, scene.say("look-back.title")),))


def planned(scene: Scene, _: str) -> Turn:
    """Answer the word "terugkijken": on which days."""
    if not (days := days_of(scene)):
        return navigation.noting(scene, Say(scene.say("look-back.none")))
    return navigation.noting(scene, Say(scene.say("look-back.planned", days=days)))


def off(scene: Scene, _: str) -> Turn:
    """Answer the words "terugkijken uit"."""
    if not (keys := _keys(scene)):
        return navigation.noting(scene, Say(scene.say("look-back.none")))
    turn = navigation.noting(scene, Say(scene.say("look-back.off")))
    return replace(turn, effects=tuple(CancelTimer(key) for key in keys))


def days_of(scene: Scene) -> str:
    """Return the days on which the bot looks back here, for in a sentence; empty where there are none."""
    moments = sorted(scene.session.around.timers[key].due for key in _keys(scene))
    days = [day_spoken(moment.astimezone(scene.here.now.tzinfo).date()) for moment in moments]
    return listed(dict.fromkeys(days)) if days else ""


def _wake(step: LookBack, scene: Scene) -> Wake:
    here = scene.here
    due = civil(at(here.now.date() + timedelta(weeks=step.weeks), HOUR, here.now))
    return set_timer(LookBackOnMethod(step.dialog, here.now.date()), here.chat, due, due + OF_USE)


def _announced(steps: Sequence[LookBack], wakes: Sequence[Wake], scene: Scene) -> list[Reply]:
    return [
        Say(
            scene.say(
                "look-back.set",
                day=day_spoken(wake.due.date()),
                title=scene.library.dialogs[step.dialog].title,
            )
        )
        for step, wake in zip(steps, wakes, strict=True)
    ]


def _keys(scene: Scene) -> list[str]:
    timers = scene.session.around.timers
    return [key for key, timer in timers.items() if isinstance(timer.payload, LookBackOnMethod)]
