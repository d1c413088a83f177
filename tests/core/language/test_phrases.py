"""The pattern language in which editors write what sounds like danger."""

import pytest

from bot.core.language.phrases import TermIndex, parse, tokens
from bot.core.model.library import Family

FAMILIES = {
    "slaan": Family("slaan", ("slaat", "sloeg", "mishandel*", "*geslagen")),
    "kind": Family("kind", ("kind", "zoon")),
}


def matches(phrase: str, text: str) -> bool:
    parsed = [*parse(phrase, FAMILIES)]
    found = TermIndex(term for one in parsed for term in one.terms).find(tokens(text))
    return any(one.places(found) for one in parsed)


@pytest.mark.parametrize(
    ("phrase", "text", "does"),
    [
        ("slaat kind", "hij slaat zijn kind", True),
        ("slaat kind", "zijn kind slaat hij", False),
        ("in_gevaar", "ze is in gevaar", True),
        ("in_gevaar", "in groot gevaar", False),
        ("brand|vuur", "daar is vuur", True),
        ("brand|vuur", "daar is rook", False),
        ("mishandel*", "een mishandelde man", True),
        ("mishandel*", "een behandelde man", False),
        ("*gevaar", "levensgevaar", True),
        ("*gevaar", "gevaarlijk", False),
        ("<slaan> <kind>", "sloeg de zoon", True),
        ("<slaan> <kind>", "mishandelt zijn zoon", True),
        ("<slaan> <kind>", "doodgeslagen kind", True),
        ("<slaan> + <kind>", "zijn kind dat hij sloeg", True),
        ("<slaan> + <kind>", "zijn kind", False),
        ("krijgt geen_lucht|niets", "ze krijgt bijna geen lucht", True),
        ("krijgt geen_lucht|niets", "ze krijgt geen frisse lucht", False),
        ("krijgt geen_lucht|niets", "ze krijgt niets", True),
        ("z'n kind", "z'n kind", True),
        ("zelfmoordplannen", "zelfmordplannen", True),
        ("<weg>", "weg", False),
        ("?!", "?!", False),
        ("", "", False),
    ],
)
def test_a_pattern_matches_what_it_says(phrase: str, text: str, *, does: bool) -> None:
    assert matches(phrase, text) is does


def test_a_phrase_does_not_run_on_into_the_next_sentence() -> None:
    assert matches("slaat kind", "hij slaat zijn kind")
    assert not matches("slaat kind", "daar slaat hij door. een kind belt")
