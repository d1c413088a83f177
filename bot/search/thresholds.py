"""Choose the score from which on the bot answers, and the one below which it does not know."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.core.model.finder import Verdict

LEAST, LEAST_SURE, MOST = 0.33, 0.52, 0.6
"""Thresholds are never chosen outside these scores, however odd or small the content is."""

SLIPS, SURELY_SLIPS = 0.1, 0.02
"""Share of what is elsewhere that may be asked about, and that may be answered."""

WRONG = 0.2
"""Share of answers that may be wrong."""

NEAR = 0.9
"""Share of the score to be asked about, from which on a text has something to do with an entry."""

FEW = 20
"""With fewer sentences than this to try, the usual thresholds hold."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Two scores."""

    clarify_from: float = 0.4
    """From here on we ask which one is meant."""
    answer_from: float = 0.56
    """From here on the first is shown."""

    @property
    def both(self) -> tuple[float, float]:
        """Return both, to be written to disk."""
        return self.clarify_from, self.answer_from

    def verdict(self, score: float) -> Verdict:
        """Return what to do with a best candidate of this score."""
        if score < self.clarify_from:
            return "near" if score >= NEAR * self.clarify_from else "unknown"
        return "answer" if score >= self.answer_from else "clarify"


def fit_thresholds(inside: Sequence[tuple[float, bool]], outside: Sequence[float]) -> Thresholds:
    """Choose thresholds for content by what was tried on it.

    `inside` are scores of its own sentences when left out, and whether they led to the right entry;
    `outside` are scores of sentences that belong elsewhere.
    """
    if len(outside) < FEW:
        return Thresholds()
    clarify_from = min(max(float(np.quantile(outside, 1 - SLIPS)), LEAST), LEAST_SURE)
    if len(inside) < FEW:
        return Thresholds(clarify_from)
    answer_from = max(float(np.quantile(outside, 1 - SURELY_SLIPS)), _right_from(inside))
    return Thresholds(clarify_from, min(max(answer_from, LEAST_SURE), MOST))


def _right_from(inside: Sequence[tuple[float, bool]]) -> float:
    """Return the lowest score from which on few answers are wrong."""
    lowest, wrong = 1.0, 0
    for at, (score, right) in enumerate(sorted(inside, reverse=True), start=1):
        wrong += not right
        if wrong / at <= WRONG:
            lowest = score
    return lowest
