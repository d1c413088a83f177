"""A native poll: opened in the group, closed at its time, told once; also after a crash or a day away."""

import asyncio
import sqlite3
from typing import Any

import pytest

from bot.app import liveness
from bot.app.bot import Bot
from bot.app.channel_state import StoredPolls
from bot.channels.backoff import Backoff
from bot.channels.telegram import delivery, native_polls
from bot.channels.telegram.telegram import Telegram
from bot.channels.telegram.updates import Polling
from tests.channels.telegram.running import Running, in_group, running
from tests.conftest import HUNG
from tests.dutch import say, told
from tests.harness.telegram_wire import Talking
from tests.telegram_api.people import Group, Someone
from tests.telegram_api.world import Vote

__all__ = ["running"]

DAY = 60 * 24


async def opened(
    running: Running, words: str = "", kind: str = "supergroup"
) -> tuple[Group, list[Someone], Vote]:
    group, members = await running.team("Amina", "Boris", "Chris", kind=kind)
    members[1].types(f"/peiling@ruggespraak_bot {words}".strip(), group)
    await running.settle()
    (vote,) = running.server.world.polls.values()
    return group, members, vote


def vote_in(vote: Vote, *people: Someone) -> None:
    for at, person in enumerate(people):
        person.votes(vote.poll["id"], at % 2)


async def test_a_poll_is_anonymous_has_anders_and_says_when_it_closes(running: Running) -> None:
    group, _, vote = await opened(running, "sluit vrijdag 12:00")
    assert vote.poll["is_anonymous"]
    assert vote.poll["options"][-1]["text"].endswith("Anders")
    assert len(vote.poll["options"]) >= 4
    assert vote.closes == 0, "Telegram would refuse the totals of a poll that closed itself"
    intro = "\n".join(group.reads())
    assert "vrijdag 27 november om 12:00" in intro
    assert "niet geheim" in intro


async def test_it_closes_at_its_time_with_a_picture_and_questions(running: Running) -> None:
    group, members, vote = await opened(running, "sluit vrijdag 12:00")
    vote_in(vote, *members)
    await running.settle()
    before = len(group.reads())
    running.later(5 * DAY)
    await running.settle()
    result, talk = group.reads()[before:]
    assert vote.poll["is_closed"]
    assert told("poll.result", "/") in result
    assert ": 2\n" in result
    assert ": 1\n" in result
    assert "3 stemmen" in result
    assert talk.startswith(told("poll.talk", "/"))
    assert len(running.server.sent("sendPhoto")) == 1
    running.later(5 * DAY)
    await running.settle()
    assert len(group.reads()) == before + 2, "told once"
    assert b"sendPoll" not in running.on_disk()


async def away(running: Running, minutes: int) -> None:
    """The bot is killed, and starts again so much later. Telegram keeps updates for a day."""
    await running.kill()
    running.later(minutes)
    if minutes > DAY:
        running.server.world.waiting.clear()
    await running.start()
    await running.settle()


async def test_what_should_have_closed_in_an_outage_stays_open_longer_and_is_then_told(
    running: Running,
) -> None:
    group, members, vote = await opened(running, "sluit dinsdag 12:00")
    vote_in(vote, members[0])
    await running.settle()
    await away(running, 2 * DAY)
    assert group.reads()[-1] == say("poll.longer", when="vrijdag 27 november om 09:30")
    assert not vote.poll["is_closed"]
    vote_in(vote, *members[1:])
    running.later(2 * DAY)
    await running.settle()
    assert vote.poll["is_closed"]
    assert "3 stemmen" in group.reads()[-2]


async def test_it_stays_open_longer_only_once(running: Running) -> None:
    group, members, vote = await opened(running, "sluit dinsdag 12:00")
    vote_in(vote, *members)
    await running.settle()
    await away(running, 2 * DAY)
    await away(running, 9 * DAY)
    assert vote.poll["is_closed"]
    assert "3 stemmen" in group.reads()[-2]
    assert sum("blijft ze langer open" in one for one in group.reads()) == 1


@pytest.mark.parametrize("minutes", [DAY - 30, DAY - 1])
async def test_after_less_than_a_day_it_closes_late(running: Running, minutes: int) -> None:
    group, members, vote = await opened(running, "sluit over 2 uur")
    vote_in(vote, *members)
    await running.settle()
    await away(running, minutes)
    assert vote.poll["is_closed"]
    assert "3 stemmen" in group.reads()[-2]


async def test_an_outage_before_its_time_changes_nothing_and_one_that_ends_just_after_it_does(
    running: Running,
) -> None:
    group, _, vote = await opened(running, "sluit woensdag 12:00")
    await away(running, 2 * DAY)  # until wednesday 9:30
    assert "langer" not in group.reads()[-1]
    running.later(3 * 60)
    await running.settle()
    assert vote.poll["is_closed"]
    group, _, vote = await opened_again(running, group, "sluit donderdag 12:00")
    await away(running, DAY + 60)  # until thursday, an hour and some after its time
    assert "langer open" in group.reads()[-1]
    assert not vote.poll["is_closed"]


async def opened_again(running: Running, group: Group, words: str) -> tuple[Group, Someone, Vote]:
    one = running.people.person("Dina")
    group.room.members[one.id] = "member"
    before = set(running.server.world.polls)
    one.types(f"/peiling@ruggespraak_bot {words}", group)
    await running.settle()
    (name,) = set(running.server.world.polls) - before
    return group, one, running.server.world.polls[name]


async def test_a_crash_right_after_an_outage_does_not_hide_it(running: Running) -> None:
    group, _, vote = await opened(running, "sluit dinsdag 12:00")
    await running.kill()
    running.later(2 * DAY)
    running.server.world.waiting.clear()
    talking = await running.start()
    scheduler = talking.scheduler
    with pytest.MonkeyPatch.context() as crash:
        crash.setattr(Bot, "fire", _never)
        await heard(talking)
        await scheduler.once()
        await scheduler.once()
        ringing = [*scheduler._in_flight.values()]
        assert ringing, "it is killed with the moment in hand"
        for task in ringing:
            task.cancel()
        await asyncio.gather(*ringing, return_exceptions=True)
        await running.kill()
    await away(running, 5)
    assert "langer open" in group.reads()[-1]
    assert not vote.poll["is_closed"]


async def heard(talking: Talking) -> None:
    """Until the bot knows that it hears."""
    async with asyncio.timeout(HUNG):
        while talking.channel.silent_for() > liveness.DEAF:  # noqa: ASYNC110, the source tells nobody
            await asyncio.sleep(0.005)


async def _never(*_: object) -> None:
    await asyncio.Event().wait()


async def test_before_telegram_ever_answered_nothing_rings(running: Running) -> None:
    """Else what it has to say would be lost: nobody is there yet."""
    group, _, vote = await opened(running, "sluit dinsdag 12:00")
    await running.kill()
    running.later(2 * DAY)
    running.server.world.waiting.clear()
    running.server.fail("getMe", 502, times=1)  # it is asked again after a second
    talking = await running.start()
    for _ in range(5):
        await talking.scheduler.once()
        assert not talking.scheduler._in_flight
    await running.settle()
    assert "langer open" in group.reads()[-1]
    assert not vote.poll["is_closed"]


async def test_while_telegram_cannot_be_reached_nothing_rings_and_afterwards_it_counts_as_an_outage(
    running: Running,
) -> None:
    group, members, vote = await opened(running, "sluit dinsdag 12:00")
    vote_in(vote, *members)
    await running.settle()
    assert running.talking
    source = running.talking.channel._source
    assert isinstance(source, Polling)
    with pytest.MonkeyPatch.context() as silence:
        silence.setattr(source, "silent_for", lambda: liveness.DEAF + 1)
        calls = len(running.server.calls)
        for _ in range(3):
            running.later(DAY)
            await running.settle()
        assert {one.method for one in running.server.calls[calls:]} <= {"getUpdates"}
    await running.settle()
    assert "langer open" in group.reads()[-1]
    running.later(4 * DAY)
    await running.settle()
    assert "3 stemmen" in group.reads()[-2]


async def test_a_silence_is_measured_by_what_telegram_answers(running: Running) -> None:
    assert running.talking
    channel = running.talking.channel
    await running.settle()
    assert channel.silent_for() < liveness.DEAF
    running.server.fail("getUpdates", 502, times=10_000)
    before = channel.silent_for()
    for _ in range(200):
        await asyncio.sleep(0.01)
        if channel.silent_for() > before + 0.5:
            return
    raise AssertionError("refusals are no answers")


async def test_closing_is_tried_until_telegram_answers(
    running: Running, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(delivery, "MOST_AGAIN", 0)
    group, members, vote = await opened(running, "sluit dinsdag 12:00")
    vote_in(vote, *members)
    await running.settle()
    running.server.fail("stopPoll", 502, times=3)
    running.later(DAY + 150)
    for _ in range(4):
        await running.settle()
        running.later(2)  # its lease ends
    await running.settle()
    assert vote.poll["is_closed"]
    assert "3 stemmen" in group.reads()[-2]
    assert "a moment failed" in caplog.text


async def test_a_minute_without_telegram_costs_no_part_of_the_result(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery, "BACK_OFF", Backoff(0.01, 0.01))
    group, members, vote = await opened(running, "sluit dinsdag 12:00")
    vote_in(vote, *members)
    await running.settle()
    for method in ("stopPoll", "sendPhoto", "sendMessage"):
        running.server.fail(method, 502, times=2)
    running.later(DAY + 180)
    await running.settle()
    await running.settle()
    result, talk = group.reads()[-2:]
    assert "3 stemmen" in result
    assert talk.startswith(told("poll.talk", "/"))


async def test_killed_between_closing_and_telling(running: Running) -> None:
    group, members, vote = await opened(running, "sluit vrijdag 12:00")
    vote_in(vote, *members)
    await running.settle()
    running.server.fail_so("sendPhoto", "hang", seconds=30)
    running.later(5 * DAY)
    assert running.talking
    await running.talking.scheduler.once()
    await running.talking.scheduler.drain()
    assert vote.poll["is_closed"]
    await running.kill()
    running.server.faults.clear()
    await running.start()
    await running.settle()
    assert sum("3 stemmen" in one for one in group.reads()) == 1


async def test_only_an_admin_or_who_began_it_closes_it(running: Running) -> None:
    group, (amina, boris, chris), vote = await opened(running)
    chris.types("/peiling@ruggespraak_bot sluit", group)
    await running.settle()
    assert group.reads()[-1] == told("poll.not-yours", "/")
    chris.types("/peiling@ruggespraak_bot sluit morgen 9:00", group)
    await running.settle()
    assert group.reads()[-1] == told("poll.not-yours", "/")
    boris.types("/peiling@ruggespraak_bot sluit morgen 9:00", group)
    await running.settle()
    assert "dinsdag 24 november om 09:00" in group.reads()[-1]
    assert not vote.poll["is_closed"]
    amina.types("/peiling@ruggespraak_bot sluit", group)  # who made the group
    await running.settle()
    assert vote.poll["is_closed"]


async def test_who_began_it_may_close_it_after_a_restart_too(running: Running) -> None:
    group, (_, boris, _), vote = await opened(running)
    await running.kill()
    await running.start()
    boris.types("/peiling@ruggespraak_bot sluit", group)
    await running.settle()
    assert vote.poll["is_closed"]
    assert told("poll.nobody", "/") in group.reads()[-1]


async def test_one_at_a_time(running: Running) -> None:
    group, (amina, _, _), _ = await opened(running)
    amina.types("/peiling@ruggespraak_bot schulden", group)
    await running.settle()
    assert "Er loopt hier al een peiling" in group.reads()[-1]
    assert len(running.server.world.polls) == 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("sluit gisteren ergens", told("poll.when-unclear", "/")),
        ("sluit over 1 minuut", told("poll.too-soon", "/")),
        ("sluit over 91 dagen", told("poll.too-late", "/")),
        ("sluit", told("poll.none", "/")),
    ],
)
async def test_a_moment_that_cannot_be_opens_nothing(running: Running, words: str, told: str) -> None:
    group, (amina,) = await running.team("Amina")
    amina.types(f"/peiling@ruggespraak_bot {words}", group)
    await running.settle()
    assert group.reads()[-1] == in_group(told)
    assert running.server.world.polls == {}


async def test_a_poll_that_may_have_arrived_is_not_sent_twice(running: Running) -> None:
    group, (amina,) = await running.team("Amina")
    running.server.fail_so("sendPoll", "drop", after=True)
    amina.types("/peiling@ruggespraak_bot", group)
    await running.settle()
    await running.settle()
    assert len(running.server.world.polls) == 1


async def test_a_poll_of_which_the_totals_are_lost_is_told_so(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(native_polls, "PATIENCE", 0.0)
    group, (amina, _, _), vote = await opened(running)
    vote.poll["is_closed"] = True  # by hand of an earlier process, and its update went by
    amina.types("/peiling@ruggespraak_bot sluit", group)
    await running.settle()
    await running.settle()
    assert told("poll.no-totals", "/") in group.reads()[-1]


async def test_of_a_group_that_grew_the_last_totals_are_told_as_what_they_are(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(native_polls, "PATIENCE", 0.0)
    group, members, vote = await opened(running, "sluit dinsdag 12:00", kind="group")
    vote_in(vote, *members[:2])
    await running.settle()
    grown = group.grows(members[0])
    vote_in(vote, members[2])  # the old message stands above the new ones, and can be pressed
    await running.settle()
    assert b"voter_count" not in running.on_disk()
    running.later(DAY + 180)
    await running.settle()
    await running.settle()
    result, talk = grown.reads()[-2:]
    assert "3 stemmen" in result
    assert talk.startswith(told("poll.last-seen", "/"))
    assert told("poll.talk", "/") in talk
    assert not vote.poll["is_closed"], "Telegram does not let us; if it does, this is not needed"
    assert sum("3 stemmen" in one for one in grown.reads()) == 1


async def test_of_a_group_that_grew_before_a_restart_nothing_is_made_up(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(native_polls, "PATIENCE", 0.0)
    group, members, vote = await opened(running, "sluit dinsdag 12:00", kind="group")
    vote_in(vote, *members)
    await running.settle()
    grown = group.grows(members[0])
    await running.settle()
    await away(running, 5)
    running.later(DAY + 180)
    await running.settle()
    await running.settle()
    assert told("poll.no-totals", "/") in grown.reads()[-1]


async def closing(running: Running) -> tuple[Group, Vote]:
    """A poll with votes, whose time has come."""
    group, members, vote = await opened(running, "sluit vrijdag 12:00")
    vote_in(vote, *members)
    await running.settle()
    running.later(5 * DAY)
    return group, vote


async def in_the_middle(running: Running, vote: Vote) -> None:
    """Until Telegram closed the poll, while the bot does not know yet that it did."""
    assert running.talking
    await running.talking.scheduler.once()
    async with asyncio.timeout(HUNG):
        while not vote.poll["is_closed"]:  # noqa: ASYNC110, the stand-in tells nobody
            await asyncio.sleep(0.005)
    with sqlite3.connect(running.folder / "test.db") as database:
        kept = database.execute("SELECT counts FROM poll").fetchall()
    database.close()
    assert kept == [(None,)], "with the totals on disk this is another moment"


async def stopped_short(running: Running) -> None:
    """Killed with the moment in hand."""
    assert running.talking
    ringing = [*running.talking.scheduler._in_flight.values()]
    for task in ringing:
        task.cancel()
    await asyncio.gather(*ringing, return_exceptions=True)
    await running.kill()


async def told_once(running: Running, group: Group) -> None:
    running.server.faults.clear()
    await running.start()
    await running.settle()
    for _ in range(3):
        running.later(5)  # the lease of the one that was killed ends
        await running.settle()
    assert sum("3 stemmen" in one for one in group.reads()) == 1
    assert told("poll.no-totals", "/") not in "".join(group.reads())


async def test_killed_after_telegram_closed_it_and_before_it_answered(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    group, vote = await closing(running)
    running.server.fail_so("stopPoll", "hang", after=True, seconds=30)
    with monkeypatch.context() as crash:
        crash.setattr(Telegram, "_take_poll", _never)  # nor does what Telegram tells by itself come in
        await in_the_middle(running, vote)
        await stopped_short(running)
    await told_once(running, group)


async def test_killed_after_the_answer_and_before_the_totals_are_on_disk(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    group, vote = await closing(running)
    with monkeypatch.context() as crash:
        crash.setattr(StoredPolls, "put", _never)
        await in_the_middle(running, vote)
        await asyncio.sleep(0.05)
        await stopped_short(running)
    await told_once(running, group)


async def test_closing_again_waits_for_the_totals_that_are_on_their_way(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After the kill the moment may ring before the update comes in."""
    group, vote = await closing(running)
    running.server.fail_so("stopPoll", "hang", after=True, seconds=30)
    with monkeypatch.context() as crash:
        crash.setattr(Telegram, "_take_poll", _never)
        await in_the_middle(running, vote)
        await stopped_short(running)
    running.server.faults.clear()
    running.later(5)
    take = Telegram._take_poll

    async def late(*told: Any) -> None:
        await asyncio.sleep(0.7)
        await take(*told)

    monkeypatch.setattr(native_polls, "PATIENCE", HUNG)
    monkeypatch.setattr(Telegram, "_take_poll", late)
    talking = await running.start()
    await heard(talking)
    await talking.scheduler.once()
    await talking.scheduler.drain()
    assert [one.ok for one in running.server.calls if one.method == "stopPoll"] == [True, False]
    await running.settle()
    assert sum("3 stemmen" in one for one in group.reads()) == 1
    assert told("poll.no-totals", "/") not in "".join(group.reads())


async def test_in_private_it_is_explained(running: Running) -> None:
    amina = running.people.person()
    amina.types("/peiling")
    await running.settle()
    assert amina.reads() == [told("poll.in-a-group", "/").replace("daar: peiling", "daar: /peiling")]
    assert running.server.world.polls == {}


async def test_a_poll_knows_no_voter_and_the_disk_no_vote(running: Running) -> None:
    group, members, vote = await opened(running)
    vote_in(vote, *members)
    await running.settle()
    told = running.on_disk()
    for person in members:
        assert str(person.id).encode() not in told
    assert str(group.id).encode() in told, "to close it; without this the test sees nothing"
