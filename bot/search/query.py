"""Parse what somebody typed: cut it into words, correct them, and turn them into grams."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.core.model.finder import LONGEST_QUESTION
from bot.core.model.text import folded
from bot.search.decoder import Decoder
from bot.search.documents import Synonyms
from bot.search.grams import BUCKETS, SIZES, TRIGRAM, Ids, grams
from bot.search.index import QueryFeatures
from bot.search.word_vectors import Vector, WordVectors

MOST_WORDS = 120
"""Words that are looked at. A question has fewer; a case is no question."""

MOST_CORRECTED = 40
"""Words that are corrected. Who typed more told a case."""

CORRECTED = 0.6
"""The weight of a gram that is only in the corrected text; one that was only typed has the rest."""

_WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """The words of a text."""

    typed: tuple[str, ...]
    corrected: tuple[str, ...]
    """The same where nothing was wrong. Words may have been joined or parted."""


def parse_query(text: str, decoder: Decoder) -> ParsedQuery:
    """Return the words of a text, as typed and as probably meant."""
    found = _WORD.findall(folded(text[:LONGEST_QUESTION]))[:MOST_WORDS]
    corrected = [*decoder.decode(found[:MOST_CORRECTED]), *found[MOST_CORRECTED:]]
    return ParsedQuery(tuple(found), tuple(corrected))


def features(query: ParsedQuery, synonyms: Synonyms, word_vectors: WordVectors, stems: Ids) -> QueryFeatures:
    """Return what the index needs to look this query up."""
    same = query.typed == query.corrected
    named = synonyms.of(query.corrected)
    texts = [" ".join([*query.corrected, *named]), " ".join([*query.typed, *named])]
    ids, weights = _weighed(texts[:1] if same else texts, SIZES)
    trigrams, trigram_weights = _weighed(texts[:1] if same else texts, TRIGRAM)
    return QueryFeatures(ids, weights, trigrams, trigram_weights, word_vectors.encode(query.corrected), stems)


def _weighed(texts: Sequence[str], sizes: Sequence[int]) -> tuple[Ids, Vector]:
    """Return the grams of a text, or of what was typed and corrected together, and what each counts."""
    ids, starts = grams(texts, sizes)
    if len(texts) == 1:
        return ids, np.ones(len(ids), np.float32)
    table = np.zeros(BUCKETS, np.float32)
    table[ids[: starts[1]]] += CORRECTED
    table[ids[starts[1] :]] += 1 - CORRECTED
    used = np.unique(ids)
    return used, table[used]
