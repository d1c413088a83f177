"""A native poll: opened in the group, closed at its time, told once; also after a crash or a day away."""

import pytest

from bot.channels.telegram import native_polls
from bot.core import words_group
from tests.channels.telegram.running import Running, in_group, running
from tests.telegram_api.people import Group, Someone
from tests.telegram_api.world import Vote

__all__ = ["running"]

DAY = 60 * 24


async def opened(running: Running, words: str = "") -> tuple[Group, list[Someone], Vote]:
    group, members = await running.team("Amina", "Boris", "Chris")
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
    assert words_group.POLL_RESULT in result
    assert ": 2\n" in result
    assert ": 1\n" in result
    assert "3 stemmen" in result
    assert talk.startswith(words_group.POLL_TALK)
    assert len(running.server.sent("sendPhoto")) == 1
    running.later(5 * DAY)
    await running.settle()
    assert len(group.reads()) == before + 2, "told once"
    assert b"sendPoll" not in running.on_disk()


async def test_after_two_days_away_the_totals_are_still_had(running: Running) -> None:
    group, members, vote = await opened(running, "sluit vrijdag 12:00")
    vote_in(vote, *members)
    await running.settle()
    await running.kill()
    running.later(7 * DAY)
    running.server.world.waiting.clear()  # Telegram keeps updates for a day
    await running.start()
    await running.settle()
    assert "3 stemmen" in group.reads()[-2]


async def test_killed_between_closing_and_telling(running: Running) -> None:
    group, members, vote = await opened(running, "sluit vrijdag 12:00")
    vote_in(vote, *members)
    await running.settle()
    running.server.fail_so("sendPhoto", "hang", seconds=30)
    running.later(5 * DAY)
    assert running.talking
    await running.talking.bell.once()
    await running.talking.bell.quiet()
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
    assert group.reads()[-1] == words_group.POLL_NOT_YOURS
    chris.types("/peiling@ruggespraak_bot sluit morgen 9:00", group)
    await running.settle()
    assert group.reads()[-1] == words_group.POLL_NOT_YOURS
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
    assert words_group.POLL_NOBODY in group.reads()[-2]


async def test_one_at_a_time(running: Running) -> None:
    group, (amina, _, _), _ = await opened(running)
    amina.types("/peiling@ruggespraak_bot schulden", group)
    await running.settle()
    assert "Er loopt hier al een peiling" in group.reads()[-1]
    assert len(running.server.world.polls) == 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("sluit gisteren ergens", words_group.POLL_WHEN_UNCLEAR),
        ("sluit over 1 minuut", words_group.POLL_TOO_SOON),
        ("sluit over 90 dagen", words_group.POLL_TOO_LATE),
        ("sluit", words_group.POLL_NONE),
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
    assert words_group.POLL_NO_TOTALS in group.reads()[-2]


async def test_in_private_it_is_explained(running: Running) -> None:
    amina = running.people.person()
    amina.types("/peiling")
    await running.settle()
    assert amina.reads() == [words_group.POLL_IN_A_GROUP.replace("daar: peiling", "daar: /peiling")]
    assert running.server.world.polls == {}


async def test_a_poll_knows_no_voter_and_the_disk_no_vote(running: Running) -> None:
    group, members, vote = await opened(running)
    vote_in(vote, *members)
    await running.settle()
    told = running.on_disk()
    for person in members:
        assert str(person.id).encode() not in told
    assert str(group.id).encode() in told, "to close it; without this the test sees nothing"
