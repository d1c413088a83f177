"""What somebody typed, made ready to be looked up: cut into words, mended, and turned into grams."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.core.model.finder import LONGEST_QUESTION
from bot.core.model.text import folded
from bot.search.decoder import Meant
from bot.search.documents import Synonyms
from bot.search.grams import BUCKETS, SIZES, THREE, Ids, grams
from bot.search.index import Typed
from bot.search.word_vectors import Meanings, Vector

MOST_WORDS = 120
"""Words that are looked at. A question has fewer; a case is no question."""

MOST_MENDED = 40
"""Words that are mended. Who typed more told a case."""

MENDED = 0.6
"""What a gram counts that stands only in the mended text; one that was only typed counts the rest."""

_WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Asked:
    """The words of a text."""

    typed: tuple[str, ...]
    mended: tuple[str, ...]
    """The same where nothing was wrong. Words may have been joined or parted."""


def read(text: str, meant: Meant) -> Asked:
    """The words of what was typed, and what was probably meant."""
    found = _WORD.findall(folded(text[:LONGEST_QUESTION]))[:MOST_WORDS]
    mended = [*meant.words(found[:MOST_MENDED]), *found[MOST_MENDED:]]
    return Asked(tuple(found), tuple(mended))


def typed(asked: Asked, synonyms: Synonyms, meanings: Meanings, stems: Ids) -> Typed:
    """What the index needs to look this text up."""
    same = asked.typed == asked.mended
    named = synonyms.of(asked.mended)
    texts = [" ".join([*asked.mended, *named]), " ".join([*asked.typed, *named])]
    ids, weights = _weighed(texts[:1] if same else texts, SIZES)
    threes, three_weights = _weighed(texts[:1] if same else texts, THREE)
    return Typed(ids, weights, threes, three_weights, meanings.of(asked.mended), stems)


def _weighed(texts: Sequence[str], sizes: Sequence[int]) -> tuple[Ids, Vector]:
    """The grams of a text, or of what was typed and mended together, and what each counts."""
    ids, starts = grams(texts, sizes)
    if len(texts) == 1:
        return ids, np.ones(len(ids), np.float32)
    table = np.zeros(BUCKETS, np.float32)
    table[ids[: starts[1]]] += MENDED
    table[ids[starts[1] :]] += 1 - MENDED
    used = np.unique(ids)
    return used, table[used]
