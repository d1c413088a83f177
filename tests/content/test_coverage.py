"""Every part of the material is in the list of what can be found, under its own name."""

import re
from collections.abc import Mapping
from dataclasses import replace

import pytest

from bot.app.content_check import NEAR
from bot.content.report import coverage_table
from bot.core.features.registry import REGISTRY
from bot.core.model.finder import Finder
from bot.core.model.library import Covered, Library
from tests.content.test_quotes import SHARED

HEADING = re.compile(r"^### ([AB]\d+) (?:★ )?(.+)$", re.MULTILINE)


@pytest.fixture(scope="module")
def material() -> Mapping[str, str]:
    """Id and title of every entry of the material."""
    file = SHARED / "content" / "SYSTEMS.md"
    if not file.is_file():
        pytest.skip(f"The material is not here: {file} does not exist, so the list was held against nothing.")
    return {id_.lower(): title.strip() for id_, title in HEADING.findall(file.read_text("utf-8"))}


def test_the_list_is_the_material(library: Library, material: Mapping[str, str]) -> None:
    assert len(material) == 112
    assert {one.id: one.title for one in library.coverage.values()} == material


def test_the_list_is_whole_without_the_material_too(library: Library) -> None:
    ids = [*(f"a{at}" for at in range(1, 35)), *(f"b{at}" for at in range(1, 79))]
    assert [*library.coverage] == ids


def test_every_entry_is_found_as_something_that_exists(library: Library) -> None:
    known = {*library.questions, *library.dilemmas, *library.quotes, *library.dialogs}
    for one in library.coverage.values():
        assert one.found, one.id
        assert set(one.found) <= known, one.id


def test_who_types_the_title_of_an_entry_is_offered_where_it_is(library: Library, finder: Finder) -> None:
    for one in library.coverage.values():
        finding = finder.find(one.title)
        assert finding.verdict != "unknown", one.title
        assert {found.id for found in finding.found[:NEAR]} & set(one.found), one.title


def test_the_table_tells_where_each_entry_is_found() -> None:
    entries = {"a1": Covered("a1", "Een", ("x", "y")), "b12": Covered("b12", "Twaalf", ("z",))}
    assert coverage_table(Library(coverage=entries)) == [
        "a1   Een     lezen     x, y",
        "b12  Twaalf  lezen     z",
        "2 onderdelen, elk ergens te vinden: 0 doen, 0 kiezen, 2 lezen.",
    ]


def test_the_table_tells_what_can_be_done_and_by_which_word(example: Library) -> None:
    entries = {
        "a1": Covered("a1", "Een", ("gesprek",)),
        "a2": Covered("a2", "Twee", ("de-brief", "wat-is-luisteren")),
        "a3": Covered("a3", "Drie", ("wat-is-luisteren",)),
        "a4": Covered("a4", "Vier", ("wat-is-luisteren",), "verzoek"),
    }
    *rows, last = coverage_table(replace(example, coverage=entries))
    title = example.dilemmas["de-brief"].title.lower()
    said = [["doen", "methode gesprek"], ["kiezen", title], ["lezen", ""], ["doen", "verzoek"]]
    for row, (use, word) in zip(rows, said, strict=True):
        assert f"  {use:<6}  {word} " in row
    assert last == "4 onderdelen, elk ergens te vinden: 2 doen, 1 kiezen, 1 lezen."


def test_every_word_to_do_it_by_exists(library: Library) -> None:
    words = {one.word for one in library.coverage.values() if one.word}
    assert words
    assert all(REGISTRY.vocabulary.command(word) for word in words)


def test_without_a_list_the_table_is_empty(example: Library) -> None:
    assert coverage_table(example) == ["0 onderdelen, elk ergens te vinden: 0 doen, 0 kiezen, 0 lezen."]
