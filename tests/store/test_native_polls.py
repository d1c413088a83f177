"""Native polls stay known until their result was sent, also when they were opened by an older version."""

import sqlite3
from pathlib import Path

from bot.core.model.native_poll import PostedPoll
from bot.store.store import Store
from tests.store.desk import KEY
from tests.store.test_timer_payloads import brought_to


def posted(name: str, dilemma: str) -> PostedPoll:
    return PostedPoll(name, "telegram", "-100", "", "5", f"native of {name}", dilemma, ("A", "B"))


async def test_a_poll_is_kept_with_its_dilemma_until_it_is_dropped(tmp_path: Path) -> None:
    async with Store(f"sqlite+aiosqlite:///{tmp_path / 'new.db'}", KEY) as store:
        poll = posted("some name", "de-brief")
        await store.native_polls.put(poll)
        assert await store.native_polls.named("some name") == poll
        assert await store.native_polls.posted("telegram", "native of some name") == poll
        await store.native_polls.drop("some name")
        assert await store.native_polls.named("some name") is None


async def test_a_poll_of_an_older_version_keeps_its_dilemma(tmp_path: Path) -> None:
    file = tmp_path / "oud.db"
    brought_to("0006", file)
    old = ("peiling:de-brief:7:telegram:-100", "open-abc")
    with sqlite3.connect(file) as connection:
        for name in old:
            row = (name, "telegram", "-100", "", "5", f"native of {name}", "A B", None)
            connection.execute("INSERT INTO poll VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
    async with Store(f"sqlite+aiosqlite:///{file}", KEY) as store:
        found = [await store.native_polls.named(name) for name in old]
    assert found == [posted(old[0], "de-brief"), posted(old[1], "")]
