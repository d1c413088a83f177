"""Embed a text as the weighted mean of the vectors of its words: "regent het" lies near "het weer"."""

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from bot.search.spelling import Speller
from bot.search.wordlist import DIMENSIONS, WordList

Vectors = npt.NDArray[np.float16]
Vector = npt.NDArray[np.float32]

EVERYWHERE = 1e-3
"""A word that is this share of all words counts half (smooth inverse frequency, Arora 2017)."""

BATCH = 400
"""Texts taken together while building."""


class WordVectors:
    """The vectors of a word list. Takes an unknown compound for the sum of its parts."""

    def __init__(self, listed: WordList, speller: Speller) -> None:
        self._listed = listed
        self._speller = speller
        self._weights = _weights(listed)

    def encode(self, text: Sequence[str]) -> Vector:
        """Return the vector of one text, given as words: of length 1, or all zeros if no word is known."""
        return np.asarray(self._summed([self._rows(text)])[0], np.float32)

    def encode_all(self, texts: Iterable[Sequence[str]]) -> Vectors:
        """Return the vectors of many texts, a row each."""
        known: dict[str, tuple[int, ...]] = {}
        found: list[Vectors] = [np.zeros((0, DIMENSIONS), np.float16)]
        batch: list[list[int]] = []
        for text in texts:
            rows: list[int] = []
            for word in text:
                if word not in known:
                    known[word] = self._word(word)
                rows.extend(known[word])
            batch.append(rows)
            if len(batch) == BATCH:
                found.append(self._summed(batch).astype(np.float16))
                batch = []
        found.append(self._summed(batch).astype(np.float16))
        return np.concatenate(found)

    def _rows(self, text: Sequence[str]) -> list[int]:
        return [row for word in text for row in self._word(word)]

    def _word(self, word: str) -> tuple[int, ...]:
        row = self._listed.rank.get(word)
        if row is not None:
            return (row,) if row < len(self._listed.vectors) else ()
        parts = self._speller.parts(word) if len(word) > 6 else ()
        rows = (self._listed.rank.get(part, len(self._listed.vectors)) for part in parts)
        return tuple(row for row in rows if row < len(self._listed.vectors))

    def _summed(self, texts: Sequence[Sequence[int]]) -> Vector:
        counts = np.array([len(rows) for rows in texts], np.int64)
        summed = np.zeros((len(texts), DIMENSIONS), np.float32)
        rows = np.array([row for text in texts for row in text], np.int64)
        if len(rows):
            owner = np.repeat(np.arange(len(texts)), counts)
            weighed = self._listed.vectors[rows] * self._weights[rows, None]
            filled = np.flatnonzero(counts)
            begins = np.searchsorted(owner, filled)
            summed[filled] = np.add.reduceat(weighed, begins, axis=0)
        length = np.linalg.norm(summed, axis=1, keepdims=True)
        return np.asarray(summed / np.where(length == 0, 1, length), np.float32)


def _weights(listed: WordList) -> Vector:
    share = 10.0 ** (listed.commonness[: len(listed.vectors)] / 100 - 9)
    return np.asarray(EVERYWHERE / (EVERYWHERE + share) / 127, np.float32)
