"""Do the steps of a dialog hang together?"""

import re
from collections.abc import Collection, Iterator
from pathlib import PurePosixPath
from typing import assert_never

from bot.content.dialog_formats import (
    AnyStep,
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
from bot.content.draft import PARTS
from bot.content.node import Node
from bot.content.problems import Problem, hint, problem
from bot.core.model.dialog import END, KEYS

_BLANK = re.compile(r"\{(?!(?:fact|cmd|groupcmd):|vandaag\})([^{}]*)\}")
"""More than the bot fills in: "{Doel}" would be shown as it stands."""


def dialog_problems(dialog: Dialog, node: Node, file: PurePosixPath) -> list[Problem]:
    """Return every mistake in the steps. Follow-on mistakes are left out."""
    check = _Check(dialog, node, file)
    found = [*check.steps(), *check.blanks()]
    return found or [*check.unreachable(), *check.rounds(), *check.ends()]


class _Check:
    def __init__(self, dialog: Dialog, node: Node, file: PurePosixPath) -> None:
        self._steps = dialog.steps
        self._led = dialog.led
        self._node = node
        self._file = file

    def steps(self) -> Iterator[Problem]:
        """Yield every step by itself: its name, where it leads, and what its kind asks for."""
        for name, step in self._steps.items():
            if name == END:
                yield self._wrong((name,), "taken-name", typed=name)
            for where, target in _targets(step):
                if target != END and target not in self._steps:
                    yield self._unknown((name, *where), "Stap", target, [*self._steps, END])
            yield from self._kind(name, step)

    def blanks(self) -> Iterator[Problem]:
        """Yield every blank that nothing fills. In a method that is led nothing fills any."""
        known: set[str] = set() if self._led else self._filled()
        for name, step in self._steps.items():
            for where, text in _texts(step):
                for blank in _BLANK.findall(text):
                    if blank not in known:
                        yield self._wrong(
                            (name, *where), "unknown-blank", typed=blank, hint=hint(blank, known)
                        )

    def _filled(self) -> set[str]:
        return {name for at, step in self._steps.items() if (name := _fills(at, step))} | self._lists()

    def unreachable(self) -> Iterator[Problem]:
        reached = self._reached(next(iter(self._steps)))
        for name in self._steps:
            if name not in reached:
                yield self._wrong((name,), "unreachable", name=name)

    def rounds(self) -> Iterator[Problem]:
        """Yield a problem for every step that comes back to itself through steps that do not wait."""
        for name in self._steps:
            seen: set[str] = set()
            todo = list(_passes_to(self._steps[name]))
            while todo:
                at = todo.pop()
                if at not in seen and at in self._steps:
                    seen.add(at)
                    todo += _passes_to(self._steps[at])
            if name in seen:
                yield self._wrong((name,), "round", name=name)
                return

    def ends(self) -> Iterator[Problem]:
        if END not in {target for step in self._steps.values() for _, target in _targets(step)}:
            yield problem(self._file, self._node.at(("steps",)).line, "no-end")

    def _kind(self, name: str, step: AnyStep) -> Iterator[Problem]:
        yield from self._fits(name, step)
        match step:
            case SayStep() | ChooseStep() | WaitStep() | TurnsStep() | CollectStep() | CountStep():
                return
            case SummaryStep():
                yield from self._summary(name, step)
            case WriteStep():
                yield from self._write(name, step)
            case SendStep():
                yield from self._send(name, step)
            case LookBackStep():
                yield from self._look_back(name)
            case ForkStep():
                yield from self._fork(name, step)
            case _:
                assert_never(step)

    def _fits(self, name: str, step: AnyStep) -> Iterator[Problem]:
        """Check that a step with a clock is led, and that one for a single person is not."""
        key = next((key for key, kind in KEYS.items() if kind.__name__ == type(step).__name__), "")
        led_only = isinstance(step, WaitStep | TurnsStep | CollectStep | CountStep | SummaryStep)
        if led_only and not self._led:
            yield self._wrong((name, key), "led-only", name=name, key=key)
        if self._led and isinstance(step, WriteStep | SendStep | ForkStep):
            yield self._wrong((name, key), "not-led", name=name, key=key)

    def _summary(self, name: str, step: SummaryStep) -> Iterator[Problem]:
        """Check that everything in a summary is collected or counted somewhere."""
        known = {one.collect for one in self._steps.values() if isinstance(one, CollectStep)}
        known |= {at for at, one in self._steps.items() if isinstance(one, CountStep)}
        for at, wanted in enumerate(step.summary):
            if wanted not in known:
                yield self._unknown((name, "summary", at), "De verzameling", wanted, known)

    def _fork(self, name: str, step: ForkStep) -> Iterator[Problem]:
        """Check that something can be on the list that a fork looks at."""
        if step.listed not in self._lists():
            yield self._unknown((name, "listed"), "De lijst", step.listed, self._lists())

    def _lists(self) -> set[str]:
        """Return the names of the lists that picks go on."""
        choices = (
            one for step in self._steps.values() if isinstance(step, ChooseStep) for one in step.choices
        )
        return {choice.under for choice in choices if choice.under}

    def _write(self, name: str, step: WriteStep) -> Iterator[Problem]:
        """Yield a problem for every note that may leave memory and has no place in the draft."""
        sends = any(isinstance(one, SendStep) for one in self._steps.values())
        if sends and step.note not in PARTS:
            yield self._unknown((name, "note"), "Het deel van een dilemma", step.note, PARTS)

    def _send(self, name: str, step: SendStep) -> Iterator[Problem]:
        """Yield a problem for every step that sends text before the end, or without a choice before it."""
        if step.next != END:
            yield self._wrong((name, "sends"), "sends-more", name=name)
        if name in self._unasked():
            yield self._wrong((name, "sends"), "sends-unasked", name=name)

    def _look_back(self, name: str) -> Iterator[Problem]:
        """Yield a problem for every timer that is set without a choice before it."""
        if name in self._unasked():
            yield self._wrong((name, "look_back"), "look-back-unasked", name=name)

    def _unasked(self) -> set[str]:
        """Return the steps that one can get to without a choice that leads there."""
        quiet = [step for step in self._steps.values() if not isinstance(step, ChooseStep)]
        return {next(iter(self._steps)), *(target for step in quiet for _, target in _targets(step))}

    def _reached(self, first: str) -> set[str]:
        reached: set[str] = set()
        todo = [first]
        while todo:
            name = todo.pop()
            if name not in reached and name in self._steps:
                reached.add(name)
                todo.extend(target for _, target in _targets(self._steps[name]))
        return reached

    def _unknown(
        self, where: tuple[str | int, ...], kind: str, typed: str, known: Collection[str]
    ) -> Problem:
        return self._wrong(where, "unknown", kind=kind, typed=typed, hint=hint(typed, known))

    def _wrong(self, where: tuple[str | int, ...], rule: str, **details: object) -> Problem:
        return problem(self._file, self._node.at(("steps", *where)).line, rule, **details)


def _passes_to(step: AnyStep) -> tuple[str, ...]:
    """Return the steps that may follow without anybody doing anything."""
    match step:
        case ChooseStep() | WriteStep() | WaitStep() | TurnsStep() | CollectStep() | CountStep():
            return ()
        case SayStep() | SendStep() | LookBackStep() | SummaryStep():
            return (step.next,)
        case ForkStep():
            return (step.next, step.otherwise)
        case _:
            assert_never(step)


def _fills(name: str, step: AnyStep) -> str | None:
    """Return the name of the blank that is filled by what is answered in this step."""
    match step:
        case ChooseStep():
            return name
        case WriteStep():
            return step.note
        case SayStep() | SendStep() | LookBackStep() | ForkStep():
            return None
        case WaitStep() | TurnsStep() | CollectStep() | CountStep() | SummaryStep():
            return None
        case _:
            assert_never(step)


def _targets(step: AnyStep) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(step, ChooseStep):
        for at, choice in enumerate(step.choices):
            yield ("choices", at, "next"), choice.next
    else:
        yield ("next",), step.next
    if isinstance(step, ForkStep):
        yield ("otherwise",), step.otherwise


def _texts(step: AnyStep) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if not isinstance(step, ForkStep):
        yield ("say",), step.say
    for at, choice in enumerate(step.choices if isinstance(step, ChooseStep) else ()):
        yield ("choices", at, "reply"), choice.reply or ""
        yield ("choices", at, "wording"), choice.wording or ""
