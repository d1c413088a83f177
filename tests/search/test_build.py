"""The search is remembered on disk, never trusted blindly, and goes on by words when the model cannot run."""

import logging
from pathlib import Path
from threading import Event
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from bot.core.model.library import Library
from bot.search import build, corpus, sentence_model
from bot.search import matcher as matcher_module
from bot.search.build import KEEP, best_matcher, matcher_of, prompt_matcher
from bot.search.corpus import CONTENT_WORDS
from bot.search.fallback import FallbackFinder
from bot.search.index import Index
from bot.search.matcher import QUERY_WORDS

TEXT = "wat is een luie coach"


def pages(folder: Path) -> list[Path]:
    return sorted(folder.glob("search-*.npz"))


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Grows by one at every build."""
    built: list[int] = []
    real = corpus.index_sentences

    def index_sentences(*given: Any) -> Index:
        built.append(1)
        return real(*given)

    monkeypatch.setattr(matcher_module, "index_sentences", index_sentences)
    return built


def test_what_was_built_is_read_back_and_finds_the_same(
    tmp_path: Path, example: Library, counted: list[int]
) -> None:
    first = matcher_of(example, tmp_path)
    again = matcher_of(example, tmp_path)
    assert len(counted) == 1
    for text in (TEXT, "wat is luisteren", "rekeningen", ""):
        assert again.find(text) == first.find(text)


@pytest.mark.parametrize("damage", [b"", b"PK", b"\0" * 5_000])
def test_a_damaged_page_is_made_anew(
    damage: bytes, tmp_path: Path, example: Library, counted: list[int]
) -> None:
    expected = matcher_of(example, tmp_path).find(TEXT)
    (page,) = pages(tmp_path)
    page.write_bytes(damage)
    assert matcher_of(example, tmp_path).find(TEXT) == expected
    assert len(counted) == 2


def test_a_page_of_other_content_is_not_used(tmp_path: Path, example: Library, counted: list[int]) -> None:
    matcher_of(Library(), tmp_path)
    (page,) = pages(tmp_path)
    matcher_of(example, tmp_path)
    (new,) = set(pages(tmp_path)) - {page}
    new.write_bytes(page.read_bytes())
    assert matcher_of(example, tmp_path).find("wat is luisteren").found
    assert len(counted) == 3


def test_a_folder_that_cannot_be_written_costs_no_answer(tmp_path: Path, example: Library) -> None:
    (tmp_path / "file").write_text("")
    assert matcher_of(example, tmp_path / "file" / "cache").find("wat is luisteren").verdict == "answer"


def test_few_pages_are_kept(tmp_path: Path, example: Library) -> None:
    for at in range(KEEP + 2):
        matcher_of(Library(synonyms=(("een", f"w{at}"),), questions=example.questions), tmp_path)
    assert len(pages(tmp_path)) == KEEP


class Model:
    """A sentence model of three numbers."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def query(self, texts: list[str]) -> npt.NDArray[np.float32]:
        self.asked += texts
        rows = [[len(text), text.count("e") + 1, 1] for text in texts]
        vectors = np.pad(np.array(rows, np.float32), ((0, 0), (0, sentence_model.DIMENSIONS - 3)))
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True))


def test_content_is_given_to_the_model_once_and_a_question_is_never_written(
    tmp_path: Path, example: Library
) -> None:
    model = Model()
    matcher = matcher_of(example, tmp_path, sentence_model._CachingEncoder(model, tmp_path), "proef")
    many = len(model.asked)
    matcher.find("zwaluwstaart in de polder")
    assert len(model.asked) == many + 1
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    changed = Library(questions=example.questions, synonyms=(("een", "twee"),))
    matcher_of(changed, tmp_path, sentence_model._CachingEncoder(model, tmp_path), "proef")
    assert len(model.asked) == many + 1, "a vector is remembered by its text"
    assert before
    assert all(b"zwaluw" not in path.read_bytes() for path in tmp_path.iterdir())


def test_of_a_long_text_the_model_reads_the_first_words(example: Library) -> None:
    model = Model()
    matcher = matcher_of(example, None, sentence_model._CachingEncoder(model, None), "proef")
    matcher.find("luisteren naar mensen " * 50)
    assert max(len(text.split()) for text in model.asked) <= CONTENT_WORDS
    assert len(model.asked[-1].split()) == QUERY_WORDS


def test_so_much_content_that_it_takes_hours_is_not_given_to_the_model(
    example: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = Model()
    monkeypatch.setattr(build, "sentence_model", lambda memory: sentence_model._CachingEncoder(model, memory))
    best_matcher(example)
    assert model.asked
    model.asked.clear()
    monkeypatch.setattr(build, "MOST_ENCODED", 2)
    best_matcher(example)
    assert not model.asked


class Slow(Model):
    """A model that reads our content only when it may, and then so much and no more."""

    def __init__(self, may: Event, most: int = 1_000_000) -> None:
        super().__init__()
        self.may, self.most = may, most

    def query(self, texts: list[str]) -> npt.NDArray[np.float32]:
        assert self.may.wait(60)
        if len(self.asked) >= self.most:
            raise OSError("switched off")
        return super().query(texts)


def test_while_the_model_reads_the_content_questions_are_answered_by_words(
    tmp_path: Path, example: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    may = Event()
    model = Slow(may)
    monkeypatch.setattr(build, "sentence_model", lambda memory: sentence_model._CachingEncoder(model, memory))
    finder = prompt_matcher(example, tmp_path)
    assert isinstance(finder, FallbackFinder)
    by_words = matcher_of(example).find("wat is luisteren")
    assert finder.find("wat is luisteren") == by_words
    assert not model.asked, "nobody waited for it"
    may.set()
    finder.building.join(60)
    finder.find("wat is luisteren")
    assert model.asked[-1] == "wat is luisteren"
    assert not isinstance(prompt_matcher(example, tmp_path), FallbackFinder), "the next start has it at once"


def test_a_model_that_breaks_while_it_reads_leaves_the_search_by_words(
    example: Library, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (may := Event()).set()
    monkeypatch.setattr(
        build, "sentence_model", lambda memory: sentence_model._CachingEncoder(Slow(may, 0), memory)
    )
    finder = prompt_matcher(example)
    assert isinstance(finder, FallbackFinder)
    with caplog.at_level(logging.WARNING):
        finder.building.join(60)
    assert finder.find("wat is luisteren") == matcher_of(example).find("wat is luisteren")
    assert [record.levelname for record in caplog.records] == ["WARNING"]


def test_what_the_model_read_before_a_stop_it_does_not_read_again(
    tmp_path: Path, example: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sentence_model, "AT_ONCE", 2)
    monkeypatch.setattr(sentence_model, "TOGETHER", 2)
    (may := Event()).set()
    stopped = Slow(may, most=4)
    with pytest.raises(OSError, match="switched off"):
        matcher_of(example, tmp_path, sentence_model._CachingEncoder(stopped, tmp_path), "proef")
    again = Model()
    matcher_of(example, tmp_path, sentence_model._CachingEncoder(again, tmp_path), "proef")
    assert len(stopped.asked) == 4
    assert not set(stopped.asked) & set(again.asked)


def test_without_avx2_the_model_is_not_even_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    processor = tmp_path / "cpuinfo"
    processor.write_text("flags : sse2 avx\n")
    monkeypatch.setattr(sentence_model, "find_spec", lambda _: True)
    monkeypatch.setattr("importlib.metadata.version", lambda _: sentence_model.VERSION)
    monkeypatch.setattr("platform.machine", lambda: "x86_64")
    monkeypatch.setattr(sentence_model, "_loaded", lambda: pytest.fail("imported"))
    with caplog.at_level(logging.WARNING):
        assert sentence_model.sentence_model(None, processor) is None
    assert len(caplog.records) == 1


def test_a_model_that_breaks_is_said_once_and_does_without(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> None:
        raise OSError("no such library")

    monkeypatch.setattr(sentence_model, "find_spec", lambda _: True)
    monkeypatch.setattr(sentence_model, "_unfit", lambda _: "")
    monkeypatch.setattr(sentence_model, "_loaded", broken)
    with caplog.at_level(logging.WARNING):
        assert sentence_model.sentence_model(None) is None
    assert [record.getMessage() for record in caplog.records] == [
        "sentence model not used, the search goes on by words: OSError"
    ]
