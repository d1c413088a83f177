"""A dilemma of one's own, from the first word to the editors' folder; with the real store on a real file."""

import io
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import pytest

from bot.app.bot import Bot
from bot.channels.stdio import Stdio
from bot.core.editions import Edition, Editions
from bot.core.model.events import Chat, Said
from bot.core.model.finder import Finder
from bot.core.model.library import Library
from bot.core.model.replies import Turn
from bot.store.drafts import MOST, Drafts
from bot.store.store import Store
from tests.conftest import NOW
from tests.core.methods.test_walk import reached
from tests.dutch import say

KEY = b"k" * 32
ROOM = Chat("matrix", "!kamer-8812:gemeente.nl", sealed=True)
TYPED = "Roodborstje"
ANSWERS = [
    "dilemma insturen",
    "ja, we beginnen",
    *(f"{TYPED} deel {number}" for number in range(16)),
    "nee, drie is genoeg",
]


class World:
    """One installation, which can be killed and started again."""

    def __init__(self, folder: Path, library: Library, finder: Finder) -> None:
        self.drafts = folder / "drafts"
        self.data = folder / "data"
        self.data.mkdir()
        self._editions = Editions(Edition(library, finder))
        self.store = Store(f"sqlite+aiosqlite:///{self.data}/bot.db", KEY)

    async def says(self, *texts: str) -> str:
        for text in texts:
            shown = io.StringIO()
            bot = Bot(self._editions, self.store, lambda: NOW, drafts=Drafts(self.drafts))
            await bot.handle(Said(ROOM, text), Stdio(io.BytesIO(), shown))
        return shown.getvalue()

    async def restart(self) -> None:
        await self.store.__aexit__(None, None, None)
        self.store = Store(f"sqlite+aiosqlite:///{self.data}/bot.db", KEY)
        await self.store.__aenter__()

    def sent(self) -> list[Path]:
        return [*self.drafts.glob("*")]

    def on_disk(self) -> bytes:
        return b"".join(file.read_bytes() for file in self.data.iterdir())


@pytest.fixture
async def world(tmp_path: Path, library: Library, finder: Finder) -> AsyncIterator[World]:
    made = World(tmp_path, library, finder)
    await made.store.__aenter__()
    yield made
    await made.store.__aexit__(None, None, None)


async def test_nothing_leaves_memory_before_the_yes(world: World) -> None:
    await world.says(*ANSWERS)
    assert world.sent() == []
    await world.says("nee, gooi maar weg")
    assert world.sent() == []
    assert TYPED.encode() not in world.on_disk()


async def test_after_the_yes_only_the_draft_holds_the_text_and_nothing_else(world: World) -> None:
    await world.says(*ANSWERS, "ja")
    (draft,) = world.sent()
    text = draft.read_text("utf-8")
    assert text.count(TYPED) >= 15
    for trace in (ROOM.room, ROOM.channel, "8812", "2026", "09:30", "9:30"):
        assert trace not in text + draft.name
    assert TYPED.encode() not in world.on_disk()
    assert ROOM.room.encode() not in world.on_disk()
    session = await world.store.session(ROOM, NOW)
    assert not session.unkept
    assert not session.kept.walk


async def test_personal_data_is_asked_again_and_never_held(world: World) -> None:
    said = await world.says(*ANSWERS[:4], "bel 06-12345678")
    assert say("trouble.personal-again", what="een telefoonnummer")[:60] in said
    assert "12345678" not in str(await world.store.session(ROOM, NOW))


async def test_a_way_that_was_taken_back_is_not_sent(world: World) -> None:
    await world.says(*ANSWERS[:-1], "ja, nog een weg", "Verborgen weg", "terug", "terug", ANSWERS[-1], "ja")
    (draft,) = world.sent()
    assert "Verborgen" not in draft.read_text("utf-8")


async def test_a_crash_before_the_turn_is_kept_makes_no_second_file(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.says(*ANSWERS)

    async def killed(_store: Store, _chat: Chat, _turn: Turn, _now: datetime, _mark: int) -> None:
        raise OSError("power cut")

    with monkeypatch.context() as cut:
        cut.setattr(Store, "keep", killed)
        with pytest.raises(OSError, match="power cut"):
            await world.says("ja")
    first = [file.name for file in world.sent()]
    assert len(first) == 1, "written before it was acknowledged"
    still_running = await world.says("ja")
    assert "Dank je wel." in still_running
    assert [file.name for file in world.sent()] == first


async def test_after_a_restart_a_second_yes_sends_nothing_empty(world: World) -> None:
    await world.says(*ANSWERS)
    await world.restart()
    said = await world.says("ja")
    assert say("method.nothing-to-send").split("\n", maxsplit=1)[0] in said
    assert world.sent() == []


async def test_a_full_folder_is_told_kindly_and_the_text_stays(world: World) -> None:
    world.drafts.mkdir()
    for number in range(MOST):
        (world.drafts / f"{number}.yaml").touch()
    await world.says(*ANSWERS)
    said = await world.says("ja")
    assert "De map van de redactie is vol." in said
    (world.drafts / "0.yaml").unlink()
    assert "Dank je wel." in await world.says("ja")


async def test_a_text_that_is_too_long_is_told_and_stays(world: World) -> None:
    await world.says(*ANSWERS[:2], *["lang " * 390] * 16, ANSWERS[-1])
    assert "te lang om in te sturen" in await world.says("ja")
    assert world.sent() == []
    assert (await world.store.session(ROOM, NOW)).unkept.notes


def test_only_a_yes_leads_to_sending(library: Library) -> None:
    steps = library.dialogs["dilemma-insturen"].steps
    assert "Ingestuurd" in reached(steps, without="nothing")
    assert "Ingestuurd" not in reached(steps, without="Lees het na: de rest")
