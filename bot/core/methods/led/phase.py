"""A room at a phase of a method that is led there, and the turn that leaves it so."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Literal

from bot.core.conversation.context import Scene
from bot.core.conversation.here import Here
from bot.core.methods.places import titled
from bot.core.model.dialog import Dialog, Step
from bot.core.model.events import Chat
from bot.core.model.gathering import Gathered, Gathering
from bot.core.model.library import Library
from bot.core.model.replies import (
    CancelTimer,
    Effect,
    EndGathering,
    KeepGathering,
    Reply,
    Say,
    Turn,
    set_timer,
)
from bot.core.model.session import MOST_STEPS, Session
from bot.core.model.timer_keys import key_of
from bot.core.model.timers import StepEnds

SOON = timedelta(minutes=2)
"""So long before the end of a phase the bot says how much is left, if the phase is longer than `LONG`."""

LONG = timedelta(minutes=5)

ALMOST_SECOND = timedelta(microseconds=999_999)
"""The database keeps whole seconds: up, so that a minute is not told as 59 seconds."""

OF_USE = timedelta(hours=12)
"""So long after its moment a bot that was away still says where a group was."""


@dataclass(frozen=True, slots=True)
class Phase:
    """Where a gathering stands, with everything that is needed to go on from there."""

    gathering: Gathering
    gathered: Gathered
    session: Session
    library: Library
    here: Here
    said: tuple[Reply, ...] = ()
    """To be said before anything of this phase."""
    brought: tuple[Effect, ...] = ()
    """What was added to `gathered` in this turn."""

    @property
    def dialog(self) -> Dialog:
        """Return the method that is led."""
        return self.library.dialogs[self.gathering.dialog]

    @property
    def step(self) -> Step:
        """Return the step that the room is at."""
        return self.dialog.steps[self.gathering.step]

    @property
    def room(self) -> Chat:
        """Return the chat of the room itself: nobody speaks there."""
        return replace(self.here.chat, person="") if self.here.chat.group else self.here.chat

    @property
    def where(self) -> str:
        """Return the name of this phase, for in a sentence."""
        return titled(self.dialog, (*self.gathering.trail, self.gathering.step))

    @property
    def left(self) -> timedelta:
        """Return the time that is left of this phase; zero if no clock runs."""
        ends_at = self.gathering.ends_at
        return max(timedelta(), ends_at - self.here.now) if ends_at else timedelta()

    def say(self, key: str, /, **values: object) -> str:
        """Return the sentence with this key."""
        return self.library.say(key, **values)

    def told(self, length: timedelta) -> str:
        """Return a length of time in words: whole minutes, or seconds where it is less than one."""
        seconds = round(length.total_seconds())
        minutes = round(seconds / 60)
        if seconds < 60:
            return self.say("led.seconds", number=seconds)
        return self.say("led.minute") if minutes == 1 else self.say("led.minutes", number=minutes)

    def saying(self, *said: str) -> "Phase":
        """Return the same, with more to be said first."""
        return replace(self, said=(*self.said, *(Say(text) for text in said)))

    def changed(self, **changes: object) -> "Phase":
        """Return the same with another state of the gathering."""
        return replace(self, gathering=replace(self.gathering, **changes))  # type: ignore[arg-type]

    def leaving(self) -> "Phase":
        """Return the same, with this phase behind it."""
        trail = (*self.gathering.trail, self.gathering.step)[-MOST_STEPS:]
        return self.changed(trail=trail)

    def timed(self, length: timedelta | None) -> "Phase":
        """Return the same, with a clock that ends after this; None stops every clock."""
        now = self.here.now.astimezone(UTC)  # an hour is an hour, also in the night of a clock change
        ends_at = (now + length + ALMOST_SECOND).replace(microsecond=0) if length else None
        long = bool(length and length > LONG)
        clock = self.gathering.clock + 1
        return self.changed(clock=clock, ends_at=ends_at, left=0, paused=False, long=long)

    def kept(self, *replies: Reply) -> Turn:
        """Return the turn that says this, and leaves the gathering as it is here."""
        lasting = KeepGathering(self.room, self.gathering)
        effects = (lasting, *self.brought, *_timers(self))
        return Turn(self._session(), (*self.said, *replies), effects)

    def closed(self, *replies: Reply) -> Turn:
        """Return the turn that says this, and ends the gathering."""
        around = replace(self.session.around, gathering=None, gathered=None)
        effects = (EndGathering(self.room, self.gathering.id), *_timers(self.timed(None)))
        return Turn(replace(self.session, around=around), (*self.said, *replies), effects)

    def _session(self) -> Session:
        around = replace(self.session.around, gathering=self.gathering, gathered=self.gathered)
        return replace(self.session, around=around)


def _timers(phase: Phase) -> tuple[Effect, ...]:
    """Set the clock as it stands in this phase, and cancel the one before. What is past is past."""
    before = phase.session.around.gathering
    gone = _keys(before, phase.room) if before and before.clock != phase.gathering.clock else ()
    ends_at = phase.gathering.ends_at
    if ends_at is None or not phase.left:
        return tuple(CancelTimer(key) for key in gone)
    moments: list[tuple[Literal["soon", "end"], datetime]] = [("end", ends_at)]
    if phase.gathering.long and phase.left > SOON:
        moments.append(("soon", ends_at - SOON))
    set_ = [
        set_timer(StepEnds(phase.gathering.id, phase.gathering.clock, at), phase.room, due, due + OF_USE)
        for at, due in moments
    ]
    return (*(CancelTimer(key) for key in gone), *set_)


def _keys(gathering: Gathering, room: Chat) -> list[str]:
    """Return the keys of the timers of the clock that runs in this gathering."""
    if gathering.ends_at is None:
        return []
    return [key_of(StepEnds(gathering.id, gathering.clock, at), room) for at in ("soon", "end")]


def opened(scene: Scene) -> Phase | None:
    """Return the phase that is open in the room of this scene; None if its method or step is no more."""
    gathering = scene.session.around.gathering
    return phase_of(gathering, scene.session, scene.library, scene.here) if gathering else None


def phase_of(gathering: Gathering, session: Session, library: Library, here: Here) -> Phase | None:
    """Return this phase. It says first what a restart took away."""
    dialog = library.dialogs.get(gathering.dialog)
    if dialog is None or not dialog.led or gathering.step not in dialog.steps:
        return None
    gathered = session.around.gathered
    phase = Phase(gathering, gathered or Gathered(), session, library, here)
    if gathering.held and gathered is None:
        return phase.saying(phase.say("led.lost")).changed(held=())
    return phase
