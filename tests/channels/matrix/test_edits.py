"""Messages that people change after they were sent: what was said, was said, as on Telegram."""

import pytest

from tests.channels.matrix.conftest import World, until
from tests.dutch import say
from tests.matrix_server.person import Heard

encrypted_too = pytest.mark.parametrize("encrypted", [False, True], ids=["plain", "encrypted"])


def shows_privacy(heard: Heard) -> bool:
    return heard.body.startswith(say("privacy.title"))


@encrypted_too
async def test_what_is_changed_is_not_answered_again(encrypted: bool, world: World) -> None:
    ans = await world.person("ans")
    async with world.bot() as bot:
        room = await ans.room(bot.id, encrypted=encrypted)
        await ans.hears_from(bot.id, room)
        asked = await ans.says(room, "dilemma schulden")
        await ans.hears(lambda one: one.sender == bot.id and "A  " in one.body)
        await ans.edits(room, asked, "dilemma vertrouwen")
        chosen = await ans.says(room, "b")
        first = await ans.hears_from(bot.id, room)
        assert first.startswith("Je kiest: ")
        await ans.edits(room, chosen, "a")  # a choice is changed by typing another letter
        await ans.says(room, "privacy")
        await ans.hears(shows_privacy)
        bodies = ans.bodies_from(bot.id, room)
        assert sum(body.startswith("Je kiest: ") for body in bodies) == 1
        assert not any(say("dilemma.changed-mind").split(":", maxsplit=1)[0] in body for body in bodies)
        assert sum("A  " in body for body in bodies[1:]) == 1, "one dilemma"


async def test_what_was_changed_while_the_bot_was_away_is_answered_once_as_it_was_said(world: World) -> None:
    ans = await world.person("ans")
    async with world.bot() as bot:
        room = await ans.room(bot.id, encrypted=True)
        await ans.hears_from(bot.id, room)
        await until(lambda: not bot.matrix._under_way)
    asked = await ans.says(room, "privacy")
    await ans.edits(room, asked, "hulp")
    async with world.bot() as bot:
        await ans.hears(shows_privacy)
        await ans.says(room, "thema's")
        await ans.hears(lambda one: one.body.startswith(say("theme.title")))
        assert len(ans.bodies_from(bot.id, room)) == 3


async def test_in_a_group_a_name_that_is_put_in_later_wakes_nobody(world: World) -> None:
    ans, cor = [await world.person(name) for name in ("ans", "cor")]
    async with world.bot() as bot:
        room = await ans.room(bot.id, cor.id, encrypted=False, direct=False)
        await ans.hears_from(bot.id, room)
        said = await ans.says(room, "zullen we een dilemma doen?")
        mention = {"m.mentions": {"user_ids": [bot.id]}}
        await ans.edits(room, said, "Ruggespraak: dilemma", **mention)
        await ans.says(room, "!privacy")
        await ans.hears(shows_privacy)
        assert len(ans.bodies_from(bot.id, room)) == 2
