"""Reads one YAML file strictly: what an editor sees is what the bot gets.

YAML 1.2 meaning (`no` and `12:30` stay text), every value with its line, no double keys, no anchors,
aliases or tags. It looks at the parser's events one by one, so a hostile file is refused before
anything is built from it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

import yaml

from bot.content.files import MOST_BYTES
from bot.content.problems import ContentError, Problem, problem

MOST_LEVELS = 12
"""A dialog has five."""

MOST_NODES = 12_000
"""Keys and values in one file. The largest of ours has 4,000."""

_INT = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_WORDS = {"": None, "~": None, "null": None, "Null": None, "NULL": None} | {
    word: truth
    for truth, words in ((True, "true True TRUE"), (False, "false False FALSE"))
    for word in words.split()
}


@dataclass(frozen=True, slots=True)
class Node:
    """A value and the line it begins on."""

    value: "str | int | float | bool | list[Node] | dict[str, Node] | None"
    line: int
    """From 1. Of a field: the line of its name."""

    def plain(self) -> object:
        """The value without lines: dicts, lists and scalars."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value

    def at(self, where: tuple[str | int, ...]) -> "Node":
        """The node that these keys lead to. Stops at the last one that exists."""
        node = self
        for key in where:
            if isinstance(node.value, dict) and key in node.value:
                node = node.value[str(key)]
            elif isinstance(node.value, list) and isinstance(key, int) and key < len(node.value):
                node = node.value[key]
            else:
                break
        return node

    def texts(self, name: str = "") -> Iterator[tuple[str, str, int]]:
        """Every text in here: the nearest field name, the text, and the line."""
        if isinstance(self.value, dict):
            for key, node in self.value.items():
                yield from node.texts(key)
        elif isinstance(self.value, list):
            for node in self.value:
                yield from node.texts(name)
        elif isinstance(self.value, str):
            yield name, self.value, self.line


def read_yaml(raw: bytes, file: PurePosixPath) -> Node:
    """What stands in this file.

    Raises:
        ContentError: with the first mistake; what comes after it cannot be read.
    """
    if len(raw) > MOST_BYTES:
        raise ContentError([problem(file, 1, "file-big", now=len(raw), most=MOST_BYTES)])
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise ContentError([problem(file, line, "file-text")]) from None
    return _Reader(text, file).read()


class _Reader:
    def __init__(self, text: str, file: PurePosixPath) -> None:
        self._text = text
        self._file = file
        self._nodes = 0
        self._events = yaml.parse(text, Loader=yaml.CSafeLoader)

    def read(self) -> Node:
        try:
            return self._document()
        except yaml.MarkedYAMLError as error:
            raise ContentError([self._explained(error)]) from None
        except yaml.reader.ReaderError as error:
            line = self._text[: error.position].count("\n") + 1
            raise ContentError([problem(self._file, line, "yaml-sign")]) from None

    def _document(self) -> Node:
        next(self._events)  # start of the stream
        if isinstance(next(self._events), yaml.StreamEndEvent):
            raise self._wrong(1, "file-empty")
        root = self._node(next(self._events), 1)
        next(self._events)  # end of the document
        after = next(self._events)
        if not isinstance(after, yaml.StreamEndEvent):
            raise self._wrong(_line(after), "yaml-two")
        return root

    def _node(self, event: yaml.Event, level: int) -> Node:
        self._guard(event, level)
        if isinstance(event, yaml.MappingStartEvent):
            return Node(self._mapping(level), _line(event))
        if isinstance(event, yaml.SequenceStartEvent):
            return Node(self._sequence(level), _line(event))
        assert isinstance(event, yaml.ScalarEvent)
        return Node(_scalar(event), _line(event))

    def _mapping(self, level: int) -> dict[str, Node]:
        found: dict[str, Node] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            self._guard(event, level)
            if not isinstance(event, yaml.ScalarEvent):
                raise self._wrong(_line(event), "yaml-indent")
            if event.value in found:
                raise self._wrong(_line(event), "yaml-double", name=event.value[:60])
            value = self._node(next(self._events), level + 1)
            block = isinstance(value.value, str)
            found[event.value] = Node(value.value, value.line if not block else _line(event))
        return found

    def _sequence(self, level: int) -> list[Node]:
        found = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            found.append(self._node(event, level + 1))
        return found

    def _guard(self, event: yaml.Event, level: int) -> None:
        self._nodes += 1
        if self._nodes > MOST_NODES:
            raise self._wrong(_line(event), "yaml-many", most=MOST_NODES)
        if level > MOST_LEVELS:
            raise self._wrong(_line(event), "yaml-deep", most=MOST_LEVELS)
        if getattr(event, "anchor", None) or getattr(event, "tag", None):
            raise self._wrong(_line(event), "yaml-start")

    def _wrong(self, line: int, rule: str, **details: object) -> ContentError:
        return ContentError([problem(self._file, line, rule, **details)])

    def _explained(self, error: yaml.MarkedYAMLError) -> Problem:
        """The parser's own words, translated. libyaml counts lines from 0."""
        mark = error.problem_mark or error.context_mark
        line = int(mark.line) + 1 if mark else 1
        said = f"{error.context} {error.problem}"
        rule = next((rule for words, rule in _SAID if words in said), "yaml-indent")
        if mark and rule == "yaml-start" and self._line(line)[: mark.column + 1].strip(" ")[:1] == "\t":
            rule = "yaml-tab"
        if rule == "yaml-quote" and (begin := error.context_mark):
            line = begin.line + 1
        return problem(self._file, line, rule)

    def _line(self, line: int) -> str:
        lines = self._text.split("\n")
        return lines[line - 1] if line <= len(lines) else ""


_SAID = (
    ("quoted scalar", "yaml-quote"),
    ("mapping values are not allowed", "yaml-colon"),
    ("cannot start any token", "yaml-start"),
    ("anchor", "yaml-start"),
    ("alias", "yaml-start"),
    ("flow", "yaml-start"),
    ("directive", "yaml-start"),
    ("tab character", "yaml-tab"),
    ("tag", "yaml-start"),
    ("control characters", "yaml-sign"),
)
"""What libyaml says, and the rule we call it."""


def _line(event: yaml.Event) -> int:
    mark = event.start_mark
    return int(mark.line) + 1 if mark else 1


def _scalar(event: yaml.ScalarEvent) -> str | int | float | bool | None:
    """YAML 1.2: only an unquoted scalar can be something else than text."""
    text = str(event.value)
    if not event.implicit[0]:  # quoted, or a block
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INT.fullmatch(text):
        return int(text) if len(text) < 20 else text
    return float(text) if _FLOAT.fullmatch(text) else text
