"""Numbers in Dutch text get one form, whatever way they were typed."""

import pytest

from bot.content.quantities import bare_numbers, numbers_in, quantities


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("binnen zes weken", {"6 weken"}),
        ("18, 19 of 20 jaar", {"18 jaar", "19 jaar", "20 jaar"}),
        ("van 12 tot 16 jaar", {"12 jaar", "16 jaar"}),
        ("€ 1.200 per kalenderjaar", {"1200 euro"}),
        ("1.200 euro", {"1200 euro"}),
        ("€ 8.000,00", {"8000 euro"}),
        ("12,5 procent of 95%", {"12,5 procent", "95 procent"}),
        ("binnen een week, of drie werkdagen", {"1 weken", "3 werkdagen"}),
        ("een half jaar", {"0,5 jaar"}),
        ("vanaf 1 januari 2027", {"1 januari 2027"}),
        ("elk jaar op 1 januari", {"1 januari"}),
        ("per week, per jaar, lesweken, drie vragen", set()),
    ],
)
def test_a_number_with_its_unit_has_one_form(text: str, found: set[str]) -> None:
    assert quantities(text) == found


def test_a_number_without_a_unit_counts_too_but_a_step_does_not() -> None:
    assert bare_numbers("Onder de 27. Stap 3: binnen 6 weken, op 1 januari 2027 en voor € 5.") == {"27"}
    assert numbers_in("1 januari 2027") == {"1", "2027"}
