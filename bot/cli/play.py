"""The play of `demo`: a team of six votes, talks and votes again, in the terminal and without a network."""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self, TextIO

from bot.app.bot import Bot
from bot.app.clock import AMSTERDAM
from bot.app.edition_builder import edition_of
from bot.app.scheduler import Scheduler
from bot.channels.channel import Message
from bot.channels.stdio import text_of, while_open
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
"""The letters that the six press, in the first round and in the second."""

TRAITS = replace(PLAIN, presses_hidden=True)

PAUSE = 0.9
"""Seconds between two things that happen, to read along."""


@dataclass(frozen=True, slots=True)
class Types:
    """A member of the team types this in the group."""

    who: str
    text: str


@dataclass(frozen=True, slots=True)
class AllVote:
    """All six press a button under the latest ballot, in the order of `TEAM`."""

    letters: str


@dataclass(frozen=True, slots=True)
class Narrates:
    """The narrator says this, or people say it to one another."""

    key: str
    """Of the sentence."""
    minutes: int = 0
    """Time that passes after it."""


PLAY: tuple[Types | AllVote | Narrates, ...] = (
    Narrates("demo.begin"),
    Types("Anna", "team nieuw Wijkteam Noord"),
    Narrates("demo.join"),
    *(Types(who, "team mee") for who in TEAM[1:]),
    Types("Anna", "ronde 250 euro voor een schuur sluit over 10 minuten"),
    Narrates("demo.vote"),
    AllVote(FIRST),
    Types("Fred", "uitslag"),
    Narrates("demo.wait", minutes=11),
    Narrates("demo.talk"),
    Types("Anna", "tweede ronde sluit over 10 minuten"),
    AllVote(SECOND),
    Narrates("demo.wait", minutes=11),
    Types("Dina", "ruismeter"),
    Types("Anna", "agenda"),
    Narrates("demo.end"),
)


@dataclass
class Stage:
    """A channel that shows everything, and who can see it."""

    shown: TextIO
    library: Library
    name: str = "demo"
    traits: ChannelTraits = TRAITS
    ballot: Ask | None = None
    chat: Chat = field(default=Chat("demo", "groep", group=True))

    async def __aenter__(self) -> Self:
        """Connect to nothing."""
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close nothing."""

    async def events(self) -> AsyncIterator[Event]:
        """Yield nothing: only the play makes anything happen."""
        nobody: Sequence[Event] = ()
        for event in nobody:
            yield event

    async def done(self, event: Event) -> None:
        """Confirm nothing: no event comes again."""

    async def send(self, chat: Chat, message: Message, key: str, answering: Event | None = None) -> None:  # noqa: ARG002
        """Show it; in brackets if only one person sees it."""
        if isinstance(message, Ask):
            self.ballot = message
        text = text_of(message)
        if isinstance(message, Toast):
            text = self.library.say("demo.toast", who=chat.person, text=text)
        self.show("\n".join(f"    {line}".rstrip() for line in text.split("\n")))

    def show(self, text: str) -> None:
        """Print, with an empty line after it."""
        with while_open():
            print(f"{text}\n", file=self.shown, flush=True)


class StageClock:
    """A clock that the play moves on."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 24, 9, 30, tzinfo=AMSTERDAM)

    def __call__(self) -> datetime:
        """Return the current time in the play."""
        return self.now


async def perform(library: Library, shown: TextIO, pause: float = PAUSE) -> None:
    """Perform the play. Everything is kept in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        key = b"demo" * 8
        secrets = Path(folder) / "secrets"
        team_store = TeamStore(Epochs(secrets), Erasures(secrets), key)
        async with Store(f"sqlite+aiosqlite:///{folder}/demo.db", key, team_store) as store:
            clock = StageClock()
            drafts = Drafts(Path(folder))
            bot = Bot(Editions(edition_of(library)), store, clock, drafts=drafts, draw=lambda _: b"")
            await _play(bot, Stage(shown, library), clock, pause)


async def _play(bot: Bot, stage: Stage, clock: StageClock, pause: float) -> None:
    mark = 0
    for happens in PLAY:
        match happens:
            case Narrates():
                stage.show(stage.library.say(happens.key))
                clock.now += timedelta(minutes=happens.minutes)
                await _fire_due(bot, stage)
            case Types():
                stage.show(f"{happens.who}: {happens.text}")
                mark += 1
                chat = Chat(stage.name, stage.chat.room, happens.who, group=True)
                await bot.handle(Said(chat, happens.text, mark=mark, leads=happens.who == TEAM[0]), stage)
            case AllVote():
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
    """Fire the timers that are due, and those that follow from them."""
    scheduler = Scheduler(bot, {stage.name: stage})
    for _ in range(3):
        await scheduler.once()
        await scheduler.drain()
