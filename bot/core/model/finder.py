"""The interface of search: the right thing, three candidates, or an honest "unknown"."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal, Protocol

Kind = Literal["question", "dilemma", "dialog", "quote", "source"]
Verdict = Literal["answer", "clarify", "near", "unknown"]

LONGEST_QUESTION = 1_000
"""Characters of a text that are looked at; what comes behind them is cut off, and that is said."""

ALL: frozenset[Kind] = frozenset({"question", "dilemma", "dialog", "quote", "source"})


@dataclass(frozen=True, slots=True)
class Found:
    """Something in the library that belongs to what was typed."""

    id: str
    kind: Kind
    title: str
    score: float
    """From 0 (nothing in common) to 1 (the same words)."""


@dataclass(frozen=True, slots=True)
class Finding:
    """The outcome of one search."""

    verdict: Verdict
    """answer: show the first. clarify: ask which of these is meant. near: say that nothing fits, and what
    comes nearest. unknown: say so."""
    found: tuple[Found, ...]
    """Best first, each thing at most once. With "unknown" these are guesses, not to be shown."""
    also: tuple[Found, ...] = ()
    """The answer to another question in the same message, if the first has an answer."""


class Finder(Protocol):
    """Searches all content. Built once, at start."""

    def find(self, text: str, kinds: Collection[Kind] = ALL, most: int = 5) -> Finding:
        """Return the results of these kinds for this cleaned text."""

    def telling(self, text: str) -> tuple[str, ...]:
        """Return the words of this text that the content uses too, sorted. See `vocabulary`."""
