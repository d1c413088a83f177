"""What docs/ promises is held by tests that exist."""

import ast
import re
from pathlib import Path

import pytest

from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "vertrouwelijkheid.md").read_text("utf-8")
KNOWN = {
    name
    for file in (ROOT / "tests").rglob("test_*.py")
    for name in re.findall(r"def (test_\w+)", file.read_text("utf-8"))
}


@pytest.mark.parametrize("name", sorted(set(re.findall(r"`(test_\w+)`", PAGE))))
def test_a_test_that_is_named_is_there(name: str) -> None:
    assert name in KNOWN


@pytest.mark.parametrize("path", sorted(set(re.findall(r"`(tests/[\w/.-]+)`", PAGE))))
def test_a_file_that_is_named_is_there(path: str) -> None:
    assert (ROOT / path).is_file()


def test_nothing_is_promised_without_a_test() -> None:
    promises = PAGE.split("## Wat we beloven")[1].split("## Wat we niet beloven")[0]
    rows = [
        line for line in promises.splitlines() if line.startswith("| ") and not line.startswith("| belofte")
    ]
    assert len(rows) >= 15
    assert all("test" in row.split("|")[2] or ".txt" in row.split("|")[2] for row in rows)


def test_it_never_promises_to_be_anonymous() -> None:
    assert not re.search(r"\b(100 ?%|volledig|geheel) anoniem", PAGE)


ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text("utf-8")


@pytest.mark.parametrize(
    "place", sorted({one for one in re.findall(r"`([^`\s]+/[^`\s]*)`", ARCHITECTURE) if "NAME" not in one})
)
def test_a_place_on_the_map_is_there(place: str) -> None:
    path, _, name = place.partition(":")
    assert (ROOT / path).exists() or path == "language/", f"{path} is gone from docs/architecture.md's world"
    if name:
        assert name in _names_in(ROOT / path), f"{path} has no {name}"


def test_the_map_names_every_room() -> None:
    rooms = [path.name for path in (ROOT / "bot").iterdir() if (path / "__init__.py").is_file()]
    picture = ARCHITECTURE.split("## The rooms")[1].split("## One way through")[0]
    assert [room for room in rooms if not re.search(rf"\b{room}\b", picture)] == []


def test_a_name_that_is_gone_is_noticed() -> None:
    names = _names_in(ROOT / "bot" / "store" / "sealed_box.py")
    assert {"Seal.seal", "room_in"} <= names
    assert "Seal.melt" not in names


def _names_in(path: Path) -> set[str]:
    """Return every function, class and method that a file defines."""
    tree = ast.parse(path.read_text("utf-8"))
    found = {one.name for one in tree.body if isinstance(one, _DEFINITIONS)}
    for one in tree.body:
        if isinstance(one, ast.ClassDef):
            found |= {f"{one.name}.{part.name}" for part in one.body if isinstance(part, _DEFINITIONS)}
    return found


_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
