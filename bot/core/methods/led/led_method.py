"""A method that is led in a room, as an activity: whoever leads goes on, anybody may pause."""

from dataclasses import dataclass
from datetime import timedelta

from bot.core.conversation.activity import ActivityKind
from bot.core.conversation.here import Here
from bot.core.conversation.options import pick as picked
from bot.core.methods.led import arrival
from bot.core.methods.led.lines import counted, counting, hands, holding, refusal
from bot.core.methods.led.phase import Phase, phase_of
from bot.core.model.dialog import CollectStep, CountStep
from bot.core.model.library import Library
from bot.core.model.replies import Reply, Say, Turn
from bot.core.model.session import Option, Session

MORE = timedelta(minutes=2)
"""The time that "langer" adds."""


@dataclass(frozen=True, slots=True)
class LedMethod:
    """The method that is led in the room of a chat."""

    phase: Phase

    @property
    def leads(self) -> bool:
        """Return whether the person who speaks leads. Alone on one phone everybody does."""
        group = self.phase.here.chat.group
        return not group or self.phase.gathering.leader == self.phase.session.around.speaker

    def options(self) -> tuple[Option, ...]:
        """See `Activity`."""
        return arrival.controls(self.phase)

    def awaits_text(self) -> bool:
        """See `Activity`. In a group people talk to each other, so there a line follows a word."""
        step = self.phase.step
        return isinstance(step, CollectStep) and not self.phase.here.chat.group

    def pick(self, option: Option, *, quietly: bool) -> Turn | None:  # noqa: ARG002, a phase shows no choice
        """See `Activity`."""
        if option.id == arrival.PAUSE:
            return self.pause()
        if not self.leads:
            return self._only_who_leads()
        match option.id:
            case arrival.NEXT:
                return self.go_on()
            case arrival.ALL_HAD_TURN:
                return arrival.over(self.phase)
            case arrival.LONGER:
                return self.longer()
            case _:
                return arrival.chosen(option.label, self.phase)

    def take_text(self, text: str) -> Turn:
        """See `Activity`. A letter or the words of a control are no line."""
        if control := picked(text, self.options()):
            turn = self.pick(control, quietly=False)
            assert turn, "every control is answered"
            return turn
        return self.line(text)

    def take_unasked(self, text: str, *, quietly: bool) -> Turn | None:  # noqa: ARG002, hands are shown to all
        """See `Activity`: the hands that were counted, typed by whoever leads."""
        step = self.phase.step
        if not isinstance(step, CountStep) or not any(sign.isdecimal() for sign in text):
            return None
        if not self.leads:
            return self._only_who_leads()
        numbers = hands(text, step)
        if numbers is None:
            wrong = self.phase.say("led.count-wrong", number=len(step.count), example=arrival.example(step))
            return Turn(self.phase.session, (Say(wrong),))
        after = counting(numbers, self.phase)
        return arrival.onward(after.saying(after.say("led.counted", counts=counted(step, numbers))))

    def line(self, text: str) -> Turn:
        """Hold a line that was typed in this very room."""
        step = self.phase.step
        if not isinstance(step, CollectStep):
            return Turn(self.phase.session, (Say(self.phase.say("led.line-too-late")),))
        if refused := refusal(text, self.phase.gathered.number, self.phase):
            return Turn(self.phase.session, (Say(refused),))
        return holding(text, step, self.phase).kept(Say(self.phase.say("led.line-held")))

    def longer(self) -> Turn:
        """Add two minutes to the phase; after its end they count from now."""
        if not self.leads:
            return self._only_who_leads()
        if not self.phase.gathering.ends_at:
            return Turn(self.phase.session, (Say(self.phase.say("led.no-clock")),))
        later = self.phase.timed(self.phase.left + MORE)
        return later.kept(Say(later.say("led.longer-set", time=later.told(later.left))))

    def take_over(self) -> Turn:
        """Let the person who speaks lead from now on."""
        if self.leads:
            return Turn(self.phase.session, (Say(self.phase.say("led.leads-already")),))
        taken = self.phase.changed(leader=self.phase.session.around.speaker)
        return taken.kept(Say(taken.say("led.taken-over")))

    def show(self) -> Turn:
        """See `Activity`."""
        return self.lead_back()

    def lead_back(self, *said: Reply) -> Turn:
        """See `Activity`."""
        shown = arrival.asking(self.phase)
        return Turn(self.phase.session, (*said, *self.phase.said, shown))

    def mention(self, *said: Reply) -> Turn:
        """See `Activity`."""
        text = self.phase.say("led.open-here", title=self.phase.dialog.title)
        return Turn(self.phase.session, (*said, Say(text)))

    def back(self) -> Turn | None:
        """See `Activity`."""
        if not self.leads:
            return self._only_who_leads()
        *trail, earlier = self.phase.gathering.trail or ("",)
        if not earlier:
            return Turn(self.phase.session, (Say(self.phase.say("led.first-phase")),))
        return arrival.arrive(self.phase.changed(trail=tuple(trail), step=earlier))

    def go_on(self) -> Turn | None:
        """See `Activity`. After a pause the clock goes on with the time that was left."""
        if not self.leads:
            return self._only_who_leads()
        return self._resume() if self.phase.gathering.paused else arrival.onward(self.phase)

    def pause(self) -> Turn:
        """See `Activity`. Anybody may; only the clock stops."""
        left = round(self.phase.left.total_seconds())
        stopped = self.phase.timed(None)
        if not self.phase.gathering.paused:
            stopped = stopped.changed(left=left, paused=True)
        else:
            stopped = stopped.changed(left=self.phase.gathering.left, paused=True)
        return stopped.kept(Say(stopped.say("led.paused", where=stopped.where)))

    def set_aside(self) -> Turn:
        """See `Activity`. It belongs to the room, so it goes on beside what one person does."""
        return Turn(self.phase.session)

    def stop(self) -> Turn:
        """See `Activity`."""
        if not self.leads:
            return self._only_who_leads()
        return self.phase.closed(Say(self.phase.say("led.stopped")))

    def _resume(self) -> Turn:
        left = timedelta(seconds=self.phase.gathering.left)
        again = self.phase.timed(left or None)
        if not left:
            return again.kept(Say(again.say("led.resumed", where=again.where)))
        return again.kept(Say(again.say("led.resumed-time", where=again.where, time=again.told(left))))

    def _only_who_leads(self) -> Turn:
        return Turn(self.phase.session, (Say(self.phase.say("led.not-leader")),))


def _find(session: Session, library: Library, here: Here) -> LedMethod | None:
    gathering = session.around.gathering
    phase = phase_of(gathering, session, library, here) if gathering else None
    return LedMethod(phase) if phase else None


def _restore(session: Session, _: Library) -> tuple[Session, tuple[Reply, ...]]:
    """Return the session as it is: what a restart took away is said at the next phase."""
    return session, ()


KIND = ActivityKind(_find, _restore)
