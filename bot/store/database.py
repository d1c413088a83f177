"""Open, migrate and close one database: SQLite by default, PostgreSQL where one machine is outgrown."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.store.engine import alone, engine_of
from bot.store.errors import StoreBusyError, StoreError
from bot.store.migrate import NewerDatabaseError, migrate
from bot.store.trouble import TroubleError

NEWER = "De database is van een nieuwere versie van Ruggespraak. Start die versie."

Prepare = Callable[[AsyncConnection], Awaitable[bool]]
"""Brings the contents in order before the first event, and returns whether it erased anything."""


class Database:
    """The database at one URL."""

    def __init__(self, url: str) -> None:
        """Connect to nothing yet.

        Args:
            url: an SQLAlchemy URL with an async driver.

        Raises:
            StoreError: if this is no URL of a database.
        """
        self.engine = reachable(url)
        self._autocommit = alone(self.engine)

    @property
    def dialect(self) -> str:
        """Return SQLAlchemy's name for this kind of database."""
        return self.engine.dialect.name

    @property
    def file(self) -> Path | None:
        """Return the file of an SQLite database; None for any other."""
        return file_of(self.engine)

    async def open(
        self, prepare: Prepare | None = None, admit: Callable[[Connection], None] = lambda _: None
    ) -> None:
        """Make the tables that are not there, and bring older tables up to date.

        All in one transaction: `admit` runs before it, and may raise a StoreError; `prepare` runs after it.

        Raises:
            StoreError: if there is no usable database at the URL.
        """
        try:
            async with self.engine.begin() as connection:
                await connection.run_sync(admit)
                await connection.run_sync(migrate)
                erased = await prepare(connection) if prepare else False
            if erased:
                await self.truncate_log()
        except StoreError:
            await self.close()
            raise
        except NewerDatabaseError as error:
            await self.close()
            raise StoreError(NEWER) from error
        except (DBAPIError, OSError) as error:
            await self.close()
            raise TroubleError(error, self.file) from error

    async def close(self) -> None:
        """Close every connection."""
        await self.engine.dispose()

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncConnection]:
        """Commit everything in this block, or nothing of it."""
        async with self.engine.begin() as connection:
            yield connection

    @asynccontextmanager
    async def statement(self) -> AsyncIterator[AsyncConnection]:
        """Run single statements, each a transaction of its own: a quarter of the time."""
        async with self._autocommit.connect() as connection:
            yield connection

    async def truncate_log(self) -> None:
        """Empty SQLite's write-ahead log, in which erased rows live on."""
        if self.dialect == "sqlite":
            async with self.statement() as connection:
                await connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


@contextmanager
def busy() -> Iterator[None]:
    """Tell a database that cannot work now from a mistake of ours.

    Raises:
        StoreBusyError: instead of the driver's error.
    """
    try:
        yield
    except (OperationalError, InterfaceError, TimeoutError, ConnectionError) as error:
        raise StoreBusyError from error


def reachable(url: str) -> AsyncEngine:
    """Return the engine of the database at this URL.

    Raises:
        StoreError: if this is no URL of a database, or if its driver is not installed.
    """
    try:
        return engine_of(url)
    except ValueError as error:
        raise StoreError(
            "RUGGESPRAAK_DATABASE is geen adres van een database. "
            "Zoals: sqlite+aiosqlite:////var/lib/ruggespraak/ruggespraak.db"
        ) from error
    except ModuleNotFoundError as error:
        raise StoreError(
            "Voor PostgreSQL ontbreekt asyncpg. Typ: make run, of: pip install 'ruggespraak[postgresql]'"
        ) from error


def file_of(engine: AsyncEngine) -> Path | None:
    """Return the file of an SQLite database; None for any other."""
    url = engine.url
    return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None


def database_file(url: str) -> Path | None:
    """Return the file of the database at this URL, which need not exist; None if it is no file.

    Raises:
        StoreError: if this is no URL of a database.
    """
    return file_of(reachable(url))
