"""One database: SQLite by default. A turn is kept in one transaction, or not at all."""

from datetime import datetime, timedelta
from types import TracebackType
from typing import Any, Self

import msgspec
from sqlalchemy import delete, event, func, select
from sqlalchemy.engine import URL, Connection, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.core.events import Chat
from bot.core.replies import Forget, Turn
from bot.core.session import Kept, Session
from bot.store.memory import Memory
from bot.store.migrate import NewerDatabaseError, migrate
from bot.store.pseudonym import pseudonym
from bot.store.tables import session as sessions

KEEP = timedelta(days=30)
"""After so long without a word, where a conversation stood is erased."""

_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",  # what was acknowledged survives a power cut
    "PRAGMA secure_delete=ON",  # what was erased is not left in the file
    "PRAGMA temp_store=MEMORY",
    "PRAGMA foreign_keys=ON",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA busy_timeout=5000",
)


class StoreError(Exception):
    """The database cannot be used. The message is for the operator: what is wrong, what to do."""


class Store:
    """What is remembered of every chat.

    Use it with `async with`: that opens the database, brings its tables up to date, and closes it.
    """

    def __init__(self, database: str, key: bytes) -> None:
        """`database` is an SQLAlchemy URL with an async driver, `key` makes the pseudonyms."""
        self._url = _checked(database)
        self._key = key
        self._memory = Memory()
        self._engine = _engine(self._url)

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
        await self._engine.dispose()

    async def session(self, chat: Chat, now: datetime) -> Session:
        """What is remembered of this chat; a new session if that is nothing."""
        name = pseudonym(chat, self._key)
        query = select(sessions.c.kept).where(sessions.c.chat == name, sessions.c.expires_on > now.date())
        async with self._engine.connect() as connection:
            found = await connection.scalar(query)
        kept = msgspec.json.decode(found, type=Kept) if found else Kept()
        return Session(kept, self._memory.recall(name, now))

    async def keep(self, chat: Chat, turn: Turn, now: datetime) -> None:
        """Remember this turn. Only when this returns may the event be acknowledged."""
        name = pseudonym(chat, self._key)
        expired = sessions.c.expires_on <= now.date()
        async with self._engine.begin() as connection:
            await connection.execute(delete(sessions).where((sessions.c.chat == name) | expired))
            if Forget() not in turn.effects:
                await connection.execute(sessions.insert().values(self._row(name, turn.session.kept, now)))
        self._memory.hold(name, turn.session.unkept, now)
        if Forget() in turn.effects:
            await self._wipe()

    async def count(self) -> int:
        """How many chats are remembered."""
        async with self._engine.connect() as connection:
            return int(await connection.scalar(select(func.count()).select_from(sessions)) or 0)

    @property
    def _where(self) -> str:
        return self._url.render_as_string(hide_password=True)

    async def _wipe(self) -> None:
        """Erased rows live on in SQLite's write-ahead log until it is emptied."""
        if self._engine.dialect.name == "sqlite":
            async with self._engine.connect() as connection:
                driver = (await connection.get_raw_connection()).driver_connection
                assert driver
                await driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _row(self, name: str, kept: Kept, now: datetime) -> dict[str, object]:
        return {
            "chat": name,
            "kept": msgspec.json.encode(kept).decode(),
            "expires_on": now.date() + KEEP,
        }


def _checked(database: str) -> URL:
    try:
        url = make_url(database)
        url.get_dialect()
    except (ArgumentError, NoSuchModuleError) as error:
        raise StoreError(
            "RUGGESPRAAK_DATABASE is geen adres van een database. "
            "Zoals: sqlite+aiosqlite:////var/lib/ruggespraak/ruggespraak.db"
        ) from error
    return url


def _engine(url: URL) -> AsyncEngine:
    engine = create_async_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine.sync_engine, "connect", _prepare)
        event.listen(engine.sync_engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _begin(connection: Connection) -> None:
    # a deferred BEGIN fails at once when two writers meet, however long the busy timeout is
    connection.exec_driver_sql("BEGIN IMMEDIATE")
