"""Plays a conversation file. It is a script of what people type and what the bot must answer.

    # a remark
    > dilemma schulden              somebody types this
    > [Anders]                      somebody picks the option with this label
    < Een voorschot voor de dealer  the next line of the answer, whole
    < Je kiest: ...                 a line that begins like this
    < ...                           any number of lines
    ! zijn geld                     this stands nowhere in the answer
    > Anna: ronde                   in a group: Anna types this where everybody reads it
    > Bram: [Anders]                and Bram presses a button there
    > Bram in privé: stem           and types this alone with the bot
    @ opent                         somebody opens the conversation
    @ herstart                      the bot is killed and starts again
    @ 61 minuten later              and what was asked for at a time before is said
    = niet op schijf: zijn geld     this stands nowhere in the files of the database

Every line of an answer must be expected, by itself or by dots. Empty lines do not count.
"""

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol


class Wire(Protocol):
    """One channel, played: what goes in, and the text that comes out."""

    async def open(self) -> str: ...
    async def type(self, text: str) -> str: ...
    async def pick(self, label: str) -> str: ...
    async def restart(self) -> None: ...
    def wait(self, minutes: int) -> None: ...
    async def ring(self) -> str: ...
    def on_disk(self) -> bytes: ...


@dataclass
class Clock:
    """Stands still until it is moved."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now

    def move(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)


@dataclass
class Line:
    number: int
    sign: str
    text: str


@dataclass
class Player:
    """Goes through one file, and fails with the line where the answer is another."""

    file: Path
    wire: Wire
    answer: list[str] = field(default_factory=list)
    at: int = 0
    answers: list[str] = field(default_factory=list)
    """Everything that was answered, for one channel to be laid beside another."""

    async def play(self) -> int:
        """Returns how many lines were held against an answer."""
        held = 0
        for line in _lines(self.file):
            if line.sign in ">@":
                self._finished(line)
                await self._do(line)
            elif line.sign == "<":
                self._expect(line)
                held += 1
            elif line.sign == "!":
                assert line.text not in "\n".join(self.answer), self._told(line, "this must not be said")
                held += 1
            else:
                self._check_disk(line)
                held += 1
        self._finished(Line(0, "", "the end"))
        return held

    async def _do(self, line: Line) -> None:
        said = await self._happen(line)
        self.answer = [one.strip() for one in said.split("\n") if one.strip()]
        self.answers.append("\n".join(self.answer))
        self.at = 0

    async def _happen(self, line: Line) -> str:
        if line.sign == ">":
            if picked := re.fullmatch(r"\[(.+)\]", line.text):
                return await self.wire.pick(picked[1])
            return await self.wire.type(line.text)
        if line.text == "opent":
            return await self.wire.open()
        if line.text == "herstart":
            await self.wire.restart()
            return ""
        later = re.fullmatch(r"(\d+) minuten later", line.text)
        assert later, self._told(line, "unknown happening")
        self.wire.wait(int(later[1]))
        return await self.wire.ring()

    def _expect(self, line: Line) -> None:
        if line.text == "...":
            self.at = -abs(self.at) - 1  # negative: what follows may stand further on
            return
        begin, loose = (-self.at - 1, True) if self.at < 0 else (self.at, False)
        for at in range(begin, len(self.answer) if loose else min(begin + 1, len(self.answer))):
            if _fits(line.text, self.answer[at]):
                self.at = at + 1
                return
        raise AssertionError(self._told(line, "is not in the answer here"))

    def _finished(self, line: Line) -> None:
        if self.answer and 0 <= self.at < len(self.answer):
            raise AssertionError(
                self._told(line, f"comes before the answer was all expected: {self.answer[self.at]}")
            )

    def _check_disk(self, line: Line) -> None:
        text = line.text.removeprefix("niet op schijf: ")
        assert text != line.text, self._told(line, "unknown check")
        assert text.encode() not in self.wire.on_disk(), self._told(line, "stands on disk")

    def _told(self, line: Line, what: str) -> str:
        answer = "\n".join(f"    {one}" for one in self.answer)
        return (
            f"{self.file.name}:{line.number}: {line.sign} {line.text}\n  {what}\n  The answer was:\n{answer}"
        )


def _fits(expected: str, said: str) -> bool:
    if expected.endswith("..."):
        return said.startswith(expected[:-3].rstrip())
    if expected.startswith("..."):
        return said.endswith(expected[3:].lstrip())
    return said == expected


def _lines(file: Path) -> list[Line]:
    lines = []
    for number, raw in enumerate(file.read_text("utf-8").splitlines(), 1):
        if raw.strip() and not raw.startswith("#"):
            sign, text = raw[0], raw[1:].strip()
            assert sign in "><!@=", f"{file.name}:{number}: begins with none of > < ! @ ="
            lines.append(Line(number, sign, text))
    return lines
