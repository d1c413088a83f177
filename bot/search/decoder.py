"""Find the most likely words in what was typed, also where a space is wrong: "dedwatesrenosr" is two words.

Every way to cut the text into words is a path, in which each word may also be one that looks like it.
The cheapest path is taken (Viterbi): errors cost, and so do words that are seldom behind one another.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from bot.search.bigrams import Bigrams
from bot.search.spelling import ERROR, HEAD, Reading, Speller, cost_of

SPACE = 2.0
"""The cost of a space that is missing, too many, or a letter beside its place."""

REAL = 1.2
"""The extra cost of reading an existing word as another one."""

UNKNOWN, LETTER = 4.5, 0.65
"""The cost of an unknown word, and of each of its letters."""

COMPOUND = 1e-7
"""Probability of a word that is made of two we know."""

BEHIND = 0.5
"""How far a word is to be expected because of the one before it."""

SHORT = 3
"""Letters of a word whose letters are left as they are: "ots" is no "ons", and most of what is short says
nothing. Its spaces may be wrong."""

LEAST_CORRECTED = 3
"""Letters of a part of a word that may have an error of its own."""

CLEAR = ERROR + HEAD + 0.01
"""A word with so little wrong is whole: its spaces are where they belong."""

LONGEST_CUT, MOST_CUT = 30, 120
"""Letters of a word that may be several, and of all such words in a text. Who made more errors typed no
Dutch."""

MOST_CORRECTED = 16
"""Words that may be others."""

PATHS = 4
"""Paths that are followed from one place."""


@dataclass(frozen=True, slots=True)
class _Step:
    """A stretch of the text taken for a word, up to where the next one starts."""

    to: int
    text: str
    cost: float
    mend: bool
    """There may be errors in it."""


class Decoder:
    """Reads mistyped sentences with the words and the sentences of editors in mind."""

    def __init__(self, speller: Speller, bigrams: Bigrams, fixed: Collection[str] = frozenset()) -> None:
        """`fixed` are words that are never taken for others, such as abbreviations."""
        self._speller = speller
        self._bigrams = bigrams
        self._fixed = fixed

    def _whole(self, word: str) -> bool:
        """Tell whether this is no mistyped word: a number, an abbreviation, or one of ours."""
        return not word.isalpha() or word in self._fixed or self._speller.ours(word)

    def decode(self, typed: Sequence[str]) -> list[str]:
        """Return the words that were probably meant by these."""
        if all(map(self._whole, typed)):
            return [*typed]
        wrong = [word for word in typed if len(word) > SHORT and not self._whole(word)]
        near = self._speller.near(wrong[:MOST_CORRECTED])
        steps = self._steps(typed, near)
        parts = {one.text for group in steps.values() for one in group if one.mend}
        near |= self._speller.near([*(parts - near.keys())])
        return self._cheapest(steps, near, sum(map(len, typed)) + len(typed))

    def _cheapest(self, steps: dict[int, list[_Step]], near: dict[str, list[Reading]], end: int) -> list[str]:
        known: dict[tuple[str, bool, float], list[Reading]] = {}
        best: dict[int, dict[str, tuple[float, int, str]]] = defaultdict(dict, {0: {"": (0.0, 0, "")}})
        for at in range(end):
            paths = sorted((cost, word) for word, (cost, _, _) in best[at].items())[:PATHS]
            for step in steps[at] if paths else ():
                key = step.text, step.mend, step.cost
                if key not in known:
                    known[key] = [*self._options(step, near)]
                for option in known[key]:
                    cost, before = min((cost + self._cost(before, option), before) for cost, before in paths)
                    cost += step.cost + option.cost
                    if option.word not in best[step.to] or cost < best[step.to][option.word][0]:
                        best[step.to][option.word] = cost, at, before
        return [*_followed(best, end)][::-1]

    def _cost(self, before: str, option: Reading) -> float:
        if not option.probability:
            return UNKNOWN + LETTER * len(option.word)
        return cost_of(option.probability + BEHIND * self._bigrams.probability(before, option.word))

    def _options(self, step: _Step, near: dict[str, list[Reading]]) -> Iterator[Reading]:
        """Yield the word itself, and those that it may be if it was mistyped."""
        speller, text = self._speller, step.text
        known = speller.knows(text)
        compound = COMPOUND if not known and step.mend and speller.parts(text) else 0.0
        if known or compound or not step.cost:  # nobody moves a space to make a word that is none
            yield Reading(text, 0.0, speller.probability(text) if known else compound)
        for option in near[text] if step.mend and not compound else ():
            if not known:
                yield option
            elif speller.ours(option.word):
                yield replace(option, cost=option.cost + REAL)

    def _steps(self, typed: Sequence[str], near: dict[str, list[Reading]]) -> dict[int, list[_Step]]:
        """Return for each place in the text the words that may start there. One space follows each."""
        steps: dict[int, list[_Step]] = defaultdict(list)
        ours = [self._whole(word) or (word in near and self._clear(near[word])) for word in typed]
        known = [now or self._speller.knows(word) for now, word in zip(ours, typed, strict=True)]
        at, left = 0, MOST_CUT
        for place, word in enumerate(typed):
            after = at + len(word) + 1
            steps[at].append(_Step(after, word, 0.0, word in near))
            cut = not known[place] and LEAST_CORRECTED < len(word) <= min(LONGEST_CUT, left)
            if cut and not self._speller.parts(word):
                self._cut(steps, at, word)
                left -= len(word)
            if (
                place + 1 < len(typed)
                and self._may_join(word, typed[place + 1])
                and not (ours[place] and ours[place + 1])
            ):
                mend = not (known[place] and known[place + 1])
                _joined(steps, at, word, typed[place + 1], mend)
            at = after
        return steps

    def _may_join(self, one: str, two: str) -> bool:
        """Tell whether the space between these may be wrong: not beside a number or an abbreviation."""
        return all(word.isalpha() and word not in self._fixed for word in (one, two))

    def _clear(self, near: Sequence[Reading]) -> bool:
        """Tell whether a word of ours with one error in it was typed."""
        return any(one.cost < CLEAR and self._speller.ours(one.word) for one in near)

    def _cut(self, steps: dict[int, list[_Step]], at: int, word: str) -> None:
        """Add the ways to take one word for several: without the space, or with another key instead of it."""
        long = len(word)
        for cut in range(1, long):
            steps[at].append(_Step(at + cut, word[:cut], SPACE, cut >= LEAST_CORRECTED))
            if cut < long - 1:
                steps[at].append(_Step(at + cut + 1, word[:cut], SPACE, cut >= LEAST_CORRECTED))
            steps[at + cut].append(_Step(at + long + 1, word[cut:], 0.0, long - cut >= LEAST_CORRECTED))
        for begin in range(1, long - 2):
            for cut in range(begin + 2, long):
                if self._speller.ours(word[begin:cut]):
                    steps[at + begin].append(_Step(at + cut, word[begin:cut], SPACE, mend=False))
                    if cut < long - 1:
                        steps[at + begin].append(_Step(at + cut + 1, word[begin:cut], SPACE, mend=False))


def _joined(steps: dict[int, list[_Step]], at: int, one: str, two: str, mend: bool) -> None:
    """Add two words as one, or with the space a letter further or back."""
    middle = at + len(one) + 1
    after = middle + len(two) + 1
    if len(one + two) > LEAST_CORRECTED:
        steps[at].append(_Step(after, one + two, SPACE, mend))
    if len(two) > 1:
        steps[at].append(_Step(middle + 1, one + two[0], SPACE, mend))
        steps[middle + 1].append(_Step(after, two[1:], 0.0, mend))
    if len(one) > 1:
        steps[at].append(_Step(middle - 2, one[:-1], SPACE, mend))
        steps[middle - 2].append(_Step(after, one[-1] + two, 0.0, mend))


def _followed(best: dict[int, dict[str, tuple[float, int, str]]], end: int) -> Iterator[str]:
    """Yield the words of the cheapest path, from the last to the first."""
    word = min(best[end], key=lambda one: best[end][one][0])
    while word:
        yield word
        _, end, word = best[end][word]
