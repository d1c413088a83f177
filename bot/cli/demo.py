"""A team of six plays a round, talks, and plays a second one: in the terminal, with no network."""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self, TextIO

from bot.app.bot import Bot, edition_of
from bot.app.clock import AMSTERDAM
from bot.app.scheduler import Scheduler
from bot.channels.channel import Message
from bot.channels.plain import text_of
from bot.core.editions import Editions
from bot.core.model.events import Chat, Event, Pressed, Said
from bot.core.model.library import Library
from bot.core.model.replies import Ask, Toast
from bot.core.model.traits import PLAIN, ChannelTraits
from bot.store.drafts import Drafts
from bot.store.epochs import Epochs
from bot.store.erasures import Erasures
from bot.store.store import Store
from bot.store.team_store import TeamStore

TEAM = ("Anna", "Bram", "Chris", "Dina", "Eva", "Fred")
FIRST, SECOND = "AAACCC", "ACCCCC"
"""What the six press, in the first round and in the second."""

TRAITS = replace(PLAIN, presses_hidden=True)

PAUSE = 0.9
"""Seconds between two things that happen, to read along."""


@dataclass(frozen=True, slots=True)
class Does:
    """Somebody of the team types this in the group."""

    who: str
    text: str


@dataclass(frozen=True, slots=True)
class Votes:
    """All six press a button, under the ballot shown last."""

    letters: str


@dataclass(frozen=True, slots=True)
class Tells:
    """What the one who leads the demo tells, or what people say to one another."""

    key: str
    """Of the sentence."""
    minutes: int = 0
    """So much time passes after it."""


PLAY: tuple[Does | Votes | Tells, ...] = (
    Tells("demo.begin"),
    Does("Anna", "team nieuw Wijkteam Noord"),
    Tells("demo.join"),
    *(Does(who, "team mee") for who in TEAM[1:]),
    Does("Anna", "ronde 250 euro voor een schuur sluit over 10 minuten"),
    Tells("demo.vote"),
    Votes(FIRST),
    Does("Fred", "uitslag"),
    Tells("demo.wait", minutes=11),
    Tells("demo.talk"),
    Does("Anna", "tweede ronde sluit over 10 minuten"),
    Votes(SECOND),
    Tells("demo.wait", minutes=11),
    Does("Dina", "ruismeter"),
    Does("Anna", "agenda"),
    Tells("demo.end"),
)


@dataclass
class Stage:
    """A channel on which everything is shown, and who can see it."""

    shown: TextIO
    library: Library
    name: str = "demo"
    traits: ChannelTraits = TRAITS
    ballot: Ask | None = None
    quiet: bool = False
    chat: Chat = field(default=Chat("demo", "groep", group=True))

    async def __aenter__(self) -> Self:
        """Nothing to connect."""
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing to close."""

    async def events(self) -> AsyncIterator[Event]:
        """Nobody speaks but by the play."""
        nobody: Sequence[Event] = ()
        for event in nobody:
            yield event

    async def done(self, event: Event) -> None:
        """Nothing to confirm."""

    async def send(self, chat: Chat, message: Message, key: str, answering: Event | None = None) -> None:  # noqa: ARG002
        """Show it. What only one person sees stands between brackets."""
        if isinstance(message, Ask):
            self.ballot = message
        text = text_of(message)
        if isinstance(message, Toast):
            text = self.library.say("demo.toast", who=chat.person, text=text)
        self.show("\n".join(f"    {line}".rstrip() for line in text.split("\n")))

    def show(self, text: str) -> None:
        """Print, with an empty line after it."""
        print(f"{text}\n", file=self.shown, flush=True)


class Moves:
    """A clock that the play moves."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 24, 9, 30, tzinfo=AMSTERDAM)

    def __call__(self) -> datetime:
        """Now, in the play."""
        return self.now


async def demo(library: Library, shown: TextIO, pause: float = PAUSE) -> None:
    """Play it from begin to end. Everything is in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        key = b"demo" * 8
        secrets = Path(folder) / "secrets"
        team_store = TeamStore(Epochs(secrets), Erasures(secrets), key)
        async with Store(f"sqlite+aiosqlite:///{folder}/demo.db", key, team_store) as store:
            clock = Moves()
            drafts = Drafts(Path(folder))
            bot = Bot(Editions(edition_of(library)), store, clock, drafts=drafts, draw=lambda _: b"")
            await _play(bot, Stage(shown, library), clock, pause)


async def _play(bot: Bot, stage: Stage, clock: Moves, pause: float) -> None:
    mark = 0
    for happens in PLAY:
        match happens:
            case Tells():
                stage.show(stage.library.say(happens.key))
                clock.now += timedelta(minutes=happens.minutes)
                await _fire_due(bot, stage)
            case Does():
                stage.show(f"{happens.who}: {happens.text}")
                mark += 1
                chat = Chat(stage.name, stage.chat.room, happens.who, group=True)
                await bot.handle(Said(chat, happens.text, mark=mark, leads=happens.who == TEAM[0]), stage)
            case Votes():
                mark = await _vote(bot, stage, happens.letters, mark)
        await asyncio.sleep(pause)


async def _vote(bot: Bot, stage: Stage, letters: str, mark: int) -> int:
    assert stage.ballot, "a ballot was shown"
    for who, letter in zip(TEAM, letters, strict=True):
        mark += 1
        chat = Chat(stage.name, stage.chat.room, who, group=True)
        await bot.handle(Pressed(chat, stage.ballot.prompt, letter, mark=mark), stage)
    return mark


async def _fire_due(bot: Bot, stage: Stage) -> None:
    """Have said what is due, and what follows from that."""
    scheduler = Scheduler(bot, {stage.name: stage})
    for _ in range(3):
        await scheduler.once()
        await scheduler.drain()
