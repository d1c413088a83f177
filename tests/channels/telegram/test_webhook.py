"""Telegram brings updates: only with the right secret, only what fits, and taken when it is done."""

import asyncio
import io
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from bot.app.channel_state import StoredPolls, StoredPosition
from bot.channels.telegram.telegram import BotAccount, Telegram
from bot.channels.telegram.updates import MOST_BODY, Webhook
from bot.core.model.finder import Finder
from bot.core.model.library import Library
from bot.store.store import Store
from tests.channels.telegram.running import Running
from tests.conftest import HUNG
from tests.dutch import say
from tests.harness.telegram_wire import KEY, Talking
from tests.telegram_api.server import Server
from tests.telegram_api.world import TOKEN

SECRET = "een-lang-geheim-1234"
HEADER = "X-Telegram-Bot-Api-Secret-Token"


class Hooked(Running):
    """A bot that is brought its updates."""

    async def start(self) -> Talking:
        self.store = Store(f"sqlite+aiosqlite:///{self.folder / 'test.db'}", KEY)
        await self.store.__aenter__()
        self.talking = Talking(self.server, self.store, self._library, self._finder)
        port = _free_port()
        self.url = f"http://127.0.0.1:{port}/telegram/pad"
        account = BotAccount(TOKEN, self.server.url, self.url, SECRET, ("127.0.0.1", port))
        polls, position = StoredPolls(self.store), StoredPosition(self.store, "telegram", self.talking.clock)
        pace = self.talking.channel._delivery._pace
        self.talking.channel = Telegram(account, position, polls, say, pace=pace)
        self.talking.scheduler._channels = {"telegram": self.talking.channel}
        self.talking.start()
        async with asyncio.timeout(HUNG):
            while not self.server.webhook:
                assert self.talking._running
                if self.talking._running.done():
                    self.talking._running.result()
                await asyncio.sleep(0.01)
        return self.talking


def _free_port() -> int:
    import socket  # noqa: PLC0415

    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.fixture
async def hooked(tmp_path: Path, library: Library, finder: Finder) -> AsyncIterator[Hooked]:
    async with Server() as server:
        made = Hooked(tmp_path, library, finder, server)
        await made.start()
        yield made
        await made.kill()
        assert server.breaches == []


async def test_a_conversation_over_a_webhook(hooked: Hooked) -> None:
    amina = hooked.people.person()
    amina.types("/start")
    await hooked.settle()
    amina.presses("Zien wat ik kan")
    await hooked.settle()
    assert amina.reads()[-1].startswith(say("help.title"))
    assert not hooked.server.sent("getUpdates")
    assert hooked.server.webhook
    assert hooked.server.webhook.secret == SECRET


async def test_a_brought_update_that_is_not_on_disk_is_brought_again(hooked: Hooked) -> None:
    amina = hooked.people.person()
    assert hooked.store
    path = hooked.folder / "test.db"
    amina.types("dilemma")
    await hooked.kill()
    assert path.exists()
    await hooked.start()
    await hooked.settle()
    assert len({one.splitlines()[0] for one in amina.reads()}) == 1


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        ({}, b"{}", 403),
        ({HEADER: "verkeerd"}, b"{}", 403),
        ({HEADER: SECRET + "x"}, b"{}", 403),
        ({HEADER: SECRET}, b"{}", 400),
        ({HEADER: SECRET}, b"[1]", 400),
        ({HEADER: SECRET}, b"\xff\xfe", 400),
        ({HEADER: SECRET}, b'{"update_id": "7"}', 400),
        ({HEADER: SECRET, "Content-Type": "text/plain"}, b'{"update_id": 7}', 400),
        ({HEADER: SECRET}, b'{"update_id": 7, "x": "' + b"y" * MOST_BODY + b'"}', 400),
        ({HEADER: "verkeerd"}, b"y" * (10 * MOST_BODY), 403),
        ({HEADER: SECRET}, b'{"update_id": 7}', 200),
    ],
)
async def test_what_is_let_in(hooked: Hooked, headers: dict[str, str], body: bytes, status: int) -> None:
    sent = {"Content-Type": "application/json"} | headers
    async with (
        aiohttp.ClientSession() as session,
        session.post(hooked.url, data=io.BytesIO(body), headers=sent) as answer,
    ):
        assert answer.status == status
        assert SECRET not in await answer.text()


async def test_another_path_is_nobodys(hooked: Hooked) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.post(hooked.url + "/x", json={"update_id": 7}, headers={HEADER: SECRET}) as answer,
    ):
        assert answer.status == 404


def test_a_webhook_shows_no_secret() -> None:
    account = BotAccount(TOKEN, "http://x", "https://y", SECRET)
    assert SECRET not in repr(account)
    assert SECRET not in repr(Webhook.__init__)
