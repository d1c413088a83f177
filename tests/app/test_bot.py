"""The loop: remember first, then answer; one failing event ends nothing."""

import io
import logging
from datetime import datetime
from pathlib import Path

import pytest

import bot.app.bot as bot_module
from bot.app.bot import TRIES, Bot
from bot.app.fault import fault
from bot.channels.backoff import Backoff
from bot.channels.channel import ChannelError, Message
from bot.channels.stdio import CHAT, Stdio
from bot.core.editions import Edition, Editions
from bot.core.model.events import Chat, Event, Pressed, Said
from bot.core.model.finder import Finder
from bot.core.model.library import Library
from bot.core.model.replies import Toast, Turn
from bot.core.model.session import Session
from bot.store.drafts import Drafts
from bot.store.errors import StoreBusyError
from bot.store.store import Store
from tests.conftest import NOW
from tests.dutch import say, told

SECRET = "geheim-9921"


class FailingOnce(Store):
    """A store that fails at the second event it is asked about, however often that is tried."""

    asked = 0

    async def session(self, chat: Chat, now: datetime, code: str = "") -> Session:
        self.asked += 1
        if 2 <= self.asked < 2 + TRIES:
            raise RuntimeError(f"over {SECRET}")
        return await super().session(chat, now, code)


class Refusing(Stdio):
    """A channel that refuses every reply, and remembers that it was asked."""

    refused = 0

    async def send(self, chat: Chat, message: Message, key: str, answering: Event | None = None) -> None:
        self.refused += 1
        raise ChannelError


def bot(store: Store, library: Library, finder: Finder) -> Bot:
    editions = Editions(Edition(library, finder))
    return Bot(editions, store, lambda: NOW, drafts=Drafts(Path("/nonexistent")))


def at(folder: Path) -> str:
    return f"sqlite+aiosqlite:///{folder / 'bot.db'}"


async def test_a_failing_event_is_answered_kindly_and_the_next_one_works(
    tmp_path: Path, library: Library, finder: Finder, caplog: pytest.LogCaptureFixture
) -> None:
    shown = io.StringIO()
    heard = io.BytesIO(f"{SECRET}\nprivacy\n".encode())
    async with FailingOnce(at(tmp_path), b"k" * 32) as store:
        await bot(store, library, finder).talk(Stdio(heard, shown))
    assert told("trouble.sorry") in shown.getvalue()
    assert say("privacy.title") in shown.getvalue()
    assert "RuntimeError at test_bot.py" in caplog.text
    assert SECRET not in caplog.text


async def test_a_turn_is_remembered_even_when_its_answer_is_refused(
    tmp_path: Path, library: Library, finder: Finder, caplog: pytest.LogCaptureFixture
) -> None:
    channel = Refusing(io.BytesIO(), io.StringIO())
    async with Store(at(tmp_path), b"k" * 32) as store:
        await bot(store, library, finder).handle(Said(CHAT, "dilemma"), channel)
        kept = (await store.session(CHAT, NOW)).kept
    assert kept.case
    assert channel.refused == 1, "after a refusal the rest of the turn is not tried"
    assert [record.levelno for record in caplog.records] == [logging.ERROR]


async def test_nothing_is_answered_when_nothing_could_be_remembered(
    tmp_path: Path, library: Library, finder: Finder
) -> None:
    class Full(Store):
        async def keep(self, chat: Chat, turn: Turn, now: datetime, mark: int = 0) -> None:
            raise OSError("disk full")

    shown = io.StringIO()
    async with Full(at(tmp_path), b"k" * 32) as store:
        await bot(store, library, finder).talk(Stdio(io.BytesIO(b"dilemma\n"), shown))
    assert shown.getvalue() == f"{told('trouble.sorry')}\n\n" * 2


def test_a_fault_tells_class_and_place_but_not_the_message() -> None:
    try:
        raise ValueError(SECRET)
    except ValueError as error:
        told = fault(error)
    assert told.startswith("ValueError at test_bot.py:")
    assert SECRET not in told


class Recording(Stdio):
    """A channel that remembers what kinds of messages it was given, and for whom."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO(), io.StringIO())
        self.sent: list[Message] = []

    async def send(self, chat: Chat, message: Message, key: str, answering: Event | None = None) -> None:
        self.sent.append(message)


class Locked(Store):
    """A database that cannot write a few times, and then can."""

    left = 3

    async def keep(self, chat: Chat, turn: Turn, now: datetime, mark: int = 0) -> None:
        self.left -= 1
        if self.left >= 0:
            raise StoreBusyError
        await super().keep(chat, turn, now, mark)


@pytest.mark.parametrize("failing", [Locked, FailingOnce], ids=["a locked database", "an error of ours"])
async def test_what_goes_wrong_with_a_press_in_a_group_is_told_to_one_person(
    failing: type[Store], tmp_path: Path, library: Library, finder: Finder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bot_module, "BACK_OFF", Backoff(0.0, 0.0))
    group = Chat("telegram", "-1001", person="7", group=True)
    channel = Recording()
    async with failing(at(tmp_path), b"k" * 32) as store:
        talking = bot(store, library, finder)
        for mark in range(1, 7):
            await talking.hear(Pressed(group, f"ronde-r{mark}", "A", mark=mark), channel)
    assert channel.sent
    assert {type(one) for one in channel.sent} == {Toast}
    assert all(len(one.text) <= 200 for one in channel.sent), "longer cannot be shown to one person"


async def test_too_much_pressing_in_a_group_is_told_to_one_person(
    tmp_path: Path, library: Library, finder: Finder
) -> None:
    channel = Recording()
    press = Pressed(Chat("telegram", "-1001", person="7", group=True), "ronde-r1", "A", mark=1)
    async with Store(at(tmp_path), b"k" * 32) as store:
        await bot(store, library, finder)._say_too_fast(press, channel)
    assert channel.sent == [Toast(told("trouble.too-fast"))]
