"""A lost database, lost keys and an old copy are losses. Nobody starts as new because of them."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from bot.core.model.events import Chat
from bot.core.model.replies import Turn
from bot.core.model.session import Kept, Session
from bot.store.errors import LossError
from bot.store.installation import STARTS_FILE, Installation
from bot.store.pseudonym import KEY_FILE, PREPARED_FILE
from bot.store.store import Store
from tests.conftest import NOW
from tests.store.postgres import Server

ANNA = Chat("fake", "anna")


def store(database: str, secrets: Path) -> Store:
    installation = Installation(secrets)
    return Store(database, installation.key, installation=installation)


async def start(database: str, secrets: Path) -> int:
    """Start, hear somebody, and stop. Returns how many are known by then."""
    async with store(database, secrets) as opened:
        await opened.keep(ANNA, Turn(Session(Kept()), ()), NOW)
        return await opened.sessions.count()


def contents(folder: Path) -> dict[str, bytes]:
    return {str(file): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


async def refused(database: str, secrets: Path) -> str:
    """The line of a start that is refused; a second start is refused in the same way."""
    for _ in range(2):
        with pytest.raises(LossError) as told:
            await start(database, secrets)
    return str(told.value)


async def test_one_start_after_another_is_admitted(database: str, tmp_path: Path) -> None:
    for _ in range(3):
        assert await start(database, tmp_path / "secrets") == 1
    assert not (tmp_path / "secrets" / PREPARED_FILE).exists()


@pytest.mark.parametrize("left", [None, b""], ids=["gone", "empty"])
async def test_keys_without_their_database_are_refused(left: bytes | None, tmp_path: Path) -> None:
    file, secrets = tmp_path / "bot.db", tmp_path / "secrets"
    await start(f"sqlite+aiosqlite:///{file}", secrets)
    file.unlink()
    if left is not None:
        file.write_bytes(left)
    before = contents(tmp_path)
    line = await refused(f"sqlite+aiosqlite:///{file}", secrets)
    assert str(file) in line
    assert f"mv {secrets / KEY_FILE}" in line
    assert contents(tmp_path) == before, "what was refused was not touched"


async def test_keys_beside_an_empty_postgresql_are_refused(postgres: Server, tmp_path: Path) -> None:
    await start(postgres.new_database(), tmp_path)
    other = postgres.new_database()
    assert "leeg of weg" in await refused(other, tmp_path)
    assert postgres.rows(other, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == [["0"]]


async def test_who_puts_the_key_aside_as_the_line_says_begins_anew(tmp_path: Path) -> None:
    file, secrets = tmp_path / "bot.db", tmp_path / "secrets"
    for _ in range(3):
        await start(f"sqlite+aiosqlite:///{file}", secrets)
    file.unlink()
    (secrets / KEY_FILE).rename(secrets / f"{KEY_FILE}.oud")
    assert await start(f"sqlite+aiosqlite:///{file}", secrets) == 1


async def test_a_database_without_its_keys_is_refused(database: str, tmp_path: Path) -> None:
    await start(database, tmp_path / "secrets")
    (tmp_path / "secrets").rename(tmp_path / "kept")
    assert "hoort een andere sleutel" in await refused(database, tmp_path / "secrets")
    shutil.copy(tmp_path / "kept" / KEY_FILE, tmp_path / "secrets" / KEY_FILE)
    assert await start(database, tmp_path / "secrets") == 1, "what the line says mends it"


async def test_a_database_beside_the_keys_of_another_is_refused(database: str, tmp_path: Path) -> None:
    await start(database, tmp_path / "one")
    await start(f"sqlite+aiosqlite:///{tmp_path / 'other.db'}", tmp_path / "two")
    assert "hoort een andere sleutel" in await refused(database, tmp_path / "two")


async def test_a_database_from_before_the_marks_is_marked(tmp_path: Path) -> None:
    file, secrets = tmp_path / "bot.db", tmp_path / "secrets"
    await start(f"sqlite+aiosqlite:///{file}", secrets)
    with sqlite3.connect(file) as database:
        database.execute("DELETE FROM installation")
    database.close()
    (secrets / STARTS_FILE).unlink()
    assert await start(f"sqlite+aiosqlite:///{file}", secrets) == 1
    (secrets / KEY_FILE).unlink()
    assert "hoort een andere sleutel" in await refused(f"sqlite+aiosqlite:///{file}", secrets)


async def test_a_copy_without_its_log_is_refused(tmp_path: Path) -> None:
    file, secrets, copy = tmp_path / "bot.db", tmp_path / "secrets", tmp_path / "copy.db"
    async with store(f"sqlite+aiosqlite:///{file}", secrets) as opened:
        await opened.keep(ANNA, Turn(Session(Kept()), ()), NOW)
        assert file.with_name("bot.db-wal").stat().st_size
        shutil.copy(file, copy)
    assert "leeg of weg" in await refused(f"sqlite+aiosqlite:///{copy}", secrets), "all of it was in the log"
    async with store(f"sqlite+aiosqlite:///{file}", secrets):
        shutil.copy(file, copy)
    line = await refused(f"sqlite+aiosqlite:///{copy}", secrets)
    assert "is ouder dan de sleutels" in line
    assert "ruggespraak restore" in line


async def test_an_older_copy_is_refused(tmp_path: Path) -> None:
    file, secrets, copy = tmp_path / "bot.db", tmp_path / "secrets", tmp_path / "copy.db"
    await start(f"sqlite+aiosqlite:///{file}", secrets)
    shutil.copy(file, copy)
    await start(f"sqlite+aiosqlite:///{file}", secrets)
    assert "is ouder dan de sleutels" in await refused(f"sqlite+aiosqlite:///{copy}", secrets)


async def test_a_first_start_that_is_killed_anywhere_may_be_done_again(tmp_path: Path) -> None:
    file, secrets = tmp_path / "bot.db", tmp_path / "secrets"
    database = f"sqlite+aiosqlite:///{file}"
    Installation(secrets)
    assert await start(database, secrets) == 1, "killed before there was a database"
    (secrets / KEY_FILE).rename(secrets / PREPARED_FILE)
    (secrets / STARTS_FILE).unlink()
    assert await start(database, secrets) == 1, "killed before the key had its name"
    (secrets / STARTS_FILE).unlink()
    assert await start(database, secrets) == 1, "killed before the start was counted beside the key"
