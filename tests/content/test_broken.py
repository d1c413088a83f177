"""Plays every file in broken/: put into the example, it shows the mistakes of its second line and no others.

# dialogs/gesprek.yaml            where the file is put
# 6 no-next, 8 unreachable        line and rule of every mistake; "none" if there is none in this file
# also knowledge/signals.yaml: 2 unknown     mistakes it makes in another file
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot.app.content_check import searched_content
from bot.content.files import MOST_BYTES
from bot.content.problems import RULES, ContentError, Problem
from bot.content.yaml_reader import MOST_NODES

Found = list[tuple[str, int, str]]
"""File, line and rule."""

HERE = Path(__file__).parent
EXAMPLE = HERE / "example"
FILES = sorted((HERE / "broken").glob("*.yaml"))
QUESTION = "knowledge/questions/wat-is-luisteren.yaml"

NO_TEXT_FILE = {
    "file-big": "too big to keep",
    "file-link": "no text, but a link",
    "file-locked": "no text that may be read",
    "file-missing": "nothing at all",
    "file-text": "no UTF-8",
    "yaml-many": "too big to read",
}
"""Rules that a file in broken/ cannot show, and why. Each has a test of its own below."""

DUTCH = re.compile(
    r"\b(de|het|een|is|er|niet|zet|typ|met|deze|dit|hier|haal|voeg|maak|kies|geef|geen|heeft|zonder)\b",
    re.IGNORECASE,
)
NOT_DUTCH = re.compile(
    r"\b(dict|list|NoneType|None|regex|validation|str|int|bool|float|the|is not|error|input|field)\b"
)
BRACES = re.compile(r"\{(?!fact:naam\}|when\}|title\})\w*\}")


def problems_in(folder: Path) -> list[Problem]:
    """What is wrong with the content of this folder."""
    try:
        searched_content(folder, EXAMPLE)  # what overlay.yaml lies over, where a broken file is put there
    except ContentError as error:
        return error.problems
    return []


def found_in(folder: Path) -> Found:
    return [(one.file, one.line, one.rule) for one in problems_in(folder)]


def played(file: Path, folder: Path) -> list[Problem]:
    """What is wrong with the example once this file is put into it."""
    text = file.read_text("utf-8")
    place = folder / text.splitlines()[0].removeprefix("# ")
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, "utf-8")
    return problems_in(folder)


def declared(file: Path) -> Found:
    """What the first lines of a broken file say must be found."""
    first, second, third = (*file.read_text("utf-8").splitlines(), "")[:3]
    expected = _rows(first.removeprefix("# "), second.removeprefix("# "))
    if third.startswith("# also "):
        expected += _rows(*third.removeprefix("# also ").split(": "))
    return sorted(expected)


def _rows(path: str, said: str) -> Found:
    pairs = [one.split() for one in said.split(", ") if one != "none"]
    return [(path, int(line), rule) for line, rule in pairs]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the example, to break."""
    return Path(shutil.copytree(EXAMPLE, tmp_path / "content"))


def test_the_example_itself_is_right(folder: Path) -> None:
    assert problems_in(folder) == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_broken_file_shows_its_mistakes_and_no_others(file: Path, folder: Path) -> None:
    found = [(one.file, one.line, one.rule) for one in played(file, folder)]
    assert found == declared(file)
    assert found, "a broken file shows something"


def test_every_rule_has_a_broken_file_that_is_named_after_it() -> None:
    rules = sorted(RULES, key=len)
    shown = {rule for file in FILES for rule in rules if file.stem.startswith(rule)}
    assert shown | NO_TEXT_FILE.keys() == RULES.keys()
    assert not shown & NO_TEXT_FILE.keys()
    for rule in shown:
        assert (HERE / "broken" / f"{rule}.yaml").exists() or rule == "unknown", rule


def test_a_broken_file_shows_the_rule_it_is_named_after() -> None:
    for file in FILES:
        rules = {rule for _, _, rule in declared(file)}
        assert file.stem.startswith("all-at-once") or any(file.stem.startswith(rule) for rule in rules), (
            file.stem
        )


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_message_is_one_line_of_dutch_with_a_place_and_a_remedy(file: Path, folder: Path) -> None:
    for one in played(file, folder):
        message_is_kind(one)


def message_is_kind(one: Problem) -> None:
    """Fails unless an editor can read and use this message."""
    text = str(one)
    assert text.isprintable(), text
    assert text.startswith(f"{one.file}:{one.line}: "), text
    assert text.count(" -> ") == 1, text
    assert one.says.strip(), text
    assert one.remedy.strip(), text
    assert len(text) < 500, text
    assert not BRACES.search(text), text
    assert not NOT_DUTCH.search(f"{one.says} {one.remedy}"), text
    assert DUTCH.search(one.says) or DUTCH.search(one.remedy), text


def test_every_sentence_in_the_table_is_dutch_and_ends_with_something_to_do() -> None:
    for rule, (says, remedy) in RULES.items():
        assert not NOT_DUTCH.search(f"{says} {remedy}"), rule
        assert DUTCH.search(says), rule
        assert "\n" not in says + remedy, rule


def test_a_file_that_is_too_big_is_not_read(folder: Path) -> None:
    (folder / QUESTION).write_bytes(b"#" * (MOST_BYTES + 1))
    found = problems_in(folder)
    assert [(one.file, one.line, one.rule) for one in found] == [(QUESTION, 1, "file-big")]
    message_is_kind(found[0])


AS_NOBODY = """
import os, sys
from pathlib import Path
from bot.content.problems import ContentError
from bot.content.read import read_library
if os.geteuid() == 0:  # root may read everything
    os.seteuid(65534)
try:
    read_library(Path(sys.argv[1]))
except ContentError as error:
    print(*error.problems)
"""


def test_a_file_that_may_not_be_read_is_told(folder: Path) -> None:
    for above in [folder, *folder.parents]:
        if "pytest" in str(above):
            above.chmod(0o755)  # pytest's own folders are for one user
    (folder / QUESTION).chmod(0)
    run = [sys.executable, "-c", AS_NOBODY, str(folder)]
    done = subprocess.run(run, cwd=HERE.parents[1], capture_output=True, text=True, check=True)
    assert done.stdout.startswith(f"{QUESTION}:1: Dit bestand mag ik niet lezen. -> ")
    assert done.stdout.count("->") == 1


def test_a_link_to_another_file_is_refused(folder: Path) -> None:
    (folder / QUESTION).unlink()
    (folder / QUESTION).symlink_to("/etc/passwd")
    assert found_in(folder) == [(QUESTION, 1, "file-link")]


def test_a_link_to_another_folder_is_refused_and_not_walked(folder: Path) -> None:
    (folder / "knowledge" / "meer").symlink_to(folder / "knowledge" / "questions")
    assert found_in(folder) == [("knowledge/meer", 1, "file-link")]


def test_a_needed_file_that_is_a_link_is_not_missing_too(folder: Path) -> None:
    (folder / "knowledge" / "themes.yaml").rename(folder / "themes.yaml")
    (folder / "knowledge" / "themes.yaml").symlink_to(folder / "themes.yaml")
    assert found_in(folder) == [("knowledge/themes.yaml", 1, "file-link")]


@pytest.mark.parametrize("name", ["themes", "roles", "sources", "facts", "signals"])
def test_a_file_without_which_the_bot_cannot_start_is_missed(name: str, folder: Path) -> None:
    (folder / "knowledge" / f"{name}.yaml").unlink()
    found = problems_in(folder)
    assert [(one.file, one.line, one.rule) for one in found] == [
        (f"knowledge/{name}.yaml", 1, "file-missing")
    ]
    message_is_kind(found[0])


def test_a_folder_without_content_misses_five_files(tmp_path: Path) -> None:
    assert [rule for _, _, rule in found_in(tmp_path)] == ["file-missing"] * 5


@pytest.mark.parametrize("ending", [b"\n", b"\r\n", b"\r"])
def test_a_file_in_another_encoding_is_refused_at_the_line_of_the_first_strange_sign(
    ending: bytes, folder: Path
) -> None:
    (folder / QUESTION).write_bytes(b"\xef\xbb\xbfask:" + ending + "  - Wat is een cliënt?".encode("latin-1"))
    assert found_in(folder) == [(QUESTION, 2, "file-text")]


def test_a_file_with_too_many_parts_is_refused_where_it_goes_too_far(folder: Path) -> None:
    (folder / QUESTION).write_text("ask:\n" + "  - a\n" * MOST_NODES)
    found = problems_in(folder)
    # the file itself, "ask" and its list are parts too
    assert [(one.file, one.line, one.rule) for one in found] == [(QUESTION, MOST_NODES - 1, "yaml-many")]
    message_is_kind(found[0])


def test_hidden_files_and_readmes_are_left_alone(folder: Path) -> None:
    for path in ("knowledge/README.md", "dialogs/README.md", "knowledge/.DS_Store", "dialogs/.git/x.yaml"):
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text("@")
    assert problems_in(folder) == []


def test_a_file_name_that_cannot_be_printed_still_gives_one_line(folder: Path) -> None:
    (folder / "dialogs" / "a\nb\udcff\x1b[31m.yaml").write_text("title: x")
    (found,) = problems_in(folder)
    message_is_kind(found)
    assert str(found).encode()
    assert found.rule == "file-name"


def test_what_was_typed_comes_back_short_and_on_one_line(folder: Path) -> None:
    long = "a" * 5_000
    (folder / "knowledge" / "themes.yaml").write_text(
        f'- id: schulden\n  title: x\n  ? "x\\n\\n{long}"\n  : y\n'
    )
    (found,) = problems_in(folder)
    message_is_kind(found)
    assert found.rule == "unknown-field"


def test_mistakes_in_many_files_are_told_at_once_in_order(folder: Path) -> None:
    for name in ("themes", "roles", "facts"):
        (folder / "knowledge" / f"{name}.yaml").write_text("- id: Fout\n")
    found = found_in(folder)
    assert {file for file, _, _ in found} == {
        f"knowledge/{name}.yaml" for name in ("themes", "roles", "facts")
    }
    assert found == sorted(found)
