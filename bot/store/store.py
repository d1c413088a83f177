"""Remember every chat in one database. A turn is kept in one transaction, or not at all."""

from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import asynccontextmanager, nullcontext
from dataclasses import replace
from datetime import date, datetime
from types import TracebackType
from typing import Self

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.model.events import Chat, TimerFired
from bot.core.model.orders import Vote
from bot.core.model.replies import Effect, Forget, LastingEffect, Turn
from bot.core.model.session import Session
from bot.store import missed_words, outbox
from bot.store.ballot_box import BallotBox
from bot.store.context_cache import ContextCache
from bot.store.database import Database, busy
from bot.store.effects import EffectWriter, lasting
from bot.store.errors import Refusal, VoteRefusedError
from bot.store.gatherings import Gatherings
from bot.store.installation import Installation
from bot.store.missed_words import MissedWords
from bot.store.native_polls import PostedPolls
from bot.store.positions import Positions
from bot.store.sessions import SessionRow, Sessions
from bot.store.surroundings import Surroundings
from bot.store.team_store import TeamStore


class Store:
    """Everything that is remembered, in parts. `async with` opens and closes the database."""

    def __init__(
        self,
        database: str,
        key: bytes,
        team_store: TeamStore | None = None,
        installation: Installation | None = None,
        *,
        alone_here: bool = False,
    ) -> None:
        """`database` is an SQLAlchemy URL with an async driver, `key` makes the pseudonyms, `team_store`
        carries out what teams ask, `installation` refuses a database that is not its own.

        `alone_here`: no other process of this installation talks on these channels.
        """
        self.database = Database(database)
        self.sessions = Sessions(self.database, key)
        self.positions = Positions(self.database)
        self.native_polls = PostedPolls(self.database)
        self.missed_words = MissedWords(self.database)
        self._team_store = team_store
        self._open = installation.open if installation else Database.open
        # several machines may share one PostgreSQL, whatever this one knows of its own processes
        self._context_cache = ContextCache(keeps=alone_here and self.database.dialect == "sqlite")
        self._ballot_box = BallotBox(self.database, team_store)
        self.gatherings = Gatherings(self.database, self.sessions.name)
        self._surroundings = Surroundings(self._context_cache, self.sessions, self.gatherings, team_store)
        self._effects = EffectWriter(self.database, self.sessions, self.gatherings, team_store)
        self._swept: date | None = None

    async def __aenter__(self) -> Self:
        """Open.

        Raises:
            StoreError: if there is no usable database at the URL, or not the one of this installation.
        """
        await self._open(self.database, self._team_store.mend if self._team_store else None)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Write what waits, and close."""
        try:
            await self.sessions.drain()
            await self._ballot_box.drain()
            await self.missed_words.settle()
        finally:
            await self.database.close()

    async def session(self, chat: Chat, now: datetime, code: str = "") -> Session:
        """Return what is remembered of this chat, with what there is around it; or a new session.

        Raises:
            StoreBusyError: if the database cannot be read now.
        """
        session, around = self.sessions.recall(chat, now), self._context_cache.known(chat)
        if session is None or session == Session() or around is None or code:
            with busy():
                async with self.database.statement() as connection:
                    if session is None or session == Session():
                        session = await self.sessions.read(chat, now, connection)
                    around = await self._surroundings.read(chat, code, connection)
        return replace(session, around=self._surroundings.now(around, chat))

    async def keep(self, chat: Chat, turn: Turn, now: datetime, mark: int = 0) -> None:
        """Remember this turn. Only when this returns may the event be acknowledged.

        Raises:
            StoreBusyError: if the database cannot write now.
        """
        with busy():
            await self._sweep(now.date())
            if Forget() in turn.effects:
                await self._forget(chat, turn.effects, now)
                return
            if not await self._voted(turn, now) and not turn.traceless:
                await self._write_turn(self.sessions.row(chat, turn.session, mark, now), turn.effects, now)
                await self._effects.clean_up(turn.effects, now.date())
        self.sessions.hold(chat, turn.session, mark, now)
        self.gatherings.hold(turn.effects, now)
        await self.missed_words.note(turn.effects, now.date())

    async def vote(self, vote: Vote, now: datetime) -> Refusal:
        """Put a vote into its box. Empty: it is on disk. Otherwise why it was refused; nothing is written.

        Neither a session nor anything else is written with it: that would tell who voted.

        Raises:
            StoreBusyError: if the database cannot write now.
        """
        # what is voted alone is counted at the end of the week; in a round it may decide something now
        changes = nullcontext() if vote.topic else self._context_cache.changing()
        with busy(), changes:
            return await self._ballot_box.put(vote, now)

    async def carry_out(self, effects: Sequence[Effect], now: datetime) -> None:
        """Carry out the effects of an event that is part of no conversation.

        Raises:
            StoreBusyError: if the database cannot write now.
        """
        if not (kept := lasting(effects)):
            return
        with busy():
            await self._sweep(now.date())
            async with self._changing() as connection:
                await self._do(kept, connection, now)
            await self._effects.clean_up(kept, now.date())
        self.gatherings.hold(effects, now)

    async def claim(self, channels: Collection[str], now: datetime, most: int) -> list[TimerFired]:
        """Lease the timers that are due for `outbox.LEASE` seconds, the longest overdue first.

        Raises:
            StoreBusyError: if the database cannot be used now; so do the two below.
        """
        self.gatherings.sweep_memory(now)
        self.sessions.sweep_memory(now)  # this is called every second, so also while nobody speaks
        with busy():
            async with self.database.statement() as connection:
                if not await outbox.any_due(connection, channels, now):
                    return []
            async with self._changing() as connection:
                return await outbox.claim(connection, channels, now, most)

    async def renew(self, keys: Collection[str], now: datetime) -> None:
        """Lease these timers for another `outbox.LEASE` seconds."""
        with busy():
            async with self.database.statement() as connection:
                await outbox.renew(connection, keys, now)

    async def complete(self, fired: TimerFired) -> None:
        """Take out a timer of which everything was said, unless it was set again meanwhile."""
        with busy(), self._context_cache.changing():
            async with self.database.statement() as connection:
                await outbox.complete(connection, fired)

    async def _sweep(self, today: date) -> None:
        """Erase what expired, once a day."""
        if self._swept == today:
            return
        async with self._changing() as connection:
            await self.sessions.sweep(connection, today)
            await missed_words.sweep(connection, today)
            await self.gatherings.sweep(connection, today)
            if self._team_store:
                await self._team_store.sweep(connection, today)
        self._swept = today

    async def _voted(self, turn: Turn, now: datetime) -> bool:
        """Put the votes of this turn into their boxes, and return whether nothing else may be written.

        A vote leaves no trace beside the box, also that for a dilemma done alone: no session, no mark.

        Raises:
            VoteRefusedError: if a vote in a round was not taken.
        """
        votes = [effect for effect in turn.effects if isinstance(effect, Vote)]
        for vote in votes:
            refusal = await self.vote(vote, now)
            if refusal and not vote.topic:
                raise VoteRefusedError(refusal)
        if not votes:
            return False
        if others := lasting(turn.effects):
            async with self._changing() as connection:
                await self._do(others, connection, now)
        return True

    @asynccontextmanager
    async def _changing(self) -> AsyncIterator[AsyncConnection]:
        """Open a transaction that may change what is around somebody."""
        with self._context_cache.changing():
            async with self.database.transaction() as connection:
                yield connection

    async def _write_turn(self, row: SessionRow, effects: Sequence[Effect], now: datetime) -> None:
        """Write it together with other sessions; with other effects in a transaction of its own."""
        if not (kept := lasting(effects)):
            await self.sessions.write(row)
            return
        async with self._changing() as connection:
            await self.sessions.write_within(connection, row)
            await self._do(kept, connection, now)

    async def _do(self, effects: Sequence[LastingEffect], connection: AsyncConnection, now: datetime) -> None:
        await self._effects.carry_out(effects, connection, now)

    async def _forget(self, chat: Chat, effects: Sequence[Effect], now: datetime) -> None:
        async with self._changing() as connection:
            await self.sessions.forget(chat, connection)
            if not chat.group:
                await self.gatherings.erase(connection, chat)
            await self._do(lasting(effects), connection, now)
            if self._team_store:
                await self._team_store.forget(connection, chat, now.date(), self.sessions.name)
        await self.database.truncate_log()
