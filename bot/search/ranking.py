"""Rank the entries that a query may mean: tell a few rivals apart, and score how sure that is."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from bot.search.disambiguate import rival_logits
from bot.search.index import IndexSearcher, QueryFeatures, Rows
from bot.search.word_vectors import Vector

RIVALS = 6
"""Entries near a text that are told apart. Fewer miss the right one, more confuse; see docs/zoeken.md."""

MOST_SENTENCES = 8
"""Of one entry, compared with those of its rivals."""

COVER = 1.0
"""The weight of an entry that has all telling words of the text."""

RARE = 0.2
"""The same, where the rivals are chosen."""

ELSEWHERE = 0.8
"""The factor for the scores of a text that is closer to a sentence from elsewhere."""

LIKELY = 0.5
"""The bonus for a score of 1 that no other entry comes near."""

NEARNESS = 2.0
"""The weight of similarity in the order of rivals, beside the words that distinguish them."""

SAYS = (0.6, 0.85, 0.95)
"""The factor for a score if no word says what it is about, if none of those that do is in the result,
or if one of several does."""

LACKS = 0.2
"""The loss of a score if the result lacks every telling word of the text; in proportion if it lacks some."""

ALIKE = 0.9
"""So alike a text is the sentence itself, however little it says."""

LISTED = 20
"""Entries that get a score."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that may be meant, and why."""

    entry: int
    sentence: int
    """Row of its nearest sentence."""
    alike: float
    cover: float
    """Share of the telling words of the text that stand in it, by how rare they are (0..1)."""
    likely: float
    """Chance that it is the one, if it is one of the rivals (0..1)."""
    counts: float
    """The factor for how much of the text says what it is about (0..1)."""
    score: float
    """`counts` of `alike` and `LIKELY` of `likely`, over the most that can be."""


@dataclass(frozen=True, slots=True)
class _Near:
    """Entries near a query, each with its nearest sentence. `likelihoods` are of the rivals only."""

    rows: Rows
    owner: Rows
    alike: Vector
    cover: Vector
    stands: Rows
    likelihoods: Vector


class Ranker:
    """Ranks the entries of an index. Sentences behind the last entry are of elsewhere."""

    def __init__(self, search: IndexSearcher, entries: int) -> None:
        self._search = search
        self._entries = entries
        self._begins = np.searchsorted(search.index.owner, np.arange(entries + 1))

    def candidates(self, looked: QueryFeatures, boost: Vector) -> list[Candidate]:
        """Return the candidates, best first."""
        rows, alike = self._search.near(looked, boost)
        owner = self._search.index.owner[rows].astype(np.int64)
        first = np.sort(np.unique(owner, return_index=True)[1])
        elsewhere = bool(len(first)) and owner[first[0]] == self._entries
        first = first[owner[first] != self._entries][:LISTED]
        if not len(first):
            return []
        near = alike[first]
        stands, cover = self._search.covered(looked, owner[first])
        order = np.argsort(-(near + RARE * cover), kind="stable")
        first, near, cover, stands = first[order], near[order], cover[order], stands[order]
        likelihoods = self._likelihoods(looked, owner[first[:RIVALS]], boost)
        likelihoods += NEARNESS * near[:RIVALS] + COVER * cover[:RIVALS]
        found = _Near(rows[first], owner[first], near, cover, stands, likelihoods)
        counts = (ELSEWHERE if elsewhere else 1.0) * self._says(looked, found)
        return [*_scored(found, counts)]

    def _likelihoods(self, looked: QueryFeatures, rivals: Rows, boost: Vector) -> Vector:
        """Return how likely each rival is the one that is meant; only to be compared."""
        if len(rivals) == 1:
            return np.zeros(1, np.float32)
        groups = [self._sentences(rival, looked, boost) for rival in rivals.tolist()]
        rows = np.concatenate(groups)
        owner = np.repeat(np.arange(len(rivals)), [len(group) for group in groups])
        return rival_logits(self._search.among(rows), self._search.alike(looked, rows), owner)

    def _sentences(self, entry: int, looked: QueryFeatures, boost: Vector) -> Rows:
        """Return the sentences of an entry that are nearest to a query."""
        rows = np.arange(self._begins[entry], self._begins[entry + 1])
        rows = rows[boost[rows] > 0]
        if len(rows) > MOST_SENTENCES:
            rows = rows[np.argsort(-self._search.alike(looked, rows), kind="stable")[:MOST_SENTENCES]]
        return rows

    def _says(self, looked: QueryFeatures, found: "_Near") -> float:
        """Return the factor of all scores, by how much of the query says what it is about."""
        if found.alike.max() >= ALIKE:
            return 1.0
        if not len(looked.stems):
            return SAYS[0]
        best = int(found.likelihoods.argmax())
        stands = int(found.stands[best])
        lacks = 1 - LACKS * (1 - float(found.cover[best]))
        if stands == 0:
            return SAYS[1] * lacks
        return lacks * (SAYS[2] if stands == 1 < len(looked.stems) else 1.0)


def _scored(found: _Near, counts: float) -> Iterator[Candidate]:
    """Score each entry by how alike it is itself, best first."""
    raised = np.exp(found.likelihoods - found.likelihoods.max())
    likely = np.zeros(len(found.rows), np.float32)
    likely[: len(raised)] = raised / raised.sum()
    scores = np.clip(counts * (found.alike + LIKELY * likely) / (1 + LIKELY), 0.0, 1.0)
    for at in np.argsort(-scores, kind="stable").tolist():
        yield Candidate(
            int(found.owner[at]),
            int(found.rows[at]),
            float(found.alike[at]),
            float(found.cover[at]),
            float(likely[at]),
            counts,
            round(float(scores[at]), 4),
        )
