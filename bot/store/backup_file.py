"""Copy what may outlive this database, and put it back. The same rows from and to SQLite and PostgreSQL.

A backup is one SQLite file, whatever it was made of. It is copied row by row and not page by page: pages
hold what must be in no backup, and erasing it afterwards would leave it on the disk of the copy.
"""

import sqlite3
import tempfile
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import RowMapping, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store import gathering_tables, native_poll_tables, tables, team_tables
from bot.store.database import Database, Prepare, busy
from bot.store.errors import BackupError
from bot.store.inspection import inspect_database
from bot.store.installation import KeysMark, belong, database_mark
from bot.store.migrate import HEAD
from bot.store.pseudonym import KEY_FILE
from bot.store.upsert import upsert

AT_ONCE = 1000
"""Rows in memory while they are copied."""

Rewrite = Callable[[RowMapping], dict[str, Any] | None]
"""Returns a row as it may be in a backup; None if it may not be."""


def _whole(row: RowMapping) -> dict[str, Any]:
    return dict(row)


def _without_box(row: RowMapping) -> dict[str, Any] | None:
    """Leave out box and nonce: a round that was open ends without being counted, and that is said."""
    if row["state"] != "open":
        return dict(row)
    return None if row["kind"] == "alleen" else {**row, "state": "void", "box": None, "nonce": None}


def _not_started(row: RowMapping) -> dict[str, Any]:
    return {**row, "starts": 0}


COPIED: Mapping[str, Rewrite] = {
    tables.session.name: _whole,
    tables.missed.name: _whole,
    tables.installation.name: _not_started,
    team_tables.team.name: _whole,
    team_tables.member.name: _whole,
    team_tables.round_.name: _without_box,
    team_tables.erasure.name: _whole,
    native_poll_tables.moved.name: _whole,
}
"""The tables of a backup."""

LEFT_OUT: Mapping[str, str] = {
    tables.outbox.name: "holds the platform's own ids of people, and would be said again",
    tables.position.name: "an older position would have old messages answered again",
    native_poll_tables.poll.name: "holds the platform's own ids, and closed long before it is put back",
    gathering_tables.gathering.name: "nobody comes back to a meeting of the day before",
}
"""The tables that are in no backup, and why."""


@dataclass(frozen=True, slots=True)
class Copied:
    """The number of rows that a backup holds."""

    sessions: int
    teams: int
    rounds: int


async def back_up(database: str, target: Path) -> Copied:
    """Copy the database at this URL into a new file, while the bot may run, and look whether it is whole.

    Raises:
        BackupError: if there is nothing to copy, or no room for the copy.
        StoreError, StoreBusyError: if the database cannot be used.
    """
    age = (await inspect_database(database)).age
    if age != "current":
        raise BackupError(_NOTHING if age == "absent" else _OLDER)
    if target.exists():  # noqa: ASYNC240, nothing else runs in this process
        raise BackupError(f"{target} bestaat al. Kies een andere naam voor de kopie.")
    try:
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".ruggespraak-") as folder:
            draft = Path(folder) / "copy.db"
            draft.touch(0o600)
            async with _snapshot(database) as reading:
                await _fill(f"sqlite+aiosqlite:///{draft}", partial(_copy_rows, reading))
            _leave_write_ahead_mode(draft)
            copied = verify(draft)
            draft.replace(target)
    except (OSError, sqlite3.OperationalError) as error:
        raise BackupError(f"{target} is niet te schrijven. Bestaat de map, en is er plaats?") from error
    return copied


async def restore(source: Path, database: str, keys: KeysMark, prepare: Prepare, folder: Path) -> Copied:
    """Put a backup into an empty database, and return what it held.

    `prepare` withdraws in the same transaction what was withdrawn since. In `folder` lies a draft meanwhile.

    Raises:
        BackupError: if the copy cannot be used, or if there is a database already.
        StoreError, StoreBusyError: if the database cannot be used.
    """
    await _require_empty(database)
    with tempfile.TemporaryDirectory(dir=folder) as drafts:
        draft = Path(drafts) / "copy.db"
        _read_whole(source, draft)
        copied = verify(draft)
        await _fill(f"sqlite+aiosqlite:///{draft}")  # which migrates it, where it is of an older version
        async with _snapshot(f"sqlite+aiosqlite:///{draft}") as reading:
            mark = await reading.run_sync(database_mark)
            if mark is None or not belong(keys, mark):
                raise BackupError(_OTHER_KEY)
            await _fill(database, partial(_put_back, reading, keys, prepare))
    return copied


def verify(file: Path) -> Copied:
    """Have SQLite check all of a copy, and count.

    Raises:
        BackupError: if it is damaged, no copy of ours, or of a newer version.
    """
    try:
        with closing(sqlite3.connect(f"file:{quote(str(file))}?mode=ro&immutable=1", uri=True)) as copy:
            found = copy.execute("PRAGMA integrity_check").fetchall()
            version = copy.execute("SELECT version_num FROM alembic_version").fetchone()
            names = (tables.session.name, team_tables.team.name, team_tables.round_.name)
            counts = [copy.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names]  # noqa: S608
    except sqlite3.DatabaseError as error:
        raise BackupError(_DAMAGED) from error
    if found != [("ok",)] or version is None:
        raise BackupError(_DAMAGED)
    if version[0] > HEAD:
        raise BackupError(
            "De kopie is van een nieuwere versie van Ruggespraak. Zet hem terug met die versie."
        )
    return Copied(*counts)


async def _fill(database: str, prepare: Prepare | None = None) -> None:
    """Make the tables of a database, and carry out `prepare` in the same transaction."""
    target = Database(database)
    await target.open(prepare)
    await target.close()


async def _copy_rows(reading: AsyncConnection, writing: AsyncConnection) -> bool:
    for name, rewrite in COPIED.items():
        table = tables.metadata.tables[name]
        rows = await reading.stream(select(table).order_by(*table.primary_key))
        async for some in rows.mappings().partitions(AT_ONCE):
            if kept := [row for one in some if (row := rewrite(one))]:
                await writing.execute(insert(table), kept)
    return False


async def _put_back(
    reading: AsyncConnection, keys: KeysMark, prepare: Prepare, writing: AsyncConnection
) -> bool:
    await _copy_rows(reading, writing)
    row = {"id": 1, "key": keys.key, "starts": keys.starts}  # or the next start took it for too old
    await writing.execute(upsert(tables.installation, writing.dialect.name), row)
    return await prepare(writing)


@asynccontextmanager
async def _snapshot(url: str) -> AsyncIterator[AsyncConnection]:
    """Open a connection that sees one moment of a database, and holds up nobody who writes."""
    database = Database(url)
    try:
        with busy():
            if database.dialect == "sqlite":
                async with database.statement() as connection:
                    await connection.exec_driver_sql("BEGIN")
                    yield connection
                    await connection.exec_driver_sql("ROLLBACK")
            else:
                async with database.engine.connect() as connection:
                    yield await connection.execution_options(isolation_level="REPEATABLE READ")
    finally:
        await database.close()


async def _require_empty(url: str) -> None:
    found = await inspect_database(url)
    log = found.file and found.file.with_name(f"{found.file.name}-wal")
    if found.age != "absent" or (log and log.exists()):
        put_away = f"Zet hem eerst weg, met {log} erbij" if found.file else "Wijs een lege database aan"
        where = found.file or "in RUGGESPRAAK_DATABASE"
        raise BackupError(f"Er is al een database: {where}. {put_away}; dan kan de kopie terug.")


def _read_whole(source: Path, draft: Path) -> None:
    """Copy a file with what stands in the log beside it."""
    how = "mode=ro" if source.with_name(f"{source.name}-wal").exists() else "mode=ro&immutable=1"
    draft.touch(0o600)
    try:
        with (
            closing(sqlite3.connect(f"file:{quote(str(source))}?{how}", uri=True)) as copy,
            closing(sqlite3.connect(draft)) as whole,
        ):
            copy.backup(whole)
        _leave_write_ahead_mode(draft)
    except sqlite3.OperationalError as error:
        raise BackupError(f"{source} is niet te lezen. Klopt de naam?") from error
    except sqlite3.DatabaseError as error:
        raise BackupError(_DAMAGED) from error


def _leave_write_ahead_mode(file: Path) -> None:
    """Make one file of it, that is whole without a log beside it."""
    with closing(sqlite3.connect(file)) as copy:
        copy.execute("PRAGMA journal_mode=DELETE")


_NOTHING = "Er is nog geen database. Er valt niets te kopiëren."
_OLDER = "De database is van een oudere versie. Start eerst ruggespraak run; maak daarna de kopie."
_DAMAGED = "De kopie is beschadigd, niet heel, of niet van Ruggespraak. Neem een andere."
_OTHER_KEY = f"Bij deze kopie hoort een andere sleutel dan er staat. Zet eerst {KEY_FILE} van toen terug."
