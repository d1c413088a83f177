"""Recognise phrases that editors write as small patterns.

    slaat kind              these words in this order, at most `GAP` other words between two of them
    in_gevaar               the second word directly behind the first
    brand|vuur              one of these words
    mishandel*, *gevaar     any word that begins, or ends, like this
    <slaan>                 any word of the family `slaan` in knowledge/families.yaml
    <slaan> + <kind>        both sides, in either order

Words are not taken back to their stem: "geslagen" and "slagen" have the same one. What matches is what an
editor can see.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, permutations, product

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

from bot.core.model.library import Family
from bot.core.model.text import folded, words

GAP = 3
"""Other words that may stand between two words of a phrase: "hij slaat [zijn jongste] kind"."""

LONG = 9
"""From so many letters on, a word may have one typing error: "zelfmord", "mishandelt"."""

LEAST_START = 3
"""Letters of the shortest beginning or end that a pattern may give."""

_SENTENCE_END = re.compile(r"[.!?;\n]+")
_PART = re.compile(r"\*?[a-z0-9]+\*?")
_BREAK = ("",) * (GAP + 1)
"""Keeps a phrase from running on into the next sentence."""

Tokens = list[str]
Places = Mapping["Term", Sequence[int]]
"""The positions of each term of a pattern in a text. Terms that are not in it are left out."""


@dataclass(frozen=True, slots=True, eq=False)
class Term:
    """The words that one word of a pattern stands for.

    One object for the same words, told apart by identity: hashing its sets each time took milliseconds.
    """

    words: frozenset[str]
    starts: frozenset[str] = frozenset()
    ends: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Ordered:
    """Terms in one order. A pattern with "+" stands for several."""

    terms: tuple[Term, ...]
    reach: tuple[int, ...]
    """The distance in words that each term may have from the one before; unused for the first."""

    def places(self, found: Places) -> frozenset[int]:
        """Return where the words of this sequence stand, close together. Empty: they do not."""
        for term in self.terms:
            if term not in found:
                return frozenset()
        roads = {at: frozenset({at}) for at in found[self.terms[0]]}
        for term, reach in zip(self.terms[1:], self.reach[1:], strict=True):
            roads = {
                at: road | {at}
                for at in found[term]
                for last, road in roads.items()
                if last < at <= last + reach
            }
        return frozenset(chain.from_iterable(roads.values()))


def tokens(text: str) -> Tokens:
    """Return the words of a text, with a gap between its sentences that no phrase reaches over."""
    parts = [words(part) for part in _SENTENCE_END.split(text)]
    return [*chain.from_iterable((*part, *_BREAK) for part in parts if part)]


def parse(phrase: str, families: Mapping[str, Family]) -> Iterator[Ordered]:
    """Return the sequences of terms that a phrase stands for: none if it has no word."""
    sides = [[*_side(side, families)] for side in phrase.split(" + ")]
    for order in permutations(side for side in sides if side):
        for ways in product(*order):
            flat = [*chain.from_iterable(ways)]
            if flat:
                yield Ordered(tuple(term for term, _ in flat), tuple(reach for _, reach in flat))


Way = tuple[tuple[Term, int], ...]
"""Terms in order, and how far each may stand behind the one before."""


def _side(side: str, families: Mapping[str, Family]) -> Iterator[Way]:
    """Yield the ways to read one side of a pattern."""
    options = [option for chunk in side.split() if (option := [*_chunk(chunk, families)])]
    for ways in product(*options) if options else ():
        yield tuple(chain.from_iterable(ways))


def _chunk(chunk: str, families: Mapping[str, Family]) -> Iterator[Way]:
    """Yield the ways to read what stands between two spaces: single words are one term together."""
    alternatives = [*_alternatives(chunk, families)]
    single = [one for one in alternatives if len(_parts(one)) == 1]
    if single:
        yield ((_term(single), 1 + GAP),)
    for one in alternatives:
        parts = _parts(one)
        if len(parts) > 1:
            yield tuple((_term([part]), 1 if at else 1 + GAP) for at, part in enumerate(parts))


def _parts(alternative: str) -> list[str]:
    """Return the words, folded, each with its star: "niet_aan*", and "z'n", which is two."""
    return _PART.findall(folded(alternative))


def _alternatives(chunk: str, families: Mapping[str, Family]) -> Iterator[str]:
    for one in chunk.split("|"):
        if one.startswith("<"):
            family = families.get(one.strip("<>"))
            yield from family.words if family else ()
        else:
            yield one


def _term(alternatives: Sequence[str]) -> Term:
    plain = [_parts(one)[0] for one in alternatives]
    return _interned(
        frozenset(one for one in plain if "*" not in one),
        frozenset(one[:-1] for one in plain if one.endswith("*")),
        frozenset(one[1:] for one in plain if one.startswith("*")),
    )


@lru_cache(maxsize=16_384)
def _interned(whole: frozenset[str], starts: frozenset[str], ends: frozenset[str]) -> Term:
    return Term(whole, starts, ends)


class TermIndex:
    """All terms of many patterns, by the words that they stand for."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._words: dict[str, list[Term]] = {}
        self._starts: dict[str, list[Term]] = {}
        self._ends: dict[str, list[Term]] = {}
        for term in dict.fromkeys(terms):
            for table, keys in (
                (self._words, term.words),
                (self._starts, term.starts),
                (self._ends, term.ends),
            ):
                for key in keys:
                    table.setdefault(key, []).append(term)
        self._long = [word for word in self._words if len(word) >= LONG]

    def find(self, typed: Tokens) -> dict[Term, list[int]]:
        """Return where each term stands."""
        found: dict[Term, list[int]] = {}
        for at, word in enumerate(typed):
            for term in dict.fromkeys(self._of(word)):
                found.setdefault(term, []).append(at)
        return found

    def _of(self, word: str) -> Iterator[Term]:
        yield from self._words.get(word, ())
        for size in range(LEAST_START, len(word) + 1):
            yield from self._starts.get(word[:size], ())
            yield from self._ends.get(word[-size:], ())
        if len(word) >= LONG - 1 and word not in self._words and self._long:
            near = extractOne(word, self._long, scorer=OSA.distance, score_cutoff=1)
            yield from self._words[near[0]] if near else ()
