"""Into rooms and out of them: by whom, where to, and when not."""

import asyncio

from bot.core.features.command_reference import commands_written
from tests.channels.matrix.conftest import World, until
from tests.dutch import say


async def test_a_stranger_is_declined_without_a_word(world: World) -> None:
    ans, eve = [await world.person(name) for name in ("ans", "eve")]
    async with world.bot(inviters=[ans.id]) as bot:
        refused = await eve.room(bot.id, encrypted=False)
        gone = await eve.hears(lambda one: one.content.get("membership") == "leave")
        assert gone.room == refused
        assert eve.bodies_from(bot.id, refused) == []
        welcome = await ans.room(bot.id, encrypted=False)
        await ans.hears_from(bot.id, welcome)


async def test_another_homeserver_may_not_invite_unless_it_is_named(world: World) -> None:
    ans = await world.person("ans")
    async with world.bot(inviters=["gemeente.example"]) as bot:
        await ans.room(bot.id, encrypted=False)
        await ans.hears(lambda one: one.content.get("membership") == "leave")


async def test_an_invitation_from_before_the_start_is_accepted(world: World) -> None:
    ans = await world.person("ans")
    room = await ans.room(world.login.user, encrypted=True)
    async with world.bot() as bot:
        await ans.hears_from(bot.id, room)


async def test_it_leaves_when_everybody_else_left(world: World) -> None:
    ans = await world.person("ans")
    async with world.bot() as bot:
        room = await ans.room(bot.id, encrypted=False)
        await ans.hears_from(bot.id, room)
        await ans.leaves(room)
        await until(lambda: not bot.matrix._rooms.knows(room))


async def test_it_introduces_itself_again_when_it_is_put_out_and_asked_back(world: World) -> None:
    ans, cor = [await world.person(name) for name in ("ans", "cor")]
    async with world.bot() as bot:
        room = await ans.room(bot.id, cor.id, encrypted=False, direct=False)
        await ans.hears_from(bot.id, room)
        await ans.puts_out(room, bot.id)
        await ans.invites(room, bot.id)
        assert await ans.hears_from(bot.id, room) == commands_written(
            say("start.introduction"), "!", group=True
        )


async def test_it_goes_along_when_a_room_is_upgraded_and_takes_the_conversation_with_it(world: World) -> None:
    ans = await world.person("ans")
    async with world.bot() as bot:
        old = await ans.room(bot.id, encrypted=False, version="10")
        await ans.hears_from(bot.id, old)
        await ans.says(old, "dilemma schulden")
        story = (await ans.hears(lambda one: "A  " in one.body)).body
        new = await ans.upgrades(old)
        await ans.invites(new, bot.id)
        await ans.hears(lambda one: one.sender == bot.id and one.content.get("membership") == "join")
        await asyncio.sleep(0.2)
        await ans.says(new, "verder")
        again = await ans.hears(
            lambda one: one.room == new and one.type == "m.room.message" and one.sender == bot.id
        )
        assert again.body.split("\n", maxsplit=1)[0] == story.split("\n", maxsplit=1)[0]


async def test_in_a_room_of_version_12_its_maker_leads(world: World) -> None:
    ans, cor = [await world.person(name) for name in ("ans", "cor")]
    async with world.bot() as bot:
        room = await ans.room(bot.id, cor.id, encrypted=False, direct=False, version="12")
        await ans.hears_from(bot.id, room)
        powers = bot.matrix._rooms.powers(room)
        assert (powers.version, powers.leads(ans.id), powers.leads(cor.id)) == ("12", True, False)


async def test_in_a_group_it_leaves_when_one_who_leads_asks_it(world: World) -> None:
    ans, cor = [await world.person(name) for name in ("ans", "cor")]
    async with world.bot() as bot:
        room = await ans.room(bot.id, cor.id, encrypted=False, direct=False)
        await cor.joins(room)
        await ans.hears_from(bot.id, room)
        await cor.says(room, "!ga weg")
        await ans.says(room, "ga weg")  # not said to the bot
        await ans.says(room, f"{bot.id}: ga weg")
        await ans.hears(lambda one: one.body == say("start.farewell"))
        await ans.hears(lambda one: one.sender == bot.id and one.content.get("membership") == "leave")
        assert ans.bodies_from(bot.id, room).count(say("start.farewell")) == 1
