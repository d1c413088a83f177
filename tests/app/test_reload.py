"""Content changes under a bot that runs: good content gets in, bad content stops nothing."""

import asyncio
import io
import logging
import shutil
import threading
from functools import partial
from pathlib import Path

import pytest

from bot.app.bot import Bot
from bot.app.edition_builder import edition_of
from bot.app.reload import Reload
from bot.channels.stdio import CHAT, Stdio
from bot.content.changes import seen
from bot.content.read import read_library
from bot.core.editions import Editions
from bot.core.model.events import Said
from bot.core.model.library import Library
from bot.store.drafts import Drafts
from bot.store.store import Store
from tests.conftest import EXAMPLE, NOW

QUESTION = "knowledge/questions/wat-is-luisteren.yaml"
DIALOG = "dialogs/gesprek.yaml"
SECRET = "geheim-9921"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the example, to change."""
    return Path(shutil.copytree(EXAMPLE, tmp_path / "content"))


@pytest.fixture
def reload(folder: Path) -> Reload:
    editions = Editions(edition_of(read_library(folder)))
    return Reload(editions, partial(read_library, folder), partial(seen, folder), seen(folder), lambda: NOW)


def changed(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def moved(folder: Path, where: Path) -> None:
    folder.rename(where)


def answer(reload: Reload) -> str:
    return reload.editions.current.library.questions["wat-is-luisteren"].answer


async def test_a_change_is_in_force_with_its_search(reload: Reload, folder: Path) -> None:
    changed(folder / QUESTION, "hoe luister ik goed", "kattenbak verschonen")
    await reload.once()
    current = reload.editions.current
    assert "kattenbak verschonen" in current.library.questions["wat-is-luisteren"].ask
    assert current.finder.find("kattenbak verschonen").verdict == "answer"


async def test_what_did_not_change_is_not_read_again(reload: Reload) -> None:
    before = reload.editions.current
    await reload.once()
    assert reload.editions.current is before


async def test_bad_content_stays_out_and_is_told_once_without_its_text(
    reload: Reload, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    before = reload.editions.current
    changed(folder / DIALOG, "next: zin", f"next: {SECRET}")
    for text in ("een", "twee"):
        changed(folder / QUESTION, "Vat samen", f"Vat {text} samen")
        await reload.once()
        changed(folder / QUESTION, f"Vat {text} samen", "Vat samen")
    assert reload.editions.current is before
    assert [record.getMessage() for record in caplog.records] == [
        "content kept as it was: dialogs/gesprek.yaml:20 unknown"
    ]
    assert SECRET not in caplog.text


async def test_content_that_was_mended_gets_in_and_breaks_anew_in_the_log(
    reload: Reload, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for old, new in (("next: zin", "next: zinn"), ("next: zinn", "next: zin"), ("next: zin", "next: zinn")):
        changed(folder / DIALOG, old, new)
        await reload.once()
    assert [record.levelno for record in caplog.records] == [logging.ERROR] * 2


async def test_a_half_saved_file_waits_for_its_other_half(reload: Reload, folder: Path) -> None:
    whole = (folder / QUESTION).read_text("utf-8").replace("stil", "muisstil")
    (folder / QUESTION).write_text(whole[: len(whole) // 2])
    await reload.once()
    assert "muisstil" not in answer(reload)
    (folder / QUESTION).write_text(whole)
    await reload.once()
    assert "muisstil" in answer(reload)


async def test_a_folder_that_goes_away_and_comes_back_stops_nothing(
    reload: Reload, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    before = reload.editions.current
    moved(folder, folder.with_name("weg"))
    await reload.once()
    assert reload.editions.current is before
    assert "knowledge/themes.yaml:1 file-missing" in caplog.text
    moved(folder.with_name("weg"), folder)
    changed(folder / QUESTION, "stil", "muisstil")
    await reload.once()
    assert "muisstil" in answer(reload)


async def test_a_file_that_goes_away_while_it_is_read_is_tried_again(
    reload: Reload, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The watch goes on after an error, and looks again at what it could not read."""
    real, turns = reload.read, iter(range(3))

    def read() -> Library:
        if next(turns) == 0:
            (folder / SECRET).read_bytes()
        return real()

    reload.read = read
    changed(folder / QUESTION, "stil", "muisstil")
    await looking(reload, times=2)
    assert "muisstil" in answer(reload)
    assert "content not read: FileNotFoundError at" in caplog.text
    assert SECRET not in caplog.text


async def looking(reload: Reload, times: int) -> None:
    """Let the watch look so many times; nobody waits for a clock."""
    looks = iter(range(times))

    async def wait() -> None:
        if next(looks, None) is None:
            raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        await reload.watch(wait)


async def test_reading_never_holds_up_the_loop(reload: Reload, folder: Path) -> None:
    begun, go_on = asyncio.Event(), threading.Event()
    real, loop = reload.read, asyncio.get_running_loop()

    def slow() -> Library:
        loop.call_soon_threadsafe(begun.set)
        assert go_on.wait(30)
        return real()

    reload.read = slow
    changed(folder / QUESTION, "stil", "muisstil")
    looking_ = asyncio.create_task(reload.once())
    await begun.wait()
    go_on.set()  # this line runs while the reading stands still
    await looking_
    assert "muisstil" in answer(reload)


async def test_a_change_during_the_reading_is_read_the_next_time(reload: Reload, folder: Path) -> None:
    real = reload.read

    def read() -> Library:
        library = real()
        if "muisstil" not in (folder / QUESTION).read_text("utf-8"):
            changed(folder / QUESTION, "stil", "muisstil")
        return library

    reload.read = read
    changed(folder / QUESTION, "Vraag door", "Vraag dóór")
    await reload.once()
    assert "muisstil" not in answer(reload)
    await reload.once()
    assert "muisstil" in answer(reload)


async def test_somebody_finishes_what_was_begun_and_it_is_marked_on_disk(
    reload: Reload, folder: Path, tmp_path: Path
) -> None:
    shown = io.StringIO()
    channel = Stdio(io.BytesIO(), shown)
    async with Store(f"sqlite+aiosqlite:///{tmp_path / 'bot.db'}", b"k" * 32) as store:
        bot = Bot(reload.editions, store, lambda: NOW, drafts=Drafts(tmp_path / "drafts"))
        await bot.handle(Said(CHAT, "/gesprek"), channel)
        began = reload.editions.current.mark
        changed(folder / DIALOG, "doel:\n    title", "doelen:\n    title")
        changed(folder / DIALOG, "next: doel", "next: doelen")
        await reload.once()
        assert reload.editions.current.mark != began
        await bot.handle(Said(CHAT, "a"), channel)
        walk = (await store.session(CHAT, NOW)).kept.walk
    assert walk
    assert (walk.step, walk.edition) == ("doel", began)
    assert "Wat wil je bereiken?" in shown.getvalue()


def test_a_mark_is_short_and_the_same_for_the_same_content(example: Library, library: Library) -> None:
    assert edition_of(example).mark == edition_of(read_library(EXAMPLE)).mark
    assert edition_of(example).mark != edition_of(library).mark
    assert len(edition_of(example).mark) == 8
