"""Several questions in one file: a list in which each says its own id. For who brings a thousand at once.

A large list is read in pieces, so that no more than a page of it is ever taken apart at the same time.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from bot.content.files import ID, is_list
from bot.content.node import Node
from bot.content.problems import ContentError, problem
from bot.content.references import Loaded
from bot.content.yaml_reader import read_yaml

PIECE = 60_000
"""Bytes that are read at a time."""

PATTERN = "knowledge/questions/*.yaml"
"""The only place where a file may hold a list of pages."""


def holds_many(file: PurePosixPath, text: bytes) -> bool:
    """Return whether this is a list of questions."""
    return file.match(PATTERN) and is_list(text)


def entries(text: bytes, file: PurePosixPath) -> Iterator[Node]:
    """Yield every entry of the list, with the lines that it has in the file.

    Raises:
        ContentError: with the first mistake; what comes after it cannot be read.
    """
    for before, piece in _pieces(text):
        try:
            node = read_yaml(piece, file)
        except ContentError as error:
            raise ContentError([replace(one, line=one.line + before) for one in error.problems]) from None
        if not isinstance(node.value, list):
            raise ContentError([problem(file, before + 1, "not-list", name=file.stem)])
        yield from (_lowered(entry, before) for entry in node.value)


def named(entry: Node, file: PurePosixPath) -> tuple[str, Node]:
    """Return the id of an entry, and the entry without it.

    Raises:
        ContentError: if it has none, or one that cannot be.
    """
    if not isinstance(entry.value, dict):
        raise ContentError([problem(file, entry.line, "not-map", name="Dit")])
    fields = dict(entry.value)
    found = fields.pop("id", None)
    if found is None:
        raise ContentError([problem(file, entry.line, "missing", name="id")])
    if not isinstance(found.value, str) or not ID.fullmatch(found.value):
        raise ContentError([problem(file, found.line, "not-id", typed=str(found.value), hint="mijn-vraag")])
    return found.value, Node(fields, entry.line)


def same_page(one: Loaded) -> tuple[PurePosixPath, str]:
    """Return the key by which two pages are the same, in whatever file."""
    return one.file.parent, one.id


def _pieces(text: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the parts that begin with an entry, and how many lines come before each."""
    before = size = 0
    piece: list[bytes] = []
    for count, line in enumerate(text.splitlines(keepends=True)):
        if size > PIECE and line.startswith(b"- "):
            yield before, b"".join(piece)
            before, size, piece = count, 0, []
        piece.append(line)
        size += len(line)
    if piece:
        yield before, b"".join(piece)


def _lowered(node: Node, by: int) -> Node:
    """Return the node moved down by so many lines."""
    value = node.value
    if isinstance(value, dict):
        return Node({key: _lowered(inner, by) for key, inner in value.items()}, node.line + by)
    if isinstance(value, list):
        return Node([_lowered(inner, by) for inner in value], node.line + by)
    return Node(value, node.line + by)
