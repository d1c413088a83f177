"""What the operator reads before the bot runs: what is well, what is not, what to do, and no secret."""

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

import pytest
from aiohttp import web

from bot.app.clock import AMSTERDAM
from bot.app.settings import Settings
from bot.channels.matrix import whoami
from bot.channels.reachability import Reached
from bot.channels.telegram import get_me
from bot.cli.diagnosis import examine
from bot.store.pseudonym import KEY_FILE, key_in, name_key
from tests.conftest import HUNG, NOW, ROOT

TOKEN = "123456789:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr"
Answer = Callable[[web.Request], web.Response]


@asynccontextmanager
async def server(path: str, *answers: web.Response) -> AsyncIterator[str]:
    """A server on loopback that gives these answers in turn."""
    waiting = list(answers)

    async def answer(_: web.Request) -> web.Response:
        return waiting.pop(0)

    site = web.Application()
    site.router.add_get(path, answer)
    runner = web.AppRunner(site)
    await runner.setup()
    listening = web.TCPSite(runner, "127.0.0.1", 0)
    await listening.start()
    assert listening._server
    port = listening._server.sockets[0].getsockname()[1]  # type: ignore[attr-defined]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        await runner.cleanup()


def reply(status: int = 200, /, **told: object) -> web.Response:
    return web.json_response(told, status=status)


async def test_telegram_says_who_the_bot_is() -> None:
    async with server("/{all:.*}", reply(ok=True, result={"username": "ruggespraak_bot"})) as api:
        assert await get_me.reach(api, TOKEN) == Reached(True, "Telegram kent de bot als @ruggespraak_bot.")


@pytest.mark.parametrize(
    "answer", [reply(401, ok=False), reply(404), reply(502), web.Response(text="<html>")]
)
async def test_a_token_that_does_not_work_is_told_without_the_token(answer: web.Response) -> None:
    async with server("/{all:.*}", answer) as api:
        found = await get_me.reach(api, TOKEN)
    assert not found.well
    assert TOKEN not in found.says


async def test_a_platform_that_is_away_is_told_without_the_token(caplog: pytest.LogCaptureFixture) -> None:
    async with server("/{all:.*}") as api:
        pass
    found = await get_me.reach(api, TOKEN)
    assert not found.well
    assert TOKEN not in found.says + caplog.text


def versions() -> web.Response:
    return reply(versions=["v1.11"])


@pytest.mark.parametrize(
    ("token", "answers", "well", "says"),
    [
        ("", [versions()], True, "blijkt bij het starten"),
        ("geheim", [versions(), reply(user_id="@bot:x.nl")], True, "kent de bot als @bot:x.nl"),
        ("geheim", [versions(), reply(user_id="@jan:x.nl")], False, "is van @jan:x.nl"),
        ("geheim", [versions(), reply(401, errcode="M_UNKNOWN_TOKEN")], False, "kent dit token niet"),
        ("geheim", [reply(404)], False, "geen Matrix-server"),
    ],
)
async def test_matrix_says_whether_it_knows_the_bot(
    token: str, answers: list[web.Response], well: bool, says: str
) -> None:
    async with server("/{all:.*}", *answers) as homeserver:
        found = await whoami.reach(homeserver, "@bot:x.nl", token)
    assert found.well == well
    assert says in found.says
    assert "geheim" not in found.says


def settings(folder: Path) -> Settings:
    database = f"sqlite+aiosqlite:///{folder / 'data' / 'bot.db'}"
    rest = folder / "rest"
    return Settings(database, folder / "secrets", ROOT, rest, ROOT, rest, rest)


def looked_at(folder: Path, now: datetime = NOW) -> list[str]:
    return [str(one) for one in asyncio.run(examine(settings(folder), lambda: now))]


def test_where_all_is_well_every_line_says_so(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    lines = looked_at(tmp_path)
    assert all(line.startswith("goed ") for line in lines), lines
    assert [line.split()[1] for line in lines] == ["inhoud:", "sleutel:", "database:", "schijf:", "kanalen:"]


def test_what_is_not_well_is_told_with_what_to_do(tmp_path: Path) -> None:
    key_in(tmp_path / "secrets")
    name_key(tmp_path / "secrets")
    (tmp_path / "secrets" / KEY_FILE).chmod(0o644)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "bot.db").write_bytes(b"this is no database at all, however long one looks at it")
    lines = looked_at(tmp_path, datetime(2099, 1, 1, tzinfo=AMSTERDAM))
    wrong = [line for line in lines if line.startswith("FOUT ")]
    assert [line.split()[1] for line in wrong] == ["feiten:", "sleutel:", "database:"]
    assert "chmod 600" in wrong[1]
    assert "ruggespraak restore" in wrong[2]


def test_the_command_ends_with_the_operators_turn_where_something_is_wrong(tmp_path: Path) -> None:
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path)}

    def run(**more: str) -> subprocess.CompletedProcess[str]:
        ask = [sys.executable, "-m", "bot", "doctor"]
        return subprocess.run(
            ask, capture_output=True, text=True, env=environment | more, check=False, timeout=HUNG
        )

    well = run()
    assert (well.returncode, "FOUT" in well.stdout) == (0, False), well.stdout + well.stderr
    wrong = run(RUGGESPRAAK_TELEGRAM_TOKEN=TOKEN, RUGGESPRAAK_TELEGRAM_API="http://127.0.0.1:9")
    assert wrong.returncode == 1
    assert "niet bereikbaar" in wrong.stdout
    assert TOKEN not in wrong.stdout + wrong.stderr
