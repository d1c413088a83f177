"""Mends what was typed wrong; real words and names are left alone."""

from collections import Counter

import pytest

from bot.content.dutch import dutch_words
from bot.core.asked import MOST_WORDS, read
from bot.core.finder import LONGEST_QUESTION
from bot.core.spelling import Speller

OURS = """omgekeerde toets schuldhulp jongeren bijstand melden roddelmethode maatwerk gemeente
de en is er voor hulp"""


@pytest.fixture(scope="module")
def speller() -> Speller:
    return Speller(Counter(OURS.split() * 3), dutch_words())


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ogmekeerde toest", "omgekeerde toets"),
        ("is er hulp voor jonegre?n", "is er hulp voor jongeren"),
        ("schuld hulp", "schuldhulp"),
        ("isd e bijstand", "is de bijstand"),
        ("jongerenmelden", "jongerenmelden"),
        ("rodelmetode", "roddelmethode"),
        ("bijstant", "bijstand"),
        ("Arnhem", "arnhem"),
        ("wel/niet melden", "wel niet melden"),
        ("maatwerkgemeente", "maatwerkgemeente"),
        ("de fiets van Jansen", "de fiets van jansen"),
        ("1234567", "1234567"),
        ("", ""),
    ],
)
def test_what_was_meant(typed: str, meant: str, speller: Speller) -> None:
    assert " ".join(read(typed, speller).mended) == meant


def test_what_was_typed_is_kept_beside_it(speller: Speller) -> None:
    assert read("bijstant", speller).typed == ("bijstant",)


def test_a_long_text_is_cut(speller: Speller) -> None:
    assert read("x" * LONGEST_QUESTION + " bijstand", speller).mended == ("x" * LONGEST_QUESTION,)
    assert len(read("en " * 500, speller).mended) == MOST_WORDS
