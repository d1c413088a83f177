"""Reads one YAML file strictly: what an editor sees is what the bot gets.

YAML 1.2 meaning (`no` and `12:30` stay text), every value with its line, no double keys, no anchors,
aliases or tags. A first look at the parser's events counts them, so a hostile file is refused before
anything is built from it.
"""

import codecs
import re
from contextlib import suppress
from pathlib import PurePosixPath
from typing import Protocol

import yaml

from bot.content.files import MOST_BYTES
from bot.content.node import Node
from bot.content.problems import ContentError, Problem, problem

MOST_LEVELS = 12
"""A dialog has five."""

MOST_NODES = 12_000
"""Keys and values in one file. The largest of ours has 4,000."""

_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffc\ufffe\uffff]"
)
"""Signs an editor cannot see: they come along with a text from Word, or turn a line around."""

_INT = re.compile(r"[-+]?[0-9]+")
_BASED = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_WORDS = {"": None, "~": None, "null": None, "Null": None, "NULL": None} | {
    word: truth
    for truth, words in ((True, "true True TRUE"), (False, "false False FALSE"))
    for word in words.split()
}


_COMMENT = re.compile(r"[ \t]*#")
_NAME = re.compile(r"[ -]*\w[\w-]*")
_FIELD_WITHOUT_SPACE = re.compile(r"[ -]*[a-z]\w*:[^ /]")


class _Mark(Protocol):
    """A place in the text. The parser counts lines and columns from 0."""

    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...


def read_yaml(raw: bytes, file: PurePosixPath) -> Node:
    """Return the contents of this file.

    Raises:
        ContentError: with the first mistake; what comes after it cannot be read.
    """
    if len(raw) > MOST_BYTES:
        raise ContentError([problem(file, 1, "file-big", now=len(raw), most=MOST_BYTES)])
    raw = re.sub(rb"\r\n?", b"\n", raw.removeprefix(codecs.BOM_UTF8))
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise ContentError([problem(file, line, "file-text")]) from None
    if hidden := _HIDDEN.search(text):  # also the signs that libyaml takes for the end of a line
        line = text[: hidden.start()].count("\n") + 1
        raise ContentError([problem(file, line, "yaml-sign")])
    _count(text, file)
    return _Reader(text, file).read()


def _count(text: str, file: PurePosixPath) -> None:
    """Refuse what is too much or too deep. What is wrong otherwise, the reader explains."""
    nodes = opened = 0
    with suppress(yaml.MarkedYAMLError):
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            if isinstance(event, yaml.NodeEvent):
                nodes += 1
                line = event.start_mark.line + 1 if event.start_mark else 1
                if nodes > MOST_NODES:
                    raise ContentError([problem(file, line, "yaml-many", most=MOST_NODES)])
                if opened >= MOST_LEVELS:
                    raise ContentError([problem(file, line, "yaml-deep", most=MOST_LEVELS)])
            opened += isinstance(event, yaml.CollectionStartEvent)
            opened -= isinstance(event, yaml.CollectionEndEvent)


class _Reader:
    def __init__(self, text: str, file: PurePosixPath) -> None:
        self._lines = text.rstrip().split("\n")
        self._file = file
        self._events = yaml.parse(text, Loader=yaml.CSafeLoader)
        self._last: yaml.Event | None = None

    def read(self) -> Node:
        try:
            return self._document()
        except yaml.MarkedYAMLError as error:
            raise ContentError([self._explained(error)]) from None

    def _document(self) -> Node:
        self._next()  # start of the stream
        if isinstance(self._next(), yaml.StreamEndEvent):
            raise self._wrong(1, "file-empty")
        root = self._node(self._next())
        self._next()  # end of the document
        after = self._next()
        if not isinstance(after, yaml.StreamEndEvent):
            raise self._wrong(self._line(after.start_mark), "yaml-two")
        return root

    def _next(self) -> yaml.Event:
        self._last = next(self._events)
        return self._last

    def _node(self, event: yaml.Event) -> Node:
        self._guard(event)
        if isinstance(event, yaml.MappingStartEvent):
            return Node(self._mapping(), self._line(event.start_mark))
        if isinstance(event, yaml.SequenceStartEvent):
            return Node(self._sequence(), self._line(event.start_mark))
        assert isinstance(event, yaml.ScalarEvent)
        return Node(_scalar(event), self._line(event.start_mark))

    def _mapping(self) -> dict[str, Node]:
        found: dict[str, Node] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            self._guard(event)
            line = self._line(event.start_mark)
            if not isinstance(event, yaml.ScalarEvent):
                raise self._wrong(line, "yaml-start")
            if event.value in found:
                raise self._wrong(line, "yaml-double", name=event.value)
            found[event.value] = Node(self._node(self._next()).value, line)
        return found

    def _sequence(self) -> list[Node]:
        found = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            found.append(self._node(event))
        return found

    def _guard(self, event: yaml.Event) -> None:
        line = self._line(event.start_mark)
        if getattr(event, "anchor", None) or getattr(event, "tag", None):
            raise self._wrong(line, "yaml-start")
        if isinstance(event, yaml.ScalarEvent):
            self._guard_text(event, line)

    def _guard_text(self, event: yaml.ScalarEvent, line: int) -> None:
        if _HIDDEN.search(event.value):  # written out: "\\0"
            raise self._wrong(line, "yaml-sign")
        if event.implicit[0] and event.end_mark and self._is_comment_behind(event.end_mark):
            raise self._wrong(self._line(event.end_mark), "yaml-hash")

    def _is_comment_behind(self, mark: _Mark) -> bool:
        return mark.line < len(self._lines) and bool(_COMMENT.match(self._lines[mark.line], mark.column))

    def _wrong(self, line: int, rule: str, **details: object) -> ContentError:
        return ContentError([problem(self._file, line, rule, **details)])

    def _explained(self, error: yaml.MarkedYAMLError) -> Problem:
        """Return the parser's own words, translated."""
        mark = error.problem_mark or error.context_mark
        said = f"{error.context} {error.problem}"
        rule = next((rule for words, rule in _SAID if words in said), "yaml-indent")
        if rule in _OPENED and error.context_mark:
            return problem(self._file, self._line(error.context_mark), rule)
        line = self._line(mark)
        found = self._behind(line) or self._tab_or_bracket(line, mark)
        if not found and rule == "yaml-colon":
            found = self._field_above(line, mark)
        return found or problem(self._file, line, rule)

    def _behind(self, line: int) -> Problem | None:
        """Return the problem with text behind a closing quote or bracket."""
        last = self._last
        if last is None or last.end_mark is None or self._line(last.end_mark) != line:
            return None
        closed = self._lines[line - 1][: last.end_mark.column]
        if isinstance(last, yaml.CollectionEndEvent) and closed.endswith(("]", "}")):
            return problem(self._file, line, "yaml-start")
        if not isinstance(last, yaml.ScalarEvent) or last.style not in ("'", '"'):
            return None
        begin = self._line(last.start_mark)
        return problem(self._file, begin, "yaml-behind" if begin == line else "yaml-quote")

    def _tab_or_bracket(self, line: int, mark: _Mark | None) -> Problem | None:
        here = self._lines[line - 1]
        if re.match(r"[ -]*\t", here):
            return problem(self._file, line, "yaml-tab")
        if mark and here[mark.column : mark.column + 1] in {*"]},"}:
            return problem(self._file, line, "yaml-start")
        return None

    def _field_above(self, line: int, mark: _Mark | None) -> Problem | None:
        """Find the field above: after "say:text" the parser takes the next line for more of the same text."""
        if not mark or line == 1:
            return None
        name, above = self._lines[line - 1][: mark.column], self._lines[line - 2]
        begins = line == 2 or self._lines[line - 3].startswith("#") or self._lines[line - 3].endswith(":")
        alike = ":" not in above and above.strip() and _indent(above) == _indent(name)
        if _NAME.fullmatch(name) and (_FIELD_WITHOUT_SPACE.match(above) or (begins and alike)):
            return problem(self._file, line - 1, "yaml-loose")
        return None

    def _line(self, mark: _Mark | None) -> int:
        """Return the line, from 1. At the end of the file the parser is one line too far."""
        return min(mark.line + 1, len(self._lines)) if mark else 1


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


_SAID = (
    ("escape", "yaml-escape"),
    ("hexdecimal", "yaml-escape"),
    ("quoted scalar", "yaml-quote"),
    ("mapping values are not allowed", "yaml-colon"),
    ("not allowed in this context", "yaml-start"),
    ("cannot start any token", "yaml-start"),
    ("comment or line break", "yaml-start"),
    ("anchor", "yaml-start"),
    ("alias", "yaml-start"),
    ("flow", "yaml-bracket"),
    ("directive", "yaml-start"),
    ("simple key", "yaml-loose"),
    ("tab character", "yaml-tab"),
    ("tag", "yaml-start"),
)
"""Our rule for each error of libyaml."""

_OPENED = {"yaml-quote", "yaml-bracket", "yaml-loose"}
"""Rules for something that begins earlier than where the parser saw that it is wrong."""


def _scalar(event: yaml.ScalarEvent) -> str | int | float | bool | None:
    """Return the value of a scalar by YAML 1.2: only an unquoted one can be something else than text."""
    text = str(event.value)
    if not event.implicit[0]:  # quoted, or a block
        return text
    if text in _WORDS:
        return _WORDS[text]
    if len(text) > 20:  # nobody counts this far, and a number of thousands of digits costs time
        return text
    if _BASED.fullmatch(text):
        return int(text, 0)
    if _INT.fullmatch(text):
        return int(text)
    return float(text) if _FLOAT.fullmatch(text) else text
