"""A search runs in a thread, only for a turn that asks for it, and leaves nothing of what was typed."""

import asyncio
import gc
import io
import threading
from collections.abc import AsyncIterator, Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from types import FunctionType, ModuleType

import numpy as np
import pytest

from bot.app.bot import Bot
from bot.app.deferred_search import respond_with_search
from bot.channels.stdio import CHAT, Stdio
from bot.core.editions import Edition, Editions
from bot.core.model.events import Chat, Pressed, Said
from bot.core.model.finder import ALL, Finder, Finding, Kind
from bot.core.model.library import Library
from bot.core.model.replies import Say, Turn
from bot.core.model.session import Session
from bot.search.build import matcher_of
from bot.search.lazy import LazyFinder
from bot.search.word_vectors import Vectors
from bot.store.drafts import Drafts
from bot.store.store import Store
from tests.conftest import NOW

SECRET = "kwikstaart"


class Model:
    """A sentence model that remembers which texts it read, and in which threads."""

    def __init__(self) -> None:
        self.read: list[str] = []
        self.threads: set[int] = set()

    def __call__(self, texts: Sequence[str]) -> Vectors:
        self.read += texts
        self.threads.add(threading.get_ident())
        rows = np.array([[len(text), text.count("e") + 1, 1] for text in texts], np.float16)
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float16)


@pytest.fixture
def model() -> Model:
    return Model()


@pytest.fixture
def searching(example: Library, model: Model) -> Finder:
    """The search with the model, which has read the content."""
    built = matcher_of(example, None, model, "proef")
    model.read.clear()
    model.threads.clear()
    return LazyFinder(example, lambda _: built)


@pytest.fixture
async def bot(tmp_path: Path, example: Library, searching: Finder) -> AsyncIterator[Bot]:
    async with Store(f"sqlite+aiosqlite:///{tmp_path / 'bot.db'}", b"k" * 32) as store:
        yield Bot(
            Editions(Edition(example, searching)), store, lambda: NOW, drafts=Drafts(tmp_path / "drafts")
        )


async def type_in(bot: Bot, *texts: str) -> str:
    shown = io.StringIO()
    for text in texts:
        await bot.handle(Said(CHAT, text), Stdio(io.BytesIO(), shown))
    return shown.getvalue()


def strings_within(root: object) -> Iterator[str]:
    """Every string that can be reached from an object. Code is left out: it leads to the whole program."""
    seen: set[int] = set()
    waiting = [root]
    while waiting:
        found = waiting.pop()
        if id(found) in seen or isinstance(found, type | ModuleType | FunctionType):
            continue
        seen.add(id(found))
        if isinstance(found, str):
            yield found
        waiting.extend(gc.get_referents(found))


def holds(root: object, text: str) -> bool:
    return any(text in found for found in strings_within(root))


async def test_after_a_turn_the_search_holds_nothing_of_what_was_typed(
    bot: Bot, searching: Finder, model: Model
) -> None:
    await type_in(bot, f"wat is luisteren naar een {SECRET}")
    assert any(SECRET in text for text in model.read), "it was looked up"
    model.read.clear()
    assert holds(searching, "Wat is luisteren?"), "the walk finds what is there"
    assert not holds(searching, SECRET)


async def test_a_case_told_in_a_dialog_is_never_given_to_the_model_nor_held(
    bot: Bot, searching: Finder, model: Model
) -> None:
    shown = await type_in(
        bot, "/gesprek", "A", f"de {SECRET} van mevrouw wil rust", "stop", "wis alles", "ja"
    )
    assert "Stap 3" in shown, "the text was taken for a note"
    assert model.read == []
    assert not holds(searching, SECRET)


async def test_an_own_way_in_a_dilemma_is_never_given_to_the_model(bot: Bot, model: Model) -> None:
    await type_in(bot, "dilemma", f"anders: ik vraag het de {SECRET}", "stop")
    assert model.read == []


@pytest.mark.parametrize(
    "text", ["hulp", "dilemma schulden", "wis alles", "/onbekend woord", "A", "7", "", "👍", "x" * 5_000]
)
async def test_what_is_no_question_is_not_searched(bot: Bot, model: Model, text: str) -> None:
    await type_in(bot, text)
    assert model.read == []


async def test_two_hundred_texts_later_nothing_is_held_and_each_was_read_in_a_thread(
    bot: Bot, searching: Finder, model: Model
) -> None:
    for at in range(200):
        await type_in(bot, f"wat is {SECRET}{at} precies")
    assert len(model.read) == 200
    assert threading.get_ident() not in model.threads, "the event loop stays free"
    model.read.clear()
    assert not holds(searching, SECRET)


async def test_others_are_answered_while_a_search_takes_long(example: Library) -> None:
    may = threading.Event()
    editions = Editions(Edition(example, Fixed(may)))
    session = Session()
    slow = asyncio.create_task(respond_with_search(editions, Said(CHAT, "wat is rust"), session, NOW))
    other = Chat("terminal", "ander", sealed=True)
    turn = await respond_with_search(editions, Said(other, "hulp"), session, NOW)
    assert turn.replies
    assert not slow.done()
    may.set()
    assert (await slow).replies


class Fixed:
    """Finds nothing, as soon as it may."""

    def __init__(self, may: threading.Event | None = None) -> None:
        self.asked: list[tuple[str, frozenset[Kind]]] = []
        self.began = threading.Event()
        self.may = may

    def find(self, text: str, kinds: Collection[Kind] = ALL, most: int = 5) -> Finding:
        self.began.set()
        assert self.may is None or self.may.wait(60)
        self.asked.append((text, frozenset(kinds)))
        return Finding("unknown", ())

    def telling(self, text: str) -> tuple[str, ...]:
        return ()


async def test_a_turn_with_a_search_is_the_turn_that_the_core_computes_at_once(
    library: Library, finder: Finder
) -> None:
    editions = Editions(Edition(library, finder))
    for text in ("wat is de omgekeerde toets", "hoe oud is de maan", "schulden", "dilemma"):
        event = Said(CHAT, text)
        at_once = editions.respond(event, Session(), NOW)
        assert await respond_with_search(editions, event, Session(), NOW) == at_once


async def test_one_question_is_one_search(example: Library) -> None:
    fixed = Fixed()
    await respond_with_search(Editions(Edition(example, fixed)), Said(CHAT, "wat is rust"), Session(), NOW)
    assert fixed.asked == [("wat is rust", ALL)]


async def test_content_that_changes_during_a_search_is_searched_anew(example: Library) -> None:
    may = threading.Event()
    first, second = Fixed(may), Fixed()
    editions = Editions(Edition(example, first, "een"))
    turn = asyncio.create_task(respond_with_search(editions, Said(CHAT, "wat is rust"), Session(), NOW))
    await asyncio.to_thread(first.began.wait)
    editions.publish(Edition(replace(example, questions={}), second, "twee"), NOW)
    may.set()
    await turn
    assert len(first.asked) == len(second.asked) == 1


async def test_a_fault_in_a_search_is_a_fault_of_the_turn(example: Library) -> None:
    class Broken(Fixed):
        def find(self, text: str, kinds: Collection[Kind] = ALL, most: int = 5) -> Finding:
            raise ZeroDivisionError

    editions = Editions(Edition(example, Broken()))
    with pytest.raises(ZeroDivisionError):
        await respond_with_search(editions, Said(CHAT, "wat is rust"), Session(), NOW)


async def test_a_press_needs_no_search(example: Library) -> None:
    fixed = Fixed()
    turn = await respond_with_search(
        Editions(Edition(example, fixed)), Pressed(CHAT, "oud", "A"), Session(), NOW
    )
    assert isinstance(turn, Turn)
    assert isinstance(turn.replies[0], Say)
    assert fixed.asked == []


def test_threads_that_search_at_once_find_what_one_finds_alone(finder: Finder) -> None:
    texts = ["wat is de omgekeerde toets", "schuldne", "wanneer mag ik gegevens delen", "maan"] * 10
    alone = [finder.find(text) for text in texts]
    with ThreadPoolExecutor(8) as threads:
        assert [*threads.map(finder.find, texts)] == alone
