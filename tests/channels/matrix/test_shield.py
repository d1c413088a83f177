"""No red shield, also where only signed devices are trusted: on what Element is built on, under Node."""

import asyncio
import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import platformdirs
import pytest

from bot.channels.matrix.account import Account
from bot.core import words
from tests.channels.matrix.conftest import World, register

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
        subprocess.run(fetch, cwd=folder, check=True, capture_output=True, timeout=300)
        (folder / "ready").touch()
    shutil.copy(ELEMENT / "person.mjs", folder)
    return folder


async def played(element: Path, world: World, **how: object) -> dict[str, Any]:
    account = register(world.server, "ans")
    asked = {
        "url": world.server.url,
        "user": account.user_id,
        "token": account.access_token,
        "device": account.device_id,
        "bot": world.login.user,
        "greeting": words.WELCOME_TITLE,
        "says": "privacy",
        "answer": words.PRIVACY_TITLE,
        **how,
    }
    pipe = asyncio.subprocess.PIPE
    node = await asyncio.create_subprocess_exec("node", "person.mjs", cwd=element, stdin=pipe, stdout=pipe)
    shown, _ = await asyncio.wait_for(node.communicate(json.dumps(asked).encode()), 60)
    (line,) = [line for line in shown.decode().splitlines() if line.startswith("RESULT ")]
    result: dict[str, Any] = json.loads(line.removeprefix("RESULT "))
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
