"""Content that was found right once need not be checked again, and content that changed always is."""

import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec
import pytest

from bot.content import cache
from bot.content.cache import KEEP, remembered_library
from bot.content.problems import ContentError
from bot.content.read import read_library
from bot.core.model.library import Library

EXAMPLE = Path(__file__).parent / "example"
QUESTION = "knowledge/questions/wat-is-luisteren.yaml"
VERSION = "1.0"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the example, to change."""
    return Path(shutil.copytree(EXAMPLE, tmp_path / "content"))


@pytest.fixture
def memory(tmp_path: Path) -> Path:
    """Where pages are kept. Not there yet, as at the first start."""
    return tmp_path / "cache" / "ruggespraak"


def pages(memory: Path) -> list[Path]:
    return sorted(memory.glob("*"))


def marked(memory: Path) -> None:
    """Makes the only page an empty library: whoever gets that, got it without checking."""
    (page,) = pages(memory)
    empty = msgspec.json.encode(Library())
    page.write_bytes(cache._seal(empty) + b"\n" + empty)


def retitled(folder: Path, title: str) -> None:
    (folder / "knowledge" / "sources.yaml").write_text(
        f'- id: boek\n  title: {title}\n  publisher: Een uitgever\n  year: "2020"\n'
    )


def test_the_cache_gives_the_same_library_as_checking(folder: Path, memory: Path) -> None:
    first = remembered_library(folder, memory, VERSION)
    second = remembered_library(folder, memory, VERSION)
    assert first == second == read_library(folder)
    assert list(first.dialogs["gesprek"].steps) == list(second.dialogs["gesprek"].steps)


def test_content_that_was_right_before_is_not_checked_again(folder: Path, memory: Path) -> None:
    remembered_library(folder, memory, VERSION)
    marked(memory)
    assert remembered_library(folder, memory, VERSION) == Library()


def test_the_real_content_comes_back_the_same(library: Library, memory: Path) -> None:
    root = EXAMPLE.parent.parent.parent
    remembered_library(root, memory, VERSION)
    again = remembered_library(root, memory, VERSION)
    assert again == library
    assert [*again.quotes] == [*library.quotes]
    assert [*again.questions] == [*library.questions]


def test_one_changed_byte_is_noticed(folder: Path, memory: Path) -> None:
    before = remembered_library(folder, memory, VERSION)
    text = (folder / QUESTION).read_bytes()
    moment = (folder / QUESTION).stat()
    (folder / QUESTION).write_bytes(text.replace(b"stil", b"stel"))
    os.utime(folder / QUESTION, ns=(moment.st_atime_ns, moment.st_mtime_ns))  # only the text tells it
    after = remembered_library(folder, memory, VERSION)
    assert "stil" in before.questions["wat-is-luisteren"].answer
    assert "stel" in after.questions["wat-is-luisteren"].answer


def test_another_name_for_the_same_file_is_noticed(folder: Path, memory: Path) -> None:
    remembered_library(folder, memory, VERSION)
    (folder / QUESTION).rename(folder / "knowledge/questions/luisteren.yaml")
    assert [*remembered_library(folder, memory, VERSION).questions] == ["luisteren"]


def test_a_new_version_of_the_bot_checks_again(folder: Path, memory: Path) -> None:
    library = remembered_library(folder, memory, "1.0")
    marked(memory)
    assert remembered_library(folder, memory, "1.1") == library


def test_the_rules_that_count_are_those_of_the_content_and_of_the_core() -> None:
    rules = cache._rules()
    for name in ("references.py", "formats.py", "library.py", "commands.py"):
        assert f"{name}:" in rules


DAMAGED: Mapping[str, Callable[[bytes], bytes]] = {
    "empty": lambda text: text[:0],
    "half": lambda text: text[: len(text) // 2],
    "without the last byte": lambda text: text[:-1],
    "one byte more": lambda text: text + b" ",
    "zeros": lambda text: bytes(len(text)),
    "another word": lambda text: text.replace(b"Stap 1", b"Stap 7"),
    "no UTF-8": lambda text: text.replace(b"luisteren", b"luister\xffn"),
    "an empty library": lambda text: text[:64] + b"\n{}",
    "another page": lambda text: text.replace(text[:64], b"0" * 64),
}


@pytest.mark.parametrize("damage", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_page_is_ignored_and_mended(
    damage: Callable[[bytes], bytes], folder: Path, memory: Path
) -> None:
    library = remembered_library(folder, memory, VERSION)
    (page,) = pages(memory)
    whole = page.read_bytes()
    page.write_bytes(damage(whole))
    assert page.read_bytes() != whole
    assert remembered_library(folder, memory, VERSION) == library
    assert page.read_bytes() == whole


def test_a_whole_page_with_something_else_on_it_is_ignored(folder: Path, memory: Path) -> None:
    library = remembered_library(folder, memory, VERSION)
    (page,) = pages(memory)
    for text in (b"[]", b"{", b'{"themes": 1}', b"\xff", b"[" * 200_000):
        page.write_bytes(cache._seal(text) + b"\n" + text)
        assert remembered_library(folder, memory, VERSION) == library


def test_a_page_that_is_no_file_does_not_matter(folder: Path, memory: Path) -> None:
    library = remembered_library(folder, memory, VERSION)
    (page,) = pages(memory)
    page.unlink()
    page.mkdir()
    assert remembered_library(folder, memory, VERSION) == library


def test_a_memory_that_cannot_be_made_does_not_matter(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert remembered_library(folder, tmp_path / "file" / "cache", VERSION) == read_library(EXAMPLE)
    assert remembered_library(folder, Path("/proc/cache"), VERSION) == read_library(EXAMPLE)


def test_a_memory_that_may_not_be_written_does_not_matter(folder: Path, memory: Path) -> None:
    memory.mkdir(parents=True)
    memory.chmod(0o500)
    assert remembered_library(folder, memory, VERSION) == read_library(EXAMPLE)
    memory.chmod(0o700)


def test_broken_content_is_never_remembered(folder: Path, memory: Path) -> None:
    (folder / QUESTION).write_text("ask: @\n")
    for _ in range(2):
        with pytest.raises(ContentError):
            remembered_library(folder, memory, VERSION)
    assert pages(memory) == []


def test_content_that_breaks_after_it_was_remembered_is_refused(folder: Path, memory: Path) -> None:
    remembered_library(folder, memory, VERSION)
    (folder / QUESTION).write_text("ask: @\n")
    with pytest.raises(ContentError):
        remembered_library(folder, memory, VERSION)


def test_a_file_in_a_wrong_place_is_refused_also_when_the_rest_is_remembered(
    folder: Path, memory: Path
) -> None:
    remembered_library(folder, memory, VERSION)
    (folder / "knowledge" / "los.yaml").write_text("")
    with pytest.raises(ContentError):
        remembered_library(folder, memory, VERSION)


def test_only_the_last_pages_stay(folder: Path, memory: Path) -> None:
    written: list[Path] = []
    for turn in range(KEEP + 3):
        retitled(folder, f"Boek {turn}")
        remembered_library(folder, memory, VERSION)
        written += [page for page in pages(memory) if page not in written]
        for page in pages(memory):  # a minute goes by
            moment = page.stat().st_mtime
            os.utime(page, (moment - 60, moment - 60))
    assert pages(memory) == sorted(written[-KEEP:])


def test_other_files_in_the_memory_stay(folder: Path, memory: Path) -> None:
    memory.mkdir(parents=True)
    (memory / "of-somebody-else.json").write_text("{}")
    for turn in range(KEEP + 3):
        retitled(folder, f"Boek {turn}")
        remembered_library(folder, memory, VERSION)
    assert (memory / "of-somebody-else.json").exists()
