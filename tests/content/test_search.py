"""The search is remembered on disk, never trusted blindly, and goes on by words when the model cannot run."""

import logging
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from bot.content import search, sense
from bot.content.search import KEEP, best_matcher, matcher_of
from bot.core.library import Library
from bot.core.matcher import OURS_SENSED, SENSED, Matcher

TEXT = "wat is een luie coach"


def pages(folder: Path) -> list[Path]:
    return sorted(folder.glob("search-*.npz"))


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Grows by one at every build."""
    built: list[int] = []
    real = Matcher._indexed

    def indexed(self: Matcher, spelt: list[tuple[int, str, list[str]]]) -> object:
        built.append(1)
        return real(self, spelt)

    monkeypatch.setattr(Matcher, "_indexed", indexed)
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
        vectors = np.pad(np.array(rows, np.float32), ((0, 0), (0, sense.NUMBERS - 3)))
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True))


def test_content_is_given_to_the_model_once_and_a_question_is_never_written(
    tmp_path: Path, example: Library
) -> None:
    model = Model()
    matcher = matcher_of(example, tmp_path, sense._Remembering(model, tmp_path), "proef")
    many = len(model.asked)
    matcher.find("zwaluwstaart in de polder")
    assert len(model.asked) == many + 1
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    changed = Library(questions=example.questions, synonyms=(("een", "twee"),))
    matcher_of(changed, tmp_path, sense._Remembering(model, tmp_path), "proef")
    assert len(model.asked) == many + 1, "a vector is remembered by its text"
    assert before
    assert all(b"zwaluw" not in path.read_bytes() for path in tmp_path.iterdir())


def test_what_is_made_ready_is_not_done_twice(example: Library) -> None:
    model = Model()
    matcher = matcher_of(example, None, sense._Remembering(model, None), "proef")
    many = len(model.asked)
    matcher.ready("wat is luisteren")
    matcher.find("wat is luisteren")
    assert len(model.asked) == many + 1
    assert not matcher._heard, "what a person typed is not held"


def test_of_a_long_text_the_model_reads_the_first_words(example: Library) -> None:
    model = Model()
    matcher = matcher_of(example, None, sense._Remembering(model, None), "proef")
    matcher.find("wat is luisteren " * 50)
    assert max(len(text.split()) for text in model.asked) <= OURS_SENSED
    assert len(model.asked[-1].split()) == SENSED


def test_so_much_content_that_it_takes_hours_is_not_given_to_the_model(
    example: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = Model()
    monkeypatch.setattr(search, "sentence_model", lambda memory: sense._Remembering(model, memory))
    best_matcher(example)
    assert model.asked
    model.asked.clear()
    monkeypatch.setattr(search, "MOST_SENSED", 2)
    best_matcher(example)
    assert not model.asked


def test_without_avx2_the_model_is_not_even_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    processor = tmp_path / "cpuinfo"
    processor.write_text("flags : sse2 avx\n")
    monkeypatch.setattr(sense, "find_spec", lambda _: True)
    monkeypatch.setattr("importlib.metadata.version", lambda _: sense.VERSION)
    monkeypatch.setattr("platform.machine", lambda: "x86_64")
    monkeypatch.setattr(sense, "_loaded", lambda: pytest.fail("imported"))
    with caplog.at_level(logging.WARNING):
        assert sense.sentence_model(None, processor) is None
    assert len(caplog.records) == 1


def test_a_model_that_breaks_is_said_once_and_does_without(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> None:
        raise OSError("no such library")

    monkeypatch.setattr(sense, "find_spec", lambda _: True)
    monkeypatch.setattr(sense, "_unfit", lambda _: "")
    monkeypatch.setattr(sense, "_loaded", broken)
    with caplog.at_level(logging.WARNING):
        assert sense.sentence_model(None) is None
    assert [record.getMessage() for record in caplog.records] == [
        "sentence model not used, the search goes on by words: OSError"
    ]
