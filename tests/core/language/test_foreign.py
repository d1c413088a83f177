"""English and Turkish are recognised; Dutch with a foreign word in it is Dutch."""

import pytest

from bot.core.language.foreign import is_foreign
from bot.core.model.library import Library


@pytest.mark.parametrize(
    "text",
    [
        "i need help with my client",
        "what is this",
        "can you help me please",
        "My husband has debts and we can't pay the rent",
        "yardım lazım",
        "bana yardim eder misiniz",
        "burada ne yapabilirim",
    ],
)
def test_another_language_is_seen(text: str) -> None:
    assert is_foreign(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ok",
        "ik ben moe",
        "ze zegt: I don't know",
        "hij is no show en doet niet mee aan de intake for workers",
        "wat is housing first",
        "mag ik een gift krijgen in de bijstand",
    ],
)
def test_dutch_is_dutch(text: str) -> None:
    assert not is_foreign(text)


def test_no_question_of_ours_is_foreign(library: Library) -> None:
    assert [one for question in library.questions.values() for one in question.ask if is_foreign(one)] == []
