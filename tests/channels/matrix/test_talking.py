"""The bot on a real homeserver, with people on other software: in plain and in encrypted rooms."""

import asyncio

import pytest

from tests.channels.matrix.conftest import World, until
from tests.dutch import say, told

pytestmark = pytest.mark.parametrize("encrypted", [False, True], ids=["plain", "encrypted"])


async def test_a_dilemma_in_a_room_of_two(encrypted: bool, world: World) -> None:
    ans = await world.person("ans")
    async with world.bot() as bot:
        room = await ans.room(bot.id, encrypted=encrypted)
        assert told("start.welcome").split("\n", maxsplit=1)[0] in await ans.hears_from(bot.id, room)
        await ans.says(room, "dilemma schulden")
        story = await ans.hears(lambda one: one.sender == bot.id and "A  " in one.body)
        assert "<strong>A</strong>" in story.content["formatted_body"]
        await ans.says(room, "b")
        assert (await ans.hears_from(bot.id, room)).startswith("Je kiest: ")
        await ans.reacts(room, story.id, "🅰️")
        await ans.hears(lambda one: told("dilemma.changed-mind").split(":", maxsplit=1)[0] in one.body)
        sealed = [event for event in ans.sealed if str(event.sender) == bot.id]
        assert bool(sealed) is encrypted


async def test_in_a_group_it_is_silent_until_spoken_to(encrypted: bool, world: World) -> None:
    ans, cor = [await world.person(name) for name in ("ans", "cor")]
    async with world.bot() as bot:
        room = await ans.room(bot.id, cor.id, encrypted=encrypted, direct=False)
        await cor.joins(room)
        assert await ans.hears_from(bot.id, room) == told("start.introduction", "!")
        for text in ("dilemma", "hulp?", "b", "1", "zullen we dit bespreken?", "!weer", "/giphy kat"):
            await cor.says(room, text)
        asked = await cor.says(room, f"{bot.id.split(':')[0]} dilemma schulden")
        shown = await cor.hears(lambda one: one.sender == bot.id and "A  " in one.body)
        assert shown.content["m.relates_to"]["m.in_reply_to"]["event_id"] == asked
        await ans.says(room, "a")  # it was not Ans who was asked
        await ans.reacts(room, shown.id, "🅰")
        refused = await ans.hears(lambda one: one.sender == bot.id and one.room != room)
        assert refused.type == "m.room.member", "what only one may see is said in a room of two"
        await ans.joins(refused.room)
        assert await ans.hears_from(bot.id, refused.room) == told("trouble.not-yours")
        await cor.says(room, "a")
        chosen = await cor.hears(lambda one: one.body.startswith("Je kiest: "))
        assert chosen.room == room
        assert sum(body.startswith("Je kiest: ") for body in cor.bodies_from(bot.id, room)) == 1
        await cor.says(room, "!hulp")
        heard = await cor.hears(lambda one: one.body.startswith(say("help.title")))
        assert told("group.help", "!") in heard.body


async def test_in_a_group_a_letter_is_an_answer_after_a_restart_too(encrypted: bool, world: World) -> None:
    ans, cor = [await world.person(name) for name in ("ans", "cor")]
    async with world.bot() as bot:
        room = await ans.room(bot.id, cor.id, encrypted=encrypted, direct=False)
        await cor.joins(room)
        await cor.says(room, "!dilemma schulden")
        await cor.hears(lambda one: one.sender == bot.id and "A  " in one.body)
        await until(lambda: not bot.matrix._under_way)
    async with world.bot() as bot:
        await ans.says(room, "a")  # it was not Ans who was asked
        await cor.says(room, "b")
        chosen = await ans.hears(lambda one: one.body.startswith("Je kiest: "))
        assert chosen.room == room
        assert "A  " in ans.bodies_from(bot.id, room)[-2], "nothing was said in between"


async def test_an_answer_stays_in_the_thread(encrypted: bool, world: World) -> None:
    ans = await world.person("ans")
    async with world.bot() as bot:
        room = await ans.room(bot.id, encrypted=encrypted)
        root = await ans.hears(lambda one: one.sender == bot.id and one.type == "m.room.message")
        thread = {"rel_type": "m.thread", "event_id": root.id}
        await ans.says(room, "privacy", **{"m.relates_to": thread})
        answer = await ans.hears(lambda one: one.body.startswith(say("privacy.title")))
        assert answer.content["m.relates_to"]["rel_type"] == "m.thread"
        assert answer.content["m.relates_to"]["event_id"] == root.id


async def test_what_was_said_before_it_came_is_not_answered(encrypted: bool, world: World) -> None:
    ans = await world.person("ans")
    room = await ans.room(encrypted=encrypted)
    await asyncio.gather(*(ans.says(room, f"privacy {at}") for at in range(12)))
    async with world.bot() as bot:
        await ans.client.invite_user(room, bot.id)  # type: ignore[arg-type]
        await ans.hears_from(bot.id, room)
        await ans.says(room, "hulp")
        await ans.hears(lambda one: one.body.startswith(say("help.title")))
        assert len(ans.bodies_from(bot.id, room)) == 2
