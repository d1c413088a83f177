"""The Dutch word list that travels with the bot. Where it comes from stands in LICENSES.md beside it."""

from functools import cache
from pathlib import Path

import numpy as np

from bot.search.wordlist import WordList

_HERE = Path(__file__).parent


@cache
def dutch_words() -> WordList:
    """Return the word list. Read once: it takes 50 ms and 8 MB."""
    known = (_HERE / "words.txt").read_text("ascii").splitlines()
    return WordList(
        rank=dict(zip(known, range(len(known)), strict=True)),
        commonness=np.load(_HERE / "commonness.npy", allow_pickle=False),
        vectors=np.load(_HERE / "meanings.npy", allow_pickle=False),
        elsewhere=tuple((_HERE / "elsewhere.txt").read_text("utf-8").splitlines()),
    )
