"""Danger goes first: what sounds like danger, suicide or violence brings a number.

Which words do, editors write in knowledge/signals.yaml, in the pattern language of `phrases`.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from bot.core.language.phrases import Ordered, Places, TermIndex, parse, tokens
from bot.core.model.library import Family, Library, Signal

_FACT = re.compile(r"\{fact:([^{}]*)\}")


def warnings(text: str, library: Library) -> list[str]:
    """Return the lines that must come before anything else, each once. Usually none."""
    lines: list[str] = []
    said: set[str] = set()
    for signal in ringing(text, library):
        numbers = {*_FACT.findall(signal.says)}
        if not numbers or numbers - said:  # a line without a new number only makes the first one longer
            lines.append(signal.says)
        said |= numbers
    return lines


def ringing(text: str, library: Library) -> list[Signal]:
    """Return the signals that this text sets off, in the order of the file."""
    return _alarm(tuple(library.signals.values()), tuple(library.families.values())).signals_in(text)


@dataclass(frozen=True, slots=True)
class _Wired:
    """A signal with its phrases parsed."""

    signal: Signal
    phrases: tuple[Ordered, ...]
    unless: tuple[Ordered, ...]


class _Alarm:
    """All signals, ready to be held against a text. Nothing of a text stays in it."""

    def __init__(self, signals: tuple[Signal, ...], families: tuple[Family, ...]) -> None:
        by_id = {family.id: family for family in families}
        self._wired = [
            _Wired(
                signal,
                tuple(one for phrase in signal.phrases for one in parse(phrase, by_id)),
                tuple(one for phrase in signal.unless for one in parse(phrase, by_id)),
            )
            for signal in signals
        ]
        self._vocabulary = TermIndex(
            term
            for wired in self._wired
            for ordered in (*wired.phrases, *wired.unless)
            for term in ordered.terms
        )

    def signals_in(self, text: str) -> list[Signal]:
        found = self._vocabulary.find(tokens(text))
        return [wired.signal for wired in self._wired if found and _rings(wired, found)]


def _rings(wired: _Wired, found: Places) -> bool:
    """Return whether a phrase stands in the text, apart from what looks the same and means something else."""
    places = [place for one in wired.phrases if (place := one.places(found))]
    if not places:
        return False
    other = frozenset(at for one in wired.unless for at in one.places(found))
    if not other:
        return True
    left = {term: kept for term, ats in found.items() if (kept := [at for at in ats if at not in other])}
    return any(one.places(left) for one in wired.phrases)


@lru_cache(maxsize=8)
def _alarm(signals: tuple[Signal, ...], families: tuple[Family, ...]) -> _Alarm:
    return _Alarm(signals, families)
