"""Danger goes first: words of acute danger, suicide, violence or child abuse bring a number.

Words are not taken back to their stem here: "geslagen" and "slagen" have the same one. So a phrase
rings as it is written, and an editor can see what rings.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import chain

from rapidfuzz.distance import OSA

from bot.core.model.library import Library, Signal
from bot.core.model.text import words

GAP = 3
"""Other words that may stand between two words of a phrase: "hij slaat [zijn jongste] kind"."""

LONG = 9
"""From so many letters on, a word may have one typing error: "zelfmord", "mishandelt"."""


def warnings(text: str, library: Library) -> list[str]:
    """The lines that must come before anything else, each once. Usually none."""
    typed = words(text)
    return [signal.says for signal in library.signals.values() if _rings(signal, typed)]


def _rings(signal: Signal, typed: list[str]) -> bool:
    """Whether a phrase stands in the text, apart from what looks the same and means something else."""
    begins = _begins(signal.phrases)
    if not any(word in begins or len(word) >= LONG - 1 for word in typed):
        return False  # as with nearly every letter or command that is typed
    left = list(typed)
    for phrase in signal.unless:
        for at in _places(typed, _written(phrase)):
            left[at] = ""
    return any(_places(left, _written(phrase)) for phrase in signal.phrases)


def _places(typed: Sequence[str], phrase: Sequence[str]) -> set[int]:
    """Where the words of the phrase stand in the text in this order, close together."""
    if not phrase or (len(phrase[0]) < LONG and phrase[0] not in typed):
        return set()  # most phrases are far from most texts: this saves nine tenths of the time
    roads: list[tuple[int, ...]] = [(at,) for at, word in enumerate(typed) if _alike(word, phrase[0])]
    for next_ in phrase[1:]:
        roads = [
            (*road, at)
            for road in roads
            for at, word in enumerate(typed[road[-1] + 1 : road[-1] + 2 + GAP], road[-1] + 1)
            if _alike(word, next_)
        ]
    return set(chain.from_iterable(roads))


def _alike(word: str, other: str) -> bool:
    return word == other or (len(other) >= LONG and OSA.distance(word, other, score_cutoff=1) <= 1)


@lru_cache(maxsize=20)
def _begins(phrases: tuple[str, ...]) -> frozenset[str]:
    """The words that these phrases begin with."""
    return frozenset(_written(phrase)[0] for phrase in phrases if _written(phrase))


_written = lru_cache(maxsize=2_000)(words)
"""The words of what an editor wrote. What people type is in no cache: it must be gone in an hour."""
