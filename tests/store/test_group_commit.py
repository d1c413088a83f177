"""What comes in while the disk is busy goes in one transaction, and everybody is told about their own."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import event

from bot.core.model.events import Chat
from bot.core.model.replies import Turn
from bot.core.model.session import Kept, Session
from bot.store import group_commit
from bot.store.errors import StoreBusyError
from bot.store.group_commit import GroupCommit
from bot.store.store import Store
from tests.conftest import NOW

KEY = b"k" * 32


class Disk:
    """Writes when it may, and can fail."""

    def __init__(self) -> None:
        self.batches: list[list[int]] = []
        self.free = asyncio.Event()
        self.broken: set[int] = set()

    async def write(self, numbers: Sequence[int]) -> Sequence[str]:
        self.batches.append(list(numbers))
        await self.free.wait()
        if self.broken & set(numbers):
            raise OSError("full")
        return [f"told {number}" for number in numbers]


async def test_everybody_is_told_about_their_own() -> None:
    disk = Disk()
    line = GroupCommit(disk.write)
    first = asyncio.create_task(line.put(0))
    await asyncio.sleep(0)
    others = [asyncio.create_task(line.put(number)) for number in (1, 2, 3)]
    await asyncio.sleep(0.01)
    assert not first.done(), "nobody is told before it is written"
    disk.free.set()
    assert await first == "told 0"
    assert await asyncio.gather(*others) == ["told 1", "told 2", "told 3"]
    assert disk.batches == [[0], [1, 2, 3]]
    assert await line.put(4) == "told 4", "the line goes on after it was empty"


async def test_an_error_goes_to_those_it_was_written_with_and_to_nobody_else() -> None:
    disk = Disk()
    disk.broken = {2}
    line = GroupCommit(disk.write)
    waiting = [asyncio.create_task(line.put(0))]
    await asyncio.sleep(0)
    waiting += [asyncio.create_task(line.put(number)) for number in (1, 2)]
    await asyncio.sleep(0)
    disk.free.set()
    first, *others = await asyncio.gather(*waiting, return_exceptions=True)
    assert first == "told 0"
    assert [type(one) for one in others] == [OSError, OSError]
    assert await line.put(3) == "told 3"


async def test_who_goes_away_holds_nobody_up() -> None:
    disk = Disk()
    line = GroupCommit(disk.write)
    first, second = asyncio.create_task(line.put(0)), asyncio.create_task(line.put(1))
    await asyncio.sleep(0)
    first.cancel()
    await asyncio.sleep(0)
    disk.free.set()
    assert await second == "told 1"
    assert disk.batches[0] == [0, 1]


async def test_at_the_end_what_nobody_waits_for_is_written_too() -> None:
    disk = Disk()
    line = GroupCommit(disk.write)
    await line.drain()
    gone = asyncio.create_task(line.put(0))
    await asyncio.sleep(0)
    gone.cancel()
    ending = asyncio.create_task(line.drain())
    await asyncio.sleep(0.01)
    assert not ending.done()
    disk.free.set()
    await ending
    assert disk.batches == [[0]]


async def test_no_more_at_once_than_that(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(group_commit, "MOST", 2)
    disk = Disk()
    disk.free.set()
    line = GroupCommit(disk.write)
    await asyncio.gather(*(line.put(number) for number in range(5)))
    assert disk.batches == [[0, 1], [2, 3], [4]]


def chat(number: int) -> Chat:
    return Chat("telegram", str(number))


async def keep(store: Store, number: int) -> None:
    await store.keep(chat(number), Turn(Session(Kept(asked=number))), NOW)


async def test_sessions_that_come_together_are_all_on_disk(database: str) -> None:
    commits: list[object] = []
    async with Store(database, KEY) as store:
        await keep(store, 0)
        event.listen(store.database.engine.sync_engine, "commit", commits.append)
        await asyncio.gather(*(keep(store, number) for number in range(1, 51)))
    async with Store(database, KEY) as store:
        found = [(await store.session(chat(number), NOW)).kept.asked for number in range(51)]
    assert found == list(range(51))
    assert len(commits) <= 3, "fifty transactions would take fifty times as long"


async def test_where_the_disk_refuses_everybody_may_try_again(tmp_path: Path) -> None:
    async with Store(f"sqlite+aiosqlite:///{tmp_path / 'bot.db'}", KEY) as store:
        await keep(store, 0)
        async with store.database.engine.begin() as connection:
            await connection.exec_driver_sql("ALTER TABLE session RENAME TO elsewhere")
        told = await asyncio.gather(*(keep(store, number) for number in range(1, 6)), return_exceptions=True)
        assert [type(one) for one in told] == [StoreBusyError] * 5
        async with store.database.engine.begin() as connection:
            await connection.exec_driver_sql("ALTER TABLE elsewhere RENAME TO session")
        for number in range(1, 6):
            assert await store.session(chat(number), NOW) == Session(), (
                "nothing is believed that is not on disk"
            )
        await asyncio.gather(*(keep(store, number) for number in range(1, 6)))
        later = NOW + timedelta(hours=2)
        assert (await store.session(chat(5), later)).kept.asked == 5
