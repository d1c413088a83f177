"""Which Dutch words there are, how common they are, and which of them mean something alike."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

NUMBERS = 96
"""Numbers that the meaning of a word is written in."""


def _no_meanings() -> npt.NDArray[np.int8]:
    return np.zeros((0, NUMBERS), np.int8)


@dataclass(frozen=True, slots=True)
class WordList:
    """Folded words, commonest first. Without words the search knows only what editors wrote."""

    rank: Mapping[str, int] = field(default_factory=dict)
    """Word, and its row, from 0."""
    commonness: npt.NDArray[np.int16] = field(default_factory=lambda: np.zeros(0, np.int16))
    """Per row, a hundred times the Zipf scale: 700 is "de", 300 once in a million words."""
    meanings: npt.NDArray[np.int8] = field(default_factory=_no_meanings)
    """Of the first rows, `NUMBERS` each. Rows that point the same way mean something alike."""
    elsewhere: tuple[str, ...] = ()
    """Sentences that people type to any bot and that no content here is about."""

    def zipf(self, word: str) -> float:
        """How common a word is, from 0 (not in the list) to about 8."""
        row = self.rank.get(word)
        return 0.0 if row is None else float(self.commonness[row]) / 100
