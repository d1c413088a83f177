"""A poll of Matrix itself: what people see, and that the bot counts what Element counts."""

from datetime import timedelta

import pytest

from bot.core import words
from bot.core.events import Event, Tallied
from bot.core.pick import keyed
from bot.core.replies import ClosePoll, OpenPoll
from tests.channels.matrix.conftest import World, until
from tests.conftest import NOW
from tests.matrix_server.person import POLL_END
from tests.matrix_server.running import Running

OPTIONS = keyed([("ja", "Ja, altijd", ""), ("nee", "Nee, nooit", ""), ("soms", "Soms", "")])
POLL = OpenPoll("peiling-1", "Mag een buurman meekijken?", OPTIONS, NOW + timedelta(hours=1), "Peiling")


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
        shown = await ans.hears_from(bot.id, room)
        assert "B  Nee, nooit" in shown
        assert words.POLL_ON_MATRIX in shown

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
        assert isinstance(counted, Tallied)
        assert (counted.poll, counted.counts) == (POLL.poll, {"A": 1, "B": 1, "C": 0})
        assert sum(one.type == "org.matrix.msc3381.poll.start" for one in ans.heard) == 1


async def test_a_poll_can_still_be_closed_after_a_restart_and_nobody_else_can_close_it(world: World) -> None:
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
        await until(lambda: bool(tallied))
        assert [event.counts for event in tallied if isinstance(event, Tallied)] == [{"A": 1, "B": 0, "C": 0}]
