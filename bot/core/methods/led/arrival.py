"""Arrive at a step of a method that is led: what the room hears, what can be picked, and which clock runs."""

from dataclasses import replace
from datetime import timedelta
from typing import assert_never

from bot.core.conversation.options import keyed
from bot.core.methods.led.lines import gathered_lines, summary
from bot.core.methods.led.phase import Phase
from bot.core.model.dialog import (
    END,
    ChooseStep,
    CollectStep,
    CountStep,
    ForkStep,
    LookBackStep,
    SayStep,
    SendStep,
    Step,
    SummaryStep,
    TurnsStep,
    WaitStep,
    WriteStep,
)
from bot.core.model.replies import Ask, LookBack, Say, Turn
from bot.core.model.session import Option

PROMPT = "leiding-"
"""The prefix of the prompt under a phase; `Gathering.prompt` follows."""

NEXT, ALL_HAD_TURN, LONGER, PAUSE = "verder", "geweest", "langer", "pauze"
"""Ids of the controls under a phase."""

_NOT_LED = "the check lets no such step into a method that is led"


def arrive(phase: Phase) -> Turn:
    """Say what this step says. Go on from a step that waits for nobody."""
    step = phase.step
    match step:
        case SayStep():
            return go(replace(phase, said=(*phase.said, Say(step.say, step.title))), step.next)
        case SummaryStep():
            shown = Say("\n\n".join([step.say, *summary(step, phase)]), step.title)
            return go(replace(phase, said=(*phase.said, shown)), step.next)
        case LookBackStep():
            turn = go(replace(phase, said=(*phase.said, Say(step.say, step.title))), step.next)
            return replace(turn, effects=(*turn.effects, LookBack(phase.dialog.id, step.look_back)))
        case ChooseStep() | WaitStep() | TurnsStep() | CollectStep() | CountStep():
            begun = _holding(phase).changed(turn=1, asked=phase.gathering.asked + 1).timed(_time_of(step))
            return begun.kept(asking(begun))
        case WriteStep() | SendStep() | ForkStep():
            raise AssertionError(_NOT_LED)
        case _:
            assert_never(step)


def go(phase: Phase, step: str) -> Turn:
    """Arrive at the step with this name, or end the method."""
    if step == END:
        return phase.closed(Say(phase.say("led.ended")))
    return arrive(phase.changed(step=step))


def onward(phase: Phase) -> Turn:
    """Go on to what comes after this step, which may be the next turn of the same step."""
    step = phase.step
    match step:
        case TurnsStep():
            return _next_turn(step, phase)
        case CollectStep():
            return go(replace(phase.leaving(), said=(*phase.said, gathered_lines(step, phase))), step.next)
        case WaitStep() | CountStep():
            return go(phase.leaving(), step.next)
        case ChooseStep():
            return phase.kept(asking(phase))
        case SayStep() | SummaryStep() | LookBackStep() | WriteStep() | SendStep() | ForkStep():
            raise AssertionError("nobody waits at such a step")
        case _:
            assert_never(step)


def over(phase: Phase) -> Turn:
    """Leave a step with turns: everybody had one."""
    step = phase.step
    return go(phase.leaving(), step.next) if isinstance(step, TurnsStep) else onward(phase)


def chosen(label: str, phase: Phase) -> Turn:
    """Go where a choice of this step leads."""
    step = phase.step
    assert isinstance(step, ChooseStep), "its options are choices"
    choice = next(one for one in step.choices if one.label == label)
    left = phase.leaving()
    return go(left.saying(choice.reply) if choice.reply else left, choice.next)


def asking(phase: Phase) -> Ask:
    """Return the message of this phase, with its controls."""
    prompt = f"{PROMPT}{phase.gathering.prompt}"
    text = "\n\n".join(part for part in (_said(phase), _clock(phase)) if part)
    return Ask(prompt, text, controls(phase), phase.step.title, _hint(phase), everyone=True)


def controls(phase: Phase) -> tuple[Option, ...]:
    """Return what can be picked at this phase."""
    step = phase.step
    if phase.gathering.paused:
        return keyed([(NEXT, phase.say("led.next"), "")])
    if isinstance(step, ChooseStep):
        return keyed([(f"keuze:{one.label}", one.label, "") for one in step.choices])
    onward_ = (NEXT, phase.say("led.next-turn" if isinstance(step, TurnsStep) else "led.next"), "")
    ends = [(ALL_HAD_TURN, phase.say("led.all-had-turn"), "")] if isinstance(step, TurnsStep) else []
    longer = [(LONGER, phase.say("led.longer"), "")] if phase.gathering.ends_at else []
    return keyed([onward_, *ends, *longer, (PAUSE, phase.say("led.pause"), "")])


def example(step: CountStep) -> str:
    """Return an example of numbers as they are typed for this step."""
    return " ".join(str(number) for number in (3, 1, 0, 2, 1, 0, 1, 0)[: len(step.count)])


def _next_turn(step: TurnsStep, phase: Phase) -> Turn:
    gathering = phase.gathering
    following = phase.changed(turn=gathering.turn + 1, asked=gathering.asked + 1)
    following = following.timed(timedelta(minutes=step.turns))
    prompt = f"{PROMPT}{following.gathering.prompt}"
    text = following.say("led.turn", number=following.gathering.turn, time=following.told(following.left))
    return following.kept(Ask(prompt, text, controls(following), everyone=True))


def _holding(phase: Phase) -> Phase:
    """Return the phase with the name under which something may be held from here on."""
    step = phase.step
    if not isinstance(step, CollectStep | CountStep):
        return phase
    name = step.collect if isinstance(step, CollectStep) else phase.gathering.step
    return phase.changed(held=tuple(dict.fromkeys((*phase.gathering.held, name))))


def _time_of(step: Step) -> timedelta | None:
    match step:
        case WaitStep(wait=minutes) | TurnsStep(turns=minutes) | CollectStep(minutes=minutes):
            return timedelta(minutes=minutes) if minutes else None
        case _:
            return None


def _said(phase: Phase) -> str:
    step = phase.step
    assert not isinstance(step, ForkStep), _NOT_LED
    if isinstance(step, CountStep):
        return "\n\n".join([step.say, "\n".join(f"- {row}" for row in step.count)])
    return step.say


def _clock(phase: Phase) -> str:
    if not phase.gathering.ends_at:
        return ""
    left = phase.told(phase.left)
    if isinstance(phase.step, TurnsStep):
        return phase.say("led.each", time=left)
    return phase.say("led.time", time=left)


def _hint(phase: Phase) -> str:
    step = phase.step
    if isinstance(step, CountStep):
        return phase.say("led.hint-count", example=example(step))
    if not isinstance(step, CollectStep):
        return phase.say("led.hint")
    if not phase.here.chat.group:
        return phase.say("led.hint-collect-private")
    return phase.say("led.hint-collect-team" if phase.session.around.teams else "led.hint-collect-group")
