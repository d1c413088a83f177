"""Every sign is shown, nothing is taken for a tag, and no message is a unit too long."""

from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.markup import (
    LONGEST,
    Part,
    cut,
    escaped,
    html_of,
    messages,
    plain_of,
    sound,
    units,
)
from tests.telegram_api.html import parse
from tests.telegram_api.html import units as tdlib_units

ANY = st.text(st.characters(codec=None), max_size=400)
HOSTILE = st.sampled_from(["<b>", "</b>", "&lt;", "&#60;", "<", ">", "&", "😀", "\u202e", "\u200b", "é", "a"])
TEXT = st.one_of(ANY, st.lists(HOSTILE, max_size=60).map("".join))


@given(TEXT)
def test_what_is_sent_is_what_is_read(text: str) -> None:
    shown, entities = parse(escaped(text))
    assert entities == []
    assert shown == text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\0", "")


@given(TEXT)
def test_units_are_counted_as_tdlib_does(text: str) -> None:
    assert units(text) == tdlib_units(text)


@given(
    st.lists(st.builds(Part, TEXT.filter(bool), st.sampled_from(["", "b", "i"]), st.booleans()), max_size=9),
    st.integers(8, 300),
)
def test_every_message_fits_and_nothing_is_lost(parts: list[Part], longest: int) -> None:
    spread = messages(parts, longest)
    for one in spread:
        shown, _ = parse(html_of(one))
        assert units(plain_of(one)) <= longest
        assert shown == plain_of(one)
    kept = "".join(part.text for one in spread for part in one)
    whole = "".join(sound(part.text) for part in parts)
    assert "".join(kept.split()) == "".join(whole.split())


def test_a_message_is_cut_between_paragraphs_and_not_within() -> None:
    parts = [Part("x" * 1500) for _ in range(5)]
    assert [len(one) for one in messages(parts)] == [2, 2, 1]


def test_a_paragraph_that_is_too_long_is_cut_after_a_sentence() -> None:
    whole = Part("Dit is een zin. " * 400, "b")
    first, second = messages([whole])
    assert first[0].text.endswith("zin.")
    assert html_of(second).startswith("<b>Dit is")


def test_a_sign_of_two_units_is_never_halved() -> None:
    one, other = messages([Part("a" + "😀" * LONGEST)])[:2]
    assert "\ufffd" not in plain_of(one) + plain_of(other)
    assert units(plain_of(one)) == LONGEST - 1


def test_a_label_is_cut_with_dots() -> None:
    assert cut("kort", 10) == "kort"
    assert cut("een lang label hier", 10) == "een lang…"
    assert units(cut("😀" * 30, 9)) <= 9
