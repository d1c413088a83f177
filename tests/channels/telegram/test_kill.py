"""Killed again and again in the middle of its work: nothing is lost and nothing is done twice.

The library's own loop is the control: it acknowledges before it handles, so the same harness must see
it lose.
"""

import asyncio
import json
import os
import random
import signal
import sqlite3
import sys
from pathlib import Path

from bot.channels.telegram.marks import OWN
from bot.core.model.events import Chat
from bot.store.pseudonym import pseudonym
from tests.conftest import HUNG
from tests.harness.telegram_process import KEY
from tests.telegram_api.people import People
from tests.telegram_api.server import Server

ROOT = Path(__file__).parent.parent.parent.parent

EACH = 10
"""Messages of one person. With more than twenty at once, the bot would say that it goes too fast."""


class Harness:
    """A server with updates waiting, and a bot that is killed after so many requests."""

    def __init__(self, kind: str, folder: Path, server: Server) -> None:
        self._kind = kind
        self._folder = folder
        self._server = server
        self._left = 0
        self._now = asyncio.Event()
        server.on_call = self._count

    async def run(self, kills: int, least: int, most: int) -> int:
        """How often it was killed at work. At the end a process works on until nothing waits."""
        chance, killed = random.Random(7), 0  # noqa: S311, the same moments each time
        for _ in range(kills):
            if not self._server.pending():
                break
            self._left = chance.randint(least, most)
            killed += await self._once()
        self._left = 1_000_000_000
        await self._once()
        return killed

    async def _once(self) -> bool:
        self._now.clear()
        process = await asyncio.create_subprocess_exec(
            *(
                sys.executable,
                "-m",
                "tests.harness.telegram_process",
                self._kind,
                self._server.url,
                str(self._folder),
            ),
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stderr=asyncio.subprocess.DEVNULL,
        )
        try:
            async with asyncio.timeout(HUNG):
                while not self._now.is_set() and self._server.pending() and process.returncode is None:
                    await asyncio.wait_for(_quietly(self._now), None)
            await asyncio.sleep(0.2 if not self._now.is_set() else 0)
            assert process.returncode is None, "it must not end by itself"
            return self._now.is_set()
        finally:
            if process.returncode is None:
                process.send_signal(signal.SIGKILL)
            await process.wait()

    def _count(self, method: str) -> None:
        if method not in {"getMe", "setMyCommands", "setMyDescription", "setMyShortDescription"}:
            self._left -= 1
            if self._left <= 0:
                self._now.set()


async def _quietly(event: asyncio.Event) -> None:
    """Until this is set, but look up now and then."""
    try:
        await asyncio.wait_for(event.wait(), 0.02)
    except TimeoutError:
        return


async def test_ours_loses_nothing_and_does_nothing_twice(tmp_path: Path, soak: bool) -> None:
    people, kills = (300, 40) if soak else (12, 3)
    async with Server() as server:
        everybody = [People(server.world).person() for _ in range(people)]
        for _ in range(EACH):
            for one in everybody:
                one.types("dilemma")
        sent = len(server.pending())
        killed = await Harness("ours", tmp_path, server).run(kills, 4, 2 * sent // (kills + 1))
        lost = server.pending()
    assert killed >= kills * 3 // 4, "it must be killed at work, or this proves nothing"
    assert lost == []
    steps = {one.id: _steps(tmp_path, one.id) for one in everybody}
    print(f"{sent} updates, {killed} kills, {sum(asked for asked, _ in steps.values())} steps")
    assert set(steps.values()) == {(EACH, EACH)}, "every message led to one dilemma, and to one only"


async def test_the_librarys_own_loop_loses_them(tmp_path: Path, soak: bool) -> None:
    waiting, kills = (3_000, 40) if soak else (200, 2)
    async with Server() as server:
        one = People(server.world).person()
        numbers = {one.types(f"bericht {at}") for at in range(waiting)}
        killed = await Harness("ptb", tmp_path, server).run(kills, 2, 3)
    handled = {int(line) for line in (tmp_path / "handled.txt").read_text().split()}
    print(f"python-telegram-bot: {len(numbers - handled)} of {waiting} lost in {killed} kills")
    assert numbers - handled, "if even this loses nothing, the harness proves nothing"


def _steps(folder: Path, person: int) -> tuple[int, int]:
    """How often somebody was asked something, and how many dilemmas were shown: as it stands on disk."""
    with sqlite3.connect(folder / "bot.db") as database:
        name = pseudonym(Chat("telegram", str(person), str(person)), KEY)
        (kept,) = database.execute("SELECT kept FROM session WHERE chat = ?", (name,)).fetchone()
    database.close()
    told = json.loads(kept)
    return told["asked"] % OWN, len(told["seen_dilemmas"])  # counted from the number of the first update
