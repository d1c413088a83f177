"""What `check` refuses and the bot can still use: few sentences at ask, an answer alone, half a folder."""

import shutil
from pathlib import Path

import pytest

from bot.content.cache import remembered_library
from bot.content.files import Use, content_files
from bot.content.problems import ContentError
from bot.content.read import content_of, read_library
from bot.core.model.library import Library, Question
from tests.conftest import EXAMPLE

WHOLE = """\
ask: [mag ik dit?, kan dit?]
answer: Dit mag altijd. Vraag het wel even.
sources: []
themes: [thema]
reviewed: 2026-11-23
"""

BARE = "answer: Dit mag altijd, zegt artikel 12 van de wet. Vraag het wel even.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(EXAMPLE, tmp_path, dirs_exist_ok=True)
    return tmp_path


def used(folder: Path, use: Use) -> Library:
    return content_of(content_files(folder, use=use), use).library


def written(folder: Path, text: str) -> None:
    questions = folder / "knowledge" / "questions"
    questions.mkdir(parents=True, exist_ok=True)
    theme = next(iter(read_library(EXAMPLE).themes))
    (questions / "mag-dit.yaml").write_text(text.replace("[thema]", f"[{theme}]"))


def rules(folder: Path, use: Use) -> set[str]:
    with pytest.raises(ContentError) as told:
        used(folder, use)
    return {one.rule for one in told.value.problems}


def question(folder: Path, use: Use) -> Question:
    return used(folder, use).questions["mag-dit"]


def test_two_sentences_are_enough_to_run_and_check_says_so(folder: Path) -> None:
    written(folder, WHOLE)
    assert rules(folder, "check") == {"too-few", "missing"}
    assert question(folder, "run").ask == ("mag ik dit?", "kan dit?")
    assert question(folder, "search").ask == ("mag ik dit?", "kan dit?")


def test_without_a_sentence_the_answer_gives_the_title(folder: Path) -> None:
    written(folder, WHOLE.replace("ask: [mag ik dit?, kan dit?]\n", ""))
    assert question(folder, "run").ask == ("Dit mag altijd.",)


def test_a_title_from_an_answer_fits_on_a_button(folder: Path) -> None:
    written(folder, f"answer: {'heel ' * 40}lang, bel {{fact:nummer}}\n")
    (title,) = question(folder, "search").ask
    assert len(title) <= 70
    assert "{" not in title


def test_who_talks_with_people_needs_more_than_an_answer(folder: Path) -> None:
    written(folder, BARE)
    assert rules(folder, "run") == {"missing"}
    assert question(folder, "search").ask[0].startswith("Dit mag altijd")


def test_an_article_without_a_fact_is_no_reason_not_to_search(folder: Path) -> None:
    written(folder, WHOLE.replace("altijd.", "altijd, zegt artikel 12 van de wet."))
    assert rules(folder, "run") == {"bare-article"}
    assert question(folder, "search").answer.startswith("Dit mag altijd, zegt artikel 12")


def test_the_same_sentence_in_two_questions_stops_nobody_but_check(folder: Path) -> None:
    four, tried = "[mag ik dit?, kan dit?, mag dit?, kan ik dit?]", "finds: [zou dit mogen, zou dit kunnen]\n"
    written(folder, WHOLE.replace("[mag ik dit?, kan dit?]", four) + tried)
    twin = folder / "knowledge" / "questions" / "mag-dit.yaml"
    twin.with_name("mag-dat.yaml").write_text(twin.read_text())
    assert rules(folder, "check") == {"double-ask"}
    assert {"mag-dit", "mag-dat"} <= used(folder, "run").questions.keys()


def test_questions_alone_can_be_searched_and_no_more(tmp_path: Path) -> None:
    written(tmp_path, BARE)
    assert [*used(tmp_path, "search").questions] == ["mag-dit"]
    assert rules(tmp_path, "run") == {"file-missing"}


@pytest.mark.parametrize("use", ["check", "run", "search"])
def test_nothing_is_never_content(use: Use, tmp_path: Path) -> None:
    assert rules(tmp_path, use) == {"file-missing"}


@pytest.mark.parametrize(
    "text", ["antwoord: ja, dat mag\n", "ask: [mag dit?]\n", "answer: 'ja\n", "answer: ''\n"]
)
def test_what_cannot_be_read_is_refused_for_every_use(text: str, folder: Path) -> None:
    written(folder, text)
    for use in ("check", "run", "search"):
        assert rules(folder, use)


def test_what_was_right_to_search_is_not_right_to_run(folder: Path, tmp_path: Path) -> None:
    written(folder, BARE)
    memory = tmp_path / "cache"
    assert "mag-dit" in remembered_library(folder, memory, "1", use="search").questions
    with pytest.raises(ContentError):
        remembered_library(folder, memory, "1")
