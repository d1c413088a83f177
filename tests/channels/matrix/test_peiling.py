"""A poll of Matrix itself: what people see, and that the bot counts what Element counts."""

import re
from datetime import timedelta

import pytest

from bot.core.conversation.options import keyed
from bot.core.model.events import Event, Tallied
from bot.core.model.replies import ClosePoll, OpenPoll
from tests.channels.matrix.conftest import World, until
from tests.conftest import NOW
from tests.dutch import say
from tests.harness.html import words_in
from tests.matrix_server.person import POLL_END
from tests.matrix_server.running import Running

OPTIONS = keyed([("ja", "Ja, altijd", ""), ("nee", "Nee, nooit", ""), ("soms", "Soms", "")])
CLOSES = NOW + timedelta(hours=1)
POLL = OpenPoll("peiling-1", "de-brief", "Mag een buurman meekijken?", OPTIONS, CLOSES, "Peiling")


def listen(bot: Running) -> list[Event]:
    """What reaches the app of closed polls."""
    tallied: list[Event] = []
    take_in = bot.matrix._put

    async def watched(event: Event, number: int, origin: str = "") -> None:
        if isinstance(event, Tallied):
            tallied.append(event)
        await take_in(event, number, origin)

    bot.matrix._put = watched  # type: ignore[method-assign]
    return tallied


@pytest.mark.parametrize("encrypted", [False, True], ids=["plain", "encrypted"])
async def test_changed_spoiled_redacted_and_late_votes_are_counted_as_element_does(
    encrypted: bool, world: World
) -> None:
    ans, cor, dik = [await world.person(name) for name in ("ans", "cor", "dik")]
    async with world.bot() as bot:
        tallied = listen(bot)
        room = await ans.room(bot.id, cor.id, dik.id, encrypted=encrypted, direct=False)
        await cor.joins(room)
        await dik.joins(room)
        await ans.hears_from(bot.id, room)
        chat = bot.matrix._rooms.chat(room, "")
        await bot.matrix.send(chat, POLL, "open-1")
        await bot.matrix.send(chat, POLL, "open-1")  # again after a crash: still one poll
        poll = await ans.hears(lambda one: one.type == "org.matrix.msc3381.poll.start")
        beside = await ans.hears(lambda one: one.type == "m.room.message" and one.sender == bot.id)
        assert "B  Nee, nooit" in beside.body
        assert say("poll.not-secret") in beside.body

        await ans.votes(room, poll.id, "A")
        await ans.votes(room, poll.id, "B")
        await cor.votes(room, poll.id, "A")
        mistake = await cor.votes(room, poll.id, "B")
        await cor.redacts(room, mistake)
        await dik.votes(room, poll.id, "C")
        await dik.votes(room, poll.id, "bestaat niet")
        await bot.matrix.send(chat, ClosePoll(POLL.poll, "De peiling is dicht."), "close-1")
        await ans.hears(lambda one: one.type == "org.matrix.msc3381.poll.end")
        await cor.votes(room, poll.id, "C")
        await until(lambda: bool(tallied))
        (counted,) = tallied
        changed = await ans.hears(lambda one: "m.new_content" in one.content)
        assert changed.content["m.relates_to"] == {"rel_type": "m.replace", "event_id": beside.id}
        instead = changed.content["m.new_content"]
        assert instead["body"] == beside.body.replace(say("poll.not-secret"), say("poll.over"))
        assert words_in(instead["formatted_body"]) == instead["body"].split()
        assert not re.search(r"\d", instead["body"]), "no result before it is told"
        assert isinstance(counted, Tallied)
        assert (counted.poll, counted.dilemma) == (POLL.poll, POLL.dilemma)
        assert counted.counts == {"A": 1, "B": 1, "C": 0}
        for once in ("org.matrix.msc3381.poll.start", "org.matrix.msc3381.poll.end"):
            assert sum(one.type == once for one in ans.heard) == 1
        assert sum("m.new_content" in one.content for one in ans.heard) == 1


async def test_a_poll_can_still_be_closed_after_a_restart_and_not_by_just_anybody(world: World) -> None:
    ans, cor = [await world.person(name) for name in ("ans", "cor")]
    async with world.bot() as bot:
        room = await ans.room(bot.id, cor.id, encrypted=True, direct=False)
        await cor.joins(room)
        await ans.hears_from(bot.id, room)
        await bot.matrix.send(bot.matrix._rooms.chat(room, ""), POLL, "open-1")
        poll = await cor.hears(lambda one: one.type == "org.matrix.msc3381.poll.start")
        await cor.votes(room, poll.id, "A")
    async with world.bot() as bot:
        tallied = listen(bot)
        end = {
            "m.relates_to": {"rel_type": "m.reference", "event_id": poll.id},
            "org.matrix.msc3381.poll.end": {},
        }
        await cor.sends(room, POLL_END, end)
        await bot.matrix.send(bot.matrix._rooms.chat(room, ""), ClosePoll(POLL.poll), "close-1")
        ended = await ans.hears(
            lambda one: one.type == "org.matrix.msc3381.poll.end" and one.sender == bot.id
        )
        assert ended.content["m.relates_to"]["event_id"] == poll.id
        await ans.hears(lambda one: say("poll.over") in one.body)
        await until(lambda: bool(tallied))
        assert [event.counts for event in tallied if isinstance(event, Tallied)] == [{"A": 1, "B": 0, "C": 0}]


async def test_who_leads_may_close_a_poll_too_and_it_says_so_in_words(world: World) -> None:
    ans, cor = [await world.person(name) for name in ("ans", "cor")]
    async with world.bot() as bot:
        tallied = listen(bot)
        room = await ans.room(bot.id, cor.id, encrypted=True, direct=False)
        await ans.hears_from(bot.id, room)
        await bot.matrix.send(bot.matrix._rooms.chat(room, ""), POLL, "open-1")
        poll = await ans.hears(lambda one: one.type == "org.matrix.msc3381.poll.start")
        await ans.votes(room, poll.id, "C")
        relation = {"rel_type": "m.reference", "event_id": poll.id}
        await ans.sends(room, POLL_END, {"m.relates_to": relation, "org.matrix.msc3381.poll.end": {}})
        await ans.hears(lambda one: say("poll.over") in one.body)
        assert [event.counts for event in tallied if isinstance(event, Tallied)] == [{"A": 0, "B": 0, "C": 1}]


async def test_a_group_asks_for_a_poll_votes_closes_it_and_reads_what_came_of_it(world: World) -> None:
    ans, cor = [await world.person(name) for name in ("ans", "cor")]
    async with world.bot() as bot:
        room = await ans.room(bot.id, cor.id, encrypted=True, direct=False)
        await cor.joins(room)
        await ans.hears_from(bot.id, room)
        await ans.says(room, "!peiling schulden")
        said = await ans.hears(lambda one: "Hieronder komt een peiling" in one.body)
        assert "Eerder sluiten kan met: !peiling sluit." in said.body
        await bot.ring()
        poll = await cor.hears(lambda one: one.type == "org.matrix.msc3381.poll.start")
        await cor.votes(room, poll.id, "B")
        await cor.says(room, "!peiling sluit")  # neither began it nor leads
        await cor.hears(lambda one: one.body == say("poll.not-yours"))
        await ans.says(room, "!peiling sluit")
        await ans.hears(lambda one: one.body == say("poll.closing"))
        await bot.ring()
        result = await ans.hears(lambda one: one.content.get("msgtype") == "m.image")
        assert result.body.startswith(f"{say('poll.result')}: ")
        assert say("poll.result-one") in result.body
        assert (await ans.downloads(result)).startswith(b"\x89PNG")
        await ans.hears(lambda one: say("poll.talk") in one.body)
        await until(lambda: sum(say("poll.over") in one.body for one in ans.heard) == 1)
