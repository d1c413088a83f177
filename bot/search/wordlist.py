"""Dutch words, how common they are, and vectors that tell which of them mean something alike."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

DIMENSIONS = 96
"""Numbers in the vector of a word."""


def _no_vectors() -> npt.NDArray[np.int8]:
    return np.zeros((0, DIMENSIONS), np.int8)


@dataclass(frozen=True, slots=True)
class WordList:
    """Folded words, commonest first. Without words the search knows only what editors wrote."""

    rank: Mapping[str, int] = field(default_factory=dict)
    """Word, and its row, from 0."""
    commonness: npt.NDArray[np.int16] = field(default_factory=lambda: np.zeros(0, np.int16))
    """Per row, a hundred times the Zipf scale: 700 is "de", 300 once in a million words."""
    vectors: npt.NDArray[np.int8] = field(default_factory=_no_vectors)
    """Of the first rows, `DIMENSIONS` each. Rows that point the same way mean something alike."""
    elsewhere: tuple[str, ...] = ()
    """Sentences that people type to any bot and that no content here is about."""

    def zipf(self, word: str) -> float:
        """Return how common a word is, from 0 (not in the list) to about 8."""
        row = self.rank.get(word)
        return 0.0 if row is None else float(self.commonness[row]) / 100
