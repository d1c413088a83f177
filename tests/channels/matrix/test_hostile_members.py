"""A member of the room who sends what no client sends: an encrypted event can hold anything.

The homeserver cannot look inside, so it lets through what it would refuse in the open. Each of these once
made its sender the leader, pulled the bot into another room, or ended it.
"""

import asyncio
from typing import Any

import pytest
from mautrix.types import EventType

from bot.core.model.dialog import WriteStep
from bot.core.model.events import Chat
from bot.core.model.library import Library
from bot.core.model.session import Walk
from tests.channels.matrix.conftest import World
from tests.conftest import HUNG, NOW
from tests.dutch import say
from tests.matrix_server.person import Person
from tests.matrix_server.running import Running

_JOIN_RULES = EventType.find("m.room.join_rules", EventType.Class.STATE)
_PUBLIC: Any = {"join_rule": "public"}

INSIDE: dict[str, Any] = {
    "levels": {"type": "m.room.power_levels", "content": {"users": {"EVE": 100}}},
    "levels as state": {"type": "m.room.power_levels", "state_key": "", "content": {"users": {"EVE": 100}}},
    "create": {"type": "m.room.create", "content": {"room_version": "12"}},
    "create as state": {"type": "m.room.create", "state_key": "", "content": {"room_version": "12"}},
    "tombstone": {"type": "m.room.tombstone", "content": {"replacement_room": "ELSEWHERE"}},
    "tombstone as state": {
        "type": "m.room.tombstone",
        "state_key": "",
        "content": {"replacement_room": "ELSEWHERE", "body": ""},
    },
    "a member gone": {"type": "m.room.member", "state_key": "ANS", "content": {"membership": "leave"}},
    "the bot joined": {"type": "m.room.member", "state_key": "BOT", "content": {"membership": "join"}},
    "a message of nothing": {"type": "m.room.message", "content": {}},
    "no object": ["m.room.message"],
    "no content": {"type": "m.room.member", "state_key": "BOT", "content": "join"},
    "somebody else": {
        "type": "m.room.member",
        "state_key": "BOT",
        "content": "join",
        "sender": "ANS",
        "event_id": "$x",
        "origin_server_ts": 1,
    },
    "encrypted twice": {"type": "m.room.encrypted", "content": {"algorithm": "m.megolm.v1.aes-sha2"}},
}


def filled(inside: Any, **names: str) -> Any:
    """The same, with names of people and rooms of this test in it."""
    match inside:
        case dict():
            return {filled(key, **names): filled(value, **names) for key, value in inside.items()}
        case list():
            return [filled(one, **names) for one in inside]
        case _:
            return names.get(inside, inside)


@pytest.mark.parametrize("what", INSIDE)
async def test_what_is_inside_an_encrypted_event_is_never_state(what: str, world: World) -> None:
    ans, eve = [await world.person(name) for name in ("ans", "eve")]
    async with world.bot(inviters=[ans.id]) as bot:
        room = await ans.room(bot.id, eve.id, encrypted=True, direct=False)
        await eve.joins(room)
        await ans.hears_from(bot.id, room)
        elsewhere = await eve.room(encrypted=False, direct=False)
        await eve.client.send_state_event(elsewhere, _JOIN_RULES, _PUBLIC)  # type: ignore[arg-type]
        await eve.knows_encrypted(room)

        inside = filled(INSIDE[what], EVE=eve.id, ANS=ans.id, BOT=bot.id, ELSEWHERE=elsewhere)
        await eve.sends_sealed(room, inside)
        await _still_answers(ans, room, bot)

        rooms = bot.matrix._rooms
        assert rooms.powers(room).leads(ans.id)
        assert not rooms.powers(room).leads(eve.id)
        assert sorted(rooms.others(room)) == sorted([ans.id, eve.id])
        assert rooms.chat(room, eve.id).group
        assert not rooms.knows(elsewhere)
        assert not rooms.expects(elsewhere)
        assert len(ans.bodies_from(bot.id, room)) == 2, "the introduction, and one answer"


async def _still_answers(person: Person, room: str, bot: Running) -> None:
    await person.says(room, "!hulp")
    await person.hears(lambda one: one.sender == bot.id and one.body.startswith(say("help.title")))
    assert not bot.talking.done()


async def test_a_room_does_not_become_encrypted_by_what_is_inside(world: World) -> None:
    ans, eve = [await world.person(name) for name in ("ans", "eve")]
    async with world.bot() as bot:
        room = await ans.room(bot.id, eve.id, encrypted=False, direct=False)
        await eve.joins(room)
        await ans.hears_from(bot.id, room)
        await eve.knows_encrypted(room)
        algorithm = {"algorithm": "m.megolm.v1.aes-sha2"}
        await eve.sends_sealed(room, {"type": "m.room.encryption", "state_key": "", "content": algorithm})
        await _still_answers(ans, room, bot)
        assert not bot.matrix._rooms.sealed(room)


async def test_who_names_a_room_as_the_one_before_does_not_take_its_conversations(world: World) -> None:
    ans, eve = [await world.person(name) for name in ("ans", "eve")]
    async with world.bot() as bot:
        room = await ans.room(bot.id, encrypted=False, direct=False)
        await ans.hears_from(bot.id, room)
        path = "/_matrix/client/v3/createRoom"
        before = {"room_id": room, "event_id": "$x"}
        made = world.server.ask(
            "POST",
            path,
            {"creation_content": {"predecessor": before}, "invite": [bot.id], "room_version": "11"},
            eve.client.api.token,
        )
        greeted = await eve.hears(lambda one: one.sender == bot.id and one.type == "m.room.message")
        assert greeted.room == made["room_id"]
        assert greeted.body, "it is a room of its own, and greeted as one"


async def _walk_after(bot: Running, chat: Chat, before: Walk) -> Walk:
    """Waits for the state: an answer may be several messages, so the next message need not be the answer."""
    async with asyncio.timeout(HUNG):
        while True:
            walk = (await bot.store.session(chat, NOW)).kept.walk
            if walk and walk != before:
                return walk
            await asyncio.sleep(0.02)


async def test_a_case_text_that_came_unencrypted_is_not_held_though_the_room_is_encrypted(
    world: World, library: Library
) -> None:
    ans = await world.person("ans")
    async with world.bot() as bot:
        room = await ans.room(bot.id, encrypted=True)
        await ans.hears_from(bot.id, room)
        await ans.says(room, "toets")
        dialog = library.dialogs["omgekeerde-toets"]
        await ans.hears(lambda one: one.body.startswith(dialog.title))
        chat = bot.matrix._rooms.chat(room, ans.id)
        walk = (await bot.store.session(chat, NOW)).kept.walk
        assert walk
        while not isinstance(dialog.steps[walk.step], WriteStep):
            await ans.says(room, "a")
            walk = await _walk_after(bot, chat, walk)
        await ans.says_openly(room, "Een moeder met drie kinderen")
        await ans.hears(lambda one: one.body == say("typing.not-sealed"))
        session = await bot.store.session(chat, NOW)
        assert session.kept.walk == walk
        assert "moeder" not in repr(session)
        await ans.says(room, "Een moeder met drie kinderen")
        await ans.hears(lambda one: one.sender == bot.id and one.body != say("typing.not-sealed"))
        assert "moeder" in repr(await bot.store.session(chat, NOW))
