"""Each thing that can be the matter with a database has a line of its own, and no line holds a password."""

import re
import sqlite3
import ssl
from pathlib import Path
from typing import get_args

import pytest
from sqlalchemy.exc import DBAPIError, OperationalError

from bot.cli.exit_codes import TROUBLE
from bot.store.database import Database
from bot.store.inspection import inspect_database
from bot.store.trouble import Trouble, TroubleError, line_of, trouble_of
from tests.store.postgres import Server

ALL: tuple[Trouble, ...] = get_args(Trouble)


async def refused(url: str) -> TroubleError:
    with pytest.raises(TroubleError) as told:
        await Database(url).open()
    return told.value


def sqlite_error(code: str) -> OperationalError:
    error = sqlite3.OperationalError()
    error.sqlite_errorname = code
    return OperationalError("", {}, error)


def postgresql_error(code: str) -> DBAPIError:
    error = Exception()
    error.sqlstate = code  # type: ignore[attr-defined]
    return DBAPIError("", {}, error)


@pytest.mark.parametrize(
    ("error", "trouble"),
    [
        (sqlite_error("SQLITE_FULL"), "full"),
        (sqlite_error("SQLITE_READONLY_DIRECTORY"), "read-only"),
        (sqlite_error("SQLITE_BUSY"), "locked"),
        (sqlite_error("SQLITE_CORRUPT"), "damaged"),
        (sqlite_error("SQLITE_CANTOPEN"), "unreachable"),
        (postgresql_error("53100"), "full"),
        (postgresql_error("25006"), "read-only"),
        (postgresql_error("28P01"), "password"),
        (postgresql_error("XX001"), "damaged"),
        (ssl.SSLError(), "tls"),
        (ConnectionError("PostgreSQL server rejected SSL upgrade"), "tls"),
        (ConnectionRefusedError(), "unreachable"),
    ],
)
def test_what_is_the_matter_is_read_from_the_code_of_the_driver(error: Exception, trouble: Trouble) -> None:
    assert trouble_of(error) == trouble


def test_every_trouble_has_a_line_and_an_exit_code_of_its_own() -> None:
    assert len({line_of(one, None) for one in ALL}) == len(ALL)
    assert TROUBLE.keys() == set(ALL)
    assert len(set(TROUBLE.values())) == len(ALL)


def test_only_a_damaged_database_is_to_be_put_back() -> None:
    assert [one for one in ALL if re.search("kopie|restore", line_of(one, None).lower())] == ["damaged"]


async def test_a_real_server_without_the_database_says_so(postgres: Server) -> None:
    there = postgres.new_database()
    url = there.replace(there.split("@/")[1].split("?", maxsplit=1)[0], "nergens")
    assert (await refused(url)).trouble == "no database"
    with pytest.raises(TroubleError, match="createdb"):
        await inspect_database(url)


async def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    file = tmp_path / "bot.db"
    file.write_bytes(b"dit is een brief, geen database" * 100)
    error = await refused(f"sqlite+aiosqlite:///{file}")
    assert (error.trouble, str(file) in str(error)) == ("damaged", True)


@pytest.mark.parametrize("password", ["p@w", "w@geheim", "geheim:x@y"])
async def test_no_part_of_a_password_is_told(password: str) -> None:
    told = await refused(f"postgresql+asyncpg://u:{password}@127.0.0.1:1/x")
    assert told.trouble == "unreachable"
    assert not any(part in str(told) for part in (password, *re.split("[@:]", password)) if len(part) > 1)
    assert "127.0.0.1" not in str(told)
    assert "@" not in str(told)
