"""The content of a municipality over the general content: the example, with overlay/ over it."""

import shutil
from pathlib import Path

import pytest

from bot.content.cache import remembered_library
from bot.content.problems import ContentError, Problem
from bot.content.read import read_content, read_library

HERE = Path(__file__).parent
DILEMMA = "knowledge/dilemmas/de-brief.yaml"
QUESTION = "knowledge/questions/wat-is-luisteren.yaml"


@pytest.fixture
def general(tmp_path: Path) -> Path:
    """A copy of the general content, to break."""
    return Path(shutil.copytree(HERE / "example", tmp_path / "general"))


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A copy of the overlay, to break."""
    return Path(shutil.copytree(HERE / "overlay", tmp_path / "own"))


def problems_in(own: Path, general: Path) -> list[Problem]:
    with pytest.raises(ContentError) as told:
        read_library(own, general)
    return told.value.problems


def off(own: Path, *ids: str) -> None:
    (own / "overlay.yaml").write_text("off:\n" + "".join(f"  - {id_}\n" for id_ in ids))


def changed(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def test_own_entries_win_and_the_others_stay_in_their_order(own: Path, general: Path) -> None:
    facts = read_library(own, general).facts
    assert [(fact.id, fact.value) for fact in facts.values()] == [
        ("alarmnummer", "112"),
        ("veilig-thuis", "010-1234567"),
        ("wijkteam", "010-7654321"),
        ("wet-1-lid-2", "art. 1 lid 2 Voorbeeldwet"),
    ]


def test_a_page_is_replaced_whole_and_the_others_stay(own: Path, general: Path) -> None:
    library = read_library(own, general)
    assert library.questions["wat-is-luisteren"].answer.startswith("Luisteren leer je bij ons")
    assert library.questions["wat-is-luisteren"].not_finds == ()
    assert "de-brief" in library.dilemmas


def test_synonyms_are_added(own: Path, general: Path) -> None:
    (general / "knowledge/synonyms.yaml").write_text("- words:\n    - schuld\n    - lening\n")
    assert read_library(own, general).synonyms == (("schuld", "lening"), ("wijkcoach", "klantmanager"))


def test_an_own_page_beside_the_general_ones_is_read(own: Path, general: Path) -> None:
    (own / "knowledge/dilemmas").mkdir()
    shutil.copy(general / DILEMMA, own / "knowledge/dilemmas/onze-brief.yaml")
    assert [*read_library(own, general).dilemmas] == ["de-brief", "onze-brief"]


def test_what_is_off_is_gone_and_named_nowhere(own: Path, general: Path) -> None:
    library = read_library(own, general)
    assert not library.dialogs
    assert [*library.quotes] == ["boek-002", "boek-003"]
    assert library.dilemmas["de-brief"].quotes == ("boek-002",)
    assert library.questions["wat-is-luisteren"].related == ("de-brief",)


def test_a_dilemma_whose_quotes_are_all_off_shows_none(own: Path, general: Path) -> None:
    off(own, "boek-001", "boek-002")
    assert read_library(own, general).dilemmas["de-brief"].quotes == ()


def test_a_dilemma_and_a_question_can_be_off(own: Path, general: Path) -> None:
    off(own, "de-brief", "wat-is-luisteren")
    library = read_library(own, general)
    assert not library.dilemmas
    assert not library.questions


def test_words_of_a_dialog_that_is_off_are_free(own: Path, general: Path) -> None:
    (own / "dialogs").mkdir()
    shutil.copy(general / "dialogs/gesprek.yaml", own / "dialogs/ons-gesprek.yaml")
    assert [*read_library(own, general).dialogs] == ["ons-gesprek"]


def test_a_name_to_switch_off_that_does_not_exist_is_told_with_the_one_that_was_meant(
    own: Path, general: Path
) -> None:
    off(own, "boek-001", "de-breif")
    (found,) = problems_in(own, general)
    assert (found.file, found.line, found.rule) == ("overlay.yaml", 3, "unknown")
    assert found.remedy.startswith('Bedoelde je "de-brief"?')


def test_a_theme_cannot_be_off(own: Path, general: Path) -> None:
    off(own, "schulden")
    assert [one.file for one in problems_in(own, general)] == ["overlay.yaml"]


@pytest.mark.parametrize("text", ["", "# alleen een opmerking\n", "title: gemeente Voorbeeld\n"])
def test_overlay_yaml_may_be_empty(text: str, own: Path, general: Path) -> None:
    shutil.rmtree(own / "knowledge")
    (own / "overlay.yaml").write_text(text)
    assert read_library(own, general) == read_library(general)


def test_a_folder_without_overlay_yaml_is_the_whole_content(own: Path, general: Path) -> None:
    assert read_library(general, HERE / "nowhere") == read_library(general)
    (own / "overlay.yaml").unlink()
    assert {one.rule for one in problems_in(own, general)} == {"file-missing"}


def test_a_mistake_in_the_overlay_is_told_as_ever(own: Path, general: Path) -> None:
    changed(own / QUESTION, "{fact:wijkteam}", "{fact:wijkteem}")
    (found,) = problems_in(own, general)
    assert str(found).startswith(f'{QUESTION}:6: Het feit "wijkteem" bestaat niet.')


def test_a_mistake_in_the_general_content_says_so(own: Path, general: Path) -> None:
    changed(general / DILEMMA, "poll:", "pol:")
    (found,) = problems_in(own, general)
    assert str(found).startswith(f"{DILEMMA}:6: Algemene inhoud: ")


def test_a_general_file_that_is_missing_or_stray_says_so(own: Path, general: Path) -> None:
    (general / "knowledge/themes.yaml").rename(general / "knowledge/thema.yaml")
    found = problems_in(own, general)
    assert [(one.file, one.rule, one.general) for one in found] == [
        ("knowledge/thema.yaml", "file-stray", True),
        ("knowledge/themes.yaml", "file-missing", True),
    ]


def test_a_general_page_that_an_own_entry_breaks_says_so(own: Path, general: Path) -> None:
    changed(own / "knowledge/roles.yaml", "    - klantmanager\n", "")
    (found,) = problems_in(own, general)
    assert (found.file, found.rule, found.general) == (DILEMMA, "unknown", True)


def test_of_two_pages_that_clash_the_own_one_is_told(own: Path, general: Path) -> None:
    (own / "overlay.yaml").write_text("")
    (own / QUESTION).unlink()
    for file in ("dialogs/al.yaml", "knowledge/dilemmas/gesprek.yaml", "knowledge/questions/al.yaml"):
        (own / file).parent.mkdir(exist_ok=True)
    shutil.copy(general / "dialogs/gesprek.yaml", own / "dialogs/al.yaml")
    shutil.copy(general / DILEMMA, own / "knowledge/dilemmas/gesprek.yaml")
    shutil.copy(general / QUESTION, own / "knowledge/questions/vraag.yaml")
    found = problems_in(own, general)
    assert not any(one.general for one in found)
    assert {(one.file, one.rule) for one in found} == {
        ("dialogs/al.yaml", "double-start"),
        ("knowledge/dilemmas/gesprek.yaml", "double-id"),
        ("knowledge/questions/vraag.yaml", "double-ask"),
    }


def test_a_mistake_in_overlay_yaml_comes_with_those_in_both_layers(own: Path, general: Path) -> None:
    (own / "overlay.yaml").write_text("titel: x\n")
    changed(own / QUESTION, "answer:", "antwoord:")
    changed(general / DILEMMA, "poll:", "pol:")
    assert {one.file for one in problems_in(own, general)} == {DILEMMA, QUESTION, "overlay.yaml"}


def test_overlay_yaml_that_is_a_link_is_refused(own: Path, general: Path) -> None:
    (own / "overlay.yaml").unlink()
    (own / "overlay.yaml").symlink_to(general / "knowledge/themes.yaml")
    assert [one.rule for one in problems_in(own, general)] == ["file-link"]


def test_the_editor_hears_what_lies_over_what(own: Path, general: Path) -> None:
    assert read_content(own, general).notes == (
        "Eigen laag van gemeente Voorbeeld, over de algemene inhoud:",
        "roles.yaml: professional (eigen)",
        "facts.yaml: veilig-thuis (eigen)",
        "questions/wat-is-luisteren.yaml (eigen)",
        "uit: methode gesprek",
        "uit: citaat boek-001",
    )


@pytest.mark.parametrize("layer", ["own", "general"])
def test_the_cache_notices_both_layers(layer: str, own: Path, general: Path, tmp_path: Path) -> None:
    before = remembered_library(own, tmp_path / "cache", "1", general)
    folder = own if layer == "own" else general
    changed(folder / "knowledge/facts.yaml", "2027-05-01", "2028-05-01")
    after = remembered_library(own, tmp_path / "cache", "1", general)
    assert after != before
    assert after == read_library(own, general)


def test_the_cache_notices_that_something_is_off(own: Path, general: Path, tmp_path: Path) -> None:
    remembered_library(own, tmp_path / "cache", "1", general)
    off(own, "boek-002")
    assert "gesprek" in remembered_library(own, tmp_path / "cache", "1", general).dialogs
