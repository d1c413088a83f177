"""Text in a picture: everything that Dutch needs, and never a box."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.pictures.lettering import ABSENT, BOLD, REGULAR, font, legible, wrapped

LETTERS = font(40, REGULAR)


DUTCH = "Eén à twee coëfficiënten, ’s ochtends – “ja” € 3,50 ½"
EMOJI = (
    "Ja \N{THUMBS UP SIGN}\N{EMOJI MODIFIER FITZPATRICK TYPE-4}\N{RADIOACTIVE SIGN}\N{VARIATION SELECTOR-16}!"
)


@pytest.mark.parametrize(
    ("given_text", "shown"),
    [
        (DUTCH, DUTCH),
        (EMOJI, "Ja !"),
        ("e\N{COMBINING ACUTE ACCENT}e\N{COMBINING DIAERESIS}n", "éën"),
        ("$x_1$ & 5 < 6 {fact}", "$x_1$ & 5 < 6 {fact}"),
        ("\N{FAMILY}\N{ZERO WIDTH JOINER}\N{WOMAN}", ""),
        ("Λόγος и Жизнь", "Λόγος и Жизнь"),
        ("A → B, ≤ 2 ① ﬁ", "A -> B, <= 2 1 ﬁ"),
        ("中 is hier", "? is hier"),
        ("regel\neen\ttwee\N{NO-BREAK SPACE}drie", "regel een twee drie"),
    ],
)  # fmt: skip
def test_what_is_shown(given_text: str, shown: str) -> None:
    assert legible(given_text) == shown


@given(st.text())
def test_no_box_is_drawn_whatever_somebody_types(text: str) -> None:
    box = bytes(LETTERS.getmask(ABSENT))
    assert all(bytes(LETTERS.getmask(one)) != box for one in legible(text))


@given(st.text(st.characters(categories=["L", "N", "P", "Zs"]), max_size=200))
def test_no_word_is_lost_and_no_line_too_wide(text: str) -> None:
    lines = wrapped(text, LETTERS, 300)
    assert "".join("".join(lines).split()) == "".join(legible(text).split())
    assert all(LETTERS.getlength(line) <= 300 for line in lines)


def test_bold_is_another_letter() -> None:
    assert font(40, BOLD).getlength("Uitslag") > LETTERS.getlength("Uitslag")
