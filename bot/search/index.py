"""All sentences that lead somewhere, in compact rows of numbers.

A text is looked up by the trigrams it shares (an inverted index), and weighed by all its grams and by
what its words mean. Nothing here knows what an entry is: entries are numbers from 0.
"""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from bot.search.grams import BUCKETS, THREE, Ids, Starts, grams
from bot.search.word_vectors import Vector, Vectors

Rows = npt.NDArray[np.int64]
"""Numbers of sentences."""

CANDIDATES = 200
"""Sentences that are weighed exactly."""

MOST_POSTINGS = 400_000
"""Places in the inverted index that one question may look at. The rarest trigrams go first."""

FOLD = 16
"""Where sentences are compared with one another, so many buckets of grams are taken for one."""

DENSE = 20_000
"""Up to so many sentences every one is also compared by meaning; above it only the candidates are."""

MEANING = 0.3
"""Share of the meaning in how alike two texts are; the rest is the letters they share."""

SENSE = 0.5
"""Share of the sentence model, if there is one."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A text that is looked up."""

    ids: Ids
    weights: Vector
    """Of each gram: 1, or less where typed and mended differ."""
    threes: Ids
    three_weights: Vector
    meaning: Vector
    stems: Ids
    """Hashed stems of the words that say what it is about, each once."""
    sense: Vector | None = None
    """What the sentence model makes of it, if there is one."""


@dataclass(frozen=True, slots=True)
class Index:
    """Rows of numbers only, so that it can be written to disk and read back as it is."""

    owner: npt.NDArray[np.uint32]
    """Of each sentence its entry. Sentences of one entry stand together."""
    ids: Ids
    starts: Starts
    """Grams of sentence n: `ids[starts[n]:starts[n + 1]]`."""
    posted: npt.NDArray[np.uint32]
    post_starts: Starts
    """Sentences with trigram n: `posted[post_starts[n]:post_starts[n + 1]]`."""
    meaning: Vectors
    stems: Ids
    stem_starts: Starts
    """Hashed stems of entry n, each once: `stems[stem_starts[n]:stem_starts[n + 1]]`."""
    sense: Vectors | None = None
    """What a sentence model made of each sentence, length 1."""
    bands: Vector = field(default_factory=lambda: np.zeros(0, np.float32))
    """The two scores of `bands.Bands`, once they are known."""
    off: Rows = field(default_factory=lambda: np.zeros(0, np.int64))
    """Sentences that no text is compared with."""


def hashed(stem: str) -> int:
    """The stem as a number."""
    return zlib.crc32(stem.encode()) % BUCKETS


def indexed(texts: Sequence[str], owner: Sequence[int], meaning: Vectors, stems: tuple[Ids, Starts]) -> Index:
    """The index of these sentences: folded words with one space between them. `stems` are of each entry."""
    ids, starts = grams(texts)
    threes, three_starts = grams(texts, THREE)
    row = np.repeat(np.arange(len(texts), dtype=np.uint32), np.diff(three_starts))
    order = np.argsort(threes, kind="stable")
    post_starts = np.zeros(BUCKETS + 1, np.uint32)
    np.cumsum(np.bincount(threes, minlength=BUCKETS), out=post_starts[1:])
    return Index(np.array(owner, np.uint32), ids, starts, row[order], post_starts, meaning, *stems)


class Search:
    """Looks texts up in an index."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self._length = np.sqrt(np.maximum(np.diff(index.starts), 1)).astype(np.float32)
        self._dense = index.meaning.astype(np.float32) if len(index.owner) <= DENSE else None
        entries = len(index.stem_starts) - 1
        counted = np.bincount(index.stems, minlength=BUCKETS)
        self._rarity = (1 + np.log((1 + entries) / (1 + counted))).astype(np.float32)
        self._centre = np.zeros(1, np.float32)
        self._sense: Vector | None = None
        if index.sense is not None and len(index.sense):
            self._centre = index.sense.mean(0, dtype=np.float32)
            if self._dense is not None:
                self._sense = _of_length_1(index.sense.astype(np.float32) - self._centre)

    def near(self, typed: Typed, favour: Vector) -> tuple[Rows, Vector]:
        """The sentences nearest to a text, and how alike they are (0..1), best first.

        `favour` is a factor for every sentence; what has none is left out.
        """
        rows = self._candidates(typed, favour)
        alike = np.asarray(self.alike(typed, rows) * favour[rows], np.float32)
        order = np.argsort(-alike, kind="stable")
        return rows[order], alike[order]

    def alike(self, typed: Typed, rows: Rows) -> Vector:
        """How alike these sentences are to a text (about 0..1)."""
        alike = (1 - MEANING) * self.letters(typed, rows) + MEANING * self._meanings(rows) @ typed.meaning
        if typed.sense is not None and self.index.sense is not None:
            alike = (1 - SENSE) * alike + SENSE * self._senses(rows) @ _of_length_1(
                typed.sense - self._centre
            )
        return np.asarray(alike, np.float32)

    def letters(self, typed: Typed, rows: Rows) -> Vector:
        """The share of grams that these sentences have in common with a text (cosine)."""
        table = np.zeros(BUCKETS, np.float32)
        table[typed.ids] = typed.weights
        length = float(np.sqrt((typed.weights**2).sum())) or 1.0
        ids, begins = self._gathered(rows)
        shared = np.add.reduceat(np.append(table[ids], np.float32(0)), begins)
        return np.asarray(shared / (self._length[rows] * length), np.float32)

    def among(self, rows: Rows) -> Vector:
        """How alike these sentences are to one another: a square of numbers."""
        ids, begins = self._gathered(rows)
        counts = np.diff(np.append(begins, len(ids)))
        present = np.zeros((len(rows), BUCKETS // FOLD), np.bool_)
        present[np.repeat(np.arange(len(rows)), counts), ids % (BUCKETS // FOLD)] = True
        bits = np.packbits(present, axis=1).view(np.uint64)
        shared = np.bitwise_count(bits[:, None] & bits).sum(2, dtype=np.float32)
        length = np.sqrt(np.diagonal(shared))
        meanings = self._meanings(rows)
        letters = shared / (length * length[:, None])
        alike = (1 - MEANING) * letters + MEANING * meanings @ meanings.T
        if self.index.sense is not None:
            senses = self._senses(rows)
            alike = (1 - SENSE) * alike + SENSE * senses @ senses.T
        return np.asarray(alike, np.float32)

    def covered(self, typed: Typed, entries: Rows) -> tuple[Rows, Vector]:
        """How many telling words of a text stand in each entry, and their share by rarity (0..1)."""
        table = np.zeros(BUCKETS, np.float32)
        table[typed.stems] = self._rarity[typed.stems]
        begins, ends = self.index.stem_starts[entries].tolist(), self.index.stem_starts[entries + 1].tolist()
        parts = [table[self.index.stems[one:two]] for one, two in zip(begins, ends, strict=True)]
        shares = np.array([part.sum() for part in parts], np.float32) / (table[typed.stems].sum() or 1)
        return np.array([np.count_nonzero(part) for part in parts], np.int64), shares

    def _candidates(self, typed: Typed, favour: Vector) -> Rows:
        rough = self._shared_threes(typed) / self._length
        if self._dense is not None:
            length = float(np.sqrt((typed.weights**2).sum())) or 1.0
            rough = (1 - MEANING) * 4 * rough / length + MEANING * (self._dense @ typed.meaning)
            if typed.sense is not None and self._sense is not None:
                rough = rough + self._sense @ _of_length_1(typed.sense - self._centre)
        rough = rough * favour
        if len(rough) > CANDIDATES:
            rows = np.argpartition(-rough, CANDIDATES)[:CANDIDATES]
        else:
            rows = np.arange(len(rough))
        return rows[rough[rows] > 0]

    def _shared_threes(self, typed: Typed) -> Vector:
        """Of every sentence, the weight of the trigrams it shares. The commonest of too many are left out."""
        begins = self.index.post_starts[typed.threes].astype(np.int64)
        ends = self.index.post_starts[typed.threes.astype(np.int64) + 1].astype(np.int64)
        order = np.argsort(ends - begins, kind="stable")
        affordable = order[np.cumsum((ends - begins)[order]) <= MOST_POSTINGS]
        parts = [self.index.posted[begins[at] : ends[at]] for at in affordable]
        if not parts:
            return np.zeros(len(self.index.owner), np.float32)
        weights = np.repeat(typed.three_weights[affordable], (ends - begins)[affordable])
        return np.bincount(np.concatenate(parts), weights, len(self.index.owner)).astype(np.float32)

    def _gathered(self, rows: Rows) -> tuple[Ids, Rows]:
        begins, ends = self.index.starts[rows].tolist(), self.index.starts[rows + 1].tolist()
        parts = [self.index.ids[one:two] for one, two in zip(begins, ends, strict=True)]
        counts = np.array([len(part) for part in parts], np.int64)
        ids = np.concatenate(parts) if parts else np.zeros(0, np.uint16)
        return ids, np.cumsum(counts) - counts

    def _meanings(self, rows: Rows) -> Vector:
        if self._dense is not None:
            return np.asarray(self._dense[rows], np.float32)
        return self.index.meaning[rows].astype(np.float32)

    def _senses(self, rows: Rows) -> Vector:
        if self._sense is not None:
            return np.asarray(self._sense[rows], np.float32)
        assert self.index.sense is not None
        return _of_length_1(self.index.sense[rows].astype(np.float32) - self._centre)


def _of_length_1(vectors: Vector) -> Vector:
    length = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.where(length == 0, 1, length), np.float32)
