"""Several questions in one file: read in pieces, with the lines of the file in every message."""

import shutil
from pathlib import Path

import pytest

from bot.content.many import PIECE
from bot.content.problems import ContentError
from bot.content.read import read_library
from tests.conftest import EXAMPLE

ENTRY = """\
- id: {id}
  ask: [wat is {id}?, {id} uitleg, hoe gaat {id}, waarom {id}]
  answer: Dit is het antwoord.
  sources: []
  themes: [{theme}]
  reviewed: 2026-11-23
  finds: [vertel over {id}, leg {id} uit]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(EXAMPLE, tmp_path, dirs_exist_ok=True)
    return tmp_path


def write(folder: Path, text: str) -> None:
    (folder / "knowledge" / "questions" / "veel.yaml").write_text(text)


def test_every_entry_is_a_question_of_its_own(folder: Path) -> None:
    theme = next(iter(read_library(EXAMPLE).themes))
    count = PIECE // 100  # more than one piece
    write(folder, "# veel\n" + "".join(ENTRY.format(id=f"ding-{at}", theme=theme) for at in range(count)))
    questions = read_library(folder).questions
    assert questions["ding-0"].ask[0] == "wat is ding-0?"
    assert f"ding-{count - 1}" in questions
    assert "veel" not in questions


@pytest.mark.parametrize(
    ("old", "new", "rule", "line"),
    [
        ("- id: ding-799\n  ask", "- ask", "missing", 799 * 7 + 1),
        ("- id: ding-799", "- id: Ding 799", "not-id", 799 * 7 + 1),
        ("- id: ding-799", "- id: ding-1", "double-id", 799 * 7 + 1),
        ("wat is ding-799?,", "wat is: x,", "yaml-start", 799 * 7 + 2),
    ],
)
def test_a_mistake_is_told_with_its_line(old: str, new: str, rule: str, line: int, folder: Path) -> None:
    theme = next(iter(read_library(EXAMPLE).themes))
    text = "".join(ENTRY.format(id=f"ding-{at}", theme=theme) for at in range(800))
    assert old in text
    write(folder, text.replace(old, new, 1))
    with pytest.raises(ContentError) as told:
        read_library(folder)
    found = [(one.line, one.file) for one in told.value.problems]
    assert (line, "knowledge/questions/veel.yaml") in found, told.value.problems
    assert rule in {one.rule for one in told.value.problems} or rule == "yaml-start"
