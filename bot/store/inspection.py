"""Look at a database without changing it: no file, folder, table or migration is made, no row is written.

SQLite makes files beside a database in write-ahead mode, even for a reader. So one without a log is read
as an immutable file, and one with a log by a connection that keeps its index of the log to itself.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from sqlalchemy import Connection, func, inspect, select
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.store.database import NEWER, busy, file_of, reachable
from bot.store.errors import StoreError
from bot.store.installation import DatabaseMark, database_mark
from bot.store.migrate import HEAD, revision
from bot.store.missed_words import words_of
from bot.store.tables import missed, session
from bot.store.trouble import TroubleError

Age = Literal["absent", "older", "current"]
"""The state of the tables: not made yet, to be migrated by the next `run`, or up to date."""


@dataclass(frozen=True, slots=True)
class Inspection:
    """The state of a database."""

    age: Age
    file: Path | None
    """None where the database is no file."""
    sessions: int = 0
    mark: DatabaseMark | None = None
    """What it tells about the keys that it belongs with; None if it has no tables."""


async def inspect_database(url: str) -> Inspection:
    """Return the state of the database at this URL.

    Raises:
        StoreError: if it cannot be used, or is of a newer version.
        StoreBusyError: if it cannot be read now.
    """
    file = file_of(reachable(url))
    async with _looking(url) as connection:
        age = await _age(connection)
        if connection is None or age == "absent":
            return Inspection("absent", file)
        count = await connection.scalar(select(func.count()).select_from(session))
        return Inspection(age, file, int(count or 0), await connection.run_sync(database_mark))


async def missed_in(url: str, week: date) -> dict[str, int] | None:
    """Return the words that came up often enough in the week of this Monday; None without such a table.

    Raises:
        StoreError: if the database cannot be used, or is of a newer version.
        StoreBusyError: if it cannot be read now.
    """
    async with _looking(url) as connection:
        if connection is None or await _age(connection) == "absent":
            return None
        return await words_of(connection, week) if await connection.run_sync(_counts_missed) else None


async def _age(connection: AsyncConnection | None) -> Age:
    """Compare the number of the last migration with ours.

    Raises:
        StoreError: if it is not one of ours.
    """
    found = await connection.run_sync(revision) if connection else None
    if found is None:
        return "absent"
    if found > HEAD:  # migrations are numbered
        raise StoreError(NEWER)
    return "current" if found == HEAD else "older"


def _counts_missed(connection: Connection) -> bool:
    return inspect(connection).has_table(missed.name)


@asynccontextmanager
async def _looking(url: str) -> AsyncIterator[AsyncConnection | None]:
    """Open a connection that cannot write; None where there is no file yet.

    Raises:
        StoreError: if there is no usable database at the URL.
        StoreBusyError: if it cannot be read now.
    """
    engine = _read_only(url)
    if engine is None:
        yield None
        return
    try:
        with busy():
            async with engine.connect() as connection:
                yield connection
    except (DBAPIError, OSError) as error:
        raise TroubleError(error, file_of(reachable(url))) from error
    finally:
        await engine.dispose()


def _read_only(url: str) -> AsyncEngine | None:
    engine = reachable(url)
    file = file_of(engine)
    if engine.dialect.name != "sqlite":
        return engine.execution_options(postgresql_readonly=True)
    if file is None or not file.exists():
        return None
    log = file.with_name(f"{file.name}-wal")
    how = {"mode": "ro", "readonly_shm": "1"} if log.exists() else {"mode": "ro", "immutable": "1"}
    address = f"file:{quote(str(file.resolve()))}"
    return create_async_engine(
        URL.create(engine.url.drivername, database=address, query={"uri": "true", **how})
    )
