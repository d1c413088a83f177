"""Recognise what somebody does in a conversation: greet, thank, steer, ask about the bot.

Editors write a few phrasings of each intent in knowledge/intents.yaml. A message is laid beside them as a
whole: every word that a phrasing does not have counts against it, and a word that says something counts most.
So a telling word of the trade makes a message a question, however it begins.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

from bot.core.language.dutch import FRAME
from bot.core.model.library import Family, Intent, Library
from bot.core.model.text import folded, words

ALIKE = 0.8
"""From this likeness (0..1) on, a message is one of the phrasings."""

WORD_FOR_WORD = 0.995
"""From this likeness on, no word is more or less."""

LEAST_SHARE = 0.7
"""The least part of a message, and of a phrasing, that the other one must have."""

SPELLED_ALIKE = 91
"""From this likeness (0..100) on, letters alone are enough: "watkanje", "wie benjij"."""

MOST_WORDS = 16
"""Of a message that may be nothing but talk."""

_LONG = 4
"""From so many letters on, a word may have one typing error."""

_SLIP = 0.85
"""The worth of a word with a typing error."""

_LIGHT, _FRAMES, _TELLS = 0.15, 0.5, 1.0
"""The weight of a word: one that may stand anywhere, one that frames a sentence, any other."""

_ANYWHERE = frozenset(
    """
    hoi hallo hey hee hi even eens nou maar dan toch hoor eigenlijk graag aub svp alsjeblieft alsjeblief oh o
    ok oke hm nu wel ook gewoon eh uh dus zo zeg een de het precies allemaal nog zoal sorry ja mij me vandaag
    collega beste ruggespraak bot heel erg beetje ff
    """.split()  # noqa: SIM905, a list of words reads best as words
)

_FILLERS = frozenset("hoor nou eh uh sorry oh o hoi hallo hey zeg eigenlijk".split())  # noqa: SIM905
"""Words around a phrasing that say nothing, also where any text may be an answer."""

_CLAUSE = re.compile(r"[.,;:!?\n()–—]+|\s-\s")
_LETTERED = re.compile(r"(.)\1{2,}")
"""Letters that somebody holds down: "hoiiiii", "neeeee"."""


@dataclass(frozen=True, slots=True)
class _Phrasing:
    """One way to say an intent, cut into words and <families>."""

    intent: Intent
    parts: tuple[str, ...]
    weight: float


def intent_in(text: str, library: Library, *, word_for_word: bool = False) -> Intent | None:
    """Return the intent of this text, if it is nothing more than that.

    `word_for_word`: any text may be an answer here, so only a whole phrasing counts, without a typing error.
    """
    reader = _reader(tuple(library.intents.values()), tuple(library.families.values()))
    return reader.whole(text) if word_for_word else reader.read(text)


class _IntentReader:
    """All phrasings, ready to be laid beside a text. Nothing of a text stays in it."""

    def __init__(self, intents: Sequence[Intent], families: Sequence[Family]) -> None:
        named = {
            part for intent in intents for line in intent.like for part in _parts(line) if part[0] == "<"
        }
        self._families: dict[str, list[str]] = defaultdict(list)
        for family in families:
            if f"<{family.id}>" in named:
                for word in family.words:
                    self._families[folded(word)].append(f"<{family.id}>")
        self._phrasings = [
            _Phrasing(intent, parts, sum(map(_weight, parts)))
            for intent in intents
            for line in intent.like
            if (parts := tuple(_parts(line)))
        ]
        self._by_part: dict[str, list[int]] = defaultdict(list)
        for at, phrasing in enumerate(self._phrasings):
            for part in {*phrasing.parts}:
                self._by_part[part].append(at)
        self._known = frozenset({*self._by_part, *self._families})
        self._spellings = [part for part in self._known if len(part) >= _LONG and part[0] != "<"]
        first = {f"<{family.id}>": folded(family.words[0]) for family in families}
        self._joined = {
            "".join(first.get(part, part) for part in phrasing.parts): phrasing.intent
            for phrasing in self._phrasings
        }
        self._signs = {line.strip(): intent for intent in intents for line in intent.like if not words(line)}

    def whole(self, text: str) -> Intent | None:
        """Return the intent of which this text is a phrasing, but for words that may stand anywhere."""
        if len(words(text)) > MOST_WORDS:
            return None
        intent, score = self._best(" ".join(word for word in words(text) if word not in _FILLERS) or text)
        return intent if score >= WORD_FOR_WORD else None

    def read(self, text: str) -> Intent | None:
        """Return the intent of this text, as far as it is like a phrasing of one."""
        if intent := self._signs.get(text.strip()):
            return intent
        if len(words(text)) > MOST_WORDS:
            return None
        whole, score = self._best(text)
        if whole and score >= ALIKE:
            return whole
        return self._of_clauses([part for part in _CLAUSE.split(text) if words(part)]) or self._joined_up(
            text
        )

    def _of_clauses(self, clauses: Sequence[str]) -> Intent | None:
        """Return the last intent, if every part of the message has one: "hoi, wat kan je?"."""
        if len(clauses) < 2:
            return None
        read = [self._best(clause) for clause in clauses if not {*words(clause)} <= _ANYWHERE]
        if not read or any(intent is None or score < ALIKE for intent, score in read):
            return None
        return read[-1][0]

    def _joined_up(self, text: str) -> Intent | None:
        typed = "".join(words(text))
        if len(typed) < 2 * _LONG:
            return None
        near = extractOne(typed, self._joined.keys(), scorer=fuzz.ratio, score_cutoff=SPELLED_ALIKE)
        return self._joined[near[0]] if near else None

    def _best(self, text: str) -> tuple[Intent | None, float]:
        typed = [_LETTERED.sub(r"\1", word) for word in words(text)]
        read = [self._read_word(word) for word in typed]
        total = sum(_weight(word) for word in typed)
        at_hand = {at for meanings in read for part in meanings for at in self._by_part.get(part, ())}
        best: tuple[Intent | None, float] = (None, 0.0)
        for at in sorted(at_hand):
            score = _likeness(self._phrasings[at], typed, read, total)
            if score > best[1]:
                best = (self._phrasings[at].intent, score)
        return best

    def _read_word(self, word: str) -> Mapping[str, float]:
        """Return the meanings of a word: itself, its families, or the known word that it misspells."""
        if word in self._known:
            return dict.fromkeys((word, *self._families.get(word, ())), 1.0)
        if len(word) < _LONG:
            return {}
        near = extractOne(word, self._spellings, scorer=OSA.distance, score_cutoff=1)
        if near is None:
            return {}
        return dict.fromkeys((near[0], *self._families.get(near[0], ())), _SLIP)


def _likeness(
    phrasing: _Phrasing, typed: Sequence[str], read: Sequence[Mapping[str, float]], total: float
) -> float:
    """Return how much a message and a phrasing have of one another, 0 where that is too little."""
    left = [*phrasing.parts]
    here = there = 0.0
    for word, meanings in zip(typed, read, strict=True):
        part = next((part for part in left if part in meanings), None)
        if part is not None:
            left.remove(part)
            here += _weight(word) * meanings[part]
            there += _weight(part) * meanings[part]
    said, meant = here / total, there / phrasing.weight
    return (said + meant) / 2 if min(said, meant) >= LEAST_SHARE else 0.0


def _weight(word: str) -> float:
    if word in _ANYWHERE:
        return _LIGHT
    return _FRAMES if word in FRAME or word in _FRAME_FAMILIES else _TELLS


_FRAME_FAMILIES = frozenset({"<jij>"})


def _parts(line: str) -> Iterator[str]:
    for chunk in line.split():
        if chunk.startswith("<"):
            yield chunk
        else:
            yield from words(chunk)


@lru_cache(maxsize=8)
def _reader(intents: tuple[Intent, ...], families: tuple[Family, ...]) -> _IntentReader:
    return _IntentReader(intents, families)
