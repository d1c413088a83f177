"""What somebody sees who reads the database at any moment: files, log, rows, times of writing.

And stores that keep votes the way one would think of first. Each is broken by one of these.
"""

import sqlite3
import struct
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from secrets import token_hex

Rows = dict[str, list[tuple[object, ...]]]


def rows_now(file: Path) -> Rows:
    """Every row of every table, in the order in which the database gives them."""
    database = sqlite3.connect(file)
    try:
        names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type='table'")]
        return {name: database.execute(f'SELECT * FROM "{name}"').fetchall() for name in names}  # noqa: S608
    finally:
        database.close()


def forms_of(secret: str) -> list[bytes]:
    """Ways in which an id can stand in a file."""
    forms = [secret.encode(), secret.encode("utf-16-le"), secret.encode().hex().encode()]
    forms += [sha256(secret.encode()).digest()[:8], sha256(secret.encode()).hexdigest()[:16].encode()]
    number = secret.lstrip("-")
    if number.isdigit():
        forms += [struct.pack(order + "Q", int(number)) for order in "<>"]
        forms += [int(number).to_bytes(size, order) for size in (5, 6) for order in ("little", "big")]
    return forms


def told_by_differences(states: Sequence[Rows], options: Sequence[str]) -> list[str]:
    """After each vote: the option that the change in the database gives away, or an empty text.

    A readable name that came, or a number that went up beside one.
    """
    told = []
    for before, after in pairwise(states):
        fresh = [row for table, rows in after.items() for row in rows if row not in before.get(table, [])]
        named = [option for option in options if any(option in map(str, row) for row in fresh)]
        told.append(named[0] if len(named) == 1 else "")
    return told


def cells_by_age(file: Path) -> list[bytes]:
    """The cells of every leaf of the file, those written first in front.

    SQLite puts a new cell below the others in a page, so the highest place is the oldest, whatever
    the key of the row.
    """
    raw = file.read_bytes()
    size = struct.unpack(">H", raw[16:18])[0] or 65_536
    cells = []
    for begin in range(0, len(raw), size):
        page, head = raw[begin : begin + size], 100 if begin == 0 else 0
        if page[head] not in (0x0A, 0x0D):
            continue
        count = struct.unpack(">H", page[head + 3 : head + 5])[0]
        places = struct.unpack(f">{count}H", page[head + 8 : head + 8 + 2 * count])
        ends = sorted([*places, size])
        cells += [page[at : ends[ends.index(at) + 1]] for at in sorted(places, reverse=True)]
    return cells


def told_by_cells(file: Path, options: Sequence[str]) -> list[str]:
    """The options in the cells of the file, in the order in which they were written."""
    return [option for cell in cells_by_age(file) for option in options if option.encode() in cell]


class Naive:
    """A store of votes on SQLite. Each way of keeping is a list of statements for one vote."""

    def __init__(self, file: Path, scheme: str) -> None:
        self.file = file
        self._write = _SCHEMES[scheme]
        self._open = sqlite3.connect(file, isolation_level=None)
        self._open.execute("PRAGMA journal_mode=WAL")
        self._open.executescript(_TABLES)

    def vote(self, who: str, option: str) -> None:
        self._open.execute("BEGIN IMMEDIATE")
        for statement, values in self._write(who, option):
            self._open.execute(statement, values)
        self._open.execute("COMMIT")

    def close(self) -> None:
        self._open.close()


_TABLES = """
CREATE TABLE vote (who TEXT PRIMARY KEY, option TEXT, at TEXT);
CREATE TABLE electorate (who TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE ballot (id TEXT PRIMARY KEY, option TEXT) WITHOUT ROWID;
CREATE TABLE tally (option TEXT PRIMARY KEY, n INTEGER) WITHOUT ROWID;
"""

Statements = Iterator[tuple[str, tuple[str, ...]]]


def _plain(who: str, option: str) -> Statements:
    yield "INSERT INTO vote VALUES (?, ?, 'now')", (who, option)


def _hashed(who: str, option: str) -> Statements:
    yield "INSERT INTO vote VALUES (?, ?, '')", (sha256(who.encode()).hexdigest(), option)


def _detached(who: str, option: str) -> Statements:
    yield "INSERT INTO electorate VALUES (?)", (who,)
    yield "INSERT INTO ballot VALUES (?, ?)", (token_hex(16), option)


def _counted(who: str, option: str) -> Statements:
    yield "INSERT INTO electorate VALUES (?)", (who,)
    yield "INSERT INTO tally VALUES (?, 1) ON CONFLICT DO UPDATE SET n = n + 1", (option,)


_SCHEMES: dict[str, Callable[[str, str], Statements]] = {
    "a row for each vote": _plain,
    "hashed ids": _hashed,
    "detached ballots": _detached,
    "counters and a flag": _counted,
}
SCHEMES = tuple(_SCHEMES)
