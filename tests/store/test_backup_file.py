"""The drill: a copy while the bot runs, a loss, and what is there again and what is not."""

import asyncio
import shutil
import sqlite3
import stat
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.app.compose import restored
from bot.app.settings import Settings
from bot.core.model.orders import CloseRound, CountAlone, Disband, Join, Leave
from bot.core.model.replies import Forget, Turn, Wake
from bot.core.model.session import Session
from bot.core.model.timers import RoundCloses
from bot.store import backup_file
from bot.store.backup_file import Copied, back_up, verify
from bot.store.erasures import KEEP, Erasures
from bot.store.errors import BackupError, LossError
from bot.store.installation import Installation
from bot.store.pseudonym import KEY_FILE, PREPARED_FILE
from bot.store.store import Store
from bot.store.tables import metadata
from bot.store.team_store import TeamStore
from tests.conftest import NOW, ROOT
from tests.store.desk import GROUP, KEY, Desk, person
from tests.store.postgres import Server


class Installed(Desk):
    """A desk that knows its own database, as the program does."""

    def __init__(self, database: str, folder: Path) -> None:
        super().__init__(database, folder)
        secrets = folder / "secrets"
        secrets.mkdir(exist_ok=True)
        if not (secrets / KEY_FILE).exists():
            (secrets / PREPARED_FILE).write_bytes(KEY)
        installation = Installation(secrets)
        teams = TeamStore(self.epochs, Erasures(secrets), installation.key)
        self.store = Store(database, installation.key, teams, installation)


@pytest.fixture
def elsewhere(request: pytest.FixtureRequest, database: str, tmp_path: Path) -> str:
    """The address of a second database of the same kind, where nothing is yet."""
    if database.startswith("sqlite"):
        return f"sqlite+aiosqlite:///{tmp_path / 'new.db'}"
    server: Server = request.getfixturevalue("postgres")
    return server.new_database()


def settings(database: str, folder: Path) -> Settings:
    rest = folder / "rest"
    return Settings(database, folder / "secrets", ROOT, rest, ROOT, rest, rest)


async def put_back(copy: Path, database: str, folder: Path, *, anyhow: bool = False) -> Copied:
    return await restored(settings(database, folder), copy, anyhow=anyhow)


def names(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir()}


@asynccontextmanager
async def working(database: str, folder: Path) -> AsyncIterator[Installed]:
    """A team in the middle of everything: a result, an open round, an open weekly box, a timer, a session."""
    async with Installed(database, folder) as desk:
        await desk.team()
        await desk.do(*(CountAlone(person(number), "team-a", yes=True) for number in range(6)))
        await desk.team(2, "team-b", "-100888")
        for id_ in ("round-1", "round-2"):
            await desk.round(id_)
            for who in range(6):
                await desk.vote(who, "wachten", who, id_)
        await desk.round("box", kind="alleen", ways=(), dilemma="")
        await desk.close("round-1")
        await desk.store.keep(person(2), Turn(Session().keep(role="jeugd")), NOW)
        await desk.store.keep(person(5), Turn(Session().keep(role="wmo")), NOW)
        private = replace(person(1), room="31699999999", group=False)
        await desk.do(Wake("closes", private, NOW, RoundCloses("round-2")))
        yield desk


async def test_what_is_put_back_is_there_and_what_was_withdrawn_since_is_not(
    database: str, elsewhere: str, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.db"
    async with working(database, tmp_path) as desk:
        assert await back_up(database, copy) == Copied(sessions=2, teams=2, rounds=2)
        await desk.store.keep(person(2), Turn(Session(), (), (Forget(),)), NOW)
        await desk.do(Leave(person(3), "team-a"), CountAlone(person(4), "team-a", yes=False))
        await desk.do(Disband("team-b"))
    with pytest.raises(LossError):
        await Installed(elsewhere, tmp_path).__aenter__()
    assert await put_back(copy, elsewhere, tmp_path) == Copied(sessions=2, teams=2, rounds=2)
    for _ in range(2):  # and a second start finds nothing odd
        async with Installed(elsewhere, tmp_path) as desk:
            team = await desk.seen()
            assert team.members == 10
            assert [(await desk.seen(person(who))).belongs for who in (2, 3, 4)] == [False, False, True]
            assert [(await desk.seen(person(who))).alone for who in (4, 5)] == [False, True]
            elsewhere_ = replace(person(0), room="-100888")
            assert (await desk.store.session(elsewhere_, NOW)).around.teams == ()
            assert (await desk.store.session(person(2), NOW)).kept == Session().kept
            assert (await desk.store.session(person(5), NOW)).kept.role == "wmo"


async def test_open_rounds_are_void_results_stay_and_nothing_is_said_again(
    database: str, elsewhere: str, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.db"
    async with working(database, tmp_path) as desk:
        told = (await desk.past("round-1")).outcome
        await back_up(database, copy)
    await put_back(copy, elsewhere, tmp_path)
    async with Installed(elsewhere, tmp_path) as desk:
        assert (await desk.past("round-1")).outcome == told is not None
        assert (await desk.row("round-2"))[:3] == ("void", None, None)
        assert (await desk.seen()).rounds == (), "the weekly box is gone too"
        assert await desk.vote(0, "wachten", 99, "round-2") == "closed"
        assert await desk.store.claim(["telegram"], NOW + timedelta(days=1), 9) == []
        await desk.round("round-3")
        assert not await desk.vote(0, "wachten", 100, "round-3"), "and the team goes on"


async def test_the_copy_holds_no_box_no_nonce_and_no_timer(database: str, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    async with working(database, tmp_path) as desk:
        boxes = [part for id_ in ("round-2", "box") for part in (await desk.row(id_))[1:3]]
        await back_up(database, copy)
    raw = copy.read_bytes()
    assert all(part and part[:12] not in raw for part in boxes)
    assert b"31699999999" not in raw, "the platform's own id of a private room"
    assert GROUP.room.encode() in raw, "or this test sees nothing"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert names(tmp_path) - {"bot.db", "secrets"} == {"copy.db"}, "one file is all, and no draft is left"


async def test_a_result_that_was_told_after_the_copy_is_not_told_again(tmp_path: Path) -> None:
    """Also where the operator copied the file himself, with its open box in it."""
    file, copy, new = (tmp_path / name for name in ("bot.db", "copy.db", "new.db"))
    async with working(f"sqlite+aiosqlite:///{file}", tmp_path) as desk:
        shutil.copy(tmp_path / "bot.db-wal", tmp_path / "copy.db-wal")
        shutil.copy(file, copy)
        await desk.do(CloseRound("round-2", {}))
    await put_back(copy, f"sqlite+aiosqlite:///{new}", tmp_path)
    async with Installed(f"sqlite+aiosqlite:///{new}", tmp_path) as desk:
        assert (await desk.row("round-2"))[:3] == ("void", None, None)


async def test_a_copy_is_made_while_people_write(database: str, tmp_path: Path) -> None:
    async with working(database, tmp_path) as desk:
        writing = [
            asyncio.create_task(desk.store.keep(person(number), Turn(Session().keep(role="wmo")), NOW))
            for number in range(100, 160)
        ]
        copied = await back_up(database, tmp_path / "copy.db")
        await asyncio.gather(*writing)
        assert 2 <= copied.sessions <= 62
        assert await desk.store.sessions.count() == 62


async def test_a_copy_goes_over_nothing(database: str, elsewhere: str, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    async with working(database, tmp_path):
        await back_up(database, copy)
        before = copy.read_bytes()
        with pytest.raises(BackupError, match="bestaat al"):
            await back_up(database, copy)
        with pytest.raises(BackupError, match="Er is al een database"):
            await put_back(copy, database, tmp_path)
    with pytest.raises(BackupError, match="Er is al een database"):
        await put_back(copy, database, tmp_path)
    assert copy.read_bytes() == before
    with pytest.raises(BackupError, match="geen database"):
        await back_up(elsewhere, tmp_path / "other.db")
    with pytest.raises(BackupError, match="Bestaat de map"):
        await back_up(database, tmp_path / "nowhere" / "copy.db")


def damaged(copy: Path) -> None:
    raw = bytearray(copy.read_bytes())
    raw[4096 * 2 : -100] = bytes(len(raw) - 4096 * 2 - 100)
    copy.write_bytes(raw)


def cut_off(copy: Path) -> None:
    copy.write_bytes(copy.read_bytes()[:20_000])


def no_copy(copy: Path) -> None:
    copy.write_bytes(b"dit is een brief, geen database" * 100)


def empty(copy: Path) -> None:
    copy.write_bytes(b"")


def newer(copy: Path) -> None:
    with sqlite3.connect(copy) as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    database.close()


def gone(copy: Path) -> None:
    copy.unlink()


@pytest.mark.parametrize("spoil", [damaged, cut_off, no_copy, empty, newer, gone])
async def test_a_copy_that_cannot_be_used_is_refused_and_nothing_is_begun(
    spoil: object, tmp_path: Path
) -> None:
    copy, new = tmp_path / "copy.db", tmp_path / "new.db"
    async with working(f"sqlite+aiosqlite:///{tmp_path / 'bot.db'}", tmp_path) as desk:
        await back_up(desk.database, copy)
    assert callable(spoil)
    spoil(copy)
    with pytest.raises(BackupError):
        await put_back(copy, f"sqlite+aiosqlite:///{new}", tmp_path)
    assert not new.exists()


async def test_the_key_of_the_copy_must_be_there(tmp_path: Path) -> None:
    copy, new = tmp_path / "copy.db", f"sqlite+aiosqlite:///{tmp_path / 'new.db'}"
    async with working(f"sqlite+aiosqlite:///{tmp_path / 'bot.db'}", tmp_path) as desk:
        await back_up(desk.database, copy)
    key = tmp_path / "secrets" / KEY_FILE
    key.unlink()
    with pytest.raises(BackupError, match=f"cp KOPIE/{KEY_FILE}"):
        await put_back(copy, new, tmp_path)
    key.write_bytes(b"x" * 32)
    with pytest.raises(BackupError, match="een andere sleutel"):
        await put_back(copy, new, tmp_path)
    key.write_bytes(KEY)
    await put_back(copy, new, tmp_path)


async def test_where_nobody_knows_what_was_erased_since_the_operator_has_to_say_so(
    database: str, elsewhere: str, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.db"
    async with working(database, tmp_path) as desk:
        await back_up(database, copy)
        await desk.do(Leave(person(3), "team-a"))
        await desk.do(Leave(person(4), "team-a"))
        Erasures(tmp_path / "secrets").sweep(NOW.date() + KEEP + timedelta(days=1))
    with pytest.raises(BackupError, match="--toch"):
        await put_back(copy, elsewhere, tmp_path)
    await put_back(copy, elsewhere, tmp_path, anyhow=True)
    async with Installed(elsewhere, tmp_path) as desk:
        assert not (await desk.seen(person(4))).belongs, "what is still known is done"


async def test_who_came_back_before_the_copy_stays(tmp_path: Path) -> None:
    copy, new = tmp_path / "copy.db", f"sqlite+aiosqlite:///{tmp_path / 'new.db'}"
    async with working(f"sqlite+aiosqlite:///{tmp_path / 'bot.db'}", tmp_path) as desk:
        await desk.do(Leave(person(3), "team-a"), Join(person(3), "team-a"))
        await back_up(desk.database, copy)
    await put_back(copy, new, tmp_path)
    async with Installed(new, tmp_path) as desk:
        assert (await desk.seen(person(3))).belongs


def test_every_table_is_copied_or_left_out_for_a_reason() -> None:
    assert not backup_file.COPIED.keys() & backup_file.LEFT_OUT.keys()
    assert backup_file.COPIED.keys() | backup_file.LEFT_OUT.keys() == metadata.tables.keys()


async def test_a_copy_that_was_damaged_while_it_was_made_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def look(file: Path) -> Copied:
        damaged(file)
        return verify(file)

    monkeypatch.setattr(backup_file, "verify", look)
    async with working(f"sqlite+aiosqlite:///{tmp_path / 'bot.db'}", tmp_path) as desk:
        with pytest.raises(BackupError, match="beschadigd"):
            await back_up(desk.database, tmp_path / "copy.db")
    assert not (tmp_path / "copy.db").exists()
