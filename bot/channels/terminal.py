"""The terminal when somebody looks: colours, wrapped lines, and arrow keys beside the letters."""

from collections.abc import AsyncIterator
from types import TracebackType
from typing import NoReturn, Self

from prompt_toolkit import PromptSession
from prompt_toolkit.history import DummyHistory
from prompt_toolkit.input import Input
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.output import Output
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from bot.channels.channel import ChannelClosedError, File, Image, Message
from bot.channels.stdio import CHAT, while_open
from bot.core.model.events import Chat, Event, Opened, Pressed, Said
from bot.core.model.replies import Ask, ClosePoll, OpenPoll, Say, Toast
from bot.core.model.session import Option
from bot.core.model.traits import PLAIN

WIDTH = 84
"""Columns at most. Longer lines are hard to read."""

_HINT = "Ctrl-D sluit af"
_HINT_ARROWS = "pijltjes kiezen · Enter stuurt · Ctrl-D sluit af"


class Screen(Console):
    """A console that leaves it to the channel what happens when nobody looks any more."""

    def on_broken_pipe(self) -> NoReturn:
        """End the conversation, where rich would end the process."""
        raise ChannelClosedError


class Terminal:
    """A `Channel` for one person at a screen."""

    name = CHAT.channel
    traits = PLAIN

    def __init__(
        self, console: Console | None = None, keys: Input | None = None, out: Output | None = None
    ) -> None:
        """The real screen and keyboard, unless others are given."""
        self._console = console or Screen(highlight=False)
        self._question: Ask | None = None
        self._session: PromptSession[str] = PromptSession(
            "› ",
            history=DummyHistory(),  # what was typed is nobody's to scroll back to
            key_bindings=self._keys(),
            reserve_space_for_menu=0,
            bottom_toolbar=lambda: _HINT_ARROWS if self._question else _HINT,
            input=keys,
            output=out,
        )

    async def __aenter__(self) -> Self:
        """Nothing to connect."""
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave the screen as it is."""

    async def events(self) -> AsyncIterator[Event]:
        """Yield the opening, and then one event for each line, until Ctrl-C or Ctrl-D."""
        yield Opened(CHAT)
        while True:
            try:
                typed = await self._session.prompt_async()
            except (EOFError, KeyboardInterrupt):
                return
            with while_open():
                self._console.print()
            yield self._event(typed)

    async def done(self, event: Event) -> None:
        """A line comes only once."""

    async def send(
        self,
        chat: Chat,  # noqa: ARG002, there is one room
        message: Message,
        key: str,  # noqa: ARG002, and nothing is drawn twice
        answering: Event | None = None,  # noqa: ARG002, nor by itself
    ) -> None:
        """Draw."""
        self._question = message if isinstance(message, Ask) else None
        with while_open():
            self._draw(message)

    def _event(self, typed: str) -> Event:
        """Return a press if the line is an option as the arrow keys write it; otherwise what was typed."""
        if self._question:
            for option in self._question.options:
                if typed == _line(option):
                    return Pressed(CHAT, self._question.prompt, option.key)
        return Said(CHAT, typed)

    def _keys(self) -> KeyBindings:
        keys = KeyBindings()
        keys.add("down")(lambda pressed: self._move(pressed, 1))
        keys.add("up")(lambda pressed: self._move(pressed, -1))
        return keys

    def _move(self, pressed: KeyPressEvent, by: int) -> None:
        if not self._question:
            return
        lines = [_line(option) for option in self._question.options]
        buffer = pressed.current_buffer
        at = lines.index(buffer.text) + by if buffer.text in lines else (0 if by > 0 else -1)
        buffer.text = lines[at % len(lines)]
        buffer.cursor_position = len(buffer.text)

    def _draw(self, message: Message) -> None:
        width = min(WIDTH, self._console.width)
        if message.title:
            self._console.print(Text(message.title, style="bold cyan"), width=width)
        self._console.print(Text(message.text), width=width)
        match message:
            case Say(source=source) if source:
                self._console.print(Text(source, style="dim"), width=width)
            case Say() | Toast() | Image() | File() | OpenPoll() | ClosePoll():
                pass
            case Ask(options=options, hint=hint):
                self._console.print()
                for option in options:
                    self._draw_option(option, width)
                self._console.print()
                self._console.print(Text(hint, style="dim"), width=width)
        self._console.print()

    def _draw_option(self, option: Option, width: int) -> None:
        line = Text.assemble((f"{option.key}  ", "bold cyan"), option.label)
        if option.detail:
            line.append(f"\n   {option.detail}", style="dim")
        self._console.print(Padding(line, (0, 0, 0, 2)), width=width)


def _line(option: Option) -> str:
    """Return what the arrow keys write for this option."""
    return f"{option.key}  {option.label}"
