"""What only one person may see: not in the group, not in a reaction, not where the homeserver reads along."""

import pytest

from bot.core.conversation.options import keyed
from bot.core.model.replies import Ask, Toast
from tests.channels.matrix.conftest import World
from tests.dutch import say

OPTIONS = keyed([("stem:1", "Ja", ""), ("stem:2", "Nee", "")])


async def test_a_secret_answer_by_reaction_is_refused_and_reaches_nobody(world: World) -> None:
    ans = await world.person("ans")
    async with world.bot() as bot:
        room = await ans.room(bot.id, encrypted=True)
        await ans.hears_from(bot.id, room)
        chat = bot.matrix._rooms.chat(room, ans.id)
        before = await bot.store.session(chat, bot.bot.clock())
        await bot.matrix.send(
            chat, Ask(before.prompt, "Kies in het geheim", OPTIONS, secret=True), "geheim-1"
        )
        asked = await ans.hears(lambda one: one.body.startswith("Kies in het geheim"))
        await ans.reacts(room, asked.id, "🅰️")
        assert await ans.hears_from(bot.id, room) == say("trouble.not-by-reaction")
        after = await bot.store.session(chat, bot.bot.clock())
        assert (after.kept, after.unkept) == (before.kept, before.unkept)


async def test_what_only_one_may_see_goes_to_an_encrypted_room_of_two_which_is_made_once(
    world: World,
) -> None:
    ans, cor = [await world.person(name) for name in ("ans", "cor")]
    async with world.bot() as bot:
        plain = await ans.room(bot.id, encrypted=False)
        await ans.hears_from(bot.id, plain)
        group = await ans.room(bot.id, cor.id, encrypted=True, direct=False)
        await ans.hears_from(bot.id, group)
        await bot.matrix.send(bot.matrix._rooms.chat(plain, ans.id), Toast("voor jou"), "toast-1")
        asked_in = await ans.hears(
            lambda one: one.sender == bot.id and one.content.get("membership") == "invite"
        )
        await ans.joins(asked_in.room)
        assert await ans.hears_from(bot.id, asked_in.room) == "voor jou"
        await bot.matrix.send(bot.matrix._rooms.chat(group, ans.id), Toast("ook voor jou"), "toast-2")
        assert await ans.hears_from(bot.id, asked_in.room) == "ook voor jou"
        assert {str(event.room_id) for event in ans.sealed if str(event.sender) == bot.id} == {
            group,
            asked_in.room,
        }
        assert all("voor jou" not in body for body in cor.bodies_from(bot.id, group))


@pytest.mark.parametrize("encrypted", [False, True], ids=["plain", "encrypted"])
async def test_where_it_may_not_write_who_asked_is_told_alone_and_once(encrypted: bool, world: World) -> None:
    ans, cor = [await world.person(name) for name in ("ans", "cor")]
    async with world.bot() as bot:
        group = await ans.room(bot.id, cor.id, encrypted=encrypted, direct=False, only_leaders=True)
        await ans.hears(lambda one: one.sender == bot.id and one.content.get("membership") == "join")
        await ans.says(group, "!hulp")
        asked_in = await ans.hears(
            lambda one: one.room != group and one.content.get("membership") == "invite"
        )
        await ans.joins(asked_in.room)
        assert await ans.hears_from(bot.id, asked_in.room) == say("group.may-not-write")
        await ans.says(group, "!dilemma")
        await ans.says(asked_in.room, "hulp")
        await ans.hears(lambda one: one.body.startswith(say("help.title")))
        assert ans.bodies_from(bot.id, asked_in.room).count(say("group.may-not-write")) == 1
        assert ans.bodies_from(bot.id, group) == []


async def test_where_the_homeserver_reads_along_nothing_is_typed_about_a_case_and_a_room_is_offered(
    world: World,
) -> None:
    ans = await world.person("ans")
    async with world.bot() as bot:
        plain = await ans.room(bot.id, encrypted=False)
        await ans.hears_from(bot.id, plain)
        await ans.says(plain, "toets")
        asked = await ans.hears(lambda one: say("typing.sealed") in one.body)
        assert say("typing.readers-server") in asked.body
        assert say("typing.type") not in asked.body
        await ans.says(plain, "a")
        assert await ans.hears_from(bot.id, plain) == say("typing.asked-in")
        asked_in = await ans.hears(
            lambda one: one.sender == bot.id and one.content.get("membership") == "invite"
        )
        await ans.joins(asked_in.room)
        here = await ans.hears_from(bot.id, asked_in.room)
        assert here == say("typing.begin-here", word="omgekeerde toets")
        await ans.says(asked_in.room, "toets")
        begun = await ans.hears(lambda one: one.room == asked_in.room and "Omgekeerde Toets" in one.body)
        assert say("typing.who-reads-title") not in begun.body
        await ans.says(plain, "letters")
        await ans.says(plain, "typen")  # there is no way round it
        await ans.hears(lambda one: one.room == plain and one.body == say("typing.asked-in"))
