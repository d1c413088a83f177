"""The bot's own sentences: short, friendly, every one in use, and none in the code."""

import ast
import re
from collections.abc import Iterator

import pytest

from bot.content.sentences import blanks_in
from tests.conftest import ROOT
from tests.dutch import SENTENCES

FILES = sorted((ROOT / "bot").rglob("*.py"))
TREES = {file.relative_to(ROOT).as_posix(): ast.parse(file.read_text()) for file in FILES}
GROUPS = "|".join(sorted({key.partition(".")[0] for key in SENTENCES}))
KEY = re.compile(rf"(?:{GROUPS})\.[a-z][a-z0-9-]*")
"""What any text in the code that looks like this must be: the key of a sentence."""

SAYS = {"say", "_sentence", "_sentences", "sentences"}
"""Names of functions that are given a key."""


def keys_in(tree: ast.AST) -> Iterator[str]:
    pieces = {id(one) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for one in node.values}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or id(node) in pieces:
            continue
        if KEY.fullmatch(node.value):
            yield node.value


def calls_in(tree: ast.AST) -> Iterator[ast.Call]:
    """Every place where a sentence is said."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in SAYS and node.args:
                yield node


def test_every_sentence_is_used_and_only_existing_ones() -> None:
    used = {key for tree in TREES.values() for key in keys_in(tree)}
    assert used == set(SENTENCES)


def test_every_blank_is_filled_where_the_sentence_is_said() -> None:
    wrong = [
        (file, call.lineno, key)
        for file, tree in TREES.items()
        for call in calls_in(tree)
        for key in keys_in(call.args[0])
        if blanks_in(SENTENCES[key]) != {keyword.arg for keyword in call.keywords}
    ]
    assert wrong == []


def test_a_sentence_from_a_table_has_no_blanks() -> None:
    """So that every value that is filled in stands beside the key that it is for."""
    said = {key for tree in TREES.values() for call in calls_in(tree) for key in keys_in(call.args[0])}
    assert {key for key in set(SENTENCES) - said if blanks_in(SENTENCES[key])} == set()


def tables_in(tree: ast.Module) -> Iterator[str]:
    """Names of the tables at the top of a module that hold keys."""
    for node in tree.body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Dict):
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            if isinstance(target, ast.Name) and any(keys_in(node.value)):
                yield target.id


def test_what_stands_in_a_table_is_said_and_never_shown_as_a_key() -> None:
    wrong = []
    for file, tree in TREES.items():
        tables = set(tables_in(tree))
        said = {id(node) for call in calls_in(tree) for node in ast.walk(call.args[0])}
        said |= {
            id(one) for node in ast.walk(tree) if isinstance(node, ast.Compare) for one in node.comparators
        }
        wrong += [
            (file, node.lineno, node.id)
            for node in ast.walk(tree)
            if isinstance(node, ast.Name)
            and isinstance(node.ctx, ast.Load)
            and node.id in tables
            and id(node) not in said
        ]
    assert wrong == []


@pytest.mark.parametrize("key", SENTENCES)
def test_a_sentence_is_written_as_we_speak(key: str) -> None:
    text = SENTENCES[key]
    assert not re.search(r"\b(u|uw|uzelf)\b", text, re.IGNORECASE), "say je"
    assert "anoniem" not in text.lower(), "we cannot promise that"
    assert "!" not in text, "we do not shout"
    sentences = [part for part in re.split(r"[.?:](?:\s|$)|\n+", text) if re.search(r"\w", part)]
    lengths = [len(sentence.split()) for sentence in sentences]
    assert not lengths or sum(lengths) / len(lengths) <= 15, lengths
    assert max(lengths, default=0) <= 25
