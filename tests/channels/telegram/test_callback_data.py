"""What comes back under a button is not believed: a client can send anything."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.callback_data import MOST_BYTES, packed, unpacked


@pytest.mark.parametrize(
    ("owner", "prompt", "key"), [("7000000001", "123456", "A"), ("", "ronde:a1b2:1", "N")]
)
def test_there_and_back(owner: str, prompt: str, key: str) -> None:
    data = packed(owner, prompt, key)
    assert len(data.encode()) <= MOST_BYTES
    assert unpacked(data) == (owner, prompt, key)


@pytest.mark.parametrize("prompt", ["", "a|b", "é", "x" * 41, "a b", "a\n"])
def test_what_could_not_come_back_is_not_sent(prompt: str) -> None:
    with pytest.raises(ValueError, match="fits no button"):
        packed("1", prompt, "A")


@pytest.mark.parametrize(
    "data",
    [
        "",
        "v0|1|2|A",
        "v2|1|2|A",
        "v1|1|2|A|",
        "v1|1|2|A\n",
        "v1|-1|2|A",
        "v1|1|2|",
        "v1||" + "9" * 41 + "|A",
        "v1|1|2|é",
        "v1|١|2|A",
        "4:A",
        "v1|1|2|A" + "A" * 60,
    ],
)
def test_anything_else_is_nobodys(data: str) -> None:
    assert unpacked(data) is None


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused(data: str) -> None:
    found = unpacked(data)
    assert found is None or packed(*found) == data
