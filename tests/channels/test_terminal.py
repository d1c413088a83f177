"""The terminal when somebody looks, with real keys and a screen that is a text."""

import io
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput
from rich.console import Console

from bot.channels.stdio import CHAT
from bot.channels.terminal import Terminal
from bot.core.model.events import Event, Opened, Pressed, Said
from bot.core.model.replies import Ask, Say
from bot.core.model.session import Option

DOWN, UP, ENTER, CTRL_C, CTRL_D = "\x1b[B", "\x1b[A", "\r", "\x03", "\x04"
QUESTION = Ask(
    "7",
    "Wat doe je?",
    (Option("ja", "A", "Ja graag", "Meteen."), Option("nee", "B", "Nee")),
    "Titel",
    "Typ A.",
)


@contextmanager
def terminal(width: int = 40) -> Iterator[tuple[Terminal, PipeInput, io.StringIO]]:
    shown = io.StringIO()
    with create_pipe_input() as keys:
        yield Terminal(Console(file=shown, width=width, highlight=False), keys, DummyOutput()), keys, shown


async def after(keys_typed: str, asked: Ask | None = QUESTION) -> Event | None:
    """The event that follows from these keys, or None if the conversation ends."""
    with terminal() as (channel, keys, _):
        async with channel:
            events = channel.events()
            assert await anext(events) == Opened(CHAT)
            if asked:
                await channel.send(CHAT, asked, "0")
            keys.send_text(keys_typed)
            return await anext(events, None)


async def test_a_letter_and_enter_is_what_was_typed() -> None:
    assert await after(f"a{ENTER}") == Said(CHAT, "a")


@pytest.mark.parametrize(
    ("keys", "letter"), [(DOWN, "A"), (DOWN * 2, "B"), (DOWN * 3, "A"), (UP, "B"), (UP * 2, "A")]
)
async def test_the_arrow_keys_go_round_the_options(keys: str, letter: str) -> None:
    assert await after(keys + ENTER) == Pressed(CHAT, "7", letter)


async def test_an_arrow_where_nothing_is_asked_does_nothing() -> None:
    assert await after(f"{DOWN}hallo{ENTER}", None) == Said(CHAT, "hallo")


@pytest.mark.parametrize("key", [CTRL_C, CTRL_D])
async def test_ctrl_c_and_ctrl_d_end_the_conversation(key: str) -> None:
    assert await after(key) is None


async def test_long_lines_are_wrapped_between_words() -> None:
    with terminal(width=30) as (channel, _, shown):
        await channel.send(
            CHAT,
            Say("een lange zin die niet op een enkele regel past van dertig tekens", "Titel", "Bron"),
            "0",
        )
    lines = shown.getvalue().splitlines()
    assert max(map(len, lines)) <= 30
    assert " ".join(" ".join(lines).split()) == (
        "Titel een lange zin die niet op een enkele regel past van dertig tekens Bron"
    )


async def test_what_somebody_typed_is_shown_as_it_is_and_never_as_markup() -> None:
    with terminal() as (channel, _, shown):
        await channel.send(CHAT, Say("“[bold]x[/bold] [link=http://a]”"), "0")
    assert "[bold]x[/bold] [link=http://a]" in shown.getvalue()


async def test_a_question_shows_every_option() -> None:
    with terminal() as (channel, _, shown):
        await channel.send(CHAT, QUESTION, "0")
    for text in ("Titel", "Wat doe je?", "A  Ja graag", "Meteen.", "B  Nee", "Typ A."):
        assert text in shown.getvalue()
