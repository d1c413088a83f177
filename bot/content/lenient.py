"""Keep questions with a mistake that does not make them useless. `check` reports it all the same.

Who talks with people needs an answer that is right; who only looks things up needs no more than words.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Annotated, Any

from pydantic import Field, TypeAdapter

from bot.content import formats
from bot.content.fields import Day, Id, Lines, Text
from bot.content.files import Use
from bot.content.problems import Problem

_TITLE = 70
"""Letters of a title, as on a button."""

_FACT = re.compile(r"\s*\{[^{}]*\}")
_SENTENCE = re.compile(r"(?<=[.?!:])\s")


class Usable(formats.Question):
    """With few sentences that lead to it, or none."""

    ask: Annotated[Lines, Field(max_length=30)] = Field([])
    finds: Annotated[Lines, Field(max_length=20)] = Field([])


class Searchable(Usable):
    """Of any length, and with no more than an answer."""

    ask: list[Text] = Field([])
    answer: Text
    sources: list[formats.Reference] = Field([])
    related: list[Id] = Field([])
    law: list[Id] = Field([])
    roles: list[Text] = Field([])
    themes: list[Id] = Field([])
    reviewed: Day = date(2000, 1, 1)
    finds: list[Text] = Field([])
    not_finds: list[Text] = Field([])


MODELS: Mapping[Use, TypeAdapter[Any]] = {
    "check": TypeAdapter(formats.Question),
    "run": TypeAdapter(Usable),
    "search": TypeAdapter(Searchable),
}
"""The requirements of a question, for each use."""

_FORGIVEN: Mapping[Use, frozenset[str]] = {
    "check": frozenset(),
    "run": frozenset({"double-ask"}),
    "search": frozenset({"double-ask", "unknown", "self", "bare-number", "bare-article", "law-number"}),
}


def not_forgiven(problems: Iterable[Problem], use: Use) -> list[Problem]:
    """Return the mistakes that make content useless for this use."""
    return [
        one for one in problems if one.rule not in _FORGIVEN[use] or not one.file.startswith("knowledge/")
    ]


def asks(data: Mapping[str, Any]) -> list[str]:
    """Return the sentences that lead to a question, each once. Without any, how its answer begins."""
    if data["ask"]:
        return [*dict.fromkeys(data["ask"])]
    first = _SENTENCE.split(_FACT.sub("", data["answer"]).strip())[0]
    return [first if len(first) <= _TITLE else f"{first[: _TITLE - 3].rstrip()}..."]
