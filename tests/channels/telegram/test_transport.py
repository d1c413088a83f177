"""The transport under the library: the same answers, and no address in any error."""

import logging
import traceback
from collections.abc import AsyncIterator

import pytest
from telegram import Bot
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    TelegramError,
    TimedOut,
)

from bot.channels.telegram.transport import FloodError, NotConnectedError, Transport
from tests.telegram_api.people import People, Someone
from tests.telegram_api.server import Server
from tests.telegram_api.world import TOKEN


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    async with Server() as server:
        yield server
        assert server.breaches == []


@pytest.fixture
async def bot(server: Server) -> AsyncIterator[Bot]:
    made = Bot(TOKEN, f"{server.url}/bot", request=Transport(), get_updates_request=Transport())
    async with made:
        yield made


@pytest.fixture
def amina(server: Server) -> Someone:
    return People(server.world).person()


async def test_every_kind_of_request_arrives_as_it_was_meant(bot: Bot, amina: Someone) -> None:
    await bot.send_message(amina.id, "<b>Dag</b> & 😀".replace("&", "&amp;"), parse_mode="HTML")
    await bot.send_document(amina.id, b"inhoud", filename="verslag.docx", caption="Je verslag")
    assert amina.reads() == ["Dag & 😀", "Je verslag"]
    amina.types("hoi")
    (update,) = await bot.get_updates(timeout=0)
    assert update.message
    assert update.message.text == "hoi"


@pytest.mark.parametrize(
    "refusal",
    [
        (400, BadRequest, {}),
        (400, ChatMigrated, {"migrate_to_chat_id": -100}),
        (401, InvalidToken, {}),
        (403, Forbidden, {}),
        (409, Conflict, {}),
        (429, FloodError, {"retry_after": 5}),
        (502, NetworkError, {}),
    ],
)
async def test_refusals(
    bot: Bot, server: Server, amina: Someone, refusal: tuple[int, type[TelegramError], dict[str, int]]
) -> None:
    code, error, more = refusal
    server.fail("sendMessage", code, "Told", **more)
    with pytest.raises(error):
        await bot.send_message(amina.id, "hoi")


async def test_no_address_is_told_whatever_breaks(
    bot: Bot, server: Server, amina: Someone, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    faults: list[tuple[str, type[TelegramError]]] = [("drop", NetworkError), ("garbage", TelegramError)]
    for kind, error in faults:
        server.fail_so("sendMessage", kind)
        with pytest.raises(error) as raised:
            await bot.send_message(amina.id, "geheim-4711")
        assert TOKEN not in "".join(traceback.format_exception(raised.value))
    server.fail_so("sendMessage", "hang", seconds=1)
    with pytest.raises(TimedOut) as late:
        await bot.send_message(amina.id, "geheim-4711", read_timeout=0.1)
    assert TOKEN not in "".join(traceback.format_exception(late.value))


async def test_what_never_left_is_told_apart(amina: Someone) -> None:
    async with Transport() as nowhere:
        bot = Bot(TOKEN, "http://127.0.0.1:9/bot", request=nowhere, get_updates_request=nowhere)
        with pytest.raises(NotConnectedError) as raised:
            await bot.send_message(amina.id, "hoi")
    assert TOKEN not in "".join(traceback.format_exception(raised.value))
