"""What Element shows: on what it is built on, under Node. No red shield, and polls counted alike."""

import asyncio
import json
import os
import shutil
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Self

import platformdirs
import pytest

from bot.channels.matrix.account import Account
from bot.core.model.events import Tallied
from bot.core.model.replies import ClosePoll
from tests.channels.matrix.conftest import World, register, until
from tests.channels.matrix.test_peiling import POLL, listen
from tests.conftest import HUNG
from tests.dutch import say

ELEMENT = Path(__file__).parents[2] / "matrix_server" / "element"
NO_SHIELD, RED_SHIELD = 0, 2


@pytest.fixture(scope="session")
def element(soak: bool) -> Path:
    """A folder with Element's SDK, fetched once and kept. Nothing is fetched unless it is asked for."""
    folder = platformdirs.user_cache_path("ruggespraak-tests") / "element-37.5.0"
    node = shutil.which("node"), shutil.which("npm")
    if not all(node):
        pytest.skip("no Node here: what Element shows is NOT tested")
    if not soak and not os.environ.get("RUGGESPRAAK_TEST_ELEMENT"):
        pytest.skip("what Element shows is NOT tested: only with --soak, or with RUGGESPRAAK_TEST_ELEMENT=1")
    if not (folder / "ready").exists():
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(ELEMENT / "package.json", folder)
        fetch = ["npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts"]
        subprocess.run(fetch, cwd=folder, check=True, capture_output=True, timeout=HUNG)
        (folder / "ready").touch()
    for script in ELEMENT.glob("*.mjs"):
        shutil.copy(script, folder)
    return folder


class Script:
    """A script under Node that is running, and tells something a line at a time."""

    def __init__(self, node: asyncio.subprocess.Process) -> None:
        self._node = node

    @classmethod
    async def begin(cls, element: Path, name: str, asked: dict[str, Any]) -> Self:
        pipe = asyncio.subprocess.PIPE
        node = await asyncio.create_subprocess_exec("node", name, cwd=element, stdin=pipe, stdout=pipe)
        assert node.stdin
        node.stdin.write(json.dumps(asked).encode())
        node.stdin.close()
        return cls(node)

    async def tells(self, name: str) -> Any:
        """What it tells under this name."""
        assert self._node.stdout
        async with asyncio.timeout(HUNG):
            while line := (await self._node.stdout.readline()).decode():
                if line.startswith(f"{name} "):
                    return json.loads(line.removeprefix(f"{name} "))
                assert not line.startswith("RESULT "), line
        raise AssertionError("it ended")

    async def end(self) -> None:
        if self._node.returncode is None:
            self._node.kill()
        await self._node.wait()


def somebody(world: World, name: str) -> dict[str, str]:
    account = register(world.server, name)
    return {"user": account.user_id, "token": account.access_token, "device": account.device_id}


@asynccontextmanager
async def script(element: Path, name: str, world: World, **asked: object) -> AsyncIterator[Script]:
    known = {"url": world.server.url, "bot": world.login.user}
    running = await Script.begin(element, name, known | asked)
    try:
        yield running
    finally:
        await running.end()


async def played(element: Path, world: World, **how: object) -> dict[str, Any]:
    says = {"greeting": say("start.title"), "says": "privacy", "answer": say("privacy.title")}
    async with script(element, "person.mjs", world, **somebody(world, "ans"), **says, **how) as person:
        result: dict[str, Any] = await person.tells("RESULT")
    return result


@pytest.mark.parametrize("only_signed", [False, True], ids=["all devices", "only signed devices"])
async def test_nobody_sees_a_shield(only_signed: bool, element: Path, world: World) -> None:
    async with world.bot():
        result = await played(element, world, onlySigned=only_signed)
    assert "error" not in result
    assert len(result["shields"]) >= 2
    assert set(result["shields"]) == {NO_SHIELD}


async def test_without_signing_everybody_would_see_a_red_one(
    element: Path, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Shows that the test above can fail."""

    async def not_vouched(_account: Account) -> None:
        return None

    monkeypatch.setattr(Account, "_vouch", not_vouched)
    async with world.bot():
        result = await played(element, world, onlySigned=False)
    assert set(result["shields"]) == {RED_SHIELD}


async def test_votes_in_a_poll_are_counted_as_element_counts_them(element: Path, world: World) -> None:
    expected = {"A": 1, "B": 1, "C": 0}
    voters = [somebody(world, name) for name in ("ans", "cor", "dik")]
    asked = {"voters": voters, "onlySigned": True}
    async with world.bot() as bot, script(element, "voters.mjs", world, **asked) as voting:
        tallied = listen(bot)
        chat = bot.matrix._rooms.chat(await voting.tells("ROOM"), "")
        await bot.matrix.send(chat, POLL, "open-1")
        assert await voting.tells("VOTED") == {"counts": expected, "ended": False}
        await bot.matrix.send(chat, ClosePoll(POLL.poll, "De peiling is gesloten."), "close-1")
        result = await voting.tells("RESULT")
        await until(lambda: bool(tallied))
    assert result == {
        "open": {"counts": expected, "ended": False},
        "closed": {"counts": expected, "ended": True},
    }
    assert [event.counts for event in tallied if isinstance(event, Tallied)] == [expected]
