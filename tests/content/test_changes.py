"""A change is noticed without reading anything."""

import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from bot.content.changes import seen

HERE = Path(__file__).parent
QUESTION = "knowledge/questions/wat-is-luisteren.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(HERE / "example", tmp_path / "content"))


def touched(file: Path) -> None:
    stat = file.stat()
    os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns + 1))


CHANGES: Mapping[str, Callable[[Path], object]] = {
    "saved": lambda folder: touched(folder / QUESTION),
    "longer": lambda folder: (folder / QUESTION).write_text("x"),
    "renamed": lambda folder: (folder / QUESTION).rename(folder / "knowledge/questions/x.yaml"),
    "taken away": lambda folder: (folder / QUESTION).unlink(),
    "new": lambda folder: (folder / "dialogs/nieuw.yaml").write_text("x"),
    "all gone": shutil.rmtree,
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_every_change_is_noticed(change: Callable[[Path], object], folder: Path) -> None:
    before = seen(folder)
    assert seen(folder) == before
    change(folder)
    assert seen(folder) != before


def test_both_layers_are_looked_at(folder: Path, tmp_path: Path) -> None:
    own = Path(shutil.copytree(HERE / "overlay", tmp_path / "own"))
    for file in (own / "overlay.yaml", own / QUESTION, folder / QUESTION):
        before = seen(own, folder)
        touched(file)
        assert seen(own, folder) != before


def test_without_overlay_yaml_the_general_content_does_not_matter(folder: Path, tmp_path: Path) -> None:
    general = Path(shutil.copytree(HERE / "example", tmp_path / "general"))
    before = seen(folder, general)
    touched(general / QUESTION)
    assert seen(folder, general) == before
    (folder / "overlay.yaml").touch()
    assert seen(folder, general) != before


def test_readmes_and_drafts_of_an_editor_do_not_matter(folder: Path) -> None:
    before = seen(folder)
    (folder / "knowledge/README.md").write_text("x")
    (folder / "knowledge/.facts.yaml.swp").write_text("x")
    assert seen(folder) == before


def test_a_folder_that_is_not_there_is_empty(tmp_path: Path) -> None:
    assert not any(str(tmp_path) in path for path, _, _ in seen(tmp_path / "weg"))
