"""Combine the findings of the texts that one message was split into."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.core.model.finder import Verdict
from bot.search.ranking import Candidate

AHEAD = 0.05
"""By so much a part must beat the whole: it says less, and is sooner like something."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One text, and what was found by it."""

    text: str
    verdict: Verdict
    candidates: Sequence[Candidate]

    @property
    def score(self) -> float:
        """Return the score of the best candidate (0..1)."""
        return self.candidates[0].score if self.candidates else 0.0


def ranked(judged: Sequence[Judged]) -> list[Judged]:
    """Return them best first. The first is the whole message: a part must do clearly better."""
    whole, *parts = judged
    return sorted([whole, *parts], key=lambda one: -(one.score + (AHEAD if one is whole else 0.0)))


def merged(first: Sequence[Candidate], others: Iterable[Sequence[Candidate]]) -> list[Candidate]:
    """Return all candidates, best first, each entry once. The first of all stays the first."""
    best: dict[int, Candidate] = {}
    for one in [*first, *(one for group in others for one in group)]:
        if one.entry not in best or one.score > best[one.entry].score:
            best[one.entry] = one
    rest = sorted(best.values(), key=lambda one: -one.score)
    return [*first[:1], *(one for one in rest if one.entry != first[0].entry)] if first else rest


def second(best: Judged, others: Iterable[Judged]) -> Iterator[Candidate]:
    """Yield what surely answers another question of the same message."""
    if best.verdict != "answer":
        return
    known = {best.candidates[0].entry}
    for one in others:
        apart = one.text not in best.text and best.text not in one.text
        if apart and one.verdict == "answer" and one.candidates[0].entry not in known:
            known.add(one.candidates[0].entry)
            yield one.candidates[0]
