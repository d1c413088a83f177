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
"""What it counts that all telling words of the text stand in an entry."""

RARE = 0.2
"""The same, where the rivals are chosen."""

ELSEWHERE = 0.8
"""What the scores count of a text that is nearer to a sentence of elsewhere."""

LIKELY = 0.3
"""What it adds to a score of 1 that no other entry comes near."""

NEARNESS = 2.0
"""What being alike counts in the order of rivals, beside what tells them apart."""

SAYS = (0.6, 0.85, 0.95)
"""What a score counts if no word says what it is about, if none of those that do stands in what was found,
or if one of several does."""

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
    near: float
    """What counts for how alike it is. For the first: how alike the nearest of all is."""
    counts: float
    """What it all counts, by how much of the text says what it is about (0..1)."""
    score: float
    """`counts` of `near` and `LIKELY` of `likely`, over the most that can be; never above the one before."""


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
        stands = int(found.stands[found.likelihoods.argmax()])
        if stands == 0:
            return SAYS[1]
        return SAYS[2] if stands == 1 < len(looked.stems) else 1.0


def _scored(found: _Near, counts: float) -> Iterator[Candidate]:
    """In the order of the likelihoods, with scores that go down by it."""
    order = np.argsort(-found.likelihoods, kind="stable")
    raised = np.exp(found.likelihoods - found.likelihoods.max())
    likely = [*(raised / raised.sum()).tolist(), *[0.0] * (len(found.rows) - len(order))]
    last = 1.0
    for place, at in enumerate([*order.tolist(), *range(len(order), len(found.rows))]):
        near = float(found.alike.max() if place == 0 else found.alike[at])
        last = min(last, max(0.0, counts * (near + LIKELY * likely[at]) / (1 + LIKELY)))
        alike, cover = float(found.alike[at]), float(found.cover[at])
        yield Candidate(
            int(found.owner[at]), int(found.rows[at]), alike, cover, likely[at], near, counts, round(last, 4)
        )
