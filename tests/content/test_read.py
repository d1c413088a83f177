"""Files become a library: in order, named after their files, and as they were typed."""

import shutil
from datetime import date
from pathlib import Path, PurePosixPath

import pytest

from bot.content.fields import reflowed
from bot.content.files import Layers, content_files, place_of
from bot.content.problems import hint
from bot.content.read import content_of, read_library
from bot.core.model.dialog import SayStep
from bot.core.model.library import Library, Reference, Way

EXAMPLE = Path(__file__).parent / "example"
ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the example, to change."""
    return Path(shutil.copytree(EXAMPLE, tmp_path / "content"))


def quoted(*ids: str) -> str:
    return "".join(
        f"- id: {id_}\n  text: Woord.\n  speaker: Wie\n  role: wat\n  organisation: waar\n"
        "  section: H1\n  themes: [vertrouwen]\n  kind: uitspraak\n"
        for id_ in ids
    )


def test_the_name_of_a_file_is_the_id_of_what_stands_in_it(example: Library) -> None:
    assert [*example.dilemmas] == ["de-brief"]
    assert [*example.questions] == ["wat-is-luisteren"]
    assert [*example.dialogs] == ["gesprek"]
    for things in (example.dilemmas, example.questions, example.dialogs):
        assert all(id_ == thing.id for id_, thing in things.items())
    assert {quote.document for quote in example.quotes.values()} == {"boek"}


def test_every_real_file_is_in_the_library(library: Library) -> None:
    for folder, things in (
        ("knowledge/dilemmas", library.dilemmas),
        ("knowledge/questions", library.questions),
        ("dialogs", library.dialogs),
    ):
        assert sorted(file.stem for file in (ROOT / folder).glob("*.yaml")) == [*things]


def test_things_stand_in_the_order_of_the_files(folder: Path) -> None:
    one = (folder / "dialogs/gesprek.yaml").read_text()
    for name in ("zeven", "aap", "mies", "0-noot"):
        (folder / f"dialogs/{name}.yaml").write_text(one.replace("- gesprek", f"- {name}"))
    assert [*read_library(folder).dialogs] == ["0-noot", "aap", "gesprek", "mies", "zeven"]


def test_entries_and_steps_stand_in_the_order_in_which_they_were_typed(example: Library) -> None:
    assert [*example.themes] == ["schulden", "vertrouwen"]
    assert [*example.facts] == ["alarmnummer", "veilig-thuis", "wet-1-lid-2"]
    assert [*example.dialogs["gesprek"].steps] == ["begin", "doel", "zin", "klaar"]
    assert [way.name for way in example.dilemmas["de-brief"].ways] == ["brieven", "buurman", "afspraak"]


def test_quotes_come_by_turns_from_each_document(folder: Path) -> None:
    (folder / "knowledge/sources.yaml").write_text(
        "".join(
            f"- id: {id_}\n  title: T\n  publisher: P\n  year: X\n" for id_ in ("atlas", "boek", "column")
        )
    )
    (folder / "knowledge/quotes/atlas.yaml").write_text(quoted("atlas-1", "atlas-2", "atlas-3", "atlas-4"))
    (folder / "knowledge/quotes/column.yaml").write_text(quoted("column-1"))
    quotes = read_library(folder).quotes
    assert [*quotes] == ["atlas-1", "boek-001", "column-1", "atlas-2", "boek-002", "atlas-3", "atlas-4"]
    assert [quote.document for quote in quotes.values()][:3] == ["atlas", "boek", "column"]


def test_a_text_is_reflowed_and_a_list_in_it_stays_a_list(example: Library) -> None:
    assert example.questions["wat-is-luisteren"].answer == (
        "Luisteren is stil zijn tot de ander klaar is.\n\n- Vraag door.\n- Vat samen."
    )
    assert "\n" not in example.dilemmas["de-brief"].story
    assert "Hij wil het over zijn buurman hebben" in example.dilemmas["de-brief"].story


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("een", "een"),
        ("  een\ntwee  \n", "een twee"),
        ("een\n\n\n  \ntwee\n", "een\n\ntwee"),
        ("een:\n- twee\n  drie\n- vier", "een:\n- twee drie\n- vier"),
        ("- een\n- twee", "- een\n- twee"),
        ("een\n-twee", "een -twee"),
        ("\n\n", ""),
    ],
)
def test_reflowing_gives_one_line_per_paragraph(typed: str, said: str) -> None:
    assert reflowed(typed) == said
    assert reflowed(said) == said


def test_values_arrive_as_what_they_are(example: Library) -> None:
    dilemma = example.dilemmas["de-brief"]
    assert dilemma.safety is True
    assert dilemma.reviewed == date(2026, 11, 23)
    assert dilemma.duel == ("brieven", "buurman")
    assert dilemma.sources == (Reference("boek", "Hoofdstuk 1"),)
    assert dilemma.ways[2] == Way(
        "afspraak",
        "Morgen een langer gesprek plannen",
        "Je maakt tijd voor beide.",
        ("zorgvuldigheid",),
        "Vandaag gebeurt er niets.",
    )
    assert example.facts["veilig-thuis"].check_by == date(2026, 1, 1)


def test_what_was_left_out_is_empty(example: Library) -> None:
    assert example.dilemmas["de-brief"].note == ""
    assert example.sources["boek"].url == ""
    assert example.themes["vertrouwen"].also == ()
    assert example.synonyms == ()
    assert example.dialogs["gesprek"].steps["klaar"].title == ""
    assert isinstance(example.dialogs["gesprek"].steps["klaar"], SayStep)
    assert example.questions["wat-is-luisteren"].roles == ()


def test_words_that_begin_a_dialog_are_in_small_letters_as_the_bot_compares_them(folder: Path) -> None:
    file = folder / "dialogs/gesprek.yaml"
    file.write_text(file.read_text().replace("- gesprek", "- Goed Gesprek"))
    assert read_library(folder).dialogs["gesprek"].start == ("goed gesprek",)


def test_a_dialog_may_begin_with_the_fixed_word_for_it(folder: Path) -> None:
    file = folder / "dialogs/gesprek.yaml"
    file.write_text(file.read_text().replace("- gesprek", "- toets\n  - omgekeerde toets"))
    assert read_library(folder).dialogs["gesprek"].start == ("toets", "omgekeerde toets")


def test_without_files_there_is_an_empty_library() -> None:
    assert content_of(Layers({})).library == Library()


def test_files_are_found_sorted_with_what_stands_in_them() -> None:
    found = content_files(EXAMPLE).own
    assert [*found] == sorted(found, key=lambda file: (file.parts[0] != "knowledge", file))
    assert found[PurePosixPath("dialogs/gesprek.yaml")] == (EXAMPLE / "dialogs/gesprek.yaml").read_bytes()


@pytest.mark.parametrize(
    ("path", "pattern"),
    [
        ("knowledge/themes.yaml", "knowledge/themes.yaml"),
        ("knowledge/quotes/boek.yaml", "knowledge/quotes/*.yaml"),
        ("dialogs/gesprek.yaml", "dialogs/*.yaml"),
        ("dialogs/map/gesprek.yaml", None),
        ("elders/dialogs/gesprek.yaml", None),
        ("knowledge/anders.yaml", None),
        ("dialogs/gesprek.yml", None),
    ],
)
def test_a_file_belongs_in_one_place_or_in_none(path: str, pattern: str | None) -> None:
    place = place_of(PurePosixPath(path))
    assert (place.pattern if place else None) == pattern


@pytest.mark.parametrize(
    ("typed", "known", "said"),
    [
        ("brief", [], "Er zijn er nog geen."),
        ("breif", ["brief", "aap"], 'Bedoelde je "brief"? Er is: aap, brief.'),
        ("iets-heel-anders", ["brief", "aap"], "Er is: aap, brief."),
        ("a1", [f"a{at}" for at in range(9)], 'Bedoelde je "a1"? Er is: a0, a1, a2, a3, a4, a5, en meer.'),
    ],
)
def test_a_hint_says_what_was_meant_and_what_there_is(typed: str, known: list[str], said: str) -> None:
    assert hint(typed, known) == said
