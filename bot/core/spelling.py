"""Mends what was typed wrong, and leaves real words and names alone.

A word is looked up without one or two of its first letters among words without one or two of theirs, so
that only a few candidates are left for rapidfuzz (the symmetric deletes of SymSpell, Garbe 2012).
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

import numpy as np
import numpy.typing as npt
from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.core.wordlist import WordList

PREFIX = 6
"""Letters that deletes are taken from."""

COMMON = 15_000
"""So many common words are also found by two deletes; the others by one."""

LONG = 6
"""From so many letters on a word may have two errors in it."""

MOST_LETTERS = 24
"""A longer word is no word; it is not mended."""

ERROR, FREQUENT, OURS, HEAD = 2.2, 0.35, 1.6, 0.4
"""What an error costs a candidate, and what it gains by a point of the Zipf scale, by standing in our
content, and by its first letter being the typed one. Only the order of size matters."""

_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_BASE = 38

Keys = npt.NDArray[np.uint32]


class Speller:
    """Knows the words of the content, with how often each stands there, and those of the word list."""

    def __init__(self, counted: Mapping[str, int], listed: WordList) -> None:
        self._listed = listed
        self._ours = counted
        new = [word for word in counted if word not in listed.rank and 1 < len(word) <= MOST_LETTERS]
        self._words = [*listed.rank, *new]
        self._deletes, self._rows = _indexed(self._words, set(counted))

    def knows(self, word: str) -> bool:
        """Whether this is a word: ours, or a Dutch one."""
        return word in self._ours or word in self._listed.rank

    def ours(self, word: str) -> bool:
        """Whether editors wrote this word."""
        return word in self._ours

    def parts(self, word: str) -> tuple[str, ...]:
        """The two words that a compound is made of, or nothing: "maatwerkbudget" gives two."""
        best: tuple[float, tuple[str, ...]] = (0.0, ())
        for at in range(3, len(word) - 2):
            head, tail = word[:at], word[at:]
            if not self.knows(tail):
                continue
            if not self.knows(head):
                head = head.removesuffix("s")
                if len(head) < 3 or not self.knows(head):
                    continue
            best = max(
                best, (min(self._weight(head), self._weight(tail)) + min(len(head), len(tail)), (head, tail))
            )
        return best[1]

    def mended(self, word: str) -> str:
        """The word that was probably meant, or this one."""
        if not 3 <= len(word) <= MOST_LETTERS or word.isdigit():
            return word
        errors = 2 if len(word) >= LONG else 1
        candidates = [self._words[row] for row in self._near(word, errors)]
        found = process.extract(word, candidates, scorer=OSA.distance, score_cutoff=errors, limit=None)
        best = min(
            ((self._cost(word, meant, int(slips)), meant) for meant, slips, _ in found), default=(0.0, word)
        )
        return best[1]

    def _near(self, word: str, errors: int) -> Sequence[int]:
        keys = np.unique(np.concatenate([key for key, _ in _deleted(_coded([word]), errors)]))
        begin = np.searchsorted(self._deletes, keys, "left")
        end = np.searchsorted(self._deletes, keys, "right")
        rows = [self._rows[one:two] for one, two in zip(begin, end, strict=True) if one < two]
        found: list[int] = np.unique(np.concatenate(rows)).tolist() if rows else []
        return found

    def _cost(self, typed: str, meant: str, slips: int) -> float:
        near = 0.35 if slips == 1 and _slip_of_the_hand(typed, meant) else 0.0
        return ERROR * (slips - near) - self._weight(meant) - HEAD * (typed[0] == meant[0])

    def _weight(self, word: str) -> float:
        ours = OURS + 0.2 * min(self._ours[word], 20) ** 0.5 if word in self._ours else 0.0
        return FREQUENT * self._listed.zipf(word) + ours


def _slip_of_the_hand(typed: str, meant: str) -> bool:
    """Two letters changed places, a letter was doubled or left out beside itself, or the next key was hit."""
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


def _coded(words: Sequence[str]) -> npt.NDArray[np.uint8]:
    """The first letters of each word as numbers from 1; 0 behind a short word."""
    raw = np.frombuffer(
        "".join(word[:PREFIX].ljust(PREFIX, "\0") for word in words).encode("ascii"), np.uint8
    )
    codes = np.where(raw >= ord("a"), raw - ord("a") + 11, raw - ord("0") + 1)
    return np.where(raw == 0, 0, codes).astype(np.uint8).reshape(-1, PREFIX)


def _deleted(codes: npt.NDArray[np.uint8], errors: int) -> Iterator[tuple[Keys, npt.NDArray[np.int32]]]:
    """Keys of the words without up to so many letters, and the rows of the words."""
    for count in range(errors + 1):
        for gone in combinations(range(PREFIX), count):
            rows = (np.flatnonzero(codes[:, gone[-1]]) if gone else np.arange(len(codes))).astype(np.int32)
            key = np.zeros(len(rows), np.uint32)
            for at in range(PREFIX):
                if at not in gone:
                    key = key * np.uint32(_BASE) + codes[rows, at]
            yield key * np.uint32(_BASE**count), rows


def _indexed(words: Sequence[str], ours: set[str]) -> tuple[Keys, npt.NDArray[np.uint32]]:
    """Every delete, sorted, and the row of its word."""
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
