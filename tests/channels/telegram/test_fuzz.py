"""Anything may come in: nothing breaks, and what is no press of ours changes nothing."""

import json
import random
import string
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Update, User

from bot.channels.telegram.callback_data import packed, unpacked
from bot.channels.telegram.parsing import event_from
from bot.core.editions import Edition, Editions
from bot.core.model.events import Chat, Pressed, Said
from bot.core.model.finder import Finder
from bot.core.model.library import Library
from bot.core.model.replies import Say, Toast
from bot.core.model.session import Session
from tests.channels.telegram.running import Running, running
from tests.conftest import NOW
from tests.telegram_api.world import BOT, NAME

__all__ = ["running"]

ME = User(BOT, "Ruggespraak", is_bot=True, username=NAME)
CHAT = Chat("telegram", "5", "5")
TEXT = st.text(st.characters(codec=None), max_size=200)
VALUE = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63) | TEXT,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "type", "text"]), inner)
    ),
    max_leaves=8,
)


def base() -> dict[str, Any]:
    user = {"id": 5, "is_bot": False, "first_name": "A"}
    chat = {"id": 5, "type": "private", "first_name": "A"}
    message = {"message_id": 1, "date": 1, "chat": chat, "from": user, "text": "hoi"}
    query = {"id": "1", "from": user, "message": message, "chat_instance": "1", "data": "v1||1|A"}
    member = {"status": "member", "user": user}
    change = {"chat": chat, "from": user, "date": 1, "old_chat_member": member, "new_chat_member": member}
    return {"update_id": 7, "message": message, "callback_query": query, "my_chat_member": change}


@given(st.sampled_from(["message", "callback_query", "my_chat_member"]), st.data())
def test_any_update_is_an_event_or_nothing(kind: str, data: st.DataObject) -> None:
    update = {"update_id": 7, kind: base()[kind]}
    at: dict[str, Any] = update[kind]
    for _ in range(data.draw(st.integers(1, 3))):
        key = data.draw(st.sampled_from(sorted(at)))
        at[key] = data.draw(VALUE)
    try:
        read = Update.de_json(json.loads(json.dumps(update)), None)
        event = event_from(read, ME)
    except (ValueError, TypeError, KeyError, AttributeError):
        return  # the channel counts these as read: see test_faults
    if event is not None:
        assert event.chat.channel == "telegram"


@given(TEXT)
def test_any_text_is_said_as_it_came(text: str) -> None:
    update = base()
    update["message"]["text"] = text
    event = event_from(Update.de_json({"update_id": 7, "message": update["message"]}, None), ME)
    if text.startswith("/"):
        assert event is not None
    else:
        assert event == Said(CHAT, text, mark=7)


def _mutated(chance: random.Random, good: str) -> str:
    signs = string.printable + "é😀\x00|"
    data = list(good)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(data) + 1)
        match chance.randrange(3):
            case 0:
                data.insert(at, chance.choice(signs))
            case 1 if data:
                del data[at % len(data)]
            case _ if data:
                data[at % len(data)] = chance.choice(signs)
            case _:
                pass
    return "".join(data)


def test_forged_presses_change_nothing(library: Library, finder: Finder, soak: bool) -> None:
    editions = Editions(Edition(library, finder))
    opened = editions.respond(Said(CHAT, "dilemma"), Session(), NOW).session
    chance = random.Random(1)  # noqa: S311, the same forgeries each time
    good = packed("", opened.prompt, "A")
    forged = 0
    for _ in range(100_000 if soak else 2_000):
        data = _mutated(chance, good)
        owner, prompt, key = unpacked(data) or ("", "", "")
        if prompt == opened.prompt and owner in {"", CHAT.person} and key in {"A", "B", "C", "D", "E"}:
            continue  # by chance a real one
        turn = editions.respond(Pressed(CHAT, prompt, key, owner=owner), opened, NOW)
        assert turn.session == opened
        assert turn.effects == ()
        assert all(isinstance(reply, Say | Toast) for reply in turn.replies)
        forged += 1
    assert forged > (90_000 if soak else 1_800)


async def test_forged_stale_and_foreign_presses_over_the_wire(running: Running, tmp_path: Path) -> None:
    group, (amina, boris) = await running.team("Amina", "Boris")
    amina.types("/dilemma@ruggespraak_bot", group)
    await running.settle()
    before = (len(group.reads()), running.server.world.rooms[group.id].last)
    for data in (
        "v0|1|2|A",
        "v1||1|A",
        f"v1|{amina.id}|1|A",
        f"v1|{amina.id}|999|A",
        "\x00",
        "A" * 64,
        "🙂" * 16,
    ):
        boris.forges(data, group)
        await running.settle()
    assert (len(group.reads()), running.server.world.rooms[group.id].last) == before
    assert len(running.server.world.toasts) == 7, "each was answered, so that the button comes to rest"
    assert tmp_path


@pytest.mark.parametrize(
    "text", ["<b>", "&lt;", "\u202etest", "😀" * 500, "a\x00b", "/start x y", "/" + "x" * 300]
)
async def test_odd_texts_are_answered(running: Running, text: str) -> None:
    amina = running.people.person()
    amina.types(text)
    await running.settle()
    assert amina.reads()
