"""Texts are folded and cut into words."""

import pytest

from bot.core.model.text import folded, words


@pytest.mark.parametrize(
    ("text", "plain"), [("Cliënt", "client"), ("ÉÉN", "een"), ("reële", "reele"), ("ﬁets", "fiets"), ("", "")]
)
def test_accents_and_capitals_are_folded_away(text: str, plain: str) -> None:
    assert folded(text) == plain


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Hoe gaat het?", ["hoe", "gaat", "het"]),
        ("her-indicatie", ["her", "indicatie"]),
        ("z'n", ["z", "n"]),
        ("art. 2.3.5", ["art", "2", "3", "5"]),
        ("😀 !", []),
        ("", []),
    ],
)
def test_a_text_is_cut_into_words(text: str, parts: list[str]) -> None:
    assert words(text) == parts
