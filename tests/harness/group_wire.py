"""Plays a group: several people in one room, and each of them alone with the bot, on one channel."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import TracebackType
from typing import Self

from bot.app.bot import Bot
from bot.app.scheduler import Scheduler
from bot.channels.channel import File, Image, Message
from bot.channels.matrix import traits as matrix
from bot.channels.stdio import text_of
from bot.channels.telegram import traits as telegram
from bot.core.editions import Edition, Editions
from bot.core.model.events import Chat, Event, Opened, Pressed, Said
from bot.core.model.finder import Finder
from bot.core.model.library import Library
from bot.core.model.replies import Ask, Toast
from bot.core.model.traits import PLAIN
from bot.store.drafts import Drafts
from bot.store.epochs import Epochs
from bot.store.erasures import Erasures
from bot.store.store import Store
from bot.store.team_store import TeamStore
from tests.conftest import NOW
from tests.harness.conversation import Clock
from tests.store.checked import Checked

KEY = b"k" * 32
TRAITS = {"telegram": telegram.TRAITS, "matrix": matrix.TRAITS, "test": PLAIN}
ROOM = "-100777"
LEADER = "Anna"
"""She is an admin of the group."""


@dataclass
class Room:
    """A channel that shows what was sent: where it was sent, and whether all can see it."""

    name: str
    shown: list[str] = field(default_factory=list)
    asked: dict[str, list[Ask]] = field(default_factory=dict)
    sent: list[tuple[Chat, Message]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.traits = replace(TRAITS[self.name], joins_texts=False)  # each text is looked at by itself

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing to close."""

    async def events(self) -> AsyncIterator[Event]:
        nobody: tuple[Event, ...] = ()
        for event in nobody:
            yield event

    async def done(self, event: Event) -> None:
        """Nothing to confirm."""

    def link(self, payload: str) -> str:
        return f"https://link.example/{payload}"

    async def send(
        self,
        chat: Chat,
        message: Message,
        key: str,
        answering: Event | None = None,
    ) -> None:
        self.sent.append((chat, message))
        if isinstance(message, Ask):
            self.asked.setdefault(chat.room, []).append(message)
        text = text_of(message)
        if isinstance(message, Toast):
            text = f"(alleen {chat.person}) {text}"
        if isinstance(message, Image):
            assert message.png, "a picture was drawn"
            text = f"[plaatje]\n{text}"
        if isinstance(message, File):
            text = f"[bestand {message.name}]\n{text}"
        self.shown.append(text)


class GroupWire:
    """A group on one channel, with the real store and the scheduler."""

    def __init__(
        self, channel: str, folder: Path, library: Library, finder: Finder, database: str = ""
    ) -> None:
        self.folder = folder
        self.database = database or f"sqlite+aiosqlite:///{folder / 'test.db'}"
        self.room = Room(channel)
        self.clock = Clock(NOW)
        self._editions = Editions(Edition(library, finder))
        self._mark = 0
        self._opened = False
        self.store = self._new_store()
        self._scheduler: Scheduler | None = None

    @property
    def bot(self) -> Bot:
        drafts = Drafts(self.folder / "drafts")
        return Bot(self._editions, self.store, self.clock, drafts=drafts, draw=lambda _: b"png")

    async def type(self, text: str) -> str:
        """Say "Anna: ronde" in the group, "Anna in privé: stem" alone with the bot."""
        who, _, said = text.partition(": ")
        chat = self.chat(who)
        if picked := _picked(said):
            return await self.press(chat, picked)
        return await self.hear(Said(chat, said, leads=self.leads(chat), mark=self.next_mark()))

    async def press(self, chat: Chat, label: str) -> str:
        for asked in reversed(self.room.asked.get(chat.room, [])):
            for option in asked.options:
                if option.label == label:
                    owner = "" if asked.everyone or not chat.group else chat.person
                    mark = self.next_mark()
                    return await self.hear(Pressed(chat, asked.prompt, option.key, owner, mark=mark))
        raise AssertionError(f"{label!r} is not on a button in {self.room.asked}")

    async def open(self) -> str:
        return await self.hear(Opened(self.chat(f"{LEADER} in privé"), mark=self.next_mark()))

    async def pick(self, label: str) -> str:
        return await self.press(self.chat(LEADER), label)

    async def restart(self) -> None:
        await self.close()
        self._opened = False
        self.store = self._new_store()
        self._scheduler = None

    async def close(self) -> None:
        await self.store.__aexit__(None, None, None)

    def wait(self, minutes: int) -> None:
        self.clock.move(minutes)

    async def ring(self) -> str:
        """Have said what is due by now, and what follows from that."""
        await self._ready()
        self.room.shown.clear()
        scheduler = self._scheduler = self._scheduler or Scheduler(self.bot, {self.room.name: self.room})
        for _ in range(4):
            await scheduler.once()
            await scheduler.drain()
        return "\n".join(self.room.shown)

    def on_disk(self) -> bytes:
        return b"".join(file.read_bytes() for file in self.folder.glob("test.db*"))

    def chat(self, who: str) -> Chat:
        name, alone, _ = who.partition(" in privé")
        return Chat(self.room.name, name if alone else ROOM, name, not alone, sealed=bool(alone))

    def leads(self, chat: Chat) -> bool:
        return chat.group and chat.person == LEADER

    def next_mark(self) -> int:
        self._mark += 1
        return self._mark

    async def hear(self, event: Event) -> str:
        await self._ready()
        self.room.shown.clear()
        await self.bot.handle(event, self.room)
        return "\n".join(self.room.shown)

    async def _ready(self) -> None:
        if not self._opened:
            await self.store.__aenter__()
            self._opened = True

    def _new_store(self) -> Store:
        secrets = self.folder / "secrets"
        team_store = TeamStore(Epochs(secrets), Erasures(secrets), KEY)
        return Checked(self.database, KEY, team_store, alone_here=True)


def _picked(text: str) -> str:
    return text[1:-1] if text.startswith("[") and text.endswith("]") else ""
