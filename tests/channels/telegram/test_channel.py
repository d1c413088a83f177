"""The rest of the channel: links, menus, long answers, and the whole program as an operator starts it."""

import asyncio
import os
import signal
import sys
from pathlib import Path

import pytest

from bot.channels.telegram.markup import LONGEST, units
from bot.core.model.library import Library
from tests.channels.telegram.running import Running, running
from tests.conftest import HUNG
from tests.dutch import say
from tests.telegram_api.people import People, buttons
from tests.telegram_api.server import Server
from tests.telegram_api.world import TOKEN

__all__ = ["running"]

ROOT = Path(__file__).parent.parent.parent.parent


@pytest.mark.parametrize("kind", ["dilemma", "methode", "vraag", "citaat"])
async def test_a_link_opens_what_it_names(running: Running, library: Library, kind: str) -> None:
    shelves = {
        "dilemma": (library.dilemmas, lambda one: one.title),
        "methode": (library.dialogs, lambda _: say("typing.who-reads-title")),
        "vraag": (library.questions, lambda one: one.ask[0]),
        "citaat": (library.quotes, lambda one: one.text[:30]),
    }
    shelf, title = shelves[kind]
    id_ = next(iter(shelf))
    amina = running.people.person()
    amina.types(f"/start {kind}-{id_}")
    await running.settle()
    assert say("start.title") in amina.reads()[0], "who is new is told what the bot is"
    assert title(shelf[id_]) in "\n".join(amina.reads()[1:])  # type: ignore[no-untyped-call]


@pytest.mark.parametrize("link", ["dilemma-bestaat-niet", "x", "methode-../../etc", "-", "dilemma"])
async def test_a_link_that_names_nothing_leads_to_the_menu(running: Running, link: str) -> None:
    amina = running.people.person()
    amina.types(f"/start {link}")
    await running.settle()
    assert "Wat wil je doen?" in amina.reads()[-1]


def test_every_link_fits_in_telegrams_64_signs(library: Library) -> None:
    kinds = (("dilemma", library.dilemmas), ("methode", library.dialogs), ("vraag", library.questions))
    for kind, shelf in kinds:
        assert all(len(f"{kind}-{id_}") <= 64 for id_ in shelf)


async def test_menus_in_three_scopes_and_every_word_in_them_is_understood(running: Running) -> None:
    commands = running.server.world.commands
    async with asyncio.timeout(HUNG):
        while len(running.server.world.descriptions) < 2:  # noqa: ASYNC110, they are the stand-in's
            await asyncio.sleep(0.01)
    assert set(commands) == {"all_private_chats::", "all_group_chats::", "all_chat_administrators::"}
    for row in commands["all_private_chats::"]:
        somebody = running.people.person()
        somebody.types(f"/{row['command']}")
        await running.settle()
        assert somebody.reads()
        assert say("trouble.unknown-command") not in somebody.reads()[-1]
    group, (amina,) = await running.team("Amina")
    for row in commands["all_chat_administrators::"]:
        amina.types(f"/{row['command']}@ruggespraak_bot", group)
        await running.settle()
        assert say("trouble.unknown-command") not in group.reads()[-1]


async def test_the_longest_answers_arrive_whole(running: Running, library: Library) -> None:
    amina = running.people.person()
    longest = max(library.questions.values(), key=lambda one: len(one.answer))
    amina.types(f"/start vraag-{longest.id}")
    await running.settle()
    read = "\n".join(amina.reads())
    for paragraph in longest.answer.split("\n\n"):
        assert paragraph.split("{")[0].strip()[:60] in read
    assert all(units(one) <= LONGEST for one in amina.reads())


async def test_under_a_question_stands_a_button_for_every_letter(running: Running) -> None:
    amina = running.people.person()
    amina.types("dilemma")
    await running.settle()
    (message,) = [
        one for one in running.server.world.rooms[amina.id].messages.values() if "reply_markup" in one
    ]
    keys = [one["text"][0] for one in buttons(message)]
    assert keys == [chr(ord("A") + at) for at in range(len(keys))]
    for button in buttons(message):
        assert button["text"].split("…")[0] in message["text"], "the whole label stands in the text"


# the program, as an operator starts it


async def _started(server: Server, folder: Path) -> asyncio.subprocess.Process:
    token = folder / "token"
    token.write_text(TOKEN)
    environment = {
        "HOME": str(folder),
        "PATH": os.environ["PATH"],
        "RUGGESPRAAK_TELEGRAM_TOKEN_FILE": str(token),
        "RUGGESPRAAK_TELEGRAM_API": server.url,
    }
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "run"),
        cwd=ROOT,
        env=environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )


async def test_the_whole_program_talks_and_stops_in_good_order(tmp_path: Path) -> None:
    async with Server() as server:
        amina = People(server.world).person()
        amina.types("/start")
        process = await _started(server, tmp_path)
        async with asyncio.timeout(HUNG):
            while server.pending():  # noqa: ASYNC110, they are the stand-in's
                await asyncio.sleep(0.02)
            amina.presses("Zien wat ik kan")
            while server.pending():  # noqa: ASYNC110
                await asyncio.sleep(0.02)
            process.send_signal(signal.SIGTERM)
            told, _ = await process.communicate()
        assert process.returncode == 0, told
        assert amina.reads()[-1].startswith(say("help.title"))
        assert TOKEN.partition(":")[2].encode() not in told
        assert str(amina.id).encode() not in told
        assert server.breaches == []


async def test_the_whole_program_stops_with_one_line_where_another_reads(tmp_path: Path) -> None:
    async with Server() as server:
        server.fail("getUpdates", 409, "Conflict: terminated by other getUpdates request", times=99)
        process = await _started(server, tmp_path)
        told, _ = await asyncio.wait_for(process.communicate(), HUNG)
        assert process.returncode == 1
        assert len(told.decode().strip().splitlines()) == 1
        assert "ander programma" in told.decode()
        assert len([call for call in server.calls if call.method == "getUpdates"]) == 1
