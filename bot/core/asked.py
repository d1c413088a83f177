"""What somebody typed, made ready to be looked up: cut into words, mended, and turned into grams."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.core.dutch import folded
from bot.core.findable import Synonyms
from bot.core.finder import LONGEST_QUESTION
from bot.core.grams import BUCKETS, SIZES, THREE, Ids, grams
from bot.core.index import Typed
from bot.core.meaning import Meanings, Vector
from bot.core.spelling import Speller

MOST_WORDS = 120
"""Words that are looked at. A question has fewer; a case is no question."""

MOST_MENDED = 24
"""Words that are mended. Who makes more errors typed no Dutch."""

MENDED = 0.6
"""What a gram counts that stands only in the mended text; one that was only typed counts the rest."""

_CHUNK = re.compile(r"[^\s]+")
_WORD = re.compile(r"[a-z0-9]+")
_APART = re.compile(r"[-/'’&+]")
"""Signs that part two words on purpose: "her-indicatie", "en/of", "foto's"."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The words of a text."""

    typed: tuple[str, ...]
    mended: tuple[str, ...]
    """The same where nothing was wrong. Words may have been joined or parted."""


def read(text: str, speller: Speller) -> Asked:
    """The words of what was typed, and what was probably meant."""
    typed: list[str] = []
    mended: list[str] = []
    left = MOST_MENDED
    for chunk in _CHUNK.findall(folded(text[:LONGEST_QUESTION])):
        found = _WORD.findall(chunk)
        typed += found
        if len(found) > 1 and not _APART.search(chunk) and not all(map(speller.knows, found)):
            whole = "".join(found)
            if speller.knows(whole) or speller.mended(whole) != whole:
                found = [whole]
        mended += found
        if len(typed) >= MOST_WORDS:
            break
    words: list[str] = []
    for word in _joined(mended, speller):
        if speller.knows(word) or left == 0 or speller.parts(word):
            words.append(word)
        else:
            left -= 1
            words += _mended(word, speller)
    return Asked(tuple(typed[:MOST_WORDS]), tuple(words[:MOST_WORDS]))


def _joined(found: Sequence[str], speller: Speller) -> list[str]:
    """The words, with two that are one ("schuld hulp"), and letters back where they belong ("isd e")."""
    words: list[str] = []
    for word in found:
        if words and _belong_together(words[-1], word, speller):
            words[-1] += word
        elif words and (parted := _parted_anew(words[-1], word, speller)):
            words[-1:] = parted
        else:
            words.append(word)
    return words


def _belong_together(one: str, two: str, speller: Speller) -> bool:
    whole = one + two
    if len(whole) < 6 or not speller.knows(whole):
        return False
    return not (speller.knows(one) and speller.knows(two)) or (
        speller.ours(whole) and min(len(one), len(two)) > 3
    )


def _parted_anew(one: str, two: str, speller: Speller) -> tuple[str, ...]:
    """The two words with the space a letter further or back, if that makes words of ours of them."""
    known = speller.knows(one) + speller.knows(two)
    if known == 2:
        return ()
    for first, second in ((one + two[0], two[1:]), (one[:-1], one[-1] + two)):
        now = speller.knows(first) + speller.knows(second)
        if first and second and now > known and (speller.ours(first) or speller.ours(second)):
            return first, second
    return ()


def _mended(word: str, speller: Speller) -> list[str]:
    """What was meant by a word that nobody knows: another word, or two without a space between them."""
    meant = speller.mended(word)
    if speller.ours(meant):
        return [meant]
    for gap in (0, 1):  # no space, or another key instead of it
        for at in range(2, len(word) - 1 - gap):
            if speller.ours(word[:at]) and speller.ours(word[at + gap :]):
                return [word[:at], word[at + gap :]]
    return [meant]


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
    used = np.flatnonzero(table).astype(np.uint16)
    return used, table[used]
