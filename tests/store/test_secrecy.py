"""Who reads the database, its log or a copy of any moment learns nothing of a vote.

TRUST T3 to T7, T9, T16 and T17. Each check is held against a store that keeps votes the way one
would think of first, and must break it.
"""

import asyncio
import logging
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import event

from bot.app.fault import fault
from bot.store.errors import StoreBusyError
from tests.store.desk import WAYS, Desk, person
from tests.store.postgres import Server
from tests.store.spying import (
    SCHEMES,
    Naive,
    Rows,
    cells_by_age,
    forms_of,
    rows_now,
    told_by_cells,
    told_by_differences,
)

VOTERS = 12
CHOSEN = [WAYS[(who * 7 + who // 3) % 4] for who in range(VOTERS)]


def sqlite(folder: Path) -> str:
    return f"sqlite+aiosqlite:///{folder / 'bot.db'}"


def everything(folder: Path) -> bytes:
    """Every file, without the secrets that lie elsewhere."""
    return b"".join(file.read_bytes() for file in sorted(folder.glob("bot.db*")))


def state(folder: Path, aside: Path) -> Rows:
    """The database as it is at this moment, from a copy of its files."""
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir()
    for file in folder.glob("bot.db*"):
        if not file.name.endswith("-shm"):
            shutil.copy(file, aside)
    return rows_now(aside / "bot.db")


async def ours(folder: Path, aside: Path) -> list[Rows]:
    """The database before the first of twelve votes and after each."""
    async with Desk(sqlite(folder), folder) as desk:
        await desk.team(VOTERS)
        await desk.round()
        states = [state(folder, aside)]
        for who, way in enumerate(CHOSEN):
            await desk.vote(who, way, who + 1)
            states.append(state(folder, aside))
    return states


def naive(scheme: str, folder: Path, aside: Path) -> list[Rows]:
    store = Naive(folder / "bot.db", scheme)
    states = [state(folder, aside)]
    for who, way in enumerate(CHOSEN):
        store.vote(person(who).person, way)
        states.append(state(folder, aside))
    store.close()
    return states


# T3, nothing that names a person or a choice


async def test_no_file_and_no_log_holds_a_person_or_a_choice(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    async with Desk(sqlite(tmp_path), tmp_path) as desk:
        await desk.team(VOTERS)
        await desk.round()
        before = everything(tmp_path)
        caplog.clear()
        for who, way in enumerate(CHOSEN):
            await desk.vote(who, way, who + 1)
        files = everything(tmp_path)
    for who in range(VOTERS):
        assert not [form for form in forms_of(person(who).person) if form in files + caplog.text.encode()]
    more = {files.count(way.encode()) - before.count(way.encode()) for way in WAYS}
    assert len(more) == 1, "with the row of the round that was written again, each option as often"
    assert not [way for way in WAYS if way in caplog.text]


@pytest.mark.parametrize("scheme", ["a row for each vote", "hashed ids"])
def test_a_store_of_readable_votes_is_seen_through(scheme: str, tmp_path: Path) -> None:
    naive(scheme, tmp_path, tmp_path / "aside")
    files = everything(tmp_path)
    found = [who for who in range(VOTERS) if any(form in files for form in forms_of(person(who).person))]
    hashed = b"".join(str(row).encode() for row in rows_now(tmp_path / "bot.db")["vote"])
    known = [who for who in range(VOTERS) if any(form in hashed for form in forms_of(person(who).person))]
    assert len(found) == VOTERS or len(known) == VOTERS


# T4, travelling in time through the log


async def test_what_changes_by_a_vote_says_nothing(tmp_path: Path) -> None:
    states = await ours(tmp_path, tmp_path / "aside")
    assert told_by_differences(states, WAYS) == [""] * VOTERS
    boxes = []
    for before, after in pairwise(states):
        changed = [name for name in after if after[name] != before[name]]
        assert changed == ["round"]
        [row] = after["round"]
        [old] = before["round"]
        different = [at for at, value in enumerate(row) if value != old[at]]
        assert len(different) == 1, "the box, and nothing beside it"
        boxes.append(row[different[0]])
    assert len({len(box) for box in boxes if isinstance(box, bytes)}) == 1
    assert len(set(boxes)) == VOTERS


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_naive_store_tells_each_vote_by_its_changes(scheme: str, tmp_path: Path) -> None:
    assert told_by_differences(naive(scheme, tmp_path, tmp_path / "aside"), WAYS) == CHOSEN


# T5 and T9, the order of writing


async def test_no_page_holds_more_cells_after_a_vote(tmp_path: Path) -> None:
    """So there is no order in the file that could be laid beside the order seen in the group."""
    told: Counter[str] = Counter()
    for run in range(3):
        folder = tmp_path / str(run)
        folder.mkdir()
        async with Desk(sqlite(folder), folder) as desk:
            await desk.team(VOTERS)
            await desk.round()
        before = told_by_cells(folder / "bot.db", WAYS), len(cells_by_age(folder / "bot.db"))
        async with Desk(sqlite(folder), folder) as desk:
            for who, way in enumerate(CHOSEN):
                await desk.vote(who, way, who + 1)
        assert (told_by_cells(folder / "bot.db", WAYS), len(cells_by_age(folder / "bot.db"))) == before
        told["runs"] += 1
    assert told["runs"] == 3


def test_detached_ballots_lie_in_the_order_in_which_they_were_given(tmp_path: Path) -> None:
    """Also with random keys: twelve of twelve, laid beside the order seen in the group."""
    naive("detached ballots", tmp_path, tmp_path / "aside")
    with sqlite3.connect(tmp_path / "bot.db") as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    assert told_by_cells(tmp_path / "bot.db", WAYS) == CHOSEN


async def test_the_order_inside_the_box_is_chance_also_for_who_has_the_key(tmp_path: Path) -> None:
    """Correlation of place and turn, over 40 rounds: for 12 votes the chance spread is 0.3 each."""
    turns = []
    async with Desk(sqlite(tmp_path), tmp_path) as desk:
        await desk.team(VOTERS)
        for run in range(40):
            await desk.round(f"round-{run}")
            for who, way in enumerate(CHOSEN):
                await desk.vote(who, way, who + 1, f"round-{run}")
            marks = [vote.mark for vote in (await desk.opened(f"round-{run}")).slots.values()]
            turns.append(float(np.corrcoef(marks, range(VOTERS))[0, 1]))
    assert abs(float(np.mean(turns))) < 0.25
    assert float(np.corrcoef(range(VOTERS), range(VOTERS))[0, 1]) > 0.99, "rows in order of arrival"


# T6, what PostgreSQL remembers of every row


def fresh_together(server: Server, url: str, before: set[str]) -> list[tuple[str, str]]:
    """Pairs of tables that hold rows written in one and the same new transaction."""
    names = [row[0] for row in server.rows(url, "SELECT tablename FROM pg_tables WHERE schemaname='public'")]
    wrote = {name: _transactions(server, url, name) - before for name in names}
    return [(one, other) for one in names for other in names if one < other and wrote[one] & wrote[other]]


def _transactions(server: Server, url: str, table: str) -> set[str]:
    return {row[0] for row in server.rows(url, f'SELECT xmin::text FROM "{table}"')}  # noqa: S608


def all_transactions(server: Server, url: str) -> set[str]:
    names = [row[0] for row in server.rows(url, "SELECT tablename FROM pg_tables WHERE schemaname='public'")]
    return {xmin for name in names for xmin in _transactions(server, url, name)}


async def test_on_postgresql_a_vote_shares_its_transaction_with_no_other_row(
    postgres: Server, tmp_path: Path
) -> None:
    url = postgres.new_database()
    async with Desk(url, tmp_path) as desk:
        await desk.team(VOTERS)
        await desk.round()
        before = all_transactions(postgres, url)
        for who, way in enumerate(CHOSEN):
            await desk.vote(who, way, who + 1)
            assert fresh_together(postgres, url, before) == []
            fresh = all_transactions(postgres, url) - before
            assert len(fresh) == 1, "one row was written: the box"


def test_on_postgresql_detached_ballots_are_joined_by_one_statement(postgres: Server) -> None:
    url = postgres.new_database()
    postgres.rows(url, "CREATE TABLE electorate (who text); CREATE TABLE ballot (option text)")
    before = all_transactions(postgres, url)
    for who, way in enumerate(CHOSEN):
        vote = f"INSERT INTO electorate VALUES ('{who}'); INSERT INTO ballot VALUES ('{way}')"  # noqa: S608
        postgres.rows(url, f"BEGIN; {vote}; COMMIT")
    assert fresh_together(postgres, url, before) == [("ballot", "electorate")]
    joined = "SELECT who, option FROM electorate e JOIN ballot b ON e.xmin = b.xmin ORDER BY who::int"
    assert [row[1] for row in postgres.rows(url, joined)] == CHOSEN


# T7, sizes


def sizes(folder: Path) -> dict[str, int]:
    return {file.name: file.stat().st_size for file in folder.glob("bot.db*")}


def weighed(folder: Path, who: int, way: str, *, again: bool) -> list[dict[str, int]]:
    """The sizes of the files before one vote and after it."""

    async def run() -> list[dict[str, int]]:
        async with Desk(sqlite(folder), folder) as desk:
            await desk.team(VOTERS)
            await desk.round()
            await desk.vote(who if again else 11, WAYS[0], 1)
            before = sizes(folder)
            await desk.vote(who, way, 9)
            return [before, sizes(folder)]

    folder.mkdir()
    return asyncio.run(run())


def test_every_vote_weighs_the_same_whoever_gives_it_and_whatever_it_is(tmp_path: Path) -> None:
    cases = [(1, WAYS[0], False), (1, WAYS[3], False), (10, WAYS[2], False), (1, WAYS[1], True)]
    told = [weighed(tmp_path / str(at), who, way, again=again) for at, (who, way, again) in enumerate(cases)]
    assert len(set(map(str, told))) == 1, told


def test_a_naive_store_weighs_a_first_vote_and_a_change_differently(tmp_path: Path) -> None:
    store = Naive(tmp_path / "bot.db", "counters and a flag")
    grown = []
    for who, way in enumerate(CHOSEN):
        before = rows_now(tmp_path / "bot.db")
        store.vote(str(who), way)
        after = rows_now(tmp_path / "bot.db")
        grown.append(sum(map(len, after.values())) - sum(map(len, before.values())))
    store.close()
    assert len(set(grown)) > 1, "the first vote for an option adds a row, a later one does not"


# T16, everything that is left behind


async def test_postgresql_logs_and_keeps_nobody_and_nothing_chosen(
    postgres: Server, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Its log writes down every statement with its values here, more than anybody should let it."""
    caplog.set_level(logging.DEBUG)
    url = postgres.new_database()
    async with Desk(url, tmp_path) as desk:
        await desk.team(VOTERS)
        await desk.round()
        begin = len(postgres.log)
        caplog.clear()
        for who, way in enumerate(CHOSEN):
            await desk.vote(who, way, who + 1)
        assert await desk.vote(40, WAYS[0], 99) == "stranger"
        log, files = postgres.log[begin:], postgres.files(url)
    assert b"UPDATE" in log, "the log must hold the statements, or this test sees nothing"
    assert b"round-1" in files
    for who in (0, 5, 11, 40):
        assert not [form for form in forms_of(person(who).person) if form in log or form in files]
        assert person(who).person not in caplog.text
    for way in WAYS:
        assert way.encode() not in log
        assert way not in caplog.text


async def test_an_error_in_a_vote_tells_nobody_and_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    async with Desk(sqlite(tmp_path), tmp_path) as desk:
        await desk.team(VOTERS)
        await desk.round()
        with sqlite3.connect(tmp_path / "bot.db") as database:
            database.execute("DROP TABLE round")
        database.close()
        caplog.clear()
        with pytest.raises(StoreBusyError) as failed:
            await desk.vote(3, WAYS[2], 5)
    told = fault(failed.value) + caplog.text + str(failed.value.__cause__)
    assert "no such table: round" in told
    assert person(3).person not in told
    assert WAYS[2] not in told


# T17, the same work for every vote


def traced(desk: Desk) -> Iterator[list[str]]:
    statements: list[str] = []
    event.listen(
        desk.store.database.engine.sync_engine,
        "before_cursor_execute",
        lambda *call: statements.append(call[2]),
    )
    yield statements


async def test_the_same_statements_run_for_every_vote(tmp_path: Path) -> None:
    """A clock would say the same with more noise: `make soak` asks it."""
    async with Desk(sqlite(tmp_path), tmp_path) as desk:
        await desk.team(VOTERS)
        await desk.round()
        await desk.vote(0, WAYS[0], 1)
        [statements] = traced(desk)
        told = []
        for who, way, mark in ((1, WAYS[0], 2), (2, WAYS[3], 3), (2, WAYS[1], 4), (11, WAYS[0], 5)):
            statements.clear()
            await desk.vote(who, way, mark)
            told.append(tuple(statements))
    assert len(set(told)) == 1
    assert told[0]


async def test_a_clock_does_not_tell_one_vote_from_another(tmp_path: Path, soak: bool) -> None:
    """Kolmogorov-Smirnov over the times of two kinds of votes, taken in turns."""
    if not soak:
        pytest.skip("a long run: make soak")
    loop = asyncio.get_running_loop()
    spent: dict[str, list[float]] = {"a": [], "b": []}
    async with Desk(sqlite(tmp_path), tmp_path) as desk:
        await desk.team(VOTERS)
        await desk.round()
        for turn in range(2_000):
            kind = "ab"[turn % 2]
            begin = loop.time()
            await desk.vote(turn % VOTERS, WAYS[0] if kind == "a" else WAYS[3], turn + 1)
            spent[kind].append(loop.time() - begin)
    assert furthest(spent["a"], spent["b"]) < 1.95 * (2 / 1_000) ** 0.5, "chance goes over it once in 1,000"
    assert furthest(spent["a"], [one * 1.5 for one in spent["b"]]) > 1.95 * (2 / 1_000) ** 0.5


def furthest(one: list[float], other: list[float]) -> float:
    """The largest distance between two distributions, from 0 to 1."""
    both = np.sort(np.concatenate([one, other]))
    shares = [np.searchsorted(np.sort(times), both, side="right") / len(times) for times in (one, other)]
    return float(np.max(np.abs(shares[0] - shares[1])))
