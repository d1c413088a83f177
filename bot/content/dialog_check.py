"""Do the steps of a dialog hang together?"""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from bot.content.draft import PARTS
from bot.content.formats import Dialog, Step
from bot.content.node import Node
from bot.content.problems import Problem, hint, problem
from bot.core.model.library import END

_BLANK = re.compile(r"\{(?!fact:)([^{}]*)\}")
"""More than the bot fills in: "{Doel}" would be shown as it stands."""


def dialog_problems(dialog: Dialog, node: Node, file: PurePosixPath) -> list[Problem]:
    """Every mistake in the steps. Follow-on mistakes are left out."""
    check = _Check(dialog, node, file)
    found = [*check.steps(), *check.blanks(), *check.sending(), *check.looking_back()]
    return found or [*check.unreachable(), *check.rounds(), *check.ends()]


class _Check:
    def __init__(self, dialog: Dialog, node: Node, file: PurePosixPath) -> None:
        self._steps = dialog.steps
        self._node = node
        self._file = file

    def steps(self) -> Iterator[Problem]:
        for name, step in self._steps.items():
            yield from self._shape(name, step)
            for where, target in _targets(step):
                if target != END and target not in self._steps:
                    yield self._wrong(
                        (name, *where),
                        "unknown",
                        kind="Stap",
                        typed=target,
                        hint=hint(target, [*self._steps, END]),
                    )

    def blanks(self) -> Iterator[Problem]:
        known = {step.note for step in self._steps.values() if step.note}
        known |= {name for name, step in self._steps.items() if step.choices}
        for name, step in self._steps.items():
            for where, text in _texts(step):
                for blank in _BLANK.findall(text):
                    if blank not in known:
                        yield self._wrong(
                            (name, *where), "unknown-blank", typed=blank, hint=hint(blank, known)
                        )

    def sending(self) -> Iterator[Problem]:
        """What leaves memory does so at the end, after a choice, and has a place in the draft."""
        senders = {name for name, step in self._steps.items() if step.sends}
        for name in senders:
            step = self._steps[name]
            if _waits(step) or step.next != END:
                yield self._wrong((name, "sends"), "sends-more", name=name)
            if name in self._unasked():
                yield self._wrong((name, "sends"), "sends-unasked", name=name)
        for name, step in self._steps.items():
            if senders and step.note and step.note not in PARTS:
                yield self._wrong(
                    (name, "note"),
                    "unknown",
                    kind="Het deel van een dilemma",
                    typed=step.note,
                    hint=hint(step.note, PARTS),
                )

    def looking_back(self) -> Iterator[Problem]:
        """A moment is asked for once, in passing, and only after somebody chose that."""
        for name in (name for name, step in self._steps.items() if step.look_back):
            if _waits(self._steps[name]):
                yield self._wrong((name, "look_back"), "look-back-waits", name=name)
            if name in self._unasked():
                yield self._wrong((name, "look_back"), "look-back-unasked", name=name)

    def _unasked(self) -> set[str | None]:
        """Steps that one can get into without a choice that leads there."""
        return {next(iter(self._steps)), *(step.next for step in self._steps.values())}

    def unreachable(self) -> Iterator[Problem]:
        reached = self._reached(next(iter(self._steps)))
        for name in self._steps:
            if name not in reached:
                yield self._wrong((name,), "unreachable", name=name)

    def rounds(self) -> Iterator[Problem]:
        """A step that comes back to itself through steps that do not wait."""
        for name in self._steps:
            seen: set[str] = set()
            at = name
            while at not in seen and at in self._steps and not _waits(self._steps[at]):
                seen.add(at)
                at = self._steps[at].next or END
            if at == name and seen:
                yield self._wrong((name,), "round", name=name)
                return

    def ends(self) -> Iterator[Problem]:
        if END not in {target for step in self._steps.values() for _, target in _targets(step)}:
            yield problem(self._file, self._node.at(("steps",)).line, "no-end")

    def _shape(self, name: str, step: Step) -> Iterator[Problem]:
        if name == END:
            yield self._wrong((name,), "taken-name", typed=name)
        if step.choices and step.next:
            yield self._wrong((name, "next"), "next-and-choices", name=name)
        if step.many and not step.choices:
            yield self._wrong((name, "many"), "many-nothing", name=name)
        if step.choices and step.note:
            yield self._wrong((name, "note"), "waits-twice", name=name)
        if not step.choices and not step.next:
            yield self._wrong((name,), "no-next", name=name)

    def _reached(self, first: str) -> set[str]:
        reached: set[str] = set()
        todo = [first]
        while todo:
            name = todo.pop()
            if name not in reached and name in self._steps:
                reached.add(name)
                todo.extend(target for _, target in _targets(self._steps[name]))
        return reached

    def _wrong(self, where: tuple[str | int, ...], rule: str, **details: object) -> Problem:
        return problem(self._file, self._node.at(("steps", *where)).line, rule, **details)


def _waits(step: Step) -> bool:
    return bool(step.choices or step.note)


def _targets(step: Step) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if step.next:
        yield ("next",), step.next
    for at, choice in enumerate(step.choices or ()):
        yield ("choices", at, "next"), choice.next


def _texts(step: Step) -> Iterator[tuple[tuple[str | int, ...], str]]:
    yield ("say",), step.say
    for at, choice in enumerate(step.choices or ()):
        yield ("choices", at, "reply"), choice.reply or ""
