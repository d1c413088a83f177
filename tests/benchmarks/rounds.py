"""How fast rounds are: votes into one and into many, a close, a picture. `python -m tests.benchmarks.rounds`.

Prints figures; decides nothing. Votes are timed until they are on disk (`synchronous=FULL`).
"""

import asyncio
import statistics
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from sqlalchemy import insert

from bot.core.model.disclosure import RULES
from bot.core.model.figures import Bar, Bars, Shift
from bot.core.model.orders import CloseRound, CreateTeam, OpenRound, Vote
from bot.store.team_tables import member
from bot.store.teams import member_name
from tests.store.desk import CLOSES, DILEMMA, KEY, WAYS, Desk, person
from tests.store.postgres import running

VOTERS = 1_000
TEAMS = 50
PICTURES = 5


def main() -> None:
    """Print everything."""
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(measured("SQLite", f"sqlite+aiosqlite:///{folder}/bench.db", Path(folder)))
    with running() as server, tempfile.TemporaryDirectory() as folder:
        if server:
            asyncio.run(measured("PostgreSQL, fsync off", server.new_database(), Path(folder)))
        else:
            print("  PostgreSQL is not installed: not measured")
    pictures()


async def measured(name: str, database: str, folder: Path) -> None:
    """Votes and a close on one kind of database."""
    async with Desk(database, folder) as desk:
        await team_of(desk, "one", VOTERS)
        await opened(desk, "one", "one")
        row(f"{name}: votes into one round, one after the other", await one_by_one(desk, 300))
        row(f"{name}: votes into one round, 50 at a time", await at_once(desk, VOTERS))
        begin = time.perf_counter()
        await desk.do(CloseRound("one", {}))
        row(f"{name}: close of a round of {VOTERS:,} votes", f"{(time.perf_counter() - begin) * 1000:.0f} ms")
        for number in range(TEAMS):
            await team_of(desk, f"t{number}", 20)
            await opened(desk, f"t{number}", f"t{number}")
        row(f"{name}: votes over {TEAMS} rounds, 50 at a time", await over_many(desk))


async def team_of(desk: Desk, id_: str, members: int) -> None:
    await desk.do(CreateTeam(replace(person(0), room=id_), id_, id_, "Team"))
    rows = [
        {"team": id_, "name": member_name(person(number), KEY), "started": False, "alone": False}
        for number in range(1, members)
    ]
    async with desk.store.database.engine.begin() as connection:
        await connection.execute(insert(member), rows)


async def opened(desk: Desk, id_: str, team: str) -> None:
    await desk.do(OpenRound(team, id_, "ronde", DILEMMA, WAYS, 1, CLOSES, RULES[1]))


async def one_by_one(desk: Desk, votes: int) -> str:
    begin = time.perf_counter()
    for number in range(votes):
        assert await desk.vote(number, WAYS[number % 4], number + 1, "one") == ""
    return f"{votes / (time.perf_counter() - begin):,.0f} per second"


async def at_once(desk: Desk, votes: int) -> str:
    todo = [(number, "one") for number in range(votes)]
    return await _hurried(desk, todo)


async def over_many(desk: Desk) -> str:
    todo = [(number, f"t{team}") for number in range(20) for team in range(TEAMS)]
    return await _hurried(desk, todo)


async def _hurried(desk: Desk, todo: list[tuple[int, str]]) -> str:
    """Fifty people press at the same time, again and again, as on a busy morning."""
    total, begin, queue = len(todo), time.perf_counter(), iter(todo)

    async def press() -> None:
        for number, round_ in queue:
            vote = Vote(person(number), round_, WAYS[number % 4], number + 2_000)
            assert await desk.store.vote(vote, desk.now) == ""

    await asyncio.gather(*(press() for _ in range(50)))
    return f"{total / (time.perf_counter() - begin):,.0f} per second"


def pictures() -> None:
    """Drawing, the first time (Pillow and the font come in) and after that."""
    from bot.app.bot import drawn  # noqa: PLC0415

    bars = tuple(Bar(key, f"Een weg met een lange naam, nummer {key}", 0.4, "hooguit 2") for key in "ABCDE")
    one = Bars("Uitslag: 250 euro voor een schuur", bars, "Kleine aantallen rond ik af.")
    shift = Shift("Uitslag na het gesprek", one, one)
    for name, figure in (("a result", one), ("before and after", shift)):
        spent = []
        for _ in range(PICTURES + 1):
            begin = time.perf_counter()
            png = drawn(figure)
            spent.append((time.perf_counter() - begin) * 1000)
        row(
            f"picture of {name}, {len(png) / 1000:.0f} kB",
            f"{statistics.median(spent[1:]):.0f} ms median, first {spent[0]:.0f} ms",
        )


def row(name: str, figure: str) -> None:
    print(f"  {name:<62} {figure}")


if __name__ == "__main__":
    main()
