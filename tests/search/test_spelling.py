"""Mends what was typed wrong; real words and names are left alone."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.model.finder import LONGEST_QUESTION
from bot.search.bigrams import Bigrams
from bot.search.decoder import Decoder
from bot.search.dutch import dutch_words
from bot.search.query import MOST_WORDS, parse_query
from bot.search.spelling import Speller

OURS = """omgekeerde toets schuldhulp jongeren bijstand melden roddelmethode maatwerk gemeente
de en is er voor hulp"""


@pytest.fixture(scope="module")
def decoder() -> Decoder:
    counted = Counter(OURS.split() * 3)
    return Decoder(Speller(counted, dutch_words()), Bigrams([OURS.split()] * 3, counted))


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
def test_what_was_meant(typed: str, right: str, decoder: Decoder) -> None:
    assert " ".join(parse_query(typed, decoder).corrected) == right


def test_what_was_typed_is_kept_beside_it(decoder: Decoder) -> None:
    assert parse_query("bijstant", decoder).typed == ("bijstant",)


def test_a_long_text_is_cut(decoder: Decoder) -> None:
    assert parse_query("x" * LONGEST_QUESTION + " bijstand", decoder).corrected == ("x" * LONGEST_QUESTION,)
    assert len(parse_query("en " * 500, decoder).corrected) == MOST_WORDS


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
def test_a_space_may_be_mistyped_too(typed: str, right: str, decoder: Decoder) -> None:
    assert " ".join(parse_query(typed, decoder).corrected) == right


def test_what_stood_before_it_tells_which_word_was_meant() -> None:
    sentences = [["de", "maan"], ["ik", "kaan"]]
    counted = Counter(word for one in sentences for word in one)
    decoder = Decoder(Speller(counted, dutch_words()), Bigrams(sentences, counted))
    assert parse_query("de qaan", decoder).corrected == ("de", "maan")
    assert parse_query("ik qaan", decoder).corrected == ("ik", "kaan")


PIECES = ["hulp", "hul", "p", "jong", "eren", "de", "x", "q", "toets", "mel", "den", " ", " ", "-"]


@given(text=st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_any_text_can_be_read(text: str, decoder: Decoder) -> None:
    query = parse_query(text, decoder)
    assert bool(query.corrected) == bool(query.typed)
    assert query == parse_query(text, decoder)


def test_a_text_full_of_errors_is_not_mended_to_the_end(decoder: Decoder) -> None:
    corrected = parse_query("bijstant " * 60, decoder).corrected
    assert (corrected[0], corrected[-1]) == ("bijstand", "bijstant")
