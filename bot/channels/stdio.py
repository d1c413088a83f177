"""The terminal when nobody looks: plain lines in, plain text out.

So a conversation can be piped through, kept and compared.
"""

import asyncio
import errno
import os
import select
import sys
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager, suppress
from types import TracebackType
from typing import BinaryIO, Self, TextIO

from bot.channels.channel import ChannelClosedError, File, Image, Message
from bot.core.model.events import Chat, Event, Opened, Said
from bot.core.model.replies import Ask, ClosePoll, OpenPoll, Say, Toast
from bot.core.model.traits import PLAIN

CHAT = Chat("terminal", "terminal", sealed=True)
"""There is one room in a terminal."""

_CHUNK = 65_536
"""Bytes of a line that are looked at; the core refuses less than that."""


def text_of(message: Message) -> str:
    """Return the whole message as plain text, without a line end."""
    match message:
        case Say():
            parts = [message.title, message.text, message.source]
        case Ask():
            parts = [message.title, message.text, _options(message), message.hint]
        case Image() | File() | Toast() | OpenPoll() | ClosePoll():
            parts = [message.title, message.text]
    return "\n\n".join(part for part in parts if part)


def _options(question: Ask) -> str:
    lines = []
    for option in question.options:
        lines.append(f"  {option.key}  {option.label}")
        if option.detail:
            lines.append(f"     {option.detail}")
    return "\n".join(lines)


def line_from(raw: bytes) -> str:
    """Return what was typed, without the line end. Invalid UTF-8 becomes U+FFFD."""
    return raw.decode("utf-8", "replace").rstrip("\r\n")


@contextmanager
def while_open() -> Iterator[None]:
    """Tell a reader that is gone from a real error of writing.

    Raises:
        ChannelClosedError: instead of the error of a pipe or a terminal that is gone.
    """
    try:
        yield
    except OSError as error:
        if error.errno not in {errno.EPIPE, errno.EIO, errno.EBADF}:
            raise
        raise ChannelClosedError from error


def wait_for_hangup(descriptor: int) -> bool:
    """Wait until the other end of a pipe or terminal is closed. Return whether that can be seen at all."""
    if not hasattr(select, "poll"):  # Windows
        return False
    poll = select.poll()
    poll.register(descriptor, 0)  # a hangup is reported unasked
    return any(happened & (select.POLLHUP | select.POLLERR) for _, happened in poll.poll())


def standard_input() -> BinaryIO:
    """Return standard input with a buffer of its own: a blocked reader would lock that of `sys.stdin`."""
    return os.fdopen(sys.stdin.fileno(), "rb", closefd=False)


class Stdio:
    """A `Channel` over two streams."""

    name = CHAT.channel
    traits = PLAIN

    def __init__(self, source: BinaryIO, screen: TextIO) -> None:
        """Read lines from `source` and write on `screen`."""
        self._source = source
        self._screen = screen
        self._lines: asyncio.Queue[bytes | None] = asyncio.Queue()

    async def __aenter__(self) -> Self:
        """Begin to read, in a thread of its own: reading cannot be interrupted."""
        loop = asyncio.get_running_loop()
        for target in (self._read, self._watch_reader):
            threading.Thread(target=target, args=(loop,), daemon=True).start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing to close: the streams are not ours."""

    async def events(self) -> AsyncIterator[Event]:
        """Yield the opening, and then one event for each line."""
        yield Opened(CHAT)
        while (raw := await self._lines.get()) is not None:
            yield Said(CHAT, line_from(raw))

    async def done(self, event: Event) -> None:
        """A line comes only once."""

    async def send(
        self,
        chat: Chat,  # noqa: ARG002, there is one room
        message: Message,
        key: str,  # noqa: ARG002, and nothing is printed twice
        answering: Event | None = None,  # noqa: ARG002, nor by itself
    ) -> None:
        """Print, with an empty line after it."""
        try:
            with while_open():
                self._screen.write(f"{text_of(message)}\n\n")
                self._screen.flush()
        except ChannelClosedError:
            self._lines.put_nowait(None)  # do not wait for another line when nobody reads the answer
            raise

    def _read(self, loop: asyncio.AbstractEventLoop) -> None:
        with suppress(RuntimeError):  # the loop is closed: the conversation is over
            while raw := self._line():
                loop.call_soon_threadsafe(self._lines.put_nowait, raw)
            loop.call_soon_threadsafe(self._lines.put_nowait, None)

    def _watch_reader(self, loop: asyncio.AbstractEventLoop) -> None:
        """End when nobody can read an answer any more: the input may stay open for ever."""
        with suppress(RuntimeError, OSError, ValueError):  # the loop is closed, or this is no file
            if wait_for_hangup(self._screen.fileno()):
                loop.call_soon_threadsafe(self._lines.put_nowait, None)

    def _line(self) -> bytes:
        """Return the next line, cut off at `_CHUNK` bytes; empty at the end."""
        try:
            first = chunk = self._source.readline(_CHUNK)
            while chunk and not chunk.endswith(b"\n"):
                chunk = self._source.readline(_CHUNK)
        except OSError:  # the terminal is gone
            return b""
        return first
