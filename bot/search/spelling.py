"""Know the words there are, how probable each is, and which of them a mistyped word may have been.

A word is looked up without one or two of its first letters among words without one or two of theirs, so
that only a few candidates are left for rapidfuzz (the symmetric deletes of SymSpell, Garbe 2012).
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt
from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.core.language.dutch import FRAME
from bot.search.wordlist import WordList

PREFIX = 6
"""Letters that deletes are taken from."""

COMMON = 15_000
"""So many common words are also found by two deletes; the others by one."""

LONG, LONGER = 6, 10
"""From so many letters on a word may have two errors in it, or three."""

MOST_LETTERS = 24
"""A longer word is no word; it is not corrected."""

ERROR, HAND, HEAD = 2.0, 0.5, 0.3
"""The cost of an error, the discount for a common slip of the hand, the surcharge for another first letter.
All costs are logarithms (base 10) of how seldom something happens."""

OURS, DUTCH = 0.3, 0.2
"""How far the next word is to be expected because of how often editors use it, and how common it is."""

SELDOM = 1e-9
"""Of a word that is in no list."""

MOST_CANDIDATES = 5
"""Words that a mistyped one may have been."""

_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_BASE = 38

Keys = npt.NDArray[np.uint32]
Codes = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Reading:
    """A word that may be meant."""

    word: str
    cost: float
    """Of the errors in what was typed."""
    probability: float
    """Of this word, wherever it stands."""


class Speller:
    """The words of the content, with how often each stands there, and those of the word list."""

    def __init__(self, counted: Mapping[str, int], listed: WordList) -> None:
        self._listed = listed
        self._ours = counted
        self._total = max(1, sum(counted.values()))
        new = [word for word in counted if word not in listed.rank and 1 < len(word) <= MOST_LETTERS]
        self._words = [*listed.rank, *new]
        self._lengths = np.fromiter(map(len, self._words), np.int16, len(self._words))
        self._letters = _letters(self._words)
        self._probabilities = np.fromiter(map(self.probability, self._words), np.float32, len(self._words))
        self._deletes, self._rows = _indexed(self._words, set(counted))

    def knows(self, word: str) -> bool:
        """Tell whether this is a word: ours, or a Dutch one."""
        return word in self._ours or word in self._listed.rank

    def ours(self, word: str) -> bool:
        """Tell whether editors wrote this word."""
        return word in self._ours

    def probability(self, word: str) -> float:
        """Return how probable this word is anywhere (0..1)."""
        zipf = self._listed.zipf(word)
        return OURS * self._ours.get(word, 0) / self._total + (DUTCH * 10 ** (zipf - 9) if zipf else SELDOM)

    def parts(self, word: str) -> tuple[str, ...]:
        """Return the two words that a compound is made of, or nothing: "maatwerkbudget" gives two."""
        best: tuple[float, tuple[str, ...]] = (0.0, ())
        for at in range(3, len(word) - 2):
            head, tail = word[:at], word[at:]
            if not self.knows(tail) or tail in FRAME:
                continue
            if not self.knows(head):
                head = head.removesuffix("s")
                if len(head) < 3 or not self.knows(head):
                    continue
            weight = min(self._weight(head), self._weight(tail)) + min(len(head), len(tail))
            best = max(best, (weight, (head, tail)))
        return best[1]

    def near(self, typed: Sequence[str]) -> dict[str, list[Reading]]:
        """Return for each of these mistyped words what may have been meant, most likely first."""
        tried = [
            word for word in dict.fromkeys(typed) if 1 < len(word) <= MOST_LETTERS and not word.isdigit()
        ]
        found: dict[str, list[tuple[float, str, int]]] = {word: [] for word in typed}
        if tried and self._words:
            at, rows = self._alike(tried)
            words, meant = [tried[one] for one in at.tolist()], [self._words[row] for row in rows.tolist()]
            slips = process.cpdist(words, meant, scorer=OSA.distance)
            costs = ERROR * slips - np.log10(self._probabilities[rows])
            right = (slips > 0) & (slips <= _errors([*map(len, words)]))
            for one in np.flatnonzero(right).tolist():
                found[words[one]].append((float(costs[one]), meant[one], int(slips[one])))
        return {word: self._options(word, near) for word, near in found.items()}

    def _options(self, word: str, near: list[tuple[float, str, int]]) -> list[Reading]:
        best = sorted(near)[:MOST_CANDIDATES]
        return [
            Reading(meant, _cost(word, meant, slips), self.probability(meant)) for _, meant, slips in best
        ]

    def _alike(self, typed: Sequence[str]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Return pairs of a typed word (its place) and one of ours (its row) that differ in few letters."""
        lengths = np.array([*map(len, typed)], np.int16)
        errors = _errors(lengths)
        codes = _coded(typed)
        valid = _LAST_GONE[None, :] < np.minimum(lengths, PREFIX)[:, None]
        valid &= _GONE[None, :] <= np.minimum(errors, 2)[:, None]
        owner, pattern = np.nonzero(valid)
        keys = (codes.astype(np.uint32) @ _PLACES)[owner, pattern]
        begin = np.searchsorted(self._deletes, keys, "left")
        counts = np.searchsorted(self._deletes, keys, "right") - begin
        owner, shift = np.repeat(owner, counts), np.repeat(begin - np.cumsum(counts) + counts, counts)
        rows = self._rows[shift + np.arange(len(shift))].astype(np.int64)
        differ = np.bitwise_count(self._letters[rows] ^ _letters(typed)[owner])
        good = (np.abs(self._lengths[rows] - lengths[owner]) <= errors[owner]) & (differ <= 2 * errors[owner])
        both = np.unique(owner[good] << 32 | rows[good])
        return both >> 32, both & 0xFFFFFFFF

    def _weight(self, word: str) -> float:
        ours = 1.6 + 0.2 * min(self._ours[word], 20) ** 0.5 if word in self._ours else 0.0
        return 0.35 * self._listed.zipf(word) + ours


def cost_of(chance: float) -> float:
    """Return what it costs to assume something that happens this often."""
    return -math.log10(chance)


def _errors(lengths: Sequence[int] | npt.NDArray[np.int16]) -> npt.NDArray[np.int64]:
    """Return how many errors a word of so many letters may have."""
    return 1 + np.searchsorted((LONG, LONGER), lengths, "right")


def _cost(typed: str, meant: str, slips: int) -> float:
    hand = HAND if slips == 1 and _slip_of_the_hand(typed, meant) else 0.0
    return ERROR * slips - hand + HEAD * (typed[0] != meant[0])


def _slip_of_the_hand(typed: str, meant: str) -> bool:
    """Tell whether letters were swapped, one was doubled or half of a double lost, or the next key hit."""
    if len(typed) == len(meant):
        wrong = [(one, two) for one, two in zip(typed, meant, strict=True) if one != two]
        if len(wrong) == 2:
            return wrong[0] == wrong[1][::-1]
        return len(wrong) == 1 and wrong[0][1] in _beside(wrong[0][0])
    longer, shorter = (typed, meant) if len(typed) > len(meant) else (meant, typed)
    return any(
        longer[:at] + longer[at + 1 :] == shorter
        and longer[at] in longer[max(at - 1, 0) : at] + longer[at + 1 : at + 2]
        for at in range(len(longer))
    )


def _beside(letter: str) -> str:
    for line, row in enumerate(_KEYS):
        if (at := row.find(letter)) >= 0:
            rows = _KEYS[max(line - 1, 0) : line + 2]
            return "".join(one[max(at - 1, 0) : at + 2] for one in rows)
    return ""


def _raw(words: Sequence[str], length: int) -> Codes:
    """Return the first letters of each word as numbers from 1; 0 behind a short word."""
    raw = np.frombuffer(
        "".join(word[:length].ljust(length, "\0") for word in words).encode("ascii"), np.uint8
    )
    codes = np.where(raw >= ord("a"), raw - ord("a") + 11, raw - ord("0") + 1)
    return np.where(raw == 0, 0, codes).astype(np.uint8).reshape(-1, length)


def _coded(words: Sequence[str]) -> Codes:
    return _raw(words, PREFIX)


def _letters(words: Sequence[str]) -> npt.NDArray[np.uint64]:
    """Return which letters stand in each word, a bit each."""
    found = np.zeros(len(words), np.uint64)
    for column in _raw(words, MOST_LETTERS).T:  # a letter at a time, which takes little memory
        found |= _BIT[column]
    return found


_BIT = np.array([0, *(1 << at for at in range(1, _BASE))], np.uint64)

_PATTERNS = [gone for count in (0, 1, 2) for gone in combinations(range(PREFIX), count)]
"""The letters that are left out, in every way."""

_GONE = np.array([*map(len, _PATTERNS)])
_LAST_GONE = np.array([gone[-1] if gone else -1 for gone in _PATTERNS])


def _places(gone: Sequence[int]) -> list[int]:
    """Return what a letter at each place counts in the key of a word without some of them."""
    kept = [at for at in range(PREFIX) if at not in gone]
    counts = [0] * PREFIX
    for power, at in enumerate(reversed(kept), start=len(gone)):
        counts[at] = _BASE**power
    return counts


_PLACES = np.array([_places(gone) for gone in _PATTERNS], np.uint32).T


def _deleted(codes: Codes, errors: int) -> Iterator[tuple[Keys, npt.NDArray[np.int32]]]:
    """Yield keys of the words without up to so many letters, and the rows of the words."""
    for at, gone in enumerate(_PATTERNS):
        if len(gone) <= errors:
            rows = (np.flatnonzero(codes[:, gone[-1]]) if gone else np.arange(len(codes))).astype(np.int32)
            yield codes[rows].astype(np.uint32) @ _PLACES[:, at], rows


def _indexed(words: Sequence[str], ours: set[str]) -> tuple[Keys, npt.NDArray[np.uint32]]:
    """Return every delete, sorted, and the row of its word."""
    codes = _coded(words)
    often = np.array([row for row, word in enumerate(words) if row < COMMON or word in ours], np.int32)
    seldom = np.setdiff1d(np.arange(len(words), dtype=np.int32), often)
    keys: list[Keys] = [np.zeros(0, np.uint32)]
    rows: list[npt.NDArray[np.int32]] = [np.zeros(0, np.int32)]
    for group, errors in ((often, 2), (seldom, 1)):
        for key, row in _deleted(codes[group], errors):
            keys.append(key)
            rows.append(group[row])
    every = np.concatenate(keys)
    order = np.argsort(every, kind="stable")
    return every[order], np.concatenate(rows)[order].astype(np.uint32)
