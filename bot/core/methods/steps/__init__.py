"""The kinds of steps, a module for each. What holds for every kind is decided here.

Those of a method that is led in a group are in `bot.core.methods.led`.
"""

from typing import assert_never

from bot.core.methods.steps import choose
from bot.core.model.dialog import (
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
from bot.core.model.session import Option


def waits(step: Step) -> bool:
    """Return whether somebody must do something before the next step."""
    match step:
        case ChooseStep() | WriteStep() | WaitStep() | TurnsStep() | CollectStep() | CountStep():
            return True
        case SayStep() | SendStep() | LookBackStep() | ForkStep() | SummaryStep():
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
        case WaitStep() | TurnsStep() | CollectStep() | CountStep() | SummaryStep():
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
        case WaitStep() | TurnsStep() | CollectStep() | CountStep() | SummaryStep():
            return ()
        case _:
            assert_never(step)
