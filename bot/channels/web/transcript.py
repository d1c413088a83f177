"""The lines that a page shows of a conversation: in memory, few, and not for long."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.channels.channel import File, Image, Message
from bot.core.model.replies import Ask

MOST_LINES = 40
MOST_FILES = 4
"""Pictures and documents that can still be fetched; of older ones the text is left."""
KEPT_FOR = 3_600.0
"""Seconds: as long as the core keeps what somebody typed."""


@dataclass(frozen=True, slots=True)
class Own:
    """A line of the person's own."""

    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """One bubble."""

    number: int
    """Rises within a page."""
    shown: Message | Own
    at: float


class Transcript:
    """The last lines of one conversation."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._lines: deque[Line] = deque(maxlen=MOST_LINES)
        self.last = 0

    def add(self, shown: Message | Own) -> None:
        """Show this below what is shown already."""
        self.last += 1
        self._lines.append(Line(self.last, shown, self._clock()))
        self._let_files_go()

    def lines(self) -> tuple[Line, ...]:
        """Return what may still be shown."""
        oldest = self._clock() - KEPT_FOR
        while self._lines and self._lines[0].at < oldest:
            self._lines.popleft()
        return tuple(self._lines)

    def clear(self) -> None:
        """Show nothing any more."""
        self._lines.clear()

    def question(self) -> Ask | None:
        """Return the question that was asked last."""
        return next((one.shown for one in reversed(self.lines()) if isinstance(one.shown, Ask)), None)

    def attachment(self, number: int) -> Image | File | None:
        """Return the picture or document in this line, if it can still be fetched."""
        for line in self.lines():
            if line.number == number and isinstance(line.shown, Image | File) and content(line.shown):
                return line.shown
        return None

    def _let_files_go(self) -> None:
        held = [at for at, line in enumerate(self._lines) if content(line.shown)]
        for at in held[:-MOST_FILES]:
            self._lines[at] = replace(self._lines[at], shown=_emptied(self._lines[at].shown))


def content(shown: Message | Own) -> bytes:
    """Return what can be fetched of this line; empty if it is text alone."""
    match shown:
        case Image(png=png):
            return png
        case File(content=written):
            return written
        case _:
            return b""


def _emptied(shown: Message | Own) -> Message | Own:
    match shown:
        case Image():
            return replace(shown, png=b"")
        case File():
            return replace(shown, content=b"")
        case _:
            return shown
