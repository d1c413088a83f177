"""Danger that is only hinted at: what sounds like the examples that editors wrote brings one calm question.

A message is held against the examples of each kind of danger and against ordinary talk of the work. Every
stem and every pair of neighbours votes by how much more often it stands on one side than on the other (naive
Bayes, because there are no more than some hundreds of examples).
Small words count too: "ik durf niet naar huis" and "hij wil naar zijn huis" differ in little else.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import log

from bot.core.language.dutch import stem
from bot.core.language.phrases import tokens
from bot.core.model.library import Hint, Library

LEAST = 3
"""Words of a message that can hint at anything."""

WINDOW = 16
"""Words that are weighed together. A story of many sentences would otherwise add up to danger."""

STEP = 8

SMOOTHING = 0.2
"""What a stem counts where it was never seen: low, so that few examples already tell much."""

THRESHOLD = 4.0
"""How much likelier danger must be, as a logarithm. Lower hears more and asks more often in vain."""

Feature = tuple[str, ...]
"""A stem, or two neighbours."""


def hinted(text: str, library: Library) -> Hint | None:
    """Return the kind of danger that this text may be about."""
    hints = tuple(library.hints.values())
    return _ear(hints).hear(text) if any(not hint.calm for hint in hints) else None


@dataclass(frozen=True, slots=True)
class _Side:
    """How often each feature stands in a set of examples."""

    counts: Mapping[Feature, int]
    size: int

    def weight(self, feature: Feature) -> float:
        return log((self.counts.get(feature, 0) + SMOOTHING) / (self.size + 2 * SMOOTHING))


class _Ear:
    """All examples, counted. Nothing of a text stays in it."""

    def __init__(self, hints: Iterable[Hint]) -> None:
        sides = [(hint, _side(hint.examples)) for hint in hints]
        self._kinds = [(hint, side) for hint, side in sides if not hint.calm]
        danger = _sum(side for _, side in self._kinds)
        calm = _sum(side for hint, side in sides if hint.calm)
        self._leaning = {
            feature: danger.weight(feature) - calm.weight(feature)
            for feature in (*danger.counts, *calm.counts)
        }

    def hear(self, text: str) -> Hint | None:
        """Return the kind that the most dangerous part of a text sounds like, if it does."""
        parts = [[one for one in part if one in self._leaning] for part in _parts(text)]
        worst = max(parts, key=self._danger, default=[])
        return self._kind(worst) if self._danger(worst) > THRESHOLD else None

    def _danger(self, features: Iterable[Feature]) -> float:
        return sum(self._leaning[feature] for feature in features)

    def _kind(self, features: list[Feature]) -> Hint:
        return max(self._kinds, key=lambda kind: sum(map(kind[1].weight, features)))[0]


def _parts(text: str) -> Iterator[list[Feature]]:
    """Yield the features of each sentence, and of each window of a long one."""
    for sentence in _sentences(text):
        for at in range(0, max(1, len(sentence) - STEP), STEP):
            yield _features(sentence[at : at + WINDOW])


def _sentences(text: str) -> Iterator[list[str]]:
    sentence: list[str] = []
    for word in (*tokens(text), ""):
        if word:
            sentence.append(stem(word))
        elif len(sentence) >= LEAST:
            yield sentence
            sentence = []
        else:
            sentence = []


def _features(stems: list[str]) -> list[Feature]:
    return list(dict.fromkeys([*((one,) for one in stems), *pairwise(stems)]))


def _side(examples: Iterable[str]) -> _Side:
    rows = [feature for example in examples for feature in _parts(example)]
    return _Side(Counter(feature for row in rows for feature in row), len(rows))


def _sum(sides: Iterable[_Side]) -> _Side:
    counts: Counter[Feature] = Counter()
    size = 0
    for side in sides:
        counts.update(side.counts)
        size += side.size
    return _Side(counts, size)


@lru_cache(maxsize=4)
def _ear(hints: tuple[Hint, ...]) -> _Ear:
    return _Ear(hints)
