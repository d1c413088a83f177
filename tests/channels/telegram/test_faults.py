"""What goes wrong on the way: nothing is lost, nobody waits for somebody else, nothing is told twice."""

import asyncio
import logging
import math
import traceback
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from bot.app.channel_state import StoredPolls, StoredPosition
from bot.channels.backoff import Backoff
from bot.channels.channel import StoppedError
from bot.channels.telegram import delivery, sender, updates
from bot.channels.telegram import telegram as channel_module
from bot.channels.telegram.rendering import TextMessage
from bot.channels.telegram.telegram import BotAccount, Telegram
from bot.core.model.finder import Finder
from bot.core.model.library import Library
from bot.core.model.replies import Ask, Say
from bot.store.store import Store
from tests.channels.telegram.running import Running, running
from tests.conftest import HUNG, NOW
from tests.dutch import say, told
from tests.harness.telegram_wire import KEY
from tests.telegram_api.people import buttons
from tests.telegram_api.server import Server
from tests.telegram_api.world import TOKEN

__all__ = ["running"]

QUICK = Backoff(0.01, 0.01)


async def test_a_chat_that_must_wait_delays_no_other(running: Running) -> None:
    amina, boris = running.people.person("Amina"), running.people.person("Boris")
    assert running.talking
    seconds, told = running.talking.seconds, asyncio.Event()
    waited: list[float] = []

    async def wait(some: float) -> None:
        waited.append(some)
        await told.wait()
        seconds.now += some

    running.talking.channel._delivery._pace._sleep = wait
    flood = "Too Many Requests: retry after 600"
    running.server.fail("sendMessage", 429, flood, retry_after=600, chat=amina.id)
    amina.types("privacy")
    boris.types("privacy")
    async with asyncio.timeout(HUNG):
        while not boris.reads():  # noqa: ASYNC110, what he reads is the stand-in's
            await asyncio.sleep(0.01)
    assert amina.reads() == []
    told.set()
    await running.settle()
    assert len(amina.reads()) == 1
    assert waited == [600], "as long as it was asked to, and no longer"


@pytest.mark.parametrize("kind", ["refuse", "drop"])
async def test_an_answer_is_said_after_all(
    running: Running, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery, "BACK_OFF", QUICK)
    _without_sleep(running)
    amina = running.people.person()
    if kind == "refuse":
        running.server.fail("sendMessage", 502, times=2)
    else:
        running.server.fail_so("sendMessage", "drop")
    amina.types("privacy")
    await running.settle()
    assert len(amina.reads()) == 1


async def test_one_who_blocked_the_bot_is_left_alone(
    running: Running, caplog: pytest.LogCaptureFixture
) -> None:
    amina = running.people.person()
    amina.types("privacy")
    running.server.world.people[amina.id].blocked = True
    await running.settle()
    assert len([one for one in running.server.calls if one.method == "sendMessage"]) == 1
    assert str(amina.id) not in caplog.text
    amina.puts_out()
    amina.lets_in()
    amina.types("hulp")
    await running.settle()
    assert amina.reads()[-1].startswith(say("help.title"))


async def test_formatting_that_telegram_cannot_read_is_said_plainly_once(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(said: Sequence[Say | Ask], *_: object, **__: object) -> tuple[TextMessage, ...]:
        return (TextMessage("<p>kapot</p>", f"gewoon: {said[0].title}"),)

    monkeypatch.setattr(sender, "messages_for", broken)
    amina = running.people.person()
    amina.types("privacy")
    await running.settle()
    assert amina.reads() == [f"gewoon: {say('privacy.title')}"]
    assert len([one for one in running.server.calls if one.method == "sendMessage"]) == 2


async def test_an_answer_that_can_never_be_said_ends_nothing(running: Running) -> None:
    amina = running.people.person()
    running.server.fail("sendMessage", 400, "Bad Request: MESSAGE_ODD")
    amina.types("privacy")
    await running.settle()
    amina.types("hulp")
    await running.settle()
    assert len(amina.reads()) == 1


async def test_a_press_is_always_answered_so_that_the_button_comes_to_rest(running: Running) -> None:
    amina = running.people.person()
    amina.types("/start")
    await running.settle()
    for _ in range(3):
        amina.presses("Zien wat ik kan")
        await running.settle()
    async with asyncio.timeout(HUNG):
        while len(running.server.world.toasts) < 3:  # noqa: ASYNC110, the toasts are the stand-in's
            await asyncio.sleep(0.01)
    assert told("trouble.too-late") in amina.reads()[-1], "the second press came too late"


async def test_a_press_that_is_too_old_for_telegram_is_answered_in_the_chat(running: Running) -> None:
    amina = running.people.person()
    amina.types("/start")
    await running.settle()
    amina.presses("Zien wat ik kan")
    running.server.world.queries.clear()
    await running.settle()
    assert amina.reads()[-1].startswith(say("help.title"))


async def test_a_button_of_before_everything_was_erased_never_fits_a_new_question(running: Running) -> None:
    amina = running.people.person()
    amina.types("dilemma")
    await running.settle()
    (shown,) = [one for one in running.server.world.rooms[amina.id].messages.values() if buttons(one)]
    old = [one["callback_data"] for one in buttons(shown)]
    amina.types("wis alles")
    await running.settle()
    amina.presses("Ja, wis alles")
    await running.settle()
    amina.types("rol")
    await running.settle()
    asked = amina.reads()[-1]
    for callback in old:
        amina.forges(callback)
        await running.settle()
        assert amina.reads()[-1] == told("trouble.too-late")
    amina.presses("Jeugdprofessional")
    await running.settle()
    assert amina.reads()[-1] not in {told("trouble.too-late"), asked}, "the new question itself is still open"


async def test_a_press_under_a_message_long_gone(running: Running) -> None:
    amina = running.people.person()
    amina.forges(f"v1|{amina.id}|77|A", gone=True)
    await running.settle()
    assert amina.reads() == [told("trouble.too-late")]


async def test_what_is_no_text_gets_a_sentence_and_an_edit_gets_none(running: Running) -> None:
    amina = running.people.person()
    amina.sends_photo()
    amina.types("privacy")
    await running.settle()
    assert amina.reads()[0] == told("trouble.empty")
    said = len(amina.reads())
    amina.edits(1, "iets anders")
    await running.settle()
    assert len(amina.reads()) == said


async def test_an_update_that_nobody_can_read_hides_no_others(running: Running) -> None:
    amina = running.people.person()
    for broken in ({"message_id": "x"}, {"chat": 7, "text": []}, {}):
        running.server.world.tell("message", broken, 1)
    amina.types("privacy")
    running.server.checks_answers = False
    await running.settle()
    assert amina.reads()[-1].startswith(say("privacy.title"))


async def test_an_update_that_comes_again_is_answered_once(running: Running) -> None:
    amina = running.people.person()
    number = amina.types("dilemma")
    await running.settle()
    running.server.world.again(number)
    await running.settle()
    assert len(amina.reads()) == 1


async def test_a_restart_in_the_middle_repeats_what_is_open_and_nothing_else(running: Running) -> None:
    amina = running.people.person()
    number = amina.types("dilemma")
    await running.settle()
    await running.kill()
    running.server.world.again(number)
    await running.start()
    await running.settle()
    first, second = amina.reads()
    assert first == second, "shown again: it may not have arrived. Not the next dilemma"


# who turns us away


REFUSALS = {409: "Conflict: terminated by other getUpdates request", 401: "Unauthorized", 404: "Not Found"}


@pytest.mark.parametrize(
    ("code", "told"),
    [(409, updates.OTHER_PROGRAM), (401, updates.WRONG_TOKEN), (404, updates.WRONG_TOKEN)],
)
async def test_a_refusal_that_lasts_stops_it_with_one_clear_line(
    running: Running, code: int, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(updates, "REFUSED", Backoff(0.0, 0.0))
    monkeypatch.setattr(updates, "YOUNG", -math.inf)
    running.people.person().types("hoi")
    await running.settle()
    running.server.fail("getUpdates", code, REFUSALS[code], times=99)
    calls = len(running.server.calls)
    running.people.person().types("hoi")
    assert running.talking
    assert running.talking._running
    with pytest.raises(StoppedError) as stopped:
        await asyncio.wait_for(running.talking._running, HUNG)
    assert str(stopped.value) == told
    asked = [one for one in running.server.calls[calls:] if one.method == "getUpdates"]
    assert len(asked) <= updates.MOST_REFUSED + 2, "no fight"


@pytest.mark.parametrize("code", REFUSALS)
async def test_a_refusal_that_passes_stops_nothing(
    running: Running, code: int, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(updates, "REFUSED", Backoff(0.0, 0.0))
    monkeypatch.setattr(updates, "YOUNG", -math.inf)
    amina = running.people.person()
    amina.types("privacy")
    await running.settle()
    running.server.fail("getUpdates", code, REFUSALS[code], times=updates.MOST_REFUSED)
    amina.types("hulp")  # ends the question that is being held
    async with asyncio.timeout(HUNG):
        while any(fault.times for fault in running.server.faults):  # noqa: ASYNC110, the stand-in tells nobody
            await asyncio.sleep(0.02)
        amina.types("start")  # ends the first question that is not refused
        while "Telegram answers again" not in caplog.text:  # noqa: ASYNC110, a log tells nobody
            await asyncio.sleep(0.02)
    await running.settle()
    assert told("start.menu-hint") in amina.reads()[-1]
    logged = [record.getMessage() for record in caplog.records if "Telegram" in record.getMessage()]
    assert len(logged) == 2, "once that it is refused, once that it answers again"


def test_between_two_refusals_it_waits_so_long_that_nobody_fights() -> None:
    waits = updates.REFUSED.waits(updates.MOST_REFUSED)
    assert min(waits) >= 30
    assert 10 * 60 <= sum(waits) <= 30 * 60


ODD = (
    b"",
    b"null",
    b"[]",
    b"<html>",
    b"{}",
    b'{"ok":true}',
    b'{"ok":true,"result":null}',
    b'{"ok":true,"result":[1]}',
    b"\xff",
)
"""Successes as a proxy before Telegram may give them."""


@pytest.mark.parametrize("body", ODD, ids=repr)
async def test_an_answer_that_cannot_be_read_is_a_line_that_is_down(
    running: Running, body: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(updates, "BACK_OFF", Backoff(0.0, 0.0))
    running.server.fail_so("getUpdates", "odd", body=body, times=3)
    amina = running.people.person()
    amina.types("hulp")
    await running.settle()
    assert amina.reads()


async def test_two_programs_with_one_token_do_not_fight(running: Running, tmp_path: Path) -> None:
    async with Store(f"sqlite+aiosqlite:///{tmp_path / 'other.db'}", KEY) as store:
        other = Telegram(
            BotAccount(TOKEN, running.server.url),
            StoredPosition(store, "t", lambda: NOW),
            StoredPolls(store),
            say,
        )
        async with other:
            events = other.events()
            heard = asyncio.ensure_future(anext(events))
            assert running.talking
            assert running.talking._running
            with pytest.raises(StoppedError):
                await asyncio.wait_for(running.talking._running, HUNG)
            running.people.person().types("hoi")
            await asyncio.wait_for(heard, HUNG)
            await events.aclose()  # type: ignore[attr-defined]


async def test_a_webhook_of_before_is_taken_away(running: Running) -> None:
    running.server.fail(
        "getUpdates", 409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook"
    )
    amina = running.people.person()
    amina.types("privacy")
    await running.settle()
    assert amina.reads()
    assert running.server.sent("deleteWebhook")


async def test_while_telegram_is_away_it_is_asked_seldom(
    running: Running, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(updates, "BACK_OFF", Backoff(0.05, 0.1))
    running.server.fail("getUpdates", 502, times=4)
    amina = running.people.person()
    amina.types("privacy")
    await running.settle()
    assert amina.reads()
    told = [one.getMessage() for one in caplog.records if "cannot be reached" in one.getMessage()]
    assert len(told) == 1


# the token


@pytest.fixture
def content(library: Library, finder: Finder, monkeypatch: pytest.MonkeyPatch) -> tuple[Library, Finder]:
    monkeypatch.setattr(channel_module, "BACK_OFF", QUICK)
    return library, finder


async def test_the_token_is_in_no_log_and_no_traceback(
    tmp_path: Path, content: tuple[Library, Finder], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    log_file = tmp_path / "all.log"
    handler = logging.FileHandler(log_file)
    handler.setLevel(logging.DEBUG)
    logging.getLogger().addHandler(handler)
    secret = TOKEN.partition(":")[2]
    async with Server() as server:
        for fault in ("refuse", "drop", "garbage"):
            for method in ("getMe", "getUpdates", "sendMessage", "setMyCommands"):
                if fault == "refuse":
                    server.fail(method, 502)
                else:
                    server.fail_so(method, fault)
        run = Running(tmp_path, *content, server)
        await run.start()
        amina = run.people.person()
        amina.types("privacy")
        async with asyncio.timeout(HUNG):
            while not server.sent("getUpdates"):  # noqa: ASYNC110, it is the stand-in's
                await asyncio.sleep(0.01)
        await run.kill()
        wrong = BotAccount(TOKEN[:-3] + "zzz", server.url)
        async with Store(f"sqlite+aiosqlite:///{tmp_path / 'x.db'}", KEY) as store:
            stranger = Telegram(wrong, StoredPosition(store, "t", lambda: NOW), StoredPolls(store), say)
            with pytest.raises(StoppedError) as stopped:
                await stranger.__aenter__()
    told = "".join(traceback.format_exception(stopped.value))
    logging.getLogger().error("address: %s", f"http://x/bot{TOKEN}/getMe")  # somebody forgot
    logging.getLogger().removeHandler(handler)
    handler.close()
    assert secret[:-3] not in told
    assert secret[:-3] not in caplog.text.replace(f"bot{TOKEN}/getMe", "")
    assert "sendMessage" not in caplog.text
    assert repr(wrong).find(secret[:-3]) < 0
    assert log_file.read_text()


async def test_a_token_that_comes_near_a_log_is_blotted_out(running: Running, tmp_path: Path) -> None:
    handler = logging.FileHandler(tmp_path / "all.log")
    logging.getLogger().addHandler(handler)
    assert running.talking
    running.talking.channel._redaction.put_on()
    try:
        raise ValueError(f"https://api.telegram.org/bot{TOKEN}/getMe")
    except ValueError:
        logging.getLogger("x").exception("at %s", TOKEN)
    logging.getLogger().removeHandler(handler)
    handler.close()
    text = (tmp_path / "all.log").read_text()
    assert TOKEN.partition(":")[2] not in text
    assert text.count("<token>") >= 2


# marks


async def test_after_a_week_of_silence_a_lower_number_is_news(running: Running) -> None:
    amina = running.people.person()
    amina.types("dilemma")
    await running.settle()
    await running.kill()
    assert running.server.world.next_update
    running.server.world.next_update = 1_000
    async with Store(f"sqlite+aiosqlite:///{running.folder / 'test.db'}", KEY) as store:
        await store.positions.put("telegram", "0", NOW.date() - timedelta(days=8))
    await running.start()
    amina.types("stop")
    await running.settle()
    assert amina.reads()[-1] == told("dilemma.stopped")


async def test_within_a_week_a_lower_number_is_old(running: Running) -> None:
    amina = running.people.person()
    amina.types("dilemma")
    await running.settle()
    await running.kill()
    running.server.world.next_update = 1_000
    await running.start()
    amina.types("stop")
    await running.settle()
    assert amina.reads()[-1] != told("dilemma.stopped"), "if this fails, the test above proves nothing"


def _without_sleep(running: Running) -> None:
    async def soon(seconds: float) -> None:
        await asyncio.sleep(min(seconds, 0.01))

    assert running.talking
    running.talking.channel._delivery._sleep = soon
