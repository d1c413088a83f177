"""Every number and article in an answer about the law stands in what two readers wrote down of it."""

import re
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.content import law
from bot.content.problems import ContentError
from bot.content.quantities import quantities
from bot.content.read import QUESTIONS, Content, read_content
from tests.conftest import ROOT

HALF_A_YEAR = timedelta(days=184)

WITHOUT_ARTICLE: frozenset[str] = frozenset(
    {"gekanteld-werken", "jongere-wordt-achttien", "leren-van-bezwaarschriften"}
)
"""Questions that tell of a law, give a number, and rest on no article. May only shrink."""

_LAW = re.compile(r"Participatiewet|Wmo|Jeugdwet|Wgs|Awb|Leerplichtwet|wetten\.overheid\.nl")


@pytest.fixture(scope="module")
def content() -> Content:
    """Our own content."""
    return read_content(ROOT)


def articles(content: Content) -> dict[str, law.Entry]:
    return {entry["id"]: entry for loaded in content.files[law.PATTERN] for entry in loaded.data}


def test_every_article_says_when_it_was_read_and_must_be_read_again(content: Content) -> None:
    for entry in articles(content).values():
        assert entry["version"].isoformat() in entry["url"], entry["id"]
        assert entry["url"].startswith("https://wetten.overheid.nl/BWBR"), entry["id"]
        assert entry["check_by"] <= date(2026, 12, 1) + HALF_A_YEAR, entry["id"]
        assert f"{re.sub('[.:]', '-', entry['article'])}" in entry["id"], entry["id"]


def test_every_amount_that_rises_in_january_is_read_again_in_january(content: Content) -> None:
    held = articles(content)
    for id_ in ("pw-31-lid-2-m", "pw-34-lid-3", "pw-34b-lid-1", "wmo-2-1-4a-lid-4"):
        assert held[id_]["check_by"] <= date(2027, 1, 5), id_


@pytest.mark.parametrize(
    ("id_", "number"),
    [
        ("pw-31-lid-2-m", "1.200 euro"),
        ("pw-44-lid-5", "3 maanden"),
        ("pw-41-lid-4", "4 weken"),
        ("pw-52-lid-2", "95 procent"),
        ("pw-34b-lid-1", "1.000 euro"),
        ("pw-43a-lid-1", "12 maanden"),
        ("wgs-4-lid-1", "4 weken"),
        ("wgs-4-lid-2", "3 werkdagen"),
        ("wgs-4a-lid-3", "8 weken"),
        ("wmo-2-3-2-lid-1", "6 weken"),
        ("wmo-2-3-2-lid-2", "7 dagen"),
        ("wmo-2-3-5-lid-2", "2 weken"),
        ("jw-1-1", "23 jaar"),
        ("awb-6-7", "6 weken"),
    ],
)
def test_the_numbers_people_ask_most_are_what_the_readers_read(
    id_: str, number: str, content: Content
) -> None:
    assert number in articles(content)[id_]["numbers"]


def test_every_answer_that_gives_a_number_of_a_law_rests_on_an_article(content: Content) -> None:
    held = articles(content)
    loose = {
        loaded.id
        for loaded in content.files[QUESTIONS]
        if _LAW.search(loaded.data["answer"])
        and quantities(loaded.data["answer"])
        and not law.cited(loaded.data, held)
    }
    assert loose == WITHOUT_ARTICLE


def test_an_answer_ends_with_one_source_that_names_the_version_and_the_address(content: Content) -> None:
    answer = content.library.questions["bijstand-met-terugwerkende-kracht"].answer
    source = answer.rpartition("\n\n")[2]
    assert source == (
        "Bron: {fact:pw-44-lid-5} en {fact:pw-44-lid-1}, tekst van 1 juli 2026: "
        "https://wetten.overheid.nl/BWBR0015703/2026-07-01#Artikel44"
    )
    assert content.library.facts["pw-44-lid-5"].value == "art. 44 lid 5 Participatiewet"


def test_articles_at_several_addresses_are_listed_and_no_answer_has_two_sources(content: Content) -> None:
    answer = content.library.questions["voorschot-op-bijstand"].answer
    assert answer.count("https://") == 1
    answer = content.library.questions["zoektermijn-jongeren"].answer
    assert re.findall(r"^- \{fact:.*: https://\S+$", answer, re.MULTILINE)
    for id_, question in content.library.questions.items():
        assert len(re.findall(r"\bBron(?:nen)?:", question.answer)) <= 1, id_


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("1.200 euro", "1.300 euro", "1300 euro"),
        ("kalenderjaar", "kalenderjaar vanaf 27 jaar", "27 jaar"),
        ("Krijgt iemand meer?", "Krijgt een jongere onder de 23 meer?", "23"),
    ],
)
def test_a_number_that_no_article_holds_is_told_with_its_place(
    old: str, new: str, told: str, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(ROOT / "knowledge", tmp_path / "knowledge")).parent
    shutil.copytree(ROOT / "dialogs", tmp_path / "dialogs")
    file = folder / "knowledge/questions/giften-in-de-bijstand.yaml"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(ContentError) as wrong:
        read_content(folder)
    (found,) = wrong.value.problems
    line = 1 + text[: text.index("answer: |")].count("\n")
    assert (found.file, found.rule) == ("knowledge/questions/giften-in-de-bijstand.yaml", "law-number")
    assert found.line in {line, line + 1}
    assert f'"{told}"' in found.says
