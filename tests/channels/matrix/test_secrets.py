"""What must not come out: texts, names and tokens in logs, and pictures as they are in encrypted rooms."""

import asyncio
import logging
from pathlib import Path

import pytest

from bot.channels.channel import Image
from bot.core.model.replies import Say
from tests.channels.matrix.conftest import World
from tests.dutch import say

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4
TYPED = "roodborstje-8812"


@pytest.mark.parametrize("encrypted", [False, True], ids=["plain", "encrypted"])
async def test_a_picture_is_encrypted_where_the_room_is(encrypted: bool, world: World) -> None:
    ans = await world.person("ans")
    async with world.bot() as bot:
        room = await ans.room(bot.id, encrypted=encrypted)
        await ans.hears_from(bot.id, room)
        chat = bot.matrix._rooms.chat(room, ans.id)
        await bot.matrix.send(chat, Image(PNG, "A: 5\nB: hooguit 2", "Uitslag"), "plaatje-1")
        shown = await ans.hears(lambda one: one.content.get("msgtype") == "m.image")
        assert shown.body == "Uitslag\n\nA: 5\nB: hooguit 2"
        assert await ans.downloads(shown) == PNG
        assert (await ans.downloads_raw(shown) == PNG) is not encrypted


async def test_encryption_that_is_switched_on_later_is_used_from_then_on(world: World) -> None:
    ans = await world.person("ans")
    async with world.bot() as bot:
        room = await ans.room(bot.id, encrypted=False)
        await ans.hears_from(bot.id, room)
        assert not bot.matrix._rooms.chat(room, ans.id).sealed
        await ans.encrypts(room)
        await ans.says(room, "hulp")
        await ans.hears(lambda one: one.body.startswith(say("help.title")))
        assert bot.matrix._rooms.chat(room, ans.id).sealed
        assert [str(event.sender) for event in ans.sealed].count(bot.id) == 1


async def test_nothing_of_what_is_said_and_by_whom_is_in_a_log(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    ans = await world.person("ans", encrypts=True)
    async with world.bot() as bot:
        room = await ans.room(bot.id, encrypted=True)
        await ans.hears_from(bot.id, room)
        await ans.says(room, f"privacy {TYPED}")
        await ans.says_unreadably(room)
        await ans.sends_nonsense(room)
        await bot.matrix.send(bot.matrix._rooms.chat(room, ans.id), Say(TYPED), "log-1")
        await ans.hears(lambda one: one.body == TYPED)
    others = ("mau", "asyncio", "aiosqlite")  # the people, and what shows its work at DEBUG only
    ours = [record for record in caplog.records if not record.name.startswith(others)]
    for secret in (TYPED, ans.id, bot.id, room, world.login.token, "syt_"):
        assert [record.name for record in ours if secret in f"{record.getMessage()} {record.exc_text}"] == []


async def test_the_folder_of_keys_is_for_its_owner_and_the_store_is_locked_with_a_key_of_its_own(
    world: World,
) -> None:
    async with world.bot():
        pass
    folder = world.folder / "secrets"
    for file in (
        folder,
        folder / "store",
        folder / "signing.json",
        folder / "session.json",
        folder / "pickle.key",
    ):
        assert file.stat().st_mode & 0o077 == 0, file
    (store,) = (folder / "store").glob("*.db")
    raw = await asyncio.to_thread(store.read_bytes)
    assert b"DEFAULT_KEY" not in raw
    assert (folder / "pickle.key").read_bytes() not in raw
    assert str(Path(store.name)) == f"{world.login.user}_{store.stem.rpartition('_')[2]}.db"
