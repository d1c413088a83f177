"""A method that is led in a room: where it stands survives a restart, what was said in it does not."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.core.model.events import Chat
from bot.core.model.gathering import Gathered, Gathering
from bot.core.model.orders import CreateTeam, Join
from bot.core.model.replies import (
    Contribute,
    CountHands,
    EndGathering,
    Forget,
    KeepGathering,
    Lose,
    Rename,
    Turn,
)
from bot.core.model.session import Session
from bot.store.epochs import Epochs
from bot.store.erasures import Erasures
from bot.store.gatherings import HOLD
from bot.store.store import Store
from bot.store.team_store import TeamStore
from tests.conftest import NOW

ANNA = Chat("test", "-100", "anna", group=True)
BRAM = Chat("test", "-100", "bram", group=True)
ROOM = Chat("test", "-100", group=True)
PRIVATE = Chat("test", "anna", "anna")
STANDS = Gathering(
    "BCDFGHJKLMNP", "proef", "vertel", "p-anna", trail=("begin",), ends_at=NOW + timedelta(minutes=3)
)


def store(folder: Path) -> Store:
    key = b"k" * 32
    teams = TeamStore(Epochs(folder / "secrets"), Erasures(folder / "secrets"), key)
    return Store(f"sqlite+aiosqlite:///{folder / 'bot.db'}", key, teams)


def on_disk(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())


async def keep(stored: Store, *effects: object, chat: Chat = ANNA, traceless: bool = False) -> None:
    turn = Turn(Session(), (), effects, traceless=traceless)  # type: ignore[arg-type]
    await stored.keep(chat, turn, NOW, 1)


async def test_everybody_in_the_room_sees_it_and_nobody_elsewhere(tmp_path: Path) -> None:
    async with store(tmp_path) as stored:
        await keep(stored, KeepGathering(ROOM, STANDS))
        for chat in (ANNA, BRAM, ROOM):
            around = (await stored.session(chat, NOW)).around
            assert around.gathering == STANDS
            assert around.gathered == Gathered()
        assert (await stored.session(PRIVATE, NOW)).around.gathering is None
        speakers = {(await stored.session(chat, NOW)).around.speaker for chat in (ANNA, BRAM)}
        assert len(speakers) == 2
        assert "anna" not in repr(speakers)


async def test_a_restart_keeps_where_it_stands_and_forgets_what_was_said(tmp_path: Path) -> None:
    async with store(tmp_path) as stored:
        await keep(stored, KeepGathering(ROOM, STANDS), Contribute(STANDS.id, "mee", "geheim-9921"))
        await keep(stored, CountHands(STANDS.id, "handen", (3, 1)))
        said = (await stored.session(BRAM, NOW)).around.gathered
        assert said == Gathered({"mee": ("geheim-9921",)}, {"handen": (3, 1)})
    assert b"geheim" not in on_disk(tmp_path)
    async with store(tmp_path) as stored:
        around = (await stored.session(BRAM, NOW)).around
        assert around.gathering == STANDS
        assert around.gathered is None


async def test_a_line_from_private_is_not_lost_where_the_room_goes_on_beside_it(tmp_path: Path) -> None:
    async with store(tmp_path) as stored:
        await keep(stored, KeepGathering(ROOM, STANDS))
        await keep(stored, Contribute(STANDS.id, "mee", "een"), chat=PRIVATE, traceless=True)
        await keep(stored, KeepGathering(ROOM, STANDS))  # decided before that line came in
        said = (await stored.session(ANNA, NOW)).around.gathered
        assert said == Gathered({"mee": ("een",)})


async def test_a_line_from_private_leaves_no_row(tmp_path: Path) -> None:
    async with store(tmp_path) as stored:
        await keep(stored, KeepGathering(ROOM, STANDS))
        before = await stored.sessions.count()
        await keep(stored, Contribute(STANDS.id, "mee", "een"), chat=PRIVATE, traceless=True)
        assert await stored.sessions.count() == before


@pytest.mark.parametrize("effect", [EndGathering(ROOM, STANDS.id), Lose(ROOM)])
async def test_it_ends(tmp_path: Path, effect: object) -> None:
    async with store(tmp_path) as stored:
        await keep(stored, KeepGathering(ROOM, STANDS), Contribute(STANDS.id, "mee", "een"))
        await keep(stored, effect)
        around = (await stored.session(ANNA, NOW)).around
        assert around.gathering is None
        assert around.gathered is None


async def test_it_goes_along_with_a_room_that_gets_another_id(tmp_path: Path) -> None:
    async with store(tmp_path) as stored:
        await keep(stored, KeepGathering(ROOM, STANDS))
        await stored.carry_out([Rename(ROOM, "-200")], NOW)
        assert (await stored.session(ANNA, NOW)).around.gathering is None
        assert (
            await stored.session(Chat("test", "-200", "anna", group=True), NOW)
        ).around.gathering == STANDS


async def test_it_is_erased_after_two_days_and_its_lines_after_three_hours_of_silence(tmp_path: Path) -> None:
    async with store(tmp_path) as stored:
        await keep(stored, KeepGathering(ROOM, STANDS), Contribute(STANDS.id, "mee", "een"))
        await stored.claim(["test"], NOW + HOLD, 1)
        assert (await stored.session(ANNA, NOW)).around.gathered is None
    async with store(tmp_path) as stored:
        later = NOW + timedelta(days=2)
        await stored.keep(BRAM, Turn(Session()), later, 1)
        assert (await stored.session(ANNA, later)).around.gathering is None


async def test_erasing_a_private_chat_erases_what_was_led_there(tmp_path: Path) -> None:
    async with store(tmp_path) as stored:
        await keep(stored, KeepGathering(PRIVATE, STANDS), chat=PRIVATE)
        await keep(stored, Forget(), chat=PRIVATE)
        assert (await stored.session(PRIVATE, NOW)).around.gathering is None


async def test_a_member_sees_in_private_that_the_room_of_the_team_collects(tmp_path: Path) -> None:
    async with store(tmp_path) as stored:
        order = CreateTeam(ANNA, "team1", "BCDF2345", "Noord")
        await keep(stored, order, Join(ANNA, "team1"), KeepGathering(ROOM, STANDS))
        await keep(stored, Contribute(STANDS.id, "mee", "een"))
        (seen,) = (await stored.session(PRIVATE, NOW)).around.gatherings
        assert seen.gathering == STANDS
        assert seen.lines == 1
        stranger = Chat("test", "zoe", "zoe")
        assert (await stored.session(stranger, NOW)).around.gatherings == ()
