"""Walks through a dialog, one step for each answer. What was typed stays in memory only."""

from dataclasses import replace
from typing import assert_never

from bot.core.conversation.options import letters, pick
from bot.core.methods.introduction import introduction
from bot.core.methods.steps import choose as choosing
from bot.core.methods.steps import fork, look_back, options, say, send, write
from bot.core.methods.visit import Visit, without_notes
from bot.core.model.dialog import (
    END,
    ChooseStep,
    CollectStep,
    CountStep,
    Dialog,
    ForkStep,
    LookBackStep,
    SayStep,
    SendStep,
    SummaryStep,
    TurnsStep,
    WaitStep,
    WriteStep,
)
from bot.core.model.library import Library
from bot.core.model.replies import Effect, Reply, Say, Turn
from bot.core.model.session import LETTERS, MOST_PAUSED, Session, Walk

ON = "verder"
"""The word that goes on; a choice may say it too."""


def begin(dialog: Dialog, session: Session, library: Library) -> Turn:
    """Say what this is, and show the first step. Notes of an earlier walk through this dialog are gone."""
    first = next(iter(dialog.steps))
    fresh = without_notes(session, dialog.id).keep(case=None, offered=())
    return _arrive(Visit(Walk(dialog.id, first), fresh, library, introduction(dialog, library)))


def note(text: str, walk: Walk, session: Session, library: Library) -> Turn:
    """Hold what was typed in memory, and go on to the next step."""
    return _note("" if text.lower() in write.SKIP else text, Visit(walk, session, library))


def choose(option: str, walk: Walk, session: Session, library: Library) -> Turn:
    """Go where a picked option leads. An option this step does not have changes nothing."""
    visit = Visit(walk, session, library)
    choices = visit.step.choices if isinstance(visit.step, ChooseStep) else ()
    choice = next((one for one in choices if one.label == option), None)
    if choice is None:
        return pick_one(walk, session, library)
    return _go(choosing.pick(choice, visit), choice.next)


def go_on(walk: Walk, session: Session, library: Library) -> Turn:
    """Go on with a note as it stands, or by the choice that says so; otherwise show the step again."""
    visit = Visit(walk, session, library)
    if onward := pick(ON, options(visit.step)):
        return choose(onward.id, walk, session, library)
    if isinstance(visit.step, WriteStep):
        if session.kept.reading == LETTERS:
            return _note("", visit)
        if visit.notes.get(visit.step.note):
            return _go(visit.leaving(), visit.step.next)
    return resume(walk, session, library)


def back(walk: Walk, session: Session, library: Library) -> Turn | None:
    """Go to the step before this one, with what was answered there; None at the first step."""
    if not walk.trail:
        return None
    *trail, earlier = walk.trail
    picked = walk.picked
    if picked and picked[-1][0] == earlier:
        picked = picked[:-1]
    before = replace(walk, step=earlier, trail=tuple(trail), picked=picked)
    return _arrive(Visit(before, session, library))


def pause(dialog: Dialog, walk: Walk, session: Session) -> Session:
    """Set this walk aside, to be taken up by "verder"."""
    others = tuple(other for other in session.kept.paused if other.dialog != dialog.id)
    return session.keep(walk=None, paused=(*others, walk)[-MOST_PAUSED:])


def resume(walk: Walk, session: Session, library: Library, said: tuple[Reply, ...] = ()) -> Turn:
    """Show the step where this walk stands, with everything answered so far."""
    others = tuple(other for other in session.kept.paused if other.dialog != walk.dialog)
    return _arrive(Visit(walk, session.keep(paused=others, case=None, offered=()), library, said))


def stop(dialog: Dialog, session: Session) -> Session:
    """End this walk. What was typed in it is gone."""
    return without_notes(session, dialog.id).keep(walk=None)


def pick_one(walk: Walk, session: Session, library: Library) -> Turn:
    """Say which letters there are. Nothing changes."""
    step = library.dialogs[walk.dialog].steps[walk.step]
    return Turn(session, (Say(library.say("trouble.pick-one", letters=letters(options(step)))),))


def _note(text: str, visit: Visit) -> Turn:
    step = visit.step
    assert isinstance(step, WriteStep), "only such a step awaits text"
    if refused := write.refusal(text, visit):
        return _arrive(visit.saying(refused))
    return _go(write.hold(text, step, visit), step.next)


def _go(visit: Visit, step: str) -> Turn:
    if step == END:
        last = visit.said or (Say(visit.library.say("method.last-step")),)
        return Turn(stop(visit.dialog, visit.session), last)
    return _arrive(visit.at(step))


def _arrive(visit: Visit) -> Turn:
    """Show steps until one waits for an answer, or until the dialog ends."""
    step = visit.step
    match step:
        case ChooseStep():
            return choosing.show(step, visit)
        case WriteStep():
            return write.show(step, visit)
        case SendStep():
            return send.send(step, visit)
        case SayStep():
            return _pass(step, visit)
        case LookBackStep():
            return _pass(step, visit, look_back.arrange(step, visit))
        case ForkStep():
            return _go(visit, fork.onward(step, visit))
        case WaitStep() | TurnsStep() | CollectStep() | CountStep() | SummaryStep():
            raise AssertionError("only a method that is led has such a step")
        case _:
            assert_never(step)


def _pass(step: SayStep | LookBackStep, visit: Visit, *effects: Effect) -> Turn:
    """Say what this step says, and go on at once."""
    turn = _go(visit.saying(say.message(step, visit)), step.next)
    return replace(turn, effects=(*turn.effects, *effects))
