"""`doctor` and `missed` only look: every folder stays the same, entry for entry and byte for byte."""

import asyncio
import sqlite3
import sys
from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

import bot.store
from bot.app.clock import wall_clock
from bot.cli.exit_codes import LOSS, OK, TROUBLE, USER_ERROR
from bot.cli.main import main
from bot.core.model.events import Chat
from bot.core.model.replies import Turn
from bot.core.model.session import Kept, Session
from bot.store.migrate import HEAD
from bot.store.pseudonym import KEY_FILE, key_in, name_key
from bot.store.store import Store
from tests.conftest import EXAMPLE, NOW, ROOT

Prepare = Callable[[Path], None]
"""Puts something into the folder of the bot's data, or nothing."""


def nothing(_: Path) -> None:
    """A machine on which the bot never ran."""


def keys_only(data: Path) -> None:
    named_key(data)


def prepared_key_only(data: Path) -> None:
    """A first start that was broken off before there was a database."""
    key_in(data / "secrets")


def named_key(data: Path) -> bytes:
    """The key of an installation that has a database, or had one."""
    key = key_in(data / "secrets")
    name_key(data / "secrets")
    return key


def migrated_to(data: Path, step: str) -> None:
    data.mkdir(parents=True)
    named_key(data)
    config = Config()
    config.set_main_option("script_location", str(Path(bot.store.__path__[0]) / "migrations"))
    engine = create_engine(f"sqlite:///{data / 'ruggespraak.db'}")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, step)
    engine.dispose()


def oldest(data: Path) -> None:
    migrated_to(data, "0001")


def older(data: Path) -> None:
    migrated_to(data, "0003")


def newer(data: Path) -> None:
    migrated_to(data, "head")
    with sqlite3.connect(data / "ruggespraak.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()


def empty(data: Path) -> None:
    data.mkdir(parents=True)
    (data / "ruggespraak.db").touch()


def emptied(data: Path) -> None:
    empty(data)
    named_key(data)


def no_database(data: Path) -> None:
    data.mkdir(parents=True)
    (data / "ruggespraak.db").write_bytes(b"this is no database at all, however long one looks at it")


def used(data: Path) -> None:
    data.mkdir(parents=True)
    asyncio.run(_one_session(data))


async def _one_session(data: Path) -> None:
    async with Store(f"sqlite+aiosqlite:///{data / 'ruggespraak.db'}", named_key(data)) as store:
        await store.keep(Chat("fake", "anna"), Turn(Session(Kept()), ()), NOW)


def without_keys(data: Path) -> None:
    used(data)
    (data / "secrets" / KEY_FILE).unlink()


def after_a_crash(data: Path) -> None:
    """The newest row stands in the write-ahead log only."""
    used(data)
    file = data / "ruggespraak.db"
    writing = sqlite3.connect(file)
    writing.execute("PRAGMA wal_autocheckpoint=0")
    writing.execute("INSERT INTO session SELECT 'other', kept, expires_on, mark FROM session")
    writing.commit()
    left = {one: one.read_bytes() for one in data.glob("ruggespraak.db*")}
    writing.close()
    for one, raw in left.items():
        one.write_bytes(raw)


MADE_LATER = "bestaat nog niet. ruggespraak run of chat maakt hem."

STATES: dict[str, tuple[Prepare, str]] = {
    "nothing": (nothing, MADE_LATER),
    "a first start that was broken off": (prepared_key_only, MADE_LATER),
    "keys only": (keys_only, "is leeg of weg"),
    "keys and an empty file": (emptied, "is leeg of weg"),
    "an empty file": (empty, MADE_LATER),
    "the oldest tables": (oldest, "is van een oudere versie. Er staan 0 gesprekken in."),
    "older tables": (older, "is van een oudere versie. Er staan 0 gesprekken in."),
    "newer tables": (newer, "is van een nieuwere versie"),
    "no database": (no_database, "is beschadigd, of is geen database"),
    "a session": (used, "is te openen. Er staan 1 gesprekken in."),
    "no keys": (without_keys, "hoort een andere sleutel"),
    "a log after a crash": (after_a_crash, "is te openen. Er staan 2 gesprekken in."),
}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home, in which everything of the bot would be."""
    for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("RUGGESPRAAK_CONTENT", str(EXAMPLE))
    monkeypatch.setattr("sys.excepthook", sys.excepthook)  # the command sets its own; this sets it back
    return tmp_path


def entries(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    """Every file and folder: its rights, when it changed, and what is in it."""
    found = {}
    for path in [folder, *folder.rglob("*")]:
        stat = path.lstat()
        found[str(path)] = (stat.st_mode, stat.st_mtime_ns, path.read_bytes() if path.is_file() else b"")
    return found


def contents(folder: Path) -> dict[str, bytes]:
    """The same without times: the kernel writes that of the bot's shared memory when it likes."""
    return {path: content for path, (_, _, content) in entries(folder).items()}


@pytest.mark.parametrize("asked", ["doctor", "missed"])
@pytest.mark.parametrize("state", STATES)
def test_looking_leaves_no_trace(
    asked: str, state: str, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    prepare, says = STATES[state]
    prepare(home / ".local/share/ruggespraak")
    before = entries(home)
    code = main([asked])
    assert entries(home) == before
    told = capsys.readouterr()
    if asked == "doctor":
        assert says in told.out
        assert "FOUT  sleutel" not in told.out
    else:
        refused = {"newer tables": USER_ERROR, "no database": TROUBLE["damaged"]}
        assert code == refused.get(state, OK)


async def test_looking_beside_a_bot_that_runs_leaves_no_trace_and_sees_what_it_wrote(
    home: Path,
) -> None:
    data = home / ".local/share/ruggespraak"
    data.mkdir(parents=True)
    async with Store(f"sqlite+aiosqlite:///{data / 'ruggespraak.db'}", named_key(data)) as store:
        await store.keep(Chat("fake", "anna"), Turn(Session(Kept()), ()), NOW)
        before = contents(home)
        looking = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "doctor"), stdout=asyncio.subprocess.PIPE, cwd=ROOT
        )
        told, _ = await looking.communicate()
        assert contents(home) == before
        assert b"Er staan 1 gesprekken in." in told
        await store.keep(Chat("fake", "bram"), Turn(Session(Kept()), ()), NOW)
        assert await store.sessions.count() == 2


def test_a_database_at_the_newest_step_is_current(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    migrated_to(home / ".local/share/ruggespraak", HEAD)
    main(["doctor"])
    assert "is te openen. Er staan 0 gesprekken in." in capsys.readouterr().out


@pytest.mark.parametrize("lost", ["database", "keys"])
def test_a_start_after_a_loss_ends_with_a_code_and_a_line_of_its_own(
    lost: str, home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.channels.stdio.standard_input", lambda: asyncio.Queue)
    data = home / ".local/share/ruggespraak"
    {"database": keys_only, "keys": without_keys}[lost](data)
    assert main(["chat"]) == LOSS
    told = capsys.readouterr()
    assert len(told.err.splitlines()) == 1
    assert main(["doctor"]) == USER_ERROR
    assert told.err in capsys.readouterr().out, "doctor says the same"


async def _heard_last(data: Path, day: date) -> None:
    async with Store(f"sqlite+aiosqlite:///{data / 'ruggespraak.db'}", named_key(data)) as store:
        await store.positions.put("terminal heard", day.isoformat(), day)


def test_a_start_with_a_clock_far_ahead_erases_nothing_until_it_is_confirmed(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.channels.stdio.standard_input", lambda: BytesIO(b"privacy\n"))
    data = home / ".local/share/ruggespraak"
    used(data)
    asyncio.run(_heard_last(data, wall_clock().date() - timedelta(days=40)))
    assert main(["chat"]) == USER_ERROR
    assert "40 dagen verder" in capsys.readouterr().err
    assert main(["chat", "--klok-klopt"]) == OK
