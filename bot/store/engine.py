"""Make engines, and set SQLite's pragmas on every connection."""

from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Connection
from sqlalchemy.exc import ArgumentError, InvalidRequestError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

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

_POOL: dict[str, dict[str, Any]] = {"sqlite": {"pool_reset_on_return": None}}
"""Every block of ours ends what it began, so SQLite need not be asked to roll back after each."""


def engine_of(database: str) -> AsyncEngine:
    """Return the engine of the database at this URL.

    Raises:
        ValueError: if there can be none.
        ModuleNotFoundError: if asyncpg is not installed, which is an extra.
    """
    try:
        engine = create_async_engine(database, **_POOL.get(database.partition("+")[0], {}))
    except (ArgumentError, InvalidRequestError, ModuleNotFoundError) as error:
        if isinstance(error, ModuleNotFoundError) and error.name == "asyncpg":
            raise
        raise ValueError("no address of a database") from error
    if engine.dialect.name == "sqlite":
        event.listen(engine.sync_engine, "connect", _prepare)
        event.listen(engine.sync_engine, "begin", _begin)
    return engine


def alone(engine: AsyncEngine) -> AsyncEngine:
    """Return the same engine in autocommit, for single statements: a quarter of the time of a transaction."""
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
