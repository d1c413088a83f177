"""One database: SQLite by default. A turn is kept in one transaction, or not at all."""

from collections.abc import AsyncIterator, Collection, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager, nullcontext
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec
from sqlalchemy import bindparam, delete, func, select, update
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.core.model.events import Chat, TimerFired
from bot.core.model.native_poll import PostedPoll
from bot.core.model.orders import CloseRound, Disband, Leave, StopRound, TeamOrder, Vote
from bot.core.model.replies import (
    CancelRoundTimers,
    CancelTimer,
    Effect,
    Forget,
    LastingEffect,
    Lose,
    PassingEffect,
    Rename,
    Turn,
    Wake,
)
from bot.core.model.session import Around, Kept, Session
from bot.store import missed_words, native_polls, outbox
from bot.store.context_cache import ContextCache
from bot.store.engine import alone, engine_of
from bot.store.ephemeral import EphemeralSessions
from bot.store.errors import Refusal, StoreBusyError, StoreError, VoteRefusedError
from bot.store.group_commit import GroupCommit
from bot.store.migrate import NewerDatabaseError, migrate
from bot.store.missed_words import MissedWords
from bot.store.native_poll_tables import moved
from bot.store.native_poll_tables import poll as poll_table
from bot.store.pseudonym import pseudonym
from bot.store.tables import outbox as moments
from bot.store.tables import position
from bot.store.tables import session as sessions
from bot.store.team_store import TeamStore, fresh_letters
from bot.store.upsert import upsert

KEEP = timedelta(days=30)
"""After so long without a word, where a conversation stood is erased."""


class Store:
    """What is remembered of every chat.

    Use it with `async with`: that opens the database, brings its tables up to date, and closes it.
    """

    def __init__(
        self, database: str, key: bytes, team_store: TeamStore | None = None, *, alone_here: bool = False
    ) -> None:
        """`database` is an SQLAlchemy URL with an async driver, `key` makes the pseudonyms.

        `team_store` carries out what teams ask; without it nobody has a team. `alone_here`: no other
        process of this installation talks on these channels.
        """
        self._engine = _reached(database)
        self._alone = alone(self._engine)
        self._write = upsert(sessions, self._engine.dialect.name)
        self._put = upsert(position, self._engine.dialect.name)
        self._wake = upsert(moments, self._engine.dialect.name)
        self._post = upsert(poll_table, self._engine.dialect.name)
        self._move = upsert(moved, self._engine.dialect.name)
        self._swept: date | None = None
        self._missed = MissedWords(self._engine)
        self._key = key
        self._memory = EphemeralSessions()
        # several machines may share one PostgreSQL, whatever this one knows of its own processes
        self._context_cache = ContextCache(keeps=alone_here and self._engine.dialect.name == "sqlite")
        self._team_store = team_store
        self._sessions = GroupCommit(self._write_sessions)
        self._votes = GroupCommit(self._write_votes)

    async def __aenter__(self) -> Self:
        """Open.

        Raises:
            StoreError: if there is no usable database at the URL.
        """
        try:
            async with self._engine.begin() as connection:
                await connection.run_sync(migrate)
                mended = await self._team_store.mend(connection) if self._team_store else False
            if mended:
                await self._wipe()
        except NewerDatabaseError as error:
            await self._engine.dispose()
            raise StoreError(
                "De database is van een nieuwere versie van Ruggespraak. "
                "Start die versie, of zet een oudere kopie terug."
            ) from error
        except (DBAPIError, OSError) as error:
            await self._engine.dispose()
            raise StoreError(
                f"De database {self._where} is niet te openen of is geen database. "
                "Zet een kopie terug, of wijs met RUGGESPRAAK_DATABASE een andere aan."
            ) from error
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close."""
        try:
            await self._sessions.drain()
            await self._votes.drain()
            await self._missed.settle()
        finally:
            await self._engine.dispose()

    async def session(self, chat: Chat, now: datetime, code: str = "") -> Session:
        """What is remembered of this chat, and what there is around it; a new session if that is nothing.

        Raises:
            StoreBusyError: if the database cannot be read now.
        """
        name = pseudonym(chat, self._key)
        session, around = self._memory.recall(name, now), self._context_cache.known(chat)
        if session is None or session == Session() or around is None or code:
            with _busy():
                async with self._alone.connect() as connection:
                    session = session or await self._found(name, now, connection)
                    if session == Session():
                        session = await self._brought(chat, now, connection)
                    around = await self._around(chat, code, connection)
        return replace(session, around=replace(around, fresh=fresh_letters() if self._team_store else ""))

    async def keep(self, chat: Chat, turn: Turn, now: datetime, mark: int = 0) -> None:
        """Remember this turn. Only when this returns may the event be acknowledged.

        Raises:
            StoreBusyError: if the database cannot write now.
        """
        name = pseudonym(chat, self._key)
        await self._sweep(now.date())
        with _busy():
            if Forget() in turn.effects:
                await self._forget(chat, name, turn.effects, now)
                return
            if not await self._voted(turn, now):
                await self._write_turn(_row(name, turn.session.kept, mark, now), turn.effects, now)
                await self._after(turn.effects, now.date())
        self._memory.hold(name, replace(turn.session, mark=mark, around=Around()), now)
        await self._missed.note(turn.effects, now.date())

    async def vote(self, vote: Vote, now: datetime) -> Refusal:
        """Put a vote into its box. Empty: it is on disk. Otherwise why it was refused; nothing is written.

        Neither a session nor anything else is written with it: that would tell who voted.

        Raises:
            StoreBusyError: if the database cannot write now.
        """
        # what is voted alone is counted at the end of the week; in a round it may decide something now
        changes = nullcontext() if vote.topic else self._context_cache.changing()
        with _busy(), changes:
            return await self._votes.put((vote, now))

    async def carry_out(self, effects: Sequence[Effect], now: datetime) -> None:
        """Do what follows from an event that no conversation follows from.

        Raises:
            StoreBusyError: if the database cannot write now.
        """
        lasting = _lasting(effects)
        if not lasting:
            return
        await self._sweep(now.date())
        with _busy():
            async with self._changing() as connection:
                await self._do(lasting, connection, now)
            await self._after(lasting, now.date())

    async def claim(self, channels: Collection[str], now: datetime, most: int) -> list[TimerFired]:
        """Moments that have come, taken in hand for `outbox.LEASE` seconds, the longest overdue first.

        Raises:
            StoreBusyError: if the database cannot be used now; so do the three below.
        """
        self._memory.sweep(now)  # this is asked every second: what was typed goes also where nobody speaks
        with _busy():
            async with self._alone.connect() as connection:
                if not await outbox.any_due(connection, channels, now):
                    return []
            async with self._changing() as connection:
                return await outbox.claim(connection, channels, now, most)

    async def renew(self, keys: Collection[str], now: datetime) -> None:
        """Keep these moments in hand for another `outbox.LEASE` seconds."""
        with _busy():
            async with self._alone.connect() as connection:
                await outbox.renew(connection, keys, now)

    async def complete(self, moment: TimerFired) -> None:
        """What had to be said at this moment was said. Asked for again meanwhile, it stays."""
        with _busy(), self._context_cache.changing():
            async with self._alone.connect() as connection:
                await outbox.complete(connection, moment)

    async def position(self, channel: str) -> tuple[str, date] | None:
        """How far this channel was read, and on which day that was."""
        with _busy():
            async with self._alone.connect() as connection:
                row = (await connection.execute(_POSITION, {"name": channel})).first()
                return (row.value, row.day) if row else None

    async def put_position(self, channel: str, value: str, day: date) -> None:
        """Remember how far this channel was read."""
        row = {"channel": channel, "value": value, "day": day}
        with _busy():
            async with self._alone.connect() as connection:
                await connection.execute(self._put, row)

    async def posted(self, *, poll: str = "", native: tuple[str, str] = ("", "")) -> PostedPoll | None:
        """A native poll that stands open, by our name or by channel and the platform's own id."""
        channel, id_ = native
        same = (poll_table.c.channel == channel) & (poll_table.c.native == id_)
        with _busy():
            async with self._alone.connect() as connection:
                found = await native_polls.where(connection, poll_table.c.poll == poll if poll else same)
                return found[0] if found else None

    async def counted(self, channel: str) -> list[PostedPoll]:
        """Native polls that are counted, and of which the result was not told."""
        rules = (poll_table.c.channel == channel, poll_table.c.counts.is_not(None))
        with _busy():
            async with self._alone.connect() as connection:
                return await native_polls.where(connection, *rules)

    async def put_poll(self, posted: PostedPoll) -> None:
        """Remember where a native poll stands, or what its totals are."""
        with _busy():
            async with self._alone.connect() as connection:
                await connection.execute(self._post, native_polls.row(posted))

    async def drop_poll(self, poll: str) -> None:
        """The result of a native poll was told."""
        with _busy():
            async with self._alone.connect() as connection:
                await native_polls.drop(connection, poll)

    async def missed(self, week: date) -> dict[str, int]:
        """The words that came up often enough in the week of this Monday, most first."""
        await self._missed.settle()
        async with self._alone.connect() as connection:
            return await missed_words.of_week(connection, week)

    async def count(self) -> int:
        """How many chats are remembered."""
        async with self._engine.connect() as connection:
            return int(await connection.scalar(select(func.count()).select_from(sessions)) or 0)

    @property
    def file(self) -> Path | None:
        """The file of the database, where it is one."""
        url = self._engine.url
        return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None

    @property
    def _where(self) -> str:
        return self._engine.url.render_as_string(hide_password=True)

    async def _sweep(self, today: date) -> None:
        """Once a day, erase what expired."""
        if self._swept == today:
            return
        async with self._changing() as connection:
            await connection.execute(delete(sessions).where(sessions.c.expires_on <= today))
            await connection.execute(delete(moved).where(moved.c.expires_on <= today))
            await missed_words.sweep(connection, today)
            if self._team_store:
                await self._team_store.sweep(connection, today)
        self._swept = today

    async def _voted(self, turn: Turn, now: datetime) -> bool:
        """Put the votes of this turn into their boxes. Whether that is all that may be written.

        A vote in a round leaves no trace beside the box: no session, no mark. A dilemma that was done
        alone was in the session already; its vote goes first, in a transaction of its own.
        """
        votes = [effect for effect in turn.effects if isinstance(effect, Vote)]
        for vote in votes:
            refusal = await self.vote(vote, now)
            if refusal and not vote.topic:
                raise VoteRefusedError(refusal)
        if not votes or votes[0].topic:
            return False
        if others := _lasting(turn.effects):
            async with self._changing() as connection:
                await self._do(others, connection, now)
        return True

    async def _found(self, name: str, now: datetime, connection: AsyncConnection) -> Session:
        row = (await connection.execute(_FIND, {"room": name, "today": now.date()})).first()
        return Session(msgspec.json.decode(row.kept, type=Kept), mark=row.mark) if row else Session()

    async def _around(self, chat: Chat, code: str, connection: AsyncConnection) -> Around:
        around = await self._context_cache.read(chat, partial(self._read_around, chat, connection))
        if not self._team_store or not code:
            return around
        return replace(around, invited=await self._team_store.with_code(connection, code, chat))

    async def _read_around(self, chat: Chat, connection: AsyncConnection) -> Around:
        timers = await outbox.in_room(connection, chat)
        teams = await self._team_store.around(connection, chat) if self._team_store else ()
        return Around(timers, teams)

    @asynccontextmanager
    async def _changing(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that may change what surrounds somebody."""
        with self._context_cache.changing():
            async with self._engine.begin() as connection:
                yield connection

    async def _brought(self, chat: Chat, now: datetime, connection: AsyncConnection) -> Session:
        """In a group that has another id since: the conversation that somebody had under the old one."""
        before = (
            await connection.scalar(_BEFORE, {"of": chat.channel, "now": chat.room}) if chat.group else None
        )
        if not before:
            return Session()
        old, new = pseudonym(replace(chat, room=before), self._key), pseudonym(chat, self._key)
        held = self._memory.recall(old, now)
        session = held or await self._found(old, now, connection)
        self._memory.forget(old)
        if held:
            self._memory.hold(new, held, now)
        await connection.execute(update(sessions).where(sessions.c.chat == old).values(chat=new))
        return session

    async def _write_turn(self, row: dict[str, object], effects: Sequence[Effect], now: datetime) -> None:
        """Together with other sessions where that is all; otherwise in a transaction of its own."""
        if not (lasting := _lasting(effects)):
            await self._sessions.put(row)
            return
        async with self._changing() as connection:
            await connection.execute(self._write, row)
            await self._do(lasting, connection, now)

    async def _write_sessions(self, rows: Sequence[dict[str, object]]) -> Sequence[None]:
        if len(rows) == 1:
            async with self._alone.connect() as connection:
                await connection.execute(self._write, rows[0])
        else:
            async with self._engine.begin() as connection:  # in one order, so nobody waits in a circle
                await connection.execute(self._write, sorted(rows, key=lambda row: str(row["chat"])))
        return [None] * len(rows)

    async def _write_votes(self, votes: Sequence[tuple[Vote, datetime]]) -> Sequence[Refusal]:
        assert self._team_store, "a store without teams has no rounds"
        async with self._engine.begin() as connection:
            return await self._team_store.vote(connection, [vote for vote, _ in votes], votes[-1][1])

    async def _do(self, effects: Sequence[LastingEffect], connection: AsyncConnection, now: datetime) -> None:
        for effect in effects:
            match effect:
                case Wake() | CancelTimer() | CancelRoundTimers():
                    await outbox.carry_out(connection, effect, self._wake)
                case Rename(chat=chat, room=room):
                    await self._move_room(connection, chat, room, now.date())
                case Lose(chat=chat):
                    await outbox.lose(connection, chat)
                    await native_polls.lose(connection, chat)
                case _:
                    await self._order(connection, effect, now)

    async def _order(self, connection: AsyncConnection, order: TeamOrder, now: datetime) -> None:
        if self._team_store:
            await self._team_store.carry_out(connection, order, now)

    async def _move_room(self, connection: AsyncConnection, chat: Chat, room: str, today: date) -> None:
        await outbox.rename(connection, chat, room)
        await native_polls.rename(connection, chat, room)
        await self._rename(connection, chat, room, today)
        if self._team_store:
            await self._team_store.rename(connection, chat, room)

    async def _after(self, effects: Sequence[Effect], today: date) -> None:
        """What a round leaves behind in the log goes, and no older copy may tell its result again."""
        for effect in effects:
            if isinstance(effect, CloseRound) and self._team_store:
                async with self._engine.begin() as connection:
                    await self._team_store.closed(connection, effect.round, today)
        if any(isinstance(effect, CloseRound | StopRound | Leave | Disband) for effect in effects):
            await self._wipe()

    async def _rename(self, connection: AsyncConnection, chat: Chat, room: str, today: date) -> None:
        """What stands under the room itself now; of who speaks in a group, when they speak (`_brought`)."""
        if chat.group:
            row = {"channel": chat.channel, "room": room, "before": chat.room, "expires_on": today + KEEP}
            await connection.execute(self._move, row)
        old, new = pseudonym(chat, self._key), pseudonym(replace(chat, room=room), self._key)
        self._memory.forget(old)
        await connection.execute(delete(sessions).where(sessions.c.chat == new))
        await connection.execute(update(sessions).where(sessions.c.chat == old).values(chat=new))

    async def _forget(self, chat: Chat, name: str, effects: Sequence[Effect], now: datetime) -> None:
        self._memory.forget(name)
        async with self._changing() as connection:
            await connection.execute(delete(sessions).where(sessions.c.chat == name))
            await self._do(_lasting(effects), connection, now)
            if self._team_store:
                await self._team_store.forget(connection, chat, now.date(), partial(pseudonym, key=self._key))
        await self._wipe()

    async def _wipe(self) -> None:
        """Erased rows live on in SQLite's write-ahead log until it is emptied."""
        if self._engine.dialect.name == "sqlite":
            async with self._alone.connect() as connection:
                await connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


# made once: to make a statement takes as long as to run it
_POSITION = select(position.c.value, position.c.day).where(position.c.channel == bindparam("name"))

_BEFORE = select(moved.c.before).where(moved.c.channel == bindparam("of"), moved.c.room == bindparam("now"))

_FIND = select(sessions.c.kept, sessions.c.mark).where(
    sessions.c.chat == bindparam("room"), sessions.c.expires_on > bindparam("today")
)


def _row(name: str, kept: Kept, mark: int, now: datetime) -> dict[str, object]:
    text = msgspec.json.encode(kept).decode()
    return {"chat": name, "kept": text, "expires_on": now.date() + KEEP, "mark": mark}


def _lasting(effects: Sequence[Effect]) -> list[LastingEffect]:
    """Return the effects that the database carries out. An effect that is neither kind fails mypy here."""
    return [effect for effect in effects if not isinstance(effect, PassingEffect)]


@contextmanager
def _busy() -> Iterator[None]:
    """Tells a database that cannot work now from a mistake of ours."""
    try:
        yield
    except (OperationalError, InterfaceError, TimeoutError, ConnectionError) as error:
        raise StoreBusyError from error


def _reached(database: str) -> AsyncEngine:
    try:
        return engine_of(database)
    except ValueError as error:
        raise StoreError(
            "RUGGESPRAAK_DATABASE is geen adres van een database. "
            "Zoals: sqlite+aiosqlite:////var/lib/ruggespraak/ruggespraak.db"
        ) from error
    except ModuleNotFoundError as error:
        raise StoreError(
            "Voor PostgreSQL ontbreekt asyncpg. Typ: make run, of: pip install 'ruggespraak[postgresql]'"
        ) from error
