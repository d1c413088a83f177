"""The keys and the database of one installation, which belong together: one without the other is a loss.

A first start prepares a key, makes the database, and only then gives the key its name. So a key with its
name says that there was a database, and a database says which key it was made with. Both count the starts:
a database that counted fewer than its keys is an older copy, or one without its write-ahead log.
"""

import hmac
import os
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sqlalchemy import inspect, select
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.database import Database, Prepare
from bot.store.errors import LossError
from bot.store.migrate import revision
from bot.store.pseudonym import KEY_FILE, key_in, name_key, named_key
from bot.store.tables import installation as table
from bot.store.upsert import upsert

STARTS_FILE = "starts"


@dataclass(frozen=True, slots=True)
class DatabaseMark:
    """The database's account of its keys."""

    key: str = ""
    """Tells keys apart, and leads back to none. Empty: not marked yet, as before there were marks."""
    starts: int = 0


@dataclass(frozen=True, slots=True)
class KeysMark:
    """The folder of secrets' account of its database."""

    key: str = ""
    """Empty: there is no key, not even a prepared one."""
    named: bool = False
    """Whether the key has its name, and so whether there was a database."""
    starts: int = 0


class Installation:
    """The folder of secrets, and the database that it belongs with."""

    def __init__(self, secrets: Path) -> None:
        """Prepare a key if there is none.

        Raises:
            OSError: if the folder cannot be read or written.
            ValueError: if the file of the key does not hold one.
        """
        self._secrets = secrets
        self.key = key_in(secrets)
        self._keys = keys_mark(secrets)
        self._starts = 0

    async def open(self, database: Database, prepare: Prepare | None = None) -> None:
        """Open the database that belongs with these keys, and mark it as theirs.

        Raises:
            LossError: if one of both is lost. Nothing was changed then.
            StoreError: if there is no usable database.
        """
        self._admit_file(database.file)
        await database.open(partial(self._mark, prepare), partial(self._admit, database.file))
        self._settle()

    def _admit_file(self, file: Path | None) -> None:
        """Refuse a file that is not there or is empty, and don't make it."""
        absent = file is not None and (not file.exists() or not file.stat().st_size)
        if absent and (line := loss(self._keys, None, self._secrets, file)):
            raise LossError(line)

    def _admit(self, file: Path | None, connection: Connection) -> None:
        if line := loss(self._keys, database_mark(connection), self._secrets, file):
            raise LossError(line)

    async def _mark(self, prepare: Prepare | None, connection: AsyncConnection) -> bool:
        before = await connection.scalar(select(table.c.starts).with_for_update())
        self._starts = max(int(before or 0), self._keys.starts) + 1
        row = {"id": 1, "key": self._keys.key, "starts": self._starts}
        await connection.execute(upsert(table, connection.dialect.name), row)
        return await prepare(connection) if prepare else False

    def _settle(self) -> None:
        """Record beside the keys what the database has on disk by now."""
        name_key(self._secrets)
        draft = self._secrets / f"{STARTS_FILE}.{os.getpid()}"
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as opened:
            opened.write(f"{self._keys.key} {self._starts}\n")
            opened.flush()
            os.fsync(opened.fileno())
        draft.replace(self._secrets / STARTS_FILE)


def keys_mark(secrets: Path) -> KeysMark:
    """Return what this folder tells. Only reads.

    Raises:
        OSError: if the folder cannot be read.
        ValueError: if the file of the key does not hold one.
    """
    key, named = named_key(secrets)
    if not key:
        return KeysMark()
    mark = _mark_of(key)
    file = secrets / STARTS_FILE
    told = file.read_text("ascii", "replace").split() if file.exists() else []
    ours = len(told) == 2 and told[0] == mark and told[1].isdecimal()
    return KeysMark(mark, named, int(told[1]) if ours else 0)


def database_mark(connection: Connection) -> DatabaseMark | None:
    """Return what this database tells; None if it has no tables. Only reads."""
    if revision(connection) is None:
        return None
    if not inspect(connection).has_table(table.name):
        return DatabaseMark()
    row = connection.execute(select(table.c.key, table.c.starts)).first()
    return DatabaseMark(row.key, row.starts) if row else DatabaseMark()


def belong(keys: KeysMark, database: DatabaseMark) -> bool:
    """Return whether these keys are those of this database. One without a mark is taken on trust."""
    return bool(keys.key) and (database.key == keys.key or (keys.named and not database.key))


def loss(keys: KeysMark, database: DatabaseMark | None, secrets: Path, file: Path | None) -> str:
    """Return the line that says what was lost and what mends it; empty if nothing was."""
    key, where = secrets / KEY_FILE, str(file) if file else "van RUGGESPRAAK_DATABASE"
    if database is None:
        return (
            f"De sleutel {key} is er, maar de database {where} is leeg of weg. "
            "Typ: ruggespraak restore KOPIE. Is er geen kopie? "
            f"Dan begint iedereen opnieuw, na: mv {key} {key}.oud"
            if keys.named
            else ""
        )
    if not belong(keys, database):
        return (
            f"Bij de database {where} hoort een andere sleutel dan er in {secrets} staat, of die is weg. "
            f"Zet de sleutel terug: cp KOPIE/{KEY_FILE} {key}. "
            "Is hij er niet meer? Dan herkent de bot niemand, en begin je met een lege database."
        )
    if database.starts < keys.starts:
        return (
            f"De database {where} is ouder dan de sleutels: een oude kopie, of een zonder het bestand -wal. "
            "Zet hem weg, met -wal ernaast, en typ: ruggespraak restore met de nieuwste kopie."
        )
    return ""


def _mark_of(key: bytes) -> str:
    return hmac.digest(key, b"ruggespraak installation", "sha256").hex()[:16]
