"""Begin a method in a room, and answer what people do to it: presses, words, lines, and its own clock."""

from dataclasses import replace
from datetime import timedelta

from bot.core.conversation.context import Scene
from bot.core.conversation.navigation import noting, set_aside
from bot.core.methods.introduction import introduction
from bot.core.methods.led import arrival
from bot.core.methods.led.led_method import LedMethod
from bot.core.methods.led.lines import refusal
from bot.core.methods.led.phase import Phase, opened
from bot.core.model.dialog import CollectStep, Dialog, TurnsStep
from bot.core.model.events import Pressed, TimerFired
from bot.core.model.gathering import Gathered, Gathering, OpenGathering
from bot.core.model.replies import Contribute, Say, Toast, Turn
from bot.core.model.timers import StepEnds


def begin(scene: Scene, dialog: Dialog) -> Turn:
    """Begin to lead this method in the room of this chat. A room has one at a time."""
    if running := opened(scene):
        if running.dialog.id == dialog.id:
            return LedMethod(running).show()
        text = running.say("led.already-open", title=running.dialog.title)
        return Turn(scene.session, (Say(text),))
    clear, aside = set_aside(scene)
    around = clear.session.around
    first = next(iter(dialog.steps))
    gathering = Gathering(around.fresh[:12], dialog.id, first, around.speaker)
    phase = Phase(gathering, Gathered(), clear.session, scene.library, scene.here)
    how = Say(phase.say("led.how-group" if scene.here.chat.group else "led.how-alone"))
    said = (*aside, *introduction(dialog, scene.library), how)
    return arrival.arrive(replace(phase, said=said))


def pressed(event: Pressed, scene: Scene) -> Turn:
    """Answer a press under a phase. One under an earlier phase comes too late."""
    phase = opened(scene)
    prompt = event.prompt.removeprefix(arrival.PROMPT)
    option = (
        next((one for one in arrival.controls(phase) if one.key == event.option), None) if phase else None
    )
    if phase is None or option is None or phase.gathering.prompt != prompt:
        late = scene.say("trouble.too-late")
        return Turn(scene.session, (Toast(late) if event.chat.group else Say(late),))
    led = LedMethod(phase)
    if event.chat.group and not led.leads and option.id != arrival.PAUSE:
        return Turn(scene.session, (Toast(phase.say("led.not-leader")),))
    turn = led.pick(option, quietly=False)
    assert turn, "every control is answered"
    return turn


def longer(scene: Scene, _: str) -> Turn:
    """Answer the word "langer"."""
    phase = opened(scene)
    return LedMethod(phase).longer() if phase else _none(scene)


def take_over(scene: Scene, _: str) -> Turn:
    """Answer the word "overnemen"."""
    phase = opened(scene)
    return LedMethod(phase).take_over() if phase else _none(scene)


def contribute(scene: Scene, line: str) -> Turn:
    """Answer the word "inbreng": a line for the room one types in, or from private for the room of a team."""
    if phase := opened(scene):
        return LedMethod(phase).line(line)
    if scene.here.chat.group:
        return _none(scene)
    open_ = [one for one in scene.session.around.gatherings if _collects(one, scene)]
    if not open_:
        return noting(scene, Say(scene.say("led.line-no-team")))
    return _sent(line, open_[0], scene)


def timer_fired(timer: StepEnds, event: TimerFired, scene: Scene) -> Turn:
    """Say that the time is nearly over, or over. A clock that was moved or stopped says nothing."""
    phase = opened(scene)
    if phase is None or event.missed or not _is_due(timer, phase):
        return Turn(scene.session)
    if event.away and (left := _left_when_away(event, phase)) > timedelta():
        return _gone_on(phase, left)
    if timer.at == "soon":
        said = phase.say("led.soon", time=phase.told(phase.left), where=phase.where)
    elif isinstance(phase.step, TurnsStep):
        said = phase.say("led.turn-over")
    else:
        said = phase.say("led.over", where=phase.where)
    return Turn(scene.session, (Say(said),))


def _is_due(timer: StepEnds, phase: Phase) -> bool:
    """Return whether this is the clock that runs now."""
    gathering = phase.gathering
    running = gathering.ends_at is not None and timer.clock == gathering.clock
    return running and timer.gathering == gathering.id


def _left_when_away(event: TimerFired, phase: Phase) -> timedelta:
    """Return how much time was left when the bot went away; less than nothing if it was over by then."""
    ends_at = phase.gathering.ends_at
    assert ends_at, "a clock runs"
    return ends_at - (phase.here.now - event.away)


def _gone_on(phase: Phase, left: timedelta) -> Turn:
    """Give back the time in which the bot was away and could not say anything."""
    again = phase.timed(left)
    return again.kept(Say(again.say("led.was-away", where=again.where, time=again.told(left))))


def _collects(open_: OpenGathering, scene: Scene) -> bool:
    return _step_of(open_, scene) is not None


def _step_of(open_: OpenGathering, scene: Scene) -> CollectStep | None:
    dialog = scene.library.dialogs.get(open_.gathering.dialog)
    step = dialog.steps.get(open_.gathering.step) if dialog else None
    return step if isinstance(step, CollectStep) else None


def _sent(line: str, open_: OpenGathering, scene: Scene) -> Turn:
    step = _step_of(open_, scene)
    assert step, "only such a gathering is chosen"
    phase = Phase(open_.gathering, Gathered(), scene.session, scene.library, scene.here)
    if refused := refusal(line, open_.lines, phase):
        return noting(scene, Say(refused))
    turn = noting(scene, Say(scene.say("led.line-held")))
    return replace(turn, effects=(Contribute(open_.gathering.id, step.collect, line),), traceless=True)


def _none(scene: Scene) -> Turn:
    return noting(scene, Say(scene.say("led.none")))
