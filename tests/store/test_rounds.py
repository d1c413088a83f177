"""A round from its first vote to its result, on both databases."""

import asyncio
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.core.model.disclosure import RULES, TOO_FEW, Band, Outcome
from bot.core.model.events import Chat
from bot.core.model.orders import CloseRound, CountAlone, Disband, Leave, ProlongRound, StopRound
from bot.core.model.replies import Forget, Rename, Turn
from bot.core.model.session import Session
from bot.core.model.team import Past
from tests.conftest import NOW
from tests.store.desk import CLOSES, DILEMMA, GROUP, WAYS, Desk, later, person


async def test_a_team_sees_its_round_and_never_who_is_in_it(database: str, tmp_path: Path) -> None:
    async with Desk(database, tmp_path) as desk:
        await desk.team(5)
        await desk.round()
        seen = await desk.seen(person(1))
    assert (seen.name, seen.members, seen.belongs, seen.started) == ("Team Noord", 5, True, False)
    assert seen.rounds[0].ways == WAYS
    assert seen.rounds[0].closes_at == CLOSES
    assert not any(person(number).person in repr(seen) for number in range(5))


async def test_who_is_alone_with_the_bot_sees_the_teams_they_belong_to(database: str, tmp_path: Path) -> None:
    async with Desk(database, tmp_path) as desk:
        await desk.team(5)
        await desk.team(3, "team-b", "-100888")
        alone = Chat("telegram", person(4).person, person(4).person)
        stranger = Chat("telegram", "99", "99")
        elsewhere = replace(alone, channel="matrix")
        assert [team.id for team in (await desk.store.session(alone, NOW)).around.teams] == ["team-a"]
        assert (await desk.store.session(stranger, NOW)).around.teams == ()
        assert (await desk.store.session(elsewhere, NOW)).around.teams == (), "a team is of one platform"


async def test_a_vote_a_change_and_a_result_in_bands(database: str, tmp_path: Path) -> None:
    async with Desk(database, tmp_path) as desk:
        await desk.team()
        await desk.round()
        for who in range(8):
            assert await desk.vote(who, "wachten" if who < 4 else "samen-bellen", who + 1) == ""
        assert await desk.vote(0, "anders", 20) == ""
        assert await desk.tally() == [0, 3, 4, 1]
        outcome = await desk.close()
        state, box, nonce, _ = await desk.row()
    assert (state, box, nonce) == ("closed", None, None)
    bands = {"voorschot": Band("few"), "wachten": Band("some", 3), "samen-bellen": Band("some", 4)}
    assert outcome == Outcome("bands", 8, 2, bands | {"anders": Band("few")})


async def test_the_same_update_counts_once_and_an_older_one_not_at_all(database: str, tmp_path: Path) -> None:
    async with Desk(database, tmp_path) as desk:
        await desk.team()
        await desk.round()
        for way, mark in (("wachten", 5), ("anders", 7), ("wachten", 5), ("anders", 7), ("voorschot", 6)):
            assert await desk.vote(1, way, mark) == "", "who presses twice reads the same words"
        assert await desk.tally() == [0, 0, 0, 1]


async def test_who_does_not_belong_cannot_vote(database: str, tmp_path: Path) -> None:
    async with Desk(database, tmp_path) as desk:
        await desk.team(3)
        await desk.round()
        assert await desk.vote(40, "wachten", 1) == "stranger"
        assert await desk.tally() == [0, 0, 0, 0]


async def test_after_the_close_no_vote_counts_and_nothing_opens_again(database: str, tmp_path: Path) -> None:
    async with Desk(database, tmp_path) as desk:
        await desk.team()
        await desk.round()
        for who in range(6):
            await desk.vote(who, "wachten", who + 1)
        before = await desk.close()
        assert await desk.vote(7, "anders", 99) == "closed"
        await desk.round()
        assert await desk.close() == before, "the same order again opens nothing"
        assert await desk.vote(7, "anders", 99, "no-such-round") == "closed"


async def test_at_the_closing_time_it_is_closed_also_before_it_was_counted(
    database: str, tmp_path: Path
) -> None:
    async with Desk(database, tmp_path) as desk:
        await desk.team()
        await desk.round()
        assert await later(desk, CLOSES - timedelta(seconds=1)).vote(1, "wachten", 1) == ""
        assert await later(desk, CLOSES).vote(2, "wachten", 2) == "closed"


async def test_a_round_that_is_prolonged_closes_later_and_nothing_else_of_it_changes(
    database: str, tmp_path: Path
) -> None:
    async with Desk(database, tmp_path) as desk:
        await desk.team()
        await desk.round()
        await desk.vote(1, "wachten", 1)
        before = await desk.row()
        await desk.do(ProlongRound("round-1", CLOSES + timedelta(days=2)))
        assert await desk.row() == before
        assert await later(desk, CLOSES + timedelta(days=1)).vote(2, "wachten", 2) == ""
        assert await later(desk, CLOSES + timedelta(days=2)).vote(3, "wachten", 3) == "closed"
        closed = await desk.close()
        await desk.do(ProlongRound("round-1", CLOSES + timedelta(days=9)))
        assert (await desk.past()).outcome == closed
        assert await desk.vote(4, "wachten", 4) == "closed", "what was counted is never opened again"


async def test_few_votes_leave_nothing_and_look_like_none(database: str, tmp_path: Path) -> None:
    """TRUST T10."""
    told = []
    async with Desk(database, tmp_path) as desk:
        await desk.team()
        for votes in range(5):
            await desk.round(f"round-{votes}")
            for who in range(votes):
                await desk.vote(who, WAYS[who % 3], who + 1, f"round-{votes}")
            assert await desk.close(f"round-{votes}") == TOO_FEW
            told.append(replace(await desk.past(f"round-{votes}"), id=""))
            assert (await desk.row(f"round-{votes}"))[1:3] == (None, None)
    assert len(set(map(repr, told))) == 1


async def test_a_stricter_rule_is_fixed_at_the_opening(database: str, tmp_path: Path) -> None:
    async with Desk(database, tmp_path) as desk:
        await desk.team()
        await desk.round(rule=RULES[2])
        for who in range(6):
            await desk.vote(who, "wachten", who + 1)
        await desk.round(rule=RULES[1])
        assert await desk.close() == TOO_FEW


async def test_a_second_round_with_another_turn_out_tells_no_numbers(database: str, tmp_path: Path) -> None:
    async with Desk(database, tmp_path) as desk:
        await desk.team()
        for round_, votes in (("round-1", 8), ("round-2", 7), ("round-3", 8)):
            await desk.round(round_)
            for who in range(votes):
                await desk.vote(who, "wachten", who + 1, round_)
            await desk.close(round_)
        kinds = [(past.outcome.kind, past.outcome.votes) for past in (await desk.seen()).past if past.outcome]
    assert kinds == [("bands", 8), ("withheld", 7), ("majority", 8)]


async def test_a_stopped_round_leaves_nothing(database: str, tmp_path: Path) -> None:
    async with Desk(database, tmp_path) as desk:
        await desk.team()
        await desk.round()
        await desk.vote(1, "wachten", 1)
        await desk.do(StopRound("round-1"))
        assert (await desk.row())[:3] == ("stopped", None, None)
        assert await desk.past() == Past("round-1", "ronde", DILEMMA, 1, None, NOW.date())


async def test_a_lost_or_damaged_box_ends_its_own_round_only(database: str, tmp_path: Path) -> None:
    async with Desk(database, tmp_path) as desk:
        await desk.team()
        await desk.round("lost")
        await desk.vote(1, "wachten", 1, "lost")
        for file in (tmp_path / "secrets").glob("epoch-*"):
            file.unlink()
        await desk.round("new")
        assert await desk.vote(1, "wachten", 2, "lost") == "void"
        assert await desk.vote(1, "wachten", 2, "new") == ""
        await desk.do(CloseRound("lost", {}))
        assert (await desk.row("lost"))[:3] == ("void", None, None)
        assert await desk.tally("new") == [0, 1, 0, 0]


async def test_a_request_is_decided_by_three_and_stopped_by_one(database: str, tmp_path: Path) -> None:
    ways = ("akkoord", "rem", "vraag")
    async with Desk(database, tmp_path) as desk:
        await desk.team()
        await desk.round("verzoek", kind="verzoek", ways=ways, asker=person(0))
        for who, way in ((0, "akkoord"), (1, "akkoord"), (2, "rem"), (3, "akkoord"), (4, "akkoord")):
            assert await desk.vote(who, way, who + 1, "verzoek") == ""
            assert (await desk.row("verzoek"))[0] == "open", "a rem stops it, and who asks does not decide"
        await desk.vote(2, "vraag", 9, "verzoek")
        assert (await desk.row("verzoek"))[:3] == ("closed", None, None)
        assert (await desk.past("verzoek")).outcome == Outcome("majority", most="akkoord")


async def test_dilemmas_done_alone_go_into_one_box_and_come_out_by_the_week(
    database: str, tmp_path: Path
) -> None:
    async with Desk(database, tmp_path) as desk:
        await desk.team()
        await desk.do(CountAlone(person(1), "team-a", True))
        await desk.round("week", kind="alleen", dilemma="", ways=())
        for who in range(6):
            await desk.vote(who, "a", 2 * who + 1, "week", "veel")
            if who < 3:
                await desk.vote(who, "b", 2 * who + 2, "week", "weinig")
        assert len((await desk.opened("week")).slots) == 9
        await desk.do(CloseRound("week", {"veel": ("a", "b"), "weinig": ("a", "b"), "geen": ("a",)}))
        seen = await desk.seen(person(1))
    assert seen.alone
    assert seen.rounds == ()
    assert [(past.dilemma, past.kind) for past in seen.past] == [("veel", "alleen")]


async def test_who_leaves_votes_no_more_and_is_out_of_the_open_box(database: str, tmp_path: Path) -> None:
    async with Desk(database, tmp_path) as desk:
        await desk.team()
        await desk.round()
        for who in range(5):
            await desk.vote(who, "wachten", who + 1)
        await desk.do(Leave(person(2), "team-a"))
        assert await desk.tally() == [0, 4, 0, 0]
        assert await desk.vote(2, "wachten", 20) == "stranger"
        assert (await desk.seen()).members == 11


async def test_a_disbanded_team_is_gone(database: str, tmp_path: Path) -> None:
    async with Desk(database, tmp_path) as desk:
        await desk.team()
        await desk.round()
        await desk.do(Disband("team-a"))
        assert (await desk.store.session(person(1), NOW)).around.teams == ()


@pytest.mark.parametrize("days", [364, 366])
async def test_a_result_is_kept_for_a_year(days: int, database: str, tmp_path: Path) -> None:
    async with Desk(database, tmp_path) as desk:
        await desk.team()
        await desk.round()
        await desk.close()
        later(desk, NOW + timedelta(days=days))
        await desk.team(3, "team-b", "-100888")
        assert bool((await desk.store.session(person(0), desk.now)).around.teams) == (days < 365)


async def test_wis_alles_takes_a_vote_out_of_every_open_box_and_again_after_a_restored_copy(
    database: str, tmp_path: Path
) -> None:
    """TRUST T13. What was erased comes back with the copy of yesterday, and goes before anybody is heard."""
    async with Desk(database, tmp_path) as desk:
        await desk.team()
        for number in (1, 2, 3):
            await desk.round(f"round-{number}")
            for who in range(6):
                await desk.vote(who, "wachten", 10 * number + who, f"round-{number}")
        await desk.store.keep(person(2), Turn(Session().keep(role="jeugd")), NOW)
        copy = await copied(desk)
        await desk.store.keep(person(2), Turn(Session(), (), (Forget(),)), NOW)
        assert [await desk.tally(f"round-{number}") for number in (1, 2, 3)] == [[0, 5, 0, 0]] * 3
        assert not (await desk.seen(person(2))).belongs
        await put_back(desk, copy)
        assert await desk.tally() == [0, 6, 0, 0], "the copy brings it back, or this test sees nothing"
    async with Desk(database, tmp_path) as desk:
        assert [await desk.tally(f"round-{number}") for number in (1, 2, 3)] == [[0, 5, 0, 0]] * 3
        assert not (await desk.seen(person(2))).belongs
        assert (await desk.store.session(person(2), NOW)).kept == Session().kept
    async with Desk(database, tmp_path) as desk:
        await desk.store.keep(person(2), Turn(Session().keep(role="jeugd")), NOW)
    async with Desk(database, tmp_path) as desk:
        assert (await desk.store.session(person(2), NOW)).kept.role == "jeugd", "who came back may stay"


async def test_a_closed_round_that_comes_back_with_a_copy_is_not_told_again(
    database: str, tmp_path: Path
) -> None:
    async with Desk(database, tmp_path) as desk:
        await desk.team()
        await desk.round()
        for who in range(6):
            await desk.vote(who, "wachten", who + 1)
        copy = await copied(desk)
        await desk.vote(7, "anders", 9)
        await desk.close()
        await put_back(desk, copy)
        assert (await desk.row())[0] == "open"
    async with Desk(database, tmp_path) as desk:
        assert (await desk.row())[:3] == ("void", None, None)


async def copied(desk: Desk) -> dict[str, list[dict[str, object]]]:
    """Every row, as a copy of the database holds it."""
    from bot.store.tables import metadata  # noqa: PLC0415

    async with desk.store.database.engine.connect() as connection:
        return {
            table.name: [dict(row._mapping) for row in await connection.execute(table.select())]
            for table in metadata.tables.values()
        }


async def put_back(desk: Desk, copy: dict[str, list[dict[str, object]]]) -> None:
    from bot.store.tables import metadata  # noqa: PLC0415

    async with desk.store.database.engine.begin() as connection:
        for table in metadata.tables.values():
            await connection.execute(table.delete())
            if copy[table.name]:
                await connection.execute(table.insert(), copy[table.name])


async def test_an_old_copy_opens_no_more_once_its_week_was_destroyed(database: str, tmp_path: Path) -> None:
    """TRUST T12: not with every secret there is by then."""
    async with Desk(database, tmp_path) as desk:
        await desk.team()
        await desk.round()
        await desk.vote(1, "wachten", 1)
        copy = await copied(desk)
        await desk.close()
        week = desk.epochs.names()
        await later(desk, NOW + timedelta(days=3)).team(3, "team-b", "-100888")
        assert desk.epochs.names() == week, "this week's secret may still be wanted"
        await later(desk, NOW + timedelta(days=8)).team(3, "team-c", "-100999")
        assert desk.epochs.names() == []
        await desk.round("round-9", "team-c")
        await put_back(desk, copy)
        assert await desk.vote(2, "wachten", 2) == "closed", "its time is over"
        desk.now = NOW
        assert await desk.vote(2, "wachten", 2) == "void"


async def test_a_secret_stays_as_long_as_one_round_needs_it(database: str, tmp_path: Path) -> None:
    async with Desk(database, tmp_path) as desk:
        await desk.team()
        await desk.round()
        await later(desk, NOW + timedelta(days=8)).team(3, "team-b", "-100888")
        assert len(desk.epochs.names()) == 1
        assert await desk.tally() == [0, 0, 0, 0]


async def test_votes_at_once_are_written_together_and_none_is_lost(database: str, tmp_path: Path) -> None:
    async with Desk(database, tmp_path) as desk:
        await desk.team(40)
        await desk.round()
        told = await asyncio.gather(*(desk.vote(who, WAYS[who % 4], who + 1) for who in range(40)))
        assert set(told) == {""}
        assert await desk.tally() == [10, 10, 10, 10]


VOTERS = 15


async def test_four_processes_at_once_every_update_four_times_in_any_order(
    database: str, tmp_path: Path
) -> None:
    """TRUST F6 and F7: no vote wrong. Everybody votes and changes three times; the last one counts."""
    async with Desk(database, tmp_path) as desk:
        await desk.team(VOTERS)
        await desk.round()
    updates = [
        f"{who} {WAYS[(who + change) % 4]} {who * 10 + change + 1}"
        for who in range(VOTERS)
        for change in range(4)
    ]
    command = [sys.executable, "-m", "tests.store.voter", database, str(tmp_path)]
    voted = await asyncio.create_subprocess_exec(*command, stdin=subprocess.PIPE)
    await voted.communicate("\n".join(updates).encode())
    assert voted.returncode == 0
    last = Counter(WAYS[(who + 3) % 4] for who in range(VOTERS))
    async with Desk(database, tmp_path) as desk:
        assert await desk.tally() == [last[way] for way in WAYS]


async def test_a_group_that_goes_on_under_another_id_keeps_its_team_and_its_round(
    database: str, tmp_path: Path
) -> None:
    async with Desk(database, tmp_path) as desk:
        await desk.team()
        await desk.round()
        await desk.vote(1, "wachten", 1)
        await desk.do(Rename(GROUP, "-100200"))
        seen = await desk.seen(replace(person(1), room="-100200"))
        assert (seen.id, seen.belongs, len(seen.rounds)) == ("team-a", True, 1)
        assert await desk.vote(2, "wachten", 2) == ""
        assert await desk.tally() == [0, 2, 0, 0]


async def test_a_code_works_on_its_own_channel_only(database: str, tmp_path: Path) -> None:
    async with Desk(database, tmp_path) as desk:
        await desk.team()
        alone = Chat("telegram", "99", "99")
        found = (await desk.store.session(alone, NOW, "code-team-a")).around.invited
        assert found
        assert found.id == "team-a"
        elsewhere = replace(alone, channel="matrix")
        assert (await desk.store.session(elsewhere, NOW, "code-team-a")).around.invited is None
        assert (await desk.store.session(alone, NOW, "nope")).around.invited is None
