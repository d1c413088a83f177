"""All sentences that lead somewhere, in compact rows of numbers.

A text is looked up by the trigrams it shares (an inverted index), and weighed by all its grams and by
what its words mean. Nothing here knows what an entry is: entries are numbers from 0.
"""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from bot.search.grams import BUCKETS, TRIGRAM, Ids, Starts, grams
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

WORDS = 0.3
"""Share of the word vectors in how alike two texts are; the rest is the letters they share."""

SENTENCES = 0.5
"""Share of the sentence vectors, if there are any."""


@dataclass(frozen=True, slots=True)
class QueryFeatures:
    """A query as numbers, ready to be looked up."""

    ids: Ids
    weights: Vector
    """Of each gram: 1, or less where typed and corrected differ."""
    trigrams: Ids
    trigram_weights: Vector
    word_vector: Vector
    stems: Ids
    """Hashed stems of the words that say what it is about, each once."""
    sentence_vector: Vector | None = None
    """Its embedding, if there is a sentence model."""


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
    word_vectors: Vectors
    stems: Ids
    stem_starts: Starts
    """Hashed stems of entry n, each once: `stems[stem_starts[n]:stem_starts[n + 1]]`."""
    sentence_vectors: Vectors | None = None
    """The embedding of each sentence, of length 1."""
    thresholds: Vector = field(default_factory=lambda: np.zeros(0, np.float32))
    """The two scores of `thresholds.Thresholds`, once they are known."""
    off: Rows = field(default_factory=lambda: np.zeros(0, np.int64))
    """Sentences that no text is compared with."""


def hash_stem(stem: str) -> int:
    """Return the stem as a number below `BUCKETS`."""
    return zlib.crc32(stem.encode()) % BUCKETS


def build_index(
    texts: Sequence[str], owner: Sequence[int], word_vectors: Vectors, stems: tuple[Ids, Starts]
) -> Index:
    """Build the index of these sentences: folded words, a space between them. `stems` are of each entry."""
    ids, starts = grams(texts)
    trigrams, trigram_starts = grams(texts, TRIGRAM)
    row = np.repeat(np.arange(len(texts), dtype=np.uint32), np.diff(trigram_starts))
    order = np.argsort(trigrams, kind="stable")
    post_starts = np.zeros(BUCKETS + 1, np.uint32)
    np.cumsum(np.bincount(trigrams, minlength=BUCKETS), out=post_starts[1:])
    return Index(np.array(owner, np.uint32), ids, starts, row[order], post_starts, word_vectors, *stems)


class IndexSearcher:
    """Looks texts up in an index."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self._length = np.sqrt(np.maximum(np.diff(index.starts), 1)).astype(np.float32)
        self._dense = index.word_vectors.astype(np.float32) if len(index.owner) <= DENSE else None
        entries = len(index.stem_starts) - 1
        counted = np.bincount(index.stems, minlength=BUCKETS)
        self._rarity = (1 + np.log((1 + entries) / (1 + counted))).astype(np.float32)
        self._centre = np.zeros(1, np.float32)
        self._centred: Vector | None = None
        if index.sentence_vectors is not None and len(index.sentence_vectors):
            self._centre = index.sentence_vectors.mean(0, dtype=np.float32)
            if self._dense is not None:
                self._centred = _of_length_1(index.sentence_vectors.astype(np.float32) - self._centre)

    def near(self, query: QueryFeatures, boost: Vector) -> tuple[Rows, Vector]:
        """Return the sentences nearest to a query, and how alike they are (0..1), best first.

        `boost` is a factor for every sentence; what has none is left out.
        """
        rows = self._candidates(query, boost)
        alike = np.asarray(self.alike(query, rows) * boost[rows], np.float32)
        order = np.argsort(-alike, kind="stable")
        return rows[order], alike[order]

    def alike(self, query: QueryFeatures, rows: Rows) -> Vector:
        """Return how alike these sentences are to a query (about 0..1)."""
        alike = (1 - WORDS) * self.letters(query, rows) + WORDS * self._word_vectors(rows) @ query.word_vector
        if query.sentence_vector is not None and self.index.sentence_vectors is not None:
            alike = (1 - SENTENCES) * alike + SENTENCES * self._sentence_vectors(rows) @ _of_length_1(
                query.sentence_vector - self._centre
            )
        return np.asarray(alike, np.float32)

    def letters(self, query: QueryFeatures, rows: Rows) -> Vector:
        """Return the share of grams that these sentences have in common with a query (cosine)."""
        table = np.zeros(BUCKETS, np.float32)
        table[query.ids] = query.weights
        length = float(np.sqrt((query.weights**2).sum())) or 1.0
        ids, begins = self._gathered(rows)
        shared = np.add.reduceat(np.append(table[ids], np.float32(0)), begins)
        return np.asarray(shared / (self._length[rows] * length), np.float32)

    def among(self, rows: Rows) -> Vector:
        """Return how alike these sentences are to one another: a square matrix."""
        ids, begins = self._gathered(rows)
        counts = np.diff(np.append(begins, len(ids)))
        present = np.zeros((len(rows), BUCKETS // FOLD), np.bool_)
        present[np.repeat(np.arange(len(rows)), counts), ids % (BUCKETS // FOLD)] = True
        bits = np.packbits(present, axis=1).view(np.uint64)
        shared = np.bitwise_count(bits[:, None] & bits).sum(2, dtype=np.float32)
        length = np.sqrt(np.diagonal(shared))
        vectors = self._word_vectors(rows)
        letters = shared / (length * length[:, None])
        alike = (1 - WORDS) * letters + WORDS * vectors @ vectors.T
        if self.index.sentence_vectors is not None:
            sentences = self._sentence_vectors(rows)
            alike = (1 - SENTENCES) * alike + SENTENCES * sentences @ sentences.T
        return np.asarray(alike, np.float32)

    def covered(self, query: QueryFeatures, entries: Rows) -> tuple[Rows, Vector]:
        """Return how many content words of a query stand in each entry, and their share by rarity (0..1)."""
        table = np.zeros(BUCKETS, np.float32)
        table[query.stems] = self._rarity[query.stems]
        begins, ends = self.index.stem_starts[entries].tolist(), self.index.stem_starts[entries + 1].tolist()
        parts = [table[self.index.stems[one:two]] for one, two in zip(begins, ends, strict=True)]
        shares = np.array([part.sum() for part in parts], np.float32) / (table[query.stems].sum() or 1)
        return np.array([np.count_nonzero(part) for part in parts], np.int64), shares

    def _candidates(self, query: QueryFeatures, boost: Vector) -> Rows:
        rough = self._shared_trigrams(query) / self._length
        if self._dense is not None:
            length = float(np.sqrt((query.weights**2).sum())) or 1.0
            rough = (1 - WORDS) * 4 * rough / length + WORDS * (self._dense @ query.word_vector)
            if query.sentence_vector is not None and self._centred is not None:
                rough = rough + self._centred @ _of_length_1(query.sentence_vector - self._centre)
        rough = rough * boost
        if len(rough) > CANDIDATES:
            rows = np.argpartition(-rough, CANDIDATES)[:CANDIDATES]
        else:
            rows = np.arange(len(rough))
        return rows[rough[rows] > 0]

    def _shared_trigrams(self, query: QueryFeatures) -> Vector:
        """Return the weight of the trigrams each sentence shares. Of too many the commonest are left out."""
        begins = self.index.post_starts[query.trigrams].astype(np.int64)
        ends = self.index.post_starts[query.trigrams.astype(np.int64) + 1].astype(np.int64)
        order = np.argsort(ends - begins, kind="stable")
        affordable = order[np.cumsum((ends - begins)[order]) <= MOST_POSTINGS]
        parts = [self.index.posted[begins[at] : ends[at]] for at in affordable]
        if not parts:
            return np.zeros(len(self.index.owner), np.float32)
        weights = np.repeat(query.trigram_weights[affordable], (ends - begins)[affordable])
        return np.bincount(np.concatenate(parts), weights, len(self.index.owner)).astype(np.float32)

    def _gathered(self, rows: Rows) -> tuple[Ids, Rows]:
        begins, ends = self.index.starts[rows].tolist(), self.index.starts[rows + 1].tolist()
        parts = [self.index.ids[one:two] for one, two in zip(begins, ends, strict=True)]
        counts = np.array([len(part) for part in parts], np.int64)
        ids = np.concatenate(parts) if parts else np.zeros(0, np.uint16)
        return ids, np.cumsum(counts) - counts

    def _word_vectors(self, rows: Rows) -> Vector:
        if self._dense is not None:
            return np.asarray(self._dense[rows], np.float32)
        return self.index.word_vectors[rows].astype(np.float32)

    def _sentence_vectors(self, rows: Rows) -> Vector:
        if self._centred is not None:
            return np.asarray(self._centred[rows], np.float32)
        assert self.index.sentence_vectors is not None
        return _of_length_1(self.index.sentence_vectors[rows].astype(np.float32) - self._centre)


def _of_length_1(vectors: Vector) -> Vector:
    length = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.where(length == 0, 1, length), np.float32)
