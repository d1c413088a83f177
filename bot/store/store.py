"""One database: SQLite by default. A turn is kept in one transaction, or not at all."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from importlib import import_module
from types import TracebackType
from typing import Any, Self

import msgspec
from sqlalchemy import Insert, Table, bindparam, delete, event, func, select
from sqlalchemy.engine import Connection
from sqlalchemy.exc import ArgumentError, DBAPIError, InvalidRequestError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.core.events import Chat
from bot.core.replies import Forget, Missed, Turn
from bot.core.session import Kept, Session
from bot.store.memory import Memory
from bot.store.migrate import NewerDatabaseError, migrate
from bot.store.pseudonym import pseudonym
from bot.store.tables import missed
from bot.store.tables import session as sessions

KEEP = timedelta(days=30)
"""After so long without a word, where a conversation stood is erased."""

KEEP_WEEKS = timedelta(weeks=12)
"""After so long the words of a week are erased."""

LEAST_TIMES = 5
"""A word that came up less is never shown: it could be one person's."""

TOGETHER = 20
"""So many missed words wait in memory before they are counted on disk."""

_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",  # what was acknowledged survives a power cut
    "PRAGMA secure_delete=ON",  # what was erased is not left in the file
    "PRAGMA temp_store=MEMORY",
    "PRAGMA foreign_keys=ON",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA busy_timeout=5000",
)


ALONE = "ruggespraak_alone"
"""Execution option of a connection for one statement by itself, which is a transaction of its own."""


class StoreError(Exception):
    """The database cannot be used. The message is for the operator: what is wrong, what to do."""


class Store:
    """What is remembered of every chat.

    Use it with `async with`: that opens the database, brings its tables up to date, and closes it.
    """

    def __init__(self, database: str, key: bytes) -> None:
        """`database` is an SQLAlchemy URL with an async driver, `key` makes the pseudonyms."""
        self._engine = _engine(database)
        self._alone = _alone(self._engine)
        self._write = _upsert(self._engine.dialect.name)
        self._count = _count_up(self._engine.dialect.name)
        self._swept: date | None = None
        self._uncounted: Counter[tuple[date, str]] = Counter()
        self._key = key
        self._memory = Memory()

    async def __aenter__(self) -> Self:
        """Open.

        Raises:
            StoreError: if there is no usable database at the URL.
        """
        try:
            async with self._engine.begin() as connection:
                await connection.run_sync(migrate)
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
            await self._settle()
        finally:
            await self._engine.dispose()

    async def session(self, chat: Chat, now: datetime) -> Session:
        """What is remembered of this chat; a new session if that is nothing."""
        name = pseudonym(chat, self._key)
        if held := self._memory.recall(name, now):
            return held
        async with self._alone.connect() as connection:
            found = await connection.scalar(_FIND, {"room": name, "today": now.date()})
        return Session(msgspec.json.decode(found, type=Kept)) if found else Session()

    async def keep(self, chat: Chat, turn: Turn, now: datetime) -> None:
        """Remember this turn. Only when this returns may the event be acknowledged."""
        name = pseudonym(chat, self._key)
        if Forget() in turn.effects:
            await self._forget(name)
            return
        await self._sweep(now.date())
        async with self._alone.connect() as connection:
            await connection.execute(self._write, _row(name, turn.session.kept, now))
        self._memory.hold(name, turn.session, now)
        self._uncounted.update(_missed_words(turn, now.date()))
        if self._uncounted.total() >= TOGETHER:
            await self._settle()

    async def missed(self, week: date) -> dict[str, int]:
        """The words that came up often enough in the week of this Monday, most first."""
        await self._settle()
        async with self._alone.connect() as connection:
            rows = await connection.execute(_MISSED, {"monday": week})
            return {str(word): int(times) for word, times in rows}

    async def count(self) -> int:
        """How many chats are remembered."""
        async with self._engine.connect() as connection:
            return int(await connection.scalar(select(func.count()).select_from(sessions)) or 0)

    @property
    def _where(self) -> str:
        return self._engine.url.render_as_string(hide_password=True)

    async def _sweep(self, today: date) -> None:
        """Once a day, erase what expired."""
        if self._swept == today:
            return
        async with self._engine.begin() as connection:
            await connection.execute(delete(sessions).where(sessions.c.expires_on <= today))
            await connection.execute(delete(missed).where(missed.c.week < monday(today) - KEEP_WEEKS))
        self._swept = today

    async def _settle(self) -> None:
        """Write the words that wait to be counted, many at a time and never with a session.

        In one transaction with a session they would tell who typed them: SQLite's log and PostgreSQL's
        xmin remember what was written together. A crash loses what waits; it is a count, no message.
        """
        if not self._uncounted:
            return
        rows = [
            {"week": week, "word": word, "times": n} for (week, word), n in sorted(self._uncounted.items())
        ]
        self._uncounted.clear()
        async with self._engine.begin() as connection:
            await connection.execute(self._count, rows)

    async def _forget(self, name: str) -> None:
        self._memory.forget(name)
        async with self._engine.begin() as connection:
            await connection.execute(delete(sessions).where(sessions.c.chat == name))
        await self._wipe()

    async def _wipe(self) -> None:
        """Erased rows live on in SQLite's write-ahead log until it is emptied."""
        if self._engine.dialect.name == "sqlite":
            async with self._alone.connect() as connection:
                await connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


# made once: to make a statement takes as long as to run it
_FIND = select(sessions.c.kept).where(
    sessions.c.chat == bindparam("room"), sessions.c.expires_on > bindparam("today")
)

_MISSED = (
    select(missed.c.word, missed.c.times)
    .where(missed.c.week == bindparam("monday"), missed.c.times >= LEAST_TIMES)
    .order_by(missed.c.times.desc(), missed.c.word)
)


def monday(day: date) -> date:
    """The day that the week of this day began on."""
    return day - timedelta(days=day.weekday())


def _insert(table: Table, dialect: str) -> Any:
    """An INSERT that can also update; each database has its own, and only one of them is imported."""
    return import_module(f"sqlalchemy.dialects.{dialect}").insert(table)


def _upsert(dialect: str) -> Insert:
    insert = _insert(sessions, dialect)
    statement: Insert = insert.on_conflict_do_update(
        index_elements=["chat"], set_={"kept": insert.excluded.kept, "expires_on": insert.excluded.expires_on}
    )
    return statement


def _count_up(dialect: str) -> Insert:
    insert = _insert(missed, dialect)
    statement: Insert = insert.on_conflict_do_update(
        index_elements=["week", "word"], set_={"times": missed.c.times + insert.excluded.times}
    )
    return statement


def _missed_words(turn: Turn, today: date) -> Iterator[tuple[date, str]]:
    for effect in turn.effects:
        if isinstance(effect, Missed):
            yield from ((monday(today), word) for word in effect.words)


def _row(name: str, kept: Kept, now: datetime) -> dict[str, object]:
    return {"chat": name, "kept": msgspec.json.encode(kept).decode(), "expires_on": now.date() + KEEP}


_POOL: dict[str, dict[str, Any]] = {"sqlite": {"pool_reset_on_return": None}}
"""Every block of ours ends what it began, so SQLite need not be asked to roll back after each."""


def _engine(database: str) -> AsyncEngine:
    try:
        engine = create_async_engine(database, **_POOL.get(database.partition("+")[0], {}))
    except (ArgumentError, InvalidRequestError, ModuleNotFoundError) as error:
        raise StoreError(
            "RUGGESPRAAK_DATABASE is geen adres van een database. "
            "Zoals: sqlite+aiosqlite:////var/lib/ruggespraak/ruggespraak.db"
        ) from error
    if engine.dialect.name == "sqlite":
        event.listen(engine.sync_engine, "connect", _prepare)
        event.listen(engine.sync_engine, "begin", _begin)
    return engine


def _alone(engine: AsyncEngine) -> AsyncEngine:
    """The same engine, for single statements: a quarter of the time of a transaction."""
    if engine.dialect.name == "sqlite":
        return engine.execution_options(**{ALONE: True})
    return engine.execution_options(isolation_level="AUTOCOMMIT")


def _prepare(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _begin(connection: Connection) -> None:
    # a deferred BEGIN fails at once when two writers meet, however long the busy timeout is;
    # one statement by itself needs none
    if not connection.get_execution_options().get(ALONE):
        connection.exec_driver_sql("BEGIN IMMEDIATE")
