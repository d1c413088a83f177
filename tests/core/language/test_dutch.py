"""Dutch words."""

import pytest

from bot.core.language.dutch import listed, lowered, stems


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
