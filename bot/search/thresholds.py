"""Where "answer" begins, and where "unknown" ends."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.core.model.finder import Verdict

LEAST, LEAST_SURE, MOST = 0.36, 0.52, 0.6
"""Bands are never chosen outside these scores, however odd or small the content is."""

SLIPS, SURELY_SLIPS = 0.1, 0.02
"""Share of what is elsewhere that may be asked about, and that may be answered."""

WRONG = 0.2
"""Share of answers that may be wrong."""

FEW = 20
"""With fewer sentences than this to try, the usual band holds."""


@dataclass(frozen=True, slots=True)
class Bands:
    """Two scores."""

    maybe: float = 0.4
    """From here on we ask which one is meant."""
    sure: float = 0.56
    """From here on the first is shown."""

    @property
    def both(self) -> tuple[float, float]:
        """To be written to disk."""
        return self.maybe, self.sure

    def verdict(self, score: float) -> Verdict:
        """What to do with the best of what was found."""
        if score < self.maybe:
            return "unknown"
        return "answer" if score >= self.sure else "clarify"


def fitted(inside: Sequence[tuple[float, bool]], outside: Sequence[float]) -> Bands:
    """Bands for content whose sentences scored like `inside` (and were right or not) when left out,
    and sentences that belong elsewhere like `outside`.
    """
    if len(outside) < FEW:
        return Bands()
    maybe = min(max(float(np.quantile(outside, 1 - SLIPS)), LEAST), LEAST_SURE)
    if len(inside) < FEW:
        return Bands(maybe)
    sure = max(float(np.quantile(outside, 1 - SURELY_SLIPS)), _right_from(inside))
    return Bands(maybe, min(max(sure, LEAST_SURE), MOST))


def _right_from(inside: Sequence[tuple[float, bool]]) -> float:
    """The lowest score from which on few answers are wrong."""
    lowest, wrong = 1.0, 0
    for at, (score, right) in enumerate(sorted(inside, reverse=True), start=1):
        wrong += not right
        if wrong / at <= WRONG:
            lowest = score
    return lowest
