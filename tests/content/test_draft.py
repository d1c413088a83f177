"""What was sent in, as a file that an editor can go on with."""

from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from bot.content import formats
from bot.content.draft import PARTS, drafted
from bot.content.files import ID
from bot.content.load import load
from bot.content.problems import ContentError
from bot.content.yaml_reader import read_yaml
from bot.core.language.sanitize import clean

FILE = PurePosixPath("knowledge/dilemmas/draft.yaml")
FULL = {part: f"De {part} van Kees" for part in PARTS} | {
    "casus": "woord " * 45,
    "vraag": "Wat doe jij?",
    "trekt-1": "rust, regie; tijd",
}


def rules(text: str) -> set[tuple[str, str]]:
    """What an editor must still do: the rule, and the field it names."""
    try:
        load(read_yaml(text.encode(), FILE), FILE, TypeAdapter(formats.Dilemma))
    except ContentError as error:
        return {(one.rule, one.says.split('"')[1]) for one in error.problems}
    return set()


def test_a_full_draft_misses_only_what_the_editors_add() -> None:
    draft = drafted(FULL)
    added = {"roles", "themes", "safety", "how", "duel", "considerations", "quotes", "sources", "reviewed"}
    assert rules(draft.text) == {("missing", field) for field in added}
    assert all(f"{field}" in draft.text.partition("title:")[0] for field in added)


def test_every_part_stands_in_the_draft() -> None:
    text = drafted(FULL).text
    assert all(FULL[part] in text for part in PARTS - {"trekt-1"})
    assert '      - "rust"\n      - "regie"\n      - "tijd"\n' in text


def test_what_is_missing_is_said_in_the_draft() -> None:
    text = drafted({"casus": "Te kort."}).text
    assert "# - title, poll: nog niet ingevuld." in text
    assert "# - story: nu 2 woorden; 40 tot 120 moet." in text
    assert ("too-few-words", "story") in rules(text)


TYPED = st.text(max_size=60).map(clean).filter(bool)
HOSTILE = [
    "a: b",
    "- x",
    "# y",
    "'",
    '"',
    "\\n",
    "'\" \\",
    "{{x}}",
    "no",
    "12:30",
    "&a *a",
    "---",
    "%YAML",
    "\u200d x",
]


@given(
    st.dictionaries(st.sampled_from(sorted(PARTS)), TYPED | st.sampled_from(HOSTILE).map(clean), min_size=1)
)
def test_whatever_is_typed_is_read_back_as_it_was(notes: dict[str, str]) -> None:
    draft = drafted(notes)
    found = [text for _, text, _ in read_yaml(draft.text.encode(), FILE).texts()]
    whole = [text for part, text in notes.items() if not part.startswith("trekt")]
    assert all(text in found for text in whole)
    assert ID.fullmatch(f"{draft.name}-000000")


@pytest.mark.parametrize("label", ["Anders", "!!", "😀"])
def test_a_way_has_a_name_of_its_own(label: str) -> None:
    text = drafted({"weg-1": "Bellen", "weg-2": "bellen!", "weg-3": label}).text
    for name in ("bellen", "weg-2", "weg-3"):
        assert f"\n  {name}:\n" in text


def test_the_same_text_makes_the_same_draft() -> None:
    assert drafted(FULL) == drafted(dict(reversed(FULL.items())))
