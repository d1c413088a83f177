"""What people type, made harmless."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.language.sanitize import LONGEST, clean, too_long


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("", ""),
        ("   \t\n", ""),
        ("\x00", ""),
        ("\ud800", ""),
        ("\u200b\u200d\ufeff", ""),
        ("\u200d \u200d", ""),
        ("a\x00b", "ab"),
        ("a\ud800b", "ab"),
        ("\u202eomgekeerd\u202c", "omgekeerd"),
        ("nul\u200bbreed", "nulbreed"),
        ("  twee\n\n woorden  ", "twee woorden"),
        ("hard\u00a0wit", "hard wit"),
        ("cli\u0065\u0308nt", "cliënt"),
        ("<b>vet</b>", "<b>vet</b>"),
        ("{fact:alarmnummer} %s", "(fact:alarmnummer) %s"),
        ("👩\u200d👧", "👩\u200d👧"),
    ],
)
def test_harm_goes_and_words_stay(raw: str, text: str) -> None:
    assert clean(raw) == text


@settings(derandomize=True)
@given(st.text(alphabet=st.characters(), max_size=60))
def test_a_cleaned_text_is_one_harmless_line(raw: str) -> None:
    text = clean(raw)
    assert clean(text) == text
    text.encode()
    assert not any(unicodedata.category(sign) in {"Cc", "Cs", "Zl", "Zp"} for sign in text)


def test_two_thousand_characters_are_not_too_long() -> None:
    assert not too_long("a" * LONGEST)
    assert too_long("a" * (LONGEST + 1))
