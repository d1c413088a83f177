"""Plays the channels: each through its own functions, with the real store on a real file."""

import io
from pathlib import Path

from bot.app.bot import Bot
from bot.app.scheduler import Scheduler
from bot.channels.stdio import CHAT, Stdio, line_from
from bot.core.editions import Edition, Editions
from bot.core.model.events import Event, Opened, Said
from bot.core.model.finder import Finder
from bot.core.model.library import Library
from bot.store.drafts import Drafts
from bot.store.store import Store
from tests.conftest import NOW
from tests.harness.conversation import Clock
from tests.harness.whole_store import whole_store

KEY = b"k" * 32


class PlainWire:
    """The terminal without a screen. It has no buttons: to pick is to type the letter."""

    def __init__(self, folder: Path, library: Library, finder: Finder) -> None:
        self._folder = folder
        self._library = library
        self._finder = finder
        self._clock = Clock(NOW)
        self._shown = io.StringIO()
        self._opened = False
        self._scheduler: Scheduler | None = None
        self._store = self._new_store()

    async def open(self) -> str:
        return await self._hear(Opened(CHAT))

    async def type(self, text: str) -> str:
        return await self._hear(Said(CHAT, line_from(text.encode() + b"\n")))

    async def pick(self, label: str) -> str:
        letters = [line.split()[0] for line in self._last.split("\n") if line.strip()[3:] == label]
        assert len(letters) == 1, f"{label!r} is not one of the options in:\n{self._last}"
        return await self.type(letters[0])

    async def restart(self) -> None:
        await self._store.__aexit__(None, None, None)
        self._opened = False
        self._scheduler = None
        self._store = self._new_store()

    async def close(self) -> None:
        await self._store.__aexit__(None, None, None)

    def wait(self, minutes: int) -> None:
        self._clock.move(minutes)

    async def ring(self) -> str:
        """Have said what is due by now."""
        channel = await self._begin()
        scheduler = self._scheduler = self._scheduler or Scheduler(self._bot, {channel.name: channel})
        for _ in range(3):
            await scheduler.once()
            await scheduler.drain()
        return self._shown.getvalue()

    def on_disk(self) -> bytes:
        return b"".join(file.read_bytes() for file in self._folder.iterdir() if file.is_file())

    @property
    def _bot(self) -> Bot:
        drafts = Drafts(self._folder / "drafts")
        editions = Editions(Edition(self._library, self._finder))
        return Bot(editions, self._store, self._clock, drafts=drafts)

    async def _hear(self, event: Event) -> str:
        await self._bot.handle(event, await self._begin())
        self._last = self._shown.getvalue()
        return self._last

    async def _begin(self) -> Stdio:
        """A screen with nothing on it."""
        self._shown.seek(0)
        self._shown.truncate()
        if not self._opened:
            await self._store.__aenter__()
            self._opened = True
        return Stdio(io.BytesIO(), self._shown)

    def _new_store(self) -> Store:
        return whole_store(self._folder, KEY)
