"""What the bot says by itself is said once: killed at any step, from two processes, to who is gone."""

import asyncio
import json
import subprocess
import sys
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.app.bot import Bot
from bot.app.scheduler import Scheduler
from bot.channels.channel import Message, UnreachableError
from bot.core.editions import Edition, Editions
from bot.core.model.events import Chat, Event, TimerFired
from bot.core.model.finder import Finder
from bot.core.model.library import Library
from bot.core.model.replies import CancelTimer, Turn
from bot.core.model.session import Session
from bot.core.model.traits import PLAIN, ChannelTraits
from bot.core.model.weekly_plan import Plan
from bot.core.weekly.plan import asked_for, following
from bot.search.matcher import Matcher
from bot.store.drafts import Drafts
from bot.store.outbox import LEASE, MOST_TRIES
from bot.store.store import Store
from tests.channels.fake import Fake
from tests.conftest import HUNG, ROOT
from tests.dutch import DUTCH
from tests.store.dying import DUE, KEY
from tests.store.postgres import Server

GROUPS = [Chat("fake", f"groep-{number}", group=True) for number in range(40)]


def command(module: str, *arguments: str) -> list[str]:
    return [sys.executable, "-m", f"tests.store.{module}", *arguments]


def died(folder: Path, second: int, address: str) -> list[dict[str, Any]]:
    """What is told of a program that was killed at each of its steps."""
    dying = command("dying", str(folder), str(second), address)
    done = subprocess.run(dying, cwd=ROOT, check=True, capture_output=True, text=True, timeout=HUNG)
    return list(json.loads(done.stdout))


def test_killed_at_any_step_it_is_said_and_doubled_only_between_send_and_mark(
    database: str, tmp_path: Path
) -> None:
    told = died(tmp_path, 0, database)
    assert [one["lived"] for one in told] == [False] * (len(told) - 1) + [True], "every step was tried"
    assert len(told) >= 10
    for step, one in enumerate(told, 1):
        times = len(one["shown"])
        assert set(one["shown"]) == {f"WeeklyMessage:fake:groep-{step}:2026-W48-0"}, (
            "one key: who looks sees one"
        )
        assert one["left"] == [f"WeeklyMessage:fake:groep-{step}:2026-W49"], "and the next one stands, once"
        assert times == 1 or (times == 2 and one["before"]), "none is lost; twice only if it was sent"
    assert sum(len(one["shown"]) == 2 for one in told) == 2, "killed after sending, and before the mark"


def test_killed_twice_it_is_doubled_at_most_once_for_each(tmp_path: Path, *, soak: bool) -> None:
    for second in range(1, 12) if soak else (7,):
        folder = tmp_path / str(second)
        folder.mkdir()
        told = died(folder, second, f"sqlite+aiosqlite:///{folder / 'bot.db'}")
        for step, one in enumerate(told, 1):
            assert 1 <= len(one["shown"]) <= 1 + (not one["lived"]) + (not one["lived_again"])
            assert len(set(one["shown"])) == 1
            assert one["left"] == [f"WeeklyMessage:fake:groep-{step}:2026-W49"]


async def test_two_processes_on_one_postgresql_say_nothing_twice(postgres: Server, tmp_path: Path) -> None:
    address = postgres.new_database()
    chats = [Chat("fake", f"groep-{number}", group=True) for number in range(200)]
    async with Store(address, KEY) as store:
        before = DUE - timedelta(days=1)
        await store.carry_out([asked_for(Plan(), chat, before) for chat in chats], before)
    files = [tmp_path / "een", tmp_path / "twee"]
    ringing = [command("ringing", address, str(file)) for file in files]
    both = [await asyncio.create_subprocess_exec(*one, cwd=ROOT) for one in ringing]
    assert await asyncio.gather(*(process.wait() for process in both)) == [0, 0]
    shown = [file.read_text().split() for file in files]
    assert Counter(shown[0] + shown[1]) == {f"WeeklyMessage:fake:{chat.room}:2026-W48-0": 1 for chat in chats}
    async with Store(address, KEY) as store:
        for chat in chats[::50]:
            moments = (await store.session(chat, DUE)).around.timers
            assert list(moments) == [f"WeeklyMessage:fake:{chat.room}:2026-W49"]


@dataclass
class Moving:
    now: datetime = DUE

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Slow(Fake):
    """A platform that makes some chats wait."""

    waits: dict[str, asyncio.Event] = field(default_factory=dict)
    gone: frozenset[str] = frozenset()
    others_are_done: asyncio.Event = field(default_factory=asyncio.Event)

    async def send(self, chat: Chat, message: Message, key: str, answering: Event | None = None) -> None:
        if chat.room in self.waits:
            await self.waits[chat.room].wait()
        if chat.room in self.gone:
            raise UnreachableError
        await super().send(chat, message, key, answering)
        if len(self.sent) == len(GROUPS) - len(self.waits):
            self.others_are_done.set()

    @property
    def rooms(self) -> list[str]:
        return [chat.room for chat, _, _ in self.sent]


@pytest.fixture
async def store(database: str) -> AsyncIterator[Store]:
    async with Store(database, KEY) as opened:
        await opened.carry_out([asked_for(Plan(), chat, DUE - timedelta(days=1)) for chat in GROUPS], DUE)
        yield opened


@pytest.fixture(scope="module")
def nothing() -> Library:
    return DUTCH


def bot_of(store: Store, library: Library, clock: Moving) -> Bot:
    editions = Editions(Edition(library, Matcher(library)))
    return Bot(editions, store, clock, drafts=Drafts(Path("/nonexistent")))


async def week_of(store: Store, chat: Chat) -> list[str]:
    moments = (await store.session(chat, DUE)).around.timers
    return [key.rpartition(":")[2] for key in moments]


async def test_a_chat_that_must_wait_delays_no_other(store: Store, nothing: Library) -> None:
    channel = Slow(waits={"groep-0": asyncio.Event()})
    scheduler = Scheduler(bot_of(store, nothing, Moving()), {"fake": channel})
    await scheduler.once()
    await asyncio.wait_for(channel.others_are_done.wait(), HUNG)
    assert "groep-0" not in channel.rooms
    channel.waits["groep-0"].set()
    await scheduler.drain()
    assert sorted(channel.rooms) == sorted(chat.room for chat in GROUPS)


async def test_chats_that_are_gone_are_let_go_and_not_tried_again(
    store: Store, nothing: Library, caplog: pytest.LogCaptureFixture
) -> None:
    channel = Slow(gone=frozenset({"groep-3", "groep-4"}))
    scheduler = Scheduler(bot_of(store, nothing, Moving()), {"fake": channel})
    for _ in range(2):
        await scheduler.once()
        await scheduler.drain()
    assert len(channel.sent) == len(GROUPS) - 2
    assert await week_of(store, GROUPS[3]) == await week_of(store, GROUPS[4]) == []
    assert await week_of(store, GROUPS[5]) == ["2026-W49"]
    assert "groep" not in caplog.text, "who they are is nobody's to read in a log"


async def test_what_still_waits_when_the_program_ends_is_said_by_the_next(
    store: Store, nothing: Library
) -> None:
    clock, channel = Moving(), Slow(waits={"groep-0": asyncio.Event()})
    bot = bot_of(store, nothing, clock)
    scheduler = Scheduler(bot, {"fake": channel})
    await scheduler.once()
    await asyncio.wait_for(channel.others_are_done.wait(), HUNG)
    await bot.queues.drain(0)  # the end: what is late is broken off
    await scheduler.drain()
    assert "2026-W48" in await week_of(store, GROUPS[0])
    clock.now += timedelta(seconds=LEASE + 1)
    after = Slow()
    again = Scheduler(bot_of(store, nothing, clock), {"fake": after})
    await again.once()
    await again.drain()
    assert after.rooms == ["groep-0"]


async def test_what_always_fails_costs_its_own_week_and_not_the_next(store: Store, nothing: Library) -> None:
    class Broken(Editions):
        def respond(
            self,
            event: Event,
            session: Session,
            now: datetime,
            traits: ChannelTraits = PLAIN,
            finder: Finder | None = None,
        ) -> Turn:
            if isinstance(event, TimerFired) and not event.missed:
                raise ValueError
            return super().respond(event, session, now, traits, finder)

    clock, channel = Moving(), Slow()
    broken = Broken(Edition(nothing, Matcher(nothing)))
    bot = Bot(broken, store, clock, drafts=Drafts(Path("/nonexistent")))
    for _ in range(MOST_TRIES + 2):
        scheduler = Scheduler(bot, {"fake": channel})
        await scheduler.once()
        await scheduler.drain()
        clock.now += timedelta(seconds=LEASE + 1)
    assert channel.sent == []
    assert await week_of(store, GROUPS[0]) == ["2026-W49"]


async def test_taken_back_while_it_is_on_its_way_nothing_comes_and_nothing_is_left(
    store: Store, nothing: Library
) -> None:
    """ "weekbericht uit" commits between the reading and the writing of the moment."""
    chat = GROUPS[0]
    (wake,) = list((await store.session(chat, DUE)).around.timers)

    class Racing(Store):
        async def carry_out(self, effects: Any, now: datetime) -> None:
            if effects and not isinstance(effects[0], CancelTimer):
                await super().carry_out([CancelTimer(wake)], now)
            await super().carry_out(effects, now)

    racing = Racing(str(store.database.engine.url.render_as_string(hide_password=False)), KEY)
    async with racing:
        moment = next(one for one in await racing.claim(["fake"], DUE, 100) if one.chat.room == chat.room)
        await bot_of(racing, nothing, Moving()).fire(moment, Slow())
        assert await week_of(racing, chat) == []


async def test_a_moment_that_rang_before_does_not_ask_for_the_next_one_again(
    store: Store, nothing: Library
) -> None:
    """A bot that was killed, and slept for a week, has two weeks due at once."""
    chat = GROUPS[0]
    done = Plan(last=DUE.date())
    await store.carry_out([following(done, chat, DUE, "", DUE.date())], DUE)
    clock, channel = Moving(DUE + timedelta(days=7, minutes=1)), Slow()
    scheduler = Scheduler(bot_of(store, nothing, clock), {"fake": channel})
    for _ in range(3):
        await scheduler.once()
        await scheduler.drain()
    assert channel.rooms.count(chat.room) == 1
    assert await week_of(store, chat) == ["2026-W50"]
