"""The kinds of steps, a module for each. What holds for every kind is decided here."""

from typing import assert_never

from bot.core.methods.steps import choose
from bot.core.model.dialog import ChooseStep, ForkStep, LookBackStep, SayStep, SendStep, Step, WriteStep
from bot.core.model.session import Option


def waits(step: Step) -> bool:
    """Return whether somebody must do something before the next step."""
    match step:
        case ChooseStep() | WriteStep():
            return True
        case SayStep() | SendStep() | LookBackStep() | ForkStep():
            return False
        case _:
            assert_never(step)


def awaits_text(step: Step) -> bool:
    """Return whether any text may be the answer to this step."""
    match step:
        case WriteStep():
            return True
        case ChooseStep() | SayStep() | SendStep() | LookBackStep() | ForkStep():
            return False
        case _:
            assert_never(step)


def options(step: Step) -> tuple[Option, ...]:
    """Return what can be picked in this step."""
    match step:
        case ChooseStep():
            return choose.options(step)
        case WriteStep() | SayStep() | SendStep() | LookBackStep() | ForkStep():
            return ()
        case _:
            assert_never(step)
