"""The terminal when nobody looks."""

import asyncio
import io
import os

import pytest

from bot.channels.stdio import CHAT, Stdio, line_from, text_of
from bot.core.model.events import Event, Opened, Said
from bot.core.model.replies import Ask, Say
from bot.core.model.session import Option


async def heard(raw: bytes) -> list[Event]:
    async with Stdio(io.BytesIO(raw), io.StringIO()) as channel:
        return [event async for event in channel.events()]


async def test_each_line_is_an_event_after_the_opening() -> None:
    assert await heard(b"dilemma\n\nA\r\n") == [
        Opened(CHAT),
        Said(CHAT, "dilemma"),
        Said(CHAT, ""),
        Said(CHAT, "A"),
    ]


async def test_a_last_line_without_an_end_counts() -> None:
    assert (await heard(b"stop"))[-1] == Said(CHAT, "stop")


async def test_of_an_endless_line_only_the_beginning_is_held() -> None:
    events = await heard(b"x" * 5_000_000 + b"\nstop\n")
    assert [len(event.text) for event in events if isinstance(event, Said)] == [65_536, 4]


@pytest.mark.parametrize("raw", [b"\xff\xfe\n", b"\xed\xa0\x80\n", b"\x00\n", "é\n".encode("latin-1")])
def test_bytes_that_are_no_text_do_not_crash(raw: bytes) -> None:
    line_from(raw).encode("utf-8")


def test_a_question_shows_letter_label_and_detail() -> None:
    question = Ask(
        "1", "Wat wil je?", (Option("a", "A", "Dit", "Uitleg."), Option("b", "B", "Dat")), "Titel", "Typ A."
    )
    assert text_of(question) == "Titel\n\nWat wil je?\n\n  A  Dit\n     Uitleg.\n  B  Dat\n\nTyp A."


def test_a_source_stands_below_the_text() -> None:
    assert text_of(Say("Tekst", source="Bron: een boek")) == "Tekst\n\nBron: een boek"


async def test_waiting_for_a_line_does_not_hold_up_the_rest() -> None:
    read, write = os.pipe()
    with os.fdopen(read, "rb") as stream:
        async with Stdio(stream, io.StringIO()) as channel:
            events = channel.events()
            await anext(events)
            waiting = asyncio.ensure_future(anext(events))
            await asyncio.sleep(0)
            assert not waiting.done()
            os.write(write, b"hallo\n")
            assert await waiting == Said(CHAT, "hallo")
            os.close(write)
            assert [event async for event in events] == []
