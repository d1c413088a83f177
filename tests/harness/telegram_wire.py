"""Plays Telegram: somebody with the app in hand, and the whole bot over real HTTP against the stand-in."""

import asyncio
import math
from pathlib import Path

import pytest

from bot.app import bot
from bot.app.bot import Bot
from bot.app.channel_state import StoredPolls, StoredPosition
from bot.app.scheduler import Scheduler
from bot.channels.telegram.rate_limit import Pace
from bot.channels.telegram.telegram import BotAccount, Telegram
from bot.core.editions import Edition, Editions
from bot.core.model.finder import Finder
from bot.core.model.library import Library
from bot.store.drafts import Drafts
from bot.store.store import Store
from tests.conftest import HUNG, NOW
from tests.dutch import say
from tests.harness.conversation import Clock
from tests.harness.whole_store import whole_store
from tests.telegram_api.people import People, buttons, texts
from tests.telegram_api.server import Server
from tests.telegram_api.world import BOT, TOKEN

KEY = b"k" * 32


class Seconds:
    """A clock for the pace that jumps where the bot would wait."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds
        await asyncio.sleep(0)


class Talking:
    """A running bot, connected with a stand-in. It is killed without a goodbye."""

    def __init__(
        self, server: Server, store: Store, library: Library, finder: Finder, *, typing: bool = True
    ) -> None:
        self.server = server
        self.clock = Clock(NOW)
        self.seconds = Seconds()
        pace = Pace(self.seconds, self.seconds.sleep)
        position, polls = StoredPosition(store, "telegram", self.clock), StoredPolls(store)
        self.channel = Telegram(BotAccount(TOKEN, server.url), position, polls, say, pace=pace)
        editions = Editions(Edition(library, finder), typing=typing)
        self.bot = Bot(editions, store, self.clock, drafts=Drafts(Path("/nonexistent")))
        self.scheduler = Scheduler(self.bot, {"telegram": self.channel})
        self._running: asyncio.Task[None] | None = None

    def start(self, drafts: Drafts | None = None) -> None:
        if drafts:
            object.__setattr__(self.bot, "drafts", drafts)
        self._running = asyncio.create_task(self.bot.talk(self.channel))

    async def settle(self) -> None:
        """Wait until the bot acknowledged everything that it was told, and said what it had to say."""
        async with asyncio.timeout(HUNG):
            while True:
                assert self._running
                if self._running.done():
                    self._running.result()
                idle = self._is_idle()  # looked at before too: what was just asked for must still ring
                await self.scheduler.once()
                await self.scheduler.drain()
                if idle and self._is_idle():
                    return
                await asyncio.sleep(0.003)

    def _is_idle(self) -> bool:
        if math.isinf(self.channel.silent_for()):  # it only just begins
            return False
        if self.channel._inbound.events._unfinished_tasks:  # type: ignore[attr-defined] # taken, not handed on
            return False
        return not self.server.pending() and not self.bot.queues._waiting

    async def kill(self) -> None:
        assert self._running
        with pytest.MonkeyPatch.context() as kill:
            kill.setattr(bot, "GOODBYE", 0.01)  # a kill waits for nothing
            self._running.cancel()
            await asyncio.gather(self._running, return_exceptions=True)


class TelegramWire:
    """A private chat on Telegram. To pick is to press."""

    answers_who_reads = True
    """Most conversations are about something else: there somebody chooses to type, once it is asked."""

    typing = True

    def __init__(self, folder: Path, library: Library, finder: Finder) -> None:
        self._folder = folder
        self._library = library
        self._finder = finder
        self._clock = Clock(NOW)
        self._server = Server()
        self._amina = People(self._server.world).person()
        self._talking: Talking | None = None
        self._store: Store | None = None

    async def open(self) -> str:
        return await self._hear(lambda: self._amina.types("/start"))

    async def type(self, text: str) -> str:
        return await self._hear(lambda: self._amina.types(text))

    async def pick(self, label: str) -> str:
        return await self._hear(lambda: self._amina.presses(label))

    async def restart(self) -> None:
        await self._stop()

    async def close(self) -> None:
        await self._stop()
        if self._server.url:
            await self._server.__aexit__(None, None, None)
        assert self._server.breaches == []

    def wait(self, minutes: int) -> None:
        self._clock.move(minutes)

    async def ring(self) -> str:
        """Have said what is due by now."""
        talking = await self._started()
        before = self._server.world.rooms[self._amina.id].last
        for _ in range(3):
            await talking.settle()
        return self._said_after(before)

    def on_disk(self) -> bytes:
        return b"".join(file.read_bytes() for file in self._folder.iterdir() if file.is_file())

    async def _hear(self, happens: object) -> str:
        talking = await self._started()
        before = self._server.world.rooms[self._amina.id].last
        happens()  # type: ignore[operator]
        await talking.settle()
        said = self._said_after(before)
        if self.answers_who_reads and say("typing.who-reads-title") in said:
            first = said[: said.index(say("typing.who-reads-title"))]
            again = await self._hear(lambda: self._amina.presses(say("typing.type")))
            return f"{first}\n{again}"
        return said

    def _said_after(self, before: int) -> str:
        room = self._server.world.rooms[self._amina.id]
        new = [one for number, one in room.messages.items() if number > before and one["from"]["id"] == BOT]
        for message in new:
            for button in buttons(message):
                assert button["text"][0].isupper(), "a button begins with its letter"
        return "\n\n".join(texts(one) for one in new)

    async def _started(self) -> Talking:
        if self._talking:
            return self._talking
        if not self._server.url:
            await self._server.__aenter__()
        self._store = whole_store(self._folder, KEY)
        await self._store.__aenter__()
        self._talking = Talking(self._server, self._store, self._library, self._finder, typing=self.typing)
        self._talking.clock = self._clock
        object.__setattr__(self._talking.bot, "clock", self._clock)
        self._talking.start(Drafts(self._folder / "drafts"))
        return self._talking

    async def _stop(self) -> None:
        if self._talking:
            await self._talking.kill()
        if self._store:
            await self._store.__aexit__(None, None, None)
        self._talking = self._store = None


class UnhelpedWire(TelegramWire):
    """The same, where it is asked who reads along and nobody answers for the person."""

    answers_who_reads = False


class LettersWire(UnhelpedWire):
    """The same, where an operator has switched typing off."""

    typing = False
