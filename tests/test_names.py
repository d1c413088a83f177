"""One name for one thing, and nothing so long that it holds two ideas."""

import ast
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import ROOT
from tests.content.test_formats import PAIRS

LINES = {"file": 300, "class": 200, "function": 40}
TEST_LINES = {"file": 520, "class": 260, "function": 55}
"""A test file holds many short tests of one subject, and a stand-in has all methods of its platform."""

TOO_LONG = {
    "bot/store/migrations/versions/0004_team.py:upgrade": "a migration is never rewritten: it ran already",
}

SAME_MODULE: Mapping[str, str] = {
    "dilemmas": "features/ declares the commands for what conversation/ does",
    "navigation": "features/ declares the commands for what conversation/ does",
    "questions": "features/ declares the commands for what conversation/ does",
    "quotes": "features/ declares the commands for what conversation/ does",
    "team": "features/ declares the commands for what model/ defines",
    "teams": "store/ keeps what core/team/ decides",
    "rounds": "store/ keeps what core/team/ decides",
    "native_polls": "each channel opens, and store/ keeps, what core/team/ decides",
    "traits": "a channel fills in the type that model/ defines",
}
"""Modules in two rooms that are about one thing."""

ASKING = {"What", "Whether", "Who"}
"""A docstring that opens with these tells about a thing, and leaves open what is done."""

CHANNELS = ROOT / "bot" / "channels"


class Named(NamedTuple):
    """A module, class or function, and how many lines it has."""

    kind: str
    name: str
    file: Path
    lines: int

    @property
    def place(self) -> str:
        """Return how the tables of this file name it."""
        path = self.file.relative_to(ROOT).as_posix()
        return path if self.kind == "file" else f"{path}:{self.name}"


@cache
def everything(folder: str) -> tuple[Named, ...]:
    """Return all modules, classes and functions of a folder."""
    return tuple(one for file in sorted((ROOT / folder).rglob("*.py")) for one in inside(file))


def inside(file: Path) -> Iterator[Named]:
    """Yield a module and all classes and functions in it."""
    source = file.read_text(encoding="utf-8")
    yield Named("file", file.stem, file, len(source.splitlines()))
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            kind = "class" if isinstance(node, ast.ClassDef) else "function"
            yield Named(kind, node.name, file, (node.end_lineno or 0) - node.lineno + 1)


def too_long(things: tuple[Named, ...], most: Mapping[str, int]) -> dict[str, int]:
    """Return what is longer than allowed, with its lines."""
    return {one.place: one.lines for one in things if one.lines > most[one.kind]}


def used_twice(kind: str) -> dict[str, list[Path]]:
    """Return the names that several modules or classes have. Each channel may have a module of one name."""
    files: dict[str, list[Path]] = defaultdict(list)
    for one in everything("bot"):
        if one.kind == kind and one.name != "__init__":
            files[one.name].append(one.file)
    return {name: found for name, found in files.items() if len(found) > 1 and not per_channel(found)}


def per_channel(files: list[Path]) -> bool:
    """Return whether these are modules of one name in several channels, each with its own way to do it."""
    folders = {file.parent for file in files}
    return (
        len({file.name for file in files}) == 1
        and len(folders) == len(files)
        and all(folder.parent == CHANNELS for folder in folders)
    )


@pytest.mark.parametrize(("folder", "most"), [("bot", LINES), ("tests", TEST_LINES)])
def test_nothing_is_longer_than_one_idea(folder: str, most: Mapping[str, int]) -> None:
    long = too_long(everything(folder), most)
    assert {place: lines for place, lines in long.items() if place not in TOO_LONG} == {}


@pytest.mark.parametrize("place", TOO_LONG)
def test_only_what_is_too_long_is_excused(place: str) -> None:
    assert place in too_long(everything("bot"), LINES), "it is short enough now: take the row out"
    assert TOO_LONG[place], "say why it may be longer"


def test_no_two_modules_share_a_name_for_different_things() -> None:
    assert {name: files for name, files in used_twice("file").items() if name not in SAME_MODULE} == {}


@pytest.mark.parametrize("name", SAME_MODULE)
def test_only_a_name_that_is_used_twice_is_excused(name: str) -> None:
    assert name in used_twice("file"), "one module has this name now: take the row out"
    assert SAME_MODULE[name], "say why these are about one thing"


def test_no_two_classes_share_a_name_unless_an_editor_writes_the_one_and_the_core_reads_the_other() -> None:
    pairs = {pair.model.__name__ for pair in PAIRS if pair.model.__name__ == pair.core.__name__}
    assert {name: files for name, files in used_twice("class").items() if name not in pairs} == {}
    thrice = {name: files for name, files in used_twice("class").items() if len(files) > 2}
    assert thrice == {}


def test_a_long_thing_and_a_name_for_two_things_are_found(tmp_path: Path) -> None:
    file = tmp_path / "store.py"
    file.write_text("class Store:\n    def open(self):\n" + "        pass\n" * 40)
    found = [(one.kind, one.name, one.lines) for one in inside(file)]
    assert found == [("file", "store", 42), ("class", "Store", 42), ("function", "open", 41)]
    matrix, telegram = CHANNELS / "matrix", CHANNELS / "telegram"
    assert per_channel([matrix / "sender.py", telegram / "sender.py"])
    assert not per_channel([matrix / "sender.py", telegram / "delivery.py"])
    assert not per_channel([matrix / "sender.py", ROOT / "bot" / "app" / "sender.py"])


@pytest.mark.parametrize("file", sorted((ROOT / "bot").rglob("*.py")), ids=str)
def test_a_docstring_says_what_is_done_and_does_not_open_with_a_question_word(file: Path) -> None:
    if "migrations" in file.parts:
        return
    opened = [doc for doc in docstrings(file) if doc.split(maxsplit=1)[0].rstrip(",") in ASKING]
    assert opened == [], "write “Return …”, “The …”, or what a class or module is"


def docstrings(file: Path) -> Iterator[str]:
    """Yield the docstrings of a module and of all classes and functions in it."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        match node:
            case ast.Module() | ast.ClassDef() | ast.FunctionDef() | ast.AsyncFunctionDef():
                yield ast.get_docstring(node) or "-"
            case _:
                pass
