"""A team of five on a real homeserver: each votes by letter in a room of two, and the group sees a result."""

import asyncio
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.channels.stdio import text_of
from bot.core.features.command_reference import commands_written
from bot.core.model.replies import Say
from tests.channels.matrix.conftest import World
from tests.conftest import NOW
from tests.dutch import say, told
from tests.harness.conversation import Clock
from tests.matrix_server.person import Heard, Person
from tests.matrix_server.running import Running

NAMES = ("ans", "bram", "cor", "dina", "eva")
VOTED = told("ballot.voted").split("{", maxsplit=1)[0]


@dataclass
class Team:
    """A group room, and each member's own room with the bot."""

    bot: Running
    group: str
    members: Sequence[Person]
    own: dict[str, str]

    async def vote(self, letters: Iterable[str]) -> None:
        """Everybody takes the ballot and types a letter, all at once."""
        await asyncio.gather(*map(self._votes, self.members, letters))

    async def _votes(self, member: Person, letter: str) -> None:
        room = self.own[member.id]
        await member.says(room, "stem")
        await member.hears(lambda one: one.room == room and told("ballot.hint") in one.body)
        await member.says(room, letter)
        assert (await member.hears_from(self.bot.id, room)).startswith(VOTED)

    def read_in_group(self) -> list[str]:
        return self.members[0].bodies_from(self.bot.id, self.group)


async def made(world: World, bot: Running) -> Team:
    ans, *others = [await world.person(name) for name in NAMES]
    group = await ans.room(bot.id, *(one.id for one in others), encrypted=True, direct=False)
    await asyncio.gather(*(one.joins(group) for one in others))
    assert await ans.hears_from(bot.id, group) == told("start.introduction", "!")
    own = {one.id: await one.room(bot.id, encrypted=one is not others[-1]) for one in (ans, *others)}
    for one in (ans, *others):
        await one.hears(lambda heard, one=one: heard.room == own[one.id] and _is_said(heard, bot))  # type: ignore[misc]
    return Team(bot, group, (ans, *others), own)


def _is_said(heard: Heard, bot: Running) -> bool:
    return heard.sender == bot.id and heard.type == "m.room.message"


async def join(team: Team) -> None:
    """By a word in the group, by a reaction, by the code alone with the bot."""
    ans, bram, cor, dina, eva = team.members
    await ans.says(team.group, "!team")
    assert "Typ: !team nieuw" in await ans.hears_from(team.bot.id, team.group)
    await ans.says(team.group, "!team nieuw Noord")
    invited = await ans.hears(lambda one: "typ in je eigen gesprek met mij: team" in one.body)
    code = re.search(r"team ([A-Z0-9]{4}-[A-Z0-9]{4})", invited.body)
    assert code, invited.body
    assert "link" not in invited.body, "there is none on Matrix that makes somebody a member"
    await ans.says(team.group, "!team mee")
    await bram.says(team.group, "!team mee")
    await cor.reacts(team.group, invited.id, "🅰️")
    await cor.hears(lambda one: one.room == team.own[cor.id] and "Je doet mee met Noord" in one.body)
    for one in (dina, eva):
        await one.says(team.own[one.id], f"team {code[1]}")
        await one.hears(lambda heard: heard.body.startswith("Je hoort nu bij Noord"))


async def moved(member: Person, team: Team) -> str:
    """In a room that the homeserver can read nobody votes: the bot asks into another one."""
    await member.says(team.own[member.id], "stem")
    asked_in = await member.hears(lambda one: one.content.get("membership") == "invite")
    await member.joins(asked_in.room)
    assert await member.hears_from(team.bot.id, asked_in.room) == told("ballot.sealed")
    return asked_in.room


async def test_a_team_votes_in_private_and_the_group_sees_one_result_and_after_the_talk_another(
    world: World,
) -> None:
    clock = Clock(NOW)
    async with world.bot(clock=clock) as bot:
        team = await made(world, bot)
        ans, bram, *_, eva = team.members
        await join(team)

        await ans.says(team.group, "!ronde schulden sluit over 2 uur")
        opened = await ans.hears(lambda one: one.room == team.group and "stem." in one.body)
        assert f"https://matrix.to/#/{bot.id}" in opened.body
        assert "nl.ruggespraak.asked" not in opened.content, "nothing to react to"
        team.own[eva.id] = await moved(eva, team)
        before = team.read_in_group()
        await team.vote("aaaab")
        await bram.says(team.own[bram.id], "b")
        assert (await bram.hears_from(bot.id, team.own[bram.id])).startswith(VOTED), "the same words"
        await bram.says_openly(team.own[bram.id], "c")
        assert await bram.hears_from(bot.id, team.own[bram.id]) == told("ballot.unsealed")
        ballot = next(one for one in reversed(ans.heard) if told("ballot.hint") in one.body)
        await ans.reacts(team.own[ans.id], ballot.id, "🅱️")
        assert await ans.hears_from(bot.id, team.own[ans.id]) == told("trouble.not-by-reaction")
        await bram.says(team.group, "!uitslag")
        await bram.hears(lambda one: one.room == team.group and "en niet eerder" in one.body)
        await ans.hears(lambda one: one.room == team.group and "en niet eerder" in one.body)
        assert len(team.read_in_group()) == len(before) + 1, "of a vote the group reads nothing"

        clock.move(120)
        await bot.ring()
        result = await ans.hears(lambda one: one.content.get("msgtype") == "m.image")
        assert result.room == team.group
        assert result.body.startswith("Uitslag: ")
        assert "hooguit 2" in result.body
        assert "5 stemmen. De bus is weg." in result.body
        assert (await ans.downloads(result)).startswith(b"\x89PNG")
        assert not (await ans.downloads_raw(result)).startswith(b"\x89PNG")
        lead = commands_written(text_of(Say(say("result.lead"), say("result.lead-title"))), "!", group=True)
        await ans.hears(lambda one: one.room == team.group and one.body == lead)
        await bot.ring()

        await ans.says(team.group, "!tweede ronde over 2 uur")
        await ans.hears(lambda one: one.room == team.group and say("round.second") in one.body)
        await team.vote("bbbbb")
        clock.move(120)
        await bot.ring()
        shift = await ans.hears(lambda one: one.content.get("msgtype") == "m.image")
        assert shift.body.startswith("Uitslag na het gesprek: ")
        assert say("result.before") in shift.body
        assert "op hooguit 2 na allemaal" in shift.body
        images = [one for one in ans.heard if one.content.get("msgtype") == "m.image"]
        assert len(images) == 2, "each result once"
        _nobody_else_read_a_vote(team)


def _nobody_else_read_a_vote(team: Team) -> None:
    for member in team.members:
        said = [one for one in member.heard if one.body.startswith(VOTED)]
        assert said
        assert {one.room for one in said} == {team.own[member.id]}
        assert {one.sender for one in member.heard if one.room == team.own[member.id]} == {
            member.id,
            team.bot.id,
        }
