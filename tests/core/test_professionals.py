"""What professionals would type: written before anybody looked at what came, and never tuned on.

The floors are the honest score of the day they were written. A change that makes it worse must say why.
"""

from pathlib import Path

from bot.core.model.finder import Finder, Finding

FILE = Path(__file__).with_name("professionals.txt")

LEAST_FIRST = 0.90
"""Share of the questions for which something right must come first."""

LEAST_THREE = 0.95
"""The same, among the first three."""

MOST_WRONG = 0.06
"""Share that may be answered at once with something else."""


def asked() -> list[tuple[str, set[str]]]:
    lines = [line.rsplit("|", 1) for line in FILE.read_text("utf-8").splitlines() if "|" in line]
    return [(text.strip(), set(ids.split()) - {"-"}) for text, ids in lines]


def first(finding: Finding) -> str:
    return finding.found[0].id if finding.found else ""


def test_there_are_enough_questions_to_say_something() -> None:
    assert sum(bool(right) for _, right in asked()) > 130
    assert sum(not right for _, right in asked()) > 15


def test_what_professionals_type_is_found(finder: Finder) -> None:
    found = [(text, right, finder.find(text)) for text, right in asked() if right]
    missed = [(text, first(finding)) for text, right, finding in found if first(finding) not in right]
    far = [text for text, right, finding in found if not right & {one.id for one in finding.found[:3]}]
    wrong = [
        text for text, right, finding in found if finding.verdict == "answer" and first(finding) not in right
    ]
    assert len(missed) <= (1 - LEAST_FIRST) * len(found), missed
    assert len(far) <= (1 - LEAST_THREE) * len(found), far
    assert len(wrong) <= MOST_WRONG * len(found), wrong


def test_what_is_not_about_the_work_is_never_answered(finder: Finder) -> None:
    for text, right in asked():
        if not right:
            assert finder.find(text).verdict != "answer", text


def test_a_greeting_an_emoji_or_the_weather_brings_no_dilemma(finder: Finder) -> None:
    for text in (
        "hallo",
        "hoi",
        "ok",
        "😀",
        "wat is het weer in londen",
        "regent het morgen",
        "hoe laat is het",
    ):
        finding = finder.find(text)
        assert finding.verdict == "unknown", (text, finding)
