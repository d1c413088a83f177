"""Mends what was typed wrong; real words and names are left alone."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.model.finder import LONGEST_QUESTION
from bot.search.bigrams import Follows
from bot.search.decoder import Meant
from bot.search.dutch import dutch_words
from bot.search.query import MOST_WORDS, read
from bot.search.spelling import Speller

OURS = """omgekeerde toets schuldhulp jongeren bijstand melden roddelmethode maatwerk gemeente
de en is er voor hulp"""


@pytest.fixture(scope="module")
def meant() -> Meant:
    counted = Counter(OURS.split() * 3)
    return Meant(Speller(counted, dutch_words()), Follows([OURS.split()] * 3, counted))


@pytest.mark.parametrize(
    ("typed", "right"),
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
        ("hulp voor Fatima Yilmaz", "hulp voor fatima yilmaz"),
        ("1234567", "1234567"),
        ("", ""),
    ],
)
def test_what_was_meant(typed: str, right: str, meant: Meant) -> None:
    assert " ".join(read(typed, meant).mended) == right


def test_what_was_typed_is_kept_beside_it(meant: Meant) -> None:
    assert read("bijstant", meant).typed == ("bijstant",)


def test_a_long_text_is_cut(meant: Meant) -> None:
    assert read("x" * LONGEST_QUESTION + " bijstand", meant).mended == ("x" * LONGEST_QUESTION,)
    assert len(read("en " * 500, meant).mended) == MOST_WORDS


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("hulpvoor jongeren", "hulp voor jongeren"),
        ("hulpxvoor jongeren", "hulp voor jongeren"),
        ("hul pvoor jongeren", "hulp voor jongeren"),
        ("hulpv oor jogneren", "hulp voor jongeren"),
        ("deogmekeerde toets", "de omgekeerde toets"),
        ("is er huip", "is er hulp"),
    ],
)
def test_a_space_may_be_mistyped_too(typed: str, right: str, meant: Meant) -> None:
    assert " ".join(read(typed, meant).mended) == right


def test_what_stood_before_it_tells_which_word_was_meant() -> None:
    sentences = [["de", "man"], ["ik", "kan"]]
    counted = Counter(word for one in sentences for word in one)
    meant = Meant(Speller(counted, dutch_words()), Follows(sentences, counted))
    assert read("de qan", meant).mended == ("de", "man")
    assert read("ik qan", meant).mended == ("ik", "kan")


PIECES = ["hulp", "hul", "p", "jong", "eren", "de", "x", "q", "toets", "mel", "den", " ", " ", "-"]


@given(text=st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_any_text_can_be_read(text: str, meant: Meant) -> None:
    asked = read(text, meant)
    assert bool(asked.mended) == bool(asked.typed)
    assert asked == read(text, meant)


def test_a_text_full_of_errors_is_not_mended_to_the_end(meant: Meant) -> None:
    mended = read("bijstant " * 60, meant).mended
    assert (mended[0], mended[-1]) == ("bijstand", "bijstant")
