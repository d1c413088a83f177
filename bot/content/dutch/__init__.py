"""The Dutch word list that travels with the bot. Where it comes from stands in LICENSES.md beside it."""

from functools import cache
from pathlib import Path

import numpy as np

from bot.core.wordlist import WordList

_HERE = Path(__file__).parent


@cache
def dutch_words() -> WordList:
    """The word list. Read once: it takes 50 ms and 8 MB."""
    lines = (_HERE / "words.txt").read_text("ascii").splitlines()
    pairs = [line.split() for line in lines]
    return WordList(
        rank={word: row for row, (word, _) in enumerate(pairs)},
        commonness=np.array([int(zipf) for _, zipf in pairs], np.int16),
        meanings=np.load(_HERE / "meanings.npy", allow_pickle=False),
        elsewhere=tuple((_HERE / "elsewhere.txt").read_text("utf-8").splitlines()),
    )
