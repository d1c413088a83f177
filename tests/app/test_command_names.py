"""A dialog cannot start by a word that the bot does something else with."""

from pathlib import Path
from shutil import copytree

import pytest

from bot.app.command_names import command_names
from bot.content.cache import remembered_library
from bot.content.problems import ContentError
from bot.content.read import read_library
from tests.conftest import EXAMPLE


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copytree(EXAMPLE, tmp_path / "content")


def start_by(folder: Path, word: str) -> None:
    file = folder / "dialogs" / "gesprek.yaml"
    file.write_text(file.read_text().replace("  - gesprek\n", f"  - {word}\n"))


def test_commands_and_their_aliases_are_reserved_but_for_those_that_begin_a_dialog() -> None:
    words = command_names().reserved
    assert {"stop", "dilemma", "wis alles", "hulp"} <= words
    assert not {"toets", "omgekeerde toets", "insturen"} & words


@pytest.mark.parametrize("word", ["stop", "Dilemma"])
def test_a_start_refuses_such_a_dialog_also_where_it_was_read_before(
    folder: Path, tmp_path: Path, word: str
) -> None:
    start_by(folder, word)
    assert remembered_library(folder, tmp_path / "cache", "1").dialogs, "nothing is reserved unless told"
    with pytest.raises(ContentError) as refused:
        remembered_library(folder, tmp_path / "cache", "1", commands=command_names())
    assert [one.rule for one in refused.value.problems] == ["taken-start"]


def test_a_word_of_its_own_is_fine(folder: Path) -> None:
    start_by(folder, "voorbereiden")
    assert read_library(folder, commands=command_names()).dialogs["gesprek"].start == ("voorbereiden",)


@pytest.mark.parametrize("typed", ["terug", "team mee", "dilemma schulden", "thema's", "wis alles"])
def test_what_people_can_type_is_known(typed: str) -> None:
    assert command_names().knows(typed)


@pytest.mark.parametrize("typed", ["", "terugg", "terug naar start", "hulp bij het huishouden", "Terug"])
def test_what_is_no_command_is_not_known(typed: str) -> None:
    assert not command_names().knows(typed)
