"""Dutch words."""

import pytest

from bot.core.language.dutch import folded, listed, lowered, stems, words


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


@pytest.mark.parametrize(
    ("one", "other"),
    [("melding", "meldingen"), ("dilemma", "dilemma's"), ("regel", "regels"), ("gesprek", "gesprekken")],
)
def test_forms_of_a_word_share_a_stem(one: str, other: str) -> None:
    assert stems(one)[0] == stems(other)[0]


@pytest.mark.parametrize(
    ("things", "said"), [(["a"], "a"), (["a", "b"], "a en b"), (["a", "b", "c"], "a, b en c")]
)
def test_things_are_listed_in_a_sentence(things: list[str], said: str) -> None:
    assert listed(things) == said


@pytest.mark.parametrize(("sentence", "said"), [("Stap 3: De wet", "stap 3: De wet"), ("", "")])
def test_only_the_first_letter_is_lowered(sentence: str, said: str) -> None:
    assert lowered(sentence) == said
