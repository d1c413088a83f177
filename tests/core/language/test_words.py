"""The bot's own sentences: short, friendly, and every one in use."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from string import Formatter

import pytest

from bot.core.language import words, words_team, words_weekly
from tests.conftest import ROOT

MODULES = {"words": words, "words_team": words_team, "words_weekly": words_weekly}
TEXTS = {
    f"{module}.{name}": text
    for module, of in MODULES.items()
    for name, text in vars(of).items()
    if name.isupper() and isinstance(text, str)
}
FILES = [file for file in (ROOT / "bot").rglob("*.py") if file.stem not in MODULES]


def places(text: str) -> set[str]:
    """Names of the placeholders. A fact is filled at the end, by its own rule."""
    return {name for _, name, _, _ in Formatter().parse(text) if name} - {"fact"}


def named(tree: ast.AST) -> Iterator[str]:
    """The constants of the files with words in this code."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in MODULES:
            yield f"{node.value.id}.{node.attr}"


def test_every_text_is_used_and_only_existing_ones() -> None:
    used = {name for file in FILES for name in named(ast.parse(file.read_text()))}
    assert {name for name in used if name.partition(".")[2].isupper()} == set(TEXTS)


def test_every_placeholder_is_filled() -> None:
    filled: dict[str, set[frozenset[str | None]]] = defaultdict(set)
    for file in FILES:
        for node in ast.walk(ast.parse(file.read_text())):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr == "format"
            ):
                for name in named(node.func.value):
                    filled[name].add(frozenset(keyword.arg for keyword in node.keywords))
    assert filled == {name: {frozenset(places(text))} for name, text in TEXTS.items() if places(text)}


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_is_written_as_we_speak(name: str) -> None:
    text = TEXTS[name]
    assert not re.search(r"\b(u|uw|uzelf)\b", text, re.IGNORECASE), "say je"
    assert "anoniem" not in text.lower(), "we cannot promise that"
    assert "!" not in text, "we do not shout"
    assert text == text.strip() or name == "words.QUOTE_PART"
    sentences = [part for part in re.split(r"[.?:](?:\s|$)|\n+", text) if re.search(r"\w", part)]
    lengths = [len(sentence.split()) for sentence in sentences]
    assert not lengths or sum(lengths) / len(lengths) <= 15, lengths
    assert max(lengths, default=0) <= 25
