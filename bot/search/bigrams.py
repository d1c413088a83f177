"""Count which of our words follow which: it makes one reading of a mistyped sentence likelier."""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

_BEGIN = ""
"""Stands before the first word of every sentence."""


class Bigrams:
    """Pairs of words that follow one another in our sentences."""

    def __init__(self, sentences: Iterable[Sequence[str]], counted: Mapping[str, int]) -> None:
        """`counted` says how often each word stands in them."""
        self._counted = counted
        self._number = {word: at for at, word in enumerate(counted, start=1)} | {_BEGIN: 0}
        self._size = len(self._number)
        every = np.fromiter(self._pairs(sentences), np.int64)
        self._sentences = int((every < self._size).sum())
        pairs, counts = np.unique(every, return_counts=True)
        self._pair = array("q", pairs.tobytes())
        self._count = array("I", counts.astype(np.uint32).tobytes())

    def probability(self, before: str, word: str) -> float:
        """Return how often `word` follows `before` (0..1). An empty `before` is the start of a sentence."""
        one, two = self._number.get(before), self._number.get(word)
        if one is None or two is None:
            return 0.0
        pair = one * self._size + two
        at = bisect_left(self._pair, pair)
        if at == len(self._pair) or self._pair[at] != pair:
            return 0.0
        often = self._counted[before] if before else self._sentences
        return float(self._count[at]) / (often + 1)

    def _pairs(self, sentences: Iterable[Sequence[str]]) -> Iterable[int]:
        number, size = self._number, self._size
        for words in sentences:
            before = 0
            for word in words:
                now = number[word]
                yield before * size + now
                before = now
