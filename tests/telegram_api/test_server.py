"""The stand-in refuses what Telegram refuses, in its words; and it never invents an answer."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from tests.conftest import HUNG
from tests.telegram_api.html import parse
from tests.telegram_api.people import Group, People, Someone, buttons
from tests.telegram_api.refusal import RefusedError
from tests.telegram_api.server import Server
from tests.telegram_api.shapes import BreachError
from tests.telegram_api.world import BOT, TOKEN, World

PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + (600).to_bytes(4, "big") + (400).to_bytes(4, "big")


class Asker:
    """A bot that sends whatever a test wants."""

    def __init__(self, server: Server, session: aiohttp.ClientSession) -> None:
        self.server = server
        self._session = session

    async def __call__(self, method: str, token: str = TOKEN, **sent: Any) -> dict[str, Any]:
        body = {name: one if isinstance(one, str) else json.dumps(one) for name, one in sent.items()}
        url = f"{self.server.url}/bot{token}/{method}"
        async with self._session.post(url, data=body) as answer:
            told: dict[str, Any] = await answer.json()
            assert answer.status == told.get("error_code", 200)
            return told

    async def upload(self, method: str, field: str, content: bytes, **sent: str) -> dict[str, Any]:
        form = aiohttp.FormData(sent)
        form.add_field("f1", content, filename="f", content_type="application/octet-stream")
        form.add_field(field, "attach://f1")
        async with self._session.post(f"{self.server.url}/bot{TOKEN}/{method}", data=form) as answer:
            told: dict[str, Any] = await answer.json()
            return told

    async def refused(self, method: str, **sent: Any) -> str:
        told = await self(method, **sent)
        assert not told["ok"], told
        return str(told["description"])


@pytest.fixture
async def ask() -> AsyncIterator[Asker]:
    async with Server() as server, aiohttp.ClientSession() as session:
        yield Asker(server, session)


@pytest.fixture
def amina(ask: Asker) -> Someone:
    return People(ask.server.world).person()


def _team(ask: Asker, amina: Someone, kind: str = "supergroup") -> Group:
    group = People(ask.server.world).group(amina, kind=kind)
    group.takes_in(amina)
    return group


async def test_a_token_that_is_wrong(ask: Asker) -> None:
    other = TOKEN[:-1] + ("y" if TOKEN[-1] != "y" else "z")
    assert (await ask("getMe", token=other))["error_code"] == 401
    assert (await ask("getMe", token="1234"))["error_code"] == 404
    assert (await ask("getMe"))["result"]["id"] == BOT


async def test_a_method_or_parameter_that_does_not_exist(ask: Asker, amina: Someone) -> None:
    assert (await ask("sendLetter"))["error_code"] == 404
    assert "no parameter txt" in await ask.refused("sendMessage", chat_id=amina.id, txt="hoi", text="hoi")
    assert ask.server.breaches, "Telegram would have said nothing"
    del ask.server.breaches[:]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("<p>hoi</p>", 'Unsupported start tag "p" at byte offset 0'),
        ("é <br>", 'Unsupported start tag "br" at byte offset 3'),
        ("<b>hoi", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b>hoi</i>", 'Unmatched end tag at byte offset 6, expected "</b>", found "</i>"'),
        ("hoi</b>", "Unexpected end tag at byte offset 3"),
        ("a <b", "Unclosed start tag at byte offset 2"),
        ("1 < 2", "Unclosed start tag at byte offset 2"),
        ('<span class="x">a</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<b hoi>a</b>", "Expected equal sign"),
    ],
)
def test_html_that_tdlib_refuses(text: str, told: str) -> None:
    with pytest.raises(RefusedError) as refused:
        parse(text)
    assert refused.value.text.startswith("Bad Request: can't parse entities: ")
    assert told in refused.value.text


@pytest.mark.parametrize("inner", ["blockquote", "blockquote expandable"])
def test_a_quotation_in_a_quotation_is_a_breach(inner: str) -> None:
    with pytest.raises(BreachError, match="drops one"):
        parse(f"<blockquote expandable>a <b><{inner}>b</blockquote></b></blockquote>")
    assert len(parse(f"<blockquote>a</blockquote> <{inner}><b>b</b></blockquote>")[1]) == 3


def test_html_that_tdlib_reads() -> None:
    text = "<b>a &lt;b&gt; &amp; 😀</b><blockquote expandable>rest</blockquote> &nbsp; &#233;"
    plain, entities = parse(text)
    assert plain == "a <b> & 😀rest &nbsp; é"
    assert [(one["type"], one["offset"], one["length"]) for one in entities] == [
        ("bold", 0, 10),
        ("expandable_blockquote", 10, 4),
    ]


async def test_length_counts_after_the_tags_and_in_utf16(ask: Asker, amina: Someone) -> None:
    longest = "<b>" + "&lt;" * 4094 + "😀</b>"
    told = await ask("sendMessage", chat_id=amina.id, text=longest, parse_mode="HTML")
    assert told["ok"]
    for text in ("a" * 4097, "a" * 4095 + "😀"):
        assert (
            await ask.refused("sendMessage", chat_id=amina.id, text=text)
            == "Bad Request: message is too long"
        )
    assert (
        await ask.refused("sendMessage", chat_id=amina.id, text=" \n") == "Bad Request: message text is empty"
    )


async def test_who_cannot_be_written_to(ask: Asker, amina: Someone) -> None:
    assert await ask.refused("sendMessage", chat_id=999, text="hoi") == "Bad Request: chat not found"
    amina.puts_out()
    blocked = await ask("sendMessage", chat_id=amina.id, text="hoi")
    assert (blocked["error_code"], blocked["description"]) == (403, "Forbidden: bot was blocked by the user")
    group = _team(ask, amina)
    group.puts_out(amina)
    kicked = await ask.refused("sendMessage", chat_id=group.id, text="hoi")
    assert kicked == "Forbidden: bot was kicked from the supergroup"


async def test_a_group_that_grew(ask: Asker, amina: Someone) -> None:
    group = _team(ask, amina, "group")
    grown = group.grows(amina)
    told = await ask("sendMessage", chat_id=group.id, text="hoi")
    assert told["description"] == "Bad Request: group chat was upgraded to a supergroup chat"
    assert told["parameters"] == {"migrate_to_chat_id": grown.id}
    assert (await ask("sendMessage", chat_id=grown.id, text="hoi"))["ok"]


async def test_a_thread_that_is_no_topic(ask: Asker, amina: Someone) -> None:
    group = _team(ask, amina)
    topic = group.opens_topic()
    there = await ask("sendMessage", chat_id=group.id, text="hoi", message_thread_id=topic)
    assert there["result"]["is_topic_message"]
    told = await ask.refused("sendMessage", chat_id=group.id, text="hoi", message_thread_id=topic + 77)
    assert told == "Bad Request: message thread not found"


async def test_buttons(ask: Asker, amina: Someone) -> None:
    def markup(*row: dict[str, str]) -> dict[str, Any]:
        return {"inline_keyboard": [list(row)]}

    async def send(*row: dict[str, str]) -> str:
        return await ask.refused("sendMessage", chat_id=amina.id, text="?", reply_markup=markup(*row))

    assert await send({"text": "A", "callback_data": "é" * 33}) == "Bad Request: BUTTON_DATA_INVALID"
    assert "Text buttons are unallowed" in await send({"text": "A"})
    assert "object expected" in await send({"callback_data": "a"})
    row = ({"text": "A", "callback_data": "x" * 64}, {"text": "", "callback_data": "y"})
    told = await ask("sendMessage", chat_id=amina.id, text="?", reply_markup=markup(*row))
    assert [one["text"] for one in buttons(told["result"])] == ["A"], "a button without text is dropped"


async def test_an_edit_that_changes_nothing(ask: Asker, amina: Someone) -> None:
    number = (await ask("sendMessage", chat_id=amina.id, text="een"))["result"]["message_id"]
    same = await ask.refused("editMessageText", chat_id=amina.id, message_id=number, text="een")
    assert same.startswith("Bad Request: message is not modified: specified new message content")
    assert (await ask("editMessageText", chat_id=amina.id, message_id=number, text="twee"))["ok"]
    gone = await ask.refused("editMessageText", chat_id=amina.id, message_id=999, text="x")
    assert gone == "Bad Request: message to edit not found"


async def test_a_press_is_answered_once_and_in_time(ask: Asker, amina: Someone) -> None:
    amina.forges("v1|1|2|A")
    (update,) = (await ask("getUpdates"))["result"]
    query = update["callback_query"]["id"]
    too_long = await ask.refused("answerCallbackQuery", callback_query_id=query, text="x" * 201)
    assert too_long == "Bad Request: MESSAGE_TOO_LONG"
    assert (await ask("answerCallbackQuery", callback_query_id=query))["ok"]
    assert "query is too old" in await ask.refused("answerCallbackQuery", callback_query_id=query)


async def test_updates_are_kept_until_the_offset_passes_them(ask: Asker, amina: Someone) -> None:
    numbers = [amina.types(str(one)) for one in range(5)]
    assert [one["update_id"] for one in (await ask("getUpdates", limit=3))["result"]] == numbers[:3]
    assert [one["update_id"] for one in (await ask("getUpdates"))["result"]] == numbers
    left = (await ask("getUpdates", offset=numbers[3]))["result"]
    assert [one["update_id"] for one in left] == numbers[3:]
    assert ask.server.pending() == numbers[3:]
    assert [one["update_id"] for one in (await ask("getUpdates", offset=-1))["result"]] == numbers[-1:]
    ask.server.world.again(numbers[0])
    assert numbers[0] in [one["update_id"] for one in (await ask("getUpdates"))["result"]]


async def test_updates_come_as_soon_as_there_are_any_and_only_the_kinds_asked_for(
    ask: Asker, amina: Someone
) -> None:
    waiting = asyncio.ensure_future(ask("getUpdates", timeout=50, allowed_updates=["callback_query"]))
    while ask.server._poll is None:  # noqa: ASYNC110, a moment after the request came in
        await asyncio.sleep(0.01)
    amina.types("dit vroeg je niet")
    pressed = amina.forges("v1|1|2|A")
    told = await asyncio.wait_for(waiting, HUNG)
    assert [one["update_id"] for one in told["result"]] == [pressed]


async def test_what_waits_too_long_is_gone(amina: Someone, ask: Asker) -> None:
    now = 1_000_000.0
    ask.server.world.clock = lambda: now
    amina.forges("v1|1|2|A")
    typed = amina.types("hoi")
    now += 151
    assert ask.server.pending() == [typed], "a press waits 150 seconds"
    now += 86_400
    assert ask.server.pending() == []


async def test_a_second_poller_ends_the_first(ask: Asker) -> None:
    first = asyncio.ensure_future(ask("getUpdates", timeout=50))
    while ask.server._poll is None:  # noqa: ASYNC110, a moment after the request came in
        await asyncio.sleep(0.01)
    second = asyncio.ensure_future(ask("getUpdates", timeout=0))
    told = await asyncio.wait_for(first, HUNG)
    assert told["error_code"] == 409
    assert told["description"].startswith("Conflict: terminated by other getUpdates request")
    assert (await second)["ok"]


async def test_a_native_poll_from_beginning_to_end(ask: Asker, amina: Someone) -> None:
    group = _team(ask, amina)
    options = [{"text": "A"}, {"text": "B"}]
    told = await ask("sendPoll", chat_id=group.id, question="Wat doe je?", options=options)
    poll, number = told["result"]["poll"]["id"], told["result"]["message_id"]
    people = People(ask.server.world)
    for at in (0, 0, 1):
        people.person().votes(poll, at)
    late = people.person()
    late.votes(poll, 1)
    late.votes(poll)
    stopped = (await ask("stopPoll", chat_id=group.id, message_id=number))["result"]
    assert [one["voter_count"] for one in stopped["options"]] == [2, 1]
    assert stopped["is_closed"]
    assert all("user" not in str(one) for one in ask.server.world.waiting if one.kind == "poll")
    again = await ask.refused("stopPoll", chat_id=group.id, message_id=number)
    assert again == "Bad Request: poll has already been closed"
    for wrong in ([], [{"text": "x"}] * 13, [{"text": "x" * 101}], [{"text": " "}]):
        await ask.refused("sendPoll", chat_id=group.id, question="?", options=wrong)
    long = await ask.refused("sendPoll", chat_id=group.id, question="x" * 301, options=options)
    assert long == "Bad Request: poll question length must not exceed 300"


async def test_a_poll_with_a_closing_time_closes_itself(ask: Asker, amina: Someone) -> None:
    world = ask.server.world
    now = 1_000_000.0
    world.clock = lambda: now
    group = _team(ask, amina)
    told = await ask("sendPoll", chat_id=group.id, question="?", options=[{"text": "A"}], open_period=60)
    now += 61
    refused = await ask.refused("stopPoll", chat_id=group.id, message_id=told["result"]["message_id"])
    assert refused == "Bad Request: poll has already been closed"
    assert any(one.kind == "poll" and one.update["poll"]["is_closed"] for one in world.waiting)


async def test_pictures_and_documents(ask: Asker, amina: Someone) -> None:
    assert (await ask.upload("sendPhoto", "photo", PNG, chat_id=str(amina.id), caption="hoi"))["ok"]
    assert (await ask.upload("sendDocument", "document", b"a", chat_id=str(amina.id)))["ok"]
    wrong = await ask.upload("sendPhoto", "photo", b"no picture", chat_id=str(amina.id))
    assert wrong["description"] == "Bad Request: IMAGE_PROCESS_FAILED"
    flat = PNG[:16] + (9000).to_bytes(4, "big") + (10).to_bytes(4, "big")
    wrong = await ask.upload("sendPhoto", "photo", flat, chat_id=str(amina.id))
    assert wrong["description"] == "Bad Request: PHOTO_INVALID_DIMENSIONS"
    long = await ask.upload("sendPhoto", "photo", PNG, chat_id=str(amina.id), caption="x" * 1025)
    assert long["description"] == "Bad Request: message caption is too long"


async def test_flood_limits_hold_on_demand(ask: Asker, amina: Someone) -> None:
    world = ask.server.world
    now = 1_000_000.0
    world.clock = lambda: now
    ask.server.limits.on = True
    for _ in range(3):
        assert (await ask("sendMessage", chat_id=amina.id, text="x"))["ok"]
    told = await ask("sendMessage", chat_id=amina.id, text="x")
    assert told["error_code"] == 429
    assert told["parameters"] == {"retry_after": 3}
    group = _team(ask, amina)
    for _ in range(20):
        now += 1.01
        told = await ask("sendMessage", chat_id=group.id, text="x")
        assert told["ok"], told
    now += 1.01
    assert (await ask("sendMessage", chat_id=group.id, text="x"))["parameters"]["retry_after"] > 30


async def test_privacy_mode(ask: Asker, amina: Someone) -> None:
    group = _team(ask, amina)
    assert amina.types("gewoon gepraat", group) == 0
    assert amina.types("/dilemma", group) == 0, "the bot never spoke here"
    assert amina.types("/dilemma@another_bot", group) == 0
    assert amina.types("/dilemma@ruggespraak_bot", group)
    sent = await ask("sendMessage", chat_id=group.id, text="hoi")
    assert amina.types("/dilemma", group)
    assert amina.types("b", group, to=sent["result"]["message_id"])
    world = World(private_mode=False)
    people = People(world)
    one = people.person()
    open_group = people.group(one)
    open_group.takes_in(one)
    assert one.types("gewoon gepraat", open_group)


async def test_a_webhook_is_tried_until_it_takes_the_update_one_at_a_time_per_chat(ask: Asker) -> None:
    seen: list[tuple[str, int]] = []
    busy: set[int] = set()

    async def hook(request: web.Request) -> web.Response:
        update = await request.json()
        chat = update["message"]["chat"]["id"]
        assert chat not in busy
        busy.add(chat)
        await asyncio.sleep(0.01)
        busy.discard(chat)
        seen.append((request.headers["X-Telegram-Bot-Api-Secret-Token"], update["update_id"]))
        return web.Response(status=500 if len(seen) < 3 else 200)

    app = web.Application()
    app.router.add_post("/hook", hook)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = site._server.sockets[0].getsockname()[1]  # type: ignore[union-attr]
    people = People(ask.server.world)
    one, other = people.person(), people.person()
    sent = {one.types("a"), one.types("b"), other.types("c")}
    bad = await ask.refused("setWebhook", url=f"http://127.0.0.1:{port}/hook", secret_token="met spatie")
    assert "secret token" in bad
    await ask("setWebhook", url=f"http://127.0.0.1:{port}/hook", secret_token="geheim")
    assert "can't use getUpdates method while webhook is active" in await ask.refused("getUpdates")
    async with asyncio.timeout(HUNG):
        while ask.server.pending():  # noqa: ASYNC110, the queue is the stand-in's
            await asyncio.sleep(0.01)
    assert {number for _, number in seen} == sent
    assert {secret for secret, _ in seen} == {"geheim"}
    await ask("deleteWebhook")
    await runner.cleanup()


async def test_faults_before_and_after_carrying_out(ask: Asker, amina: Someone) -> None:
    ask.server.fail("sendMessage", 502)
    await ask.refused("sendMessage", chat_id=amina.id, text="een")
    assert amina.reads() == []
    ask.server.fail("sendMessage", 429, "Too Many Requests: retry after 7", retry_after=7)
    assert (await ask("sendMessage", chat_id=amina.id, text="x"))["parameters"] == {"retry_after": 7}
    ask.server.fail_so("sendMessage", "drop", after=True)
    with pytest.raises(aiohttp.ClientError):
        await ask("sendMessage", chat_id=amina.id, text="twee")
    assert amina.reads() == ["twee"], "carried out, and only the answer was lost"


async def test_admins_and_members(ask: Asker, amina: Someone) -> None:
    people = People(ask.server.world)
    boris = people.person("Boris")
    group = people.group(amina, boris)
    group.takes_in(amina)
    member = await ask("getChatMember", chat_id=group.id, user_id=boris.id)
    assert member["result"]["status"] == "member"
    group.promotes(boris)
    admins = await ask("getChatAdministrators", chat_id=group.id)
    assert [one["status"] for one in admins["result"]] == ["creator", "administrator"]
    assert await ask.refused("getChatAdministrators", chat_id=amina.id)


async def test_commands_in_scopes(ask: Asker) -> None:
    scope = {"type": "all_private_chats"}
    rows = [{"command": "hulp", "description": "Wat je kunt typen"}]
    assert (await ask("setMyCommands", commands=rows, scope=scope))["ok"]
    assert (await ask("getMyCommands", scope=scope))["result"] == rows
    assert (await ask("getMyCommands"))["result"] == []
    wrong = [{"command": "Mijn Gegevens", "description": "x"}]
    assert await ask.refused("setMyCommands", commands=wrong) == "Bad Request: BOT_COMMAND_INVALID"
