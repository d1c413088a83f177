"""Character n-grams of words, as numbers: what makes a text recognisable, also misspelt or inflected."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Ids = npt.NDArray[np.uint16]
Starts = npt.NDArray[np.uint32]

BUCKETS = 65_536
"""Grams are hashed into so many numbers. A text has about a hundred, so that two seldom clash."""

SIZES = (2, 3, 4, 5)
"""Letters of a gram. The space before and behind a word counts as one of its letters."""

TRIGRAM = (3,)
"""The grams by which a text is looked up; see `index`."""

BATCH = 400
"""Texts taken together. Keeps the memory used while building small."""

_CODES = np.zeros(256, np.uint32)
for _at, _sign in enumerate(b" abcdefghijklmnopqrstuvwxyz0123456789", start=1):
    _CODES[_sign] = _at
_BASE = np.uint32(38)
_SPACE = 1
_SPREAD = np.uint32(2_654_435_761)  # Knuth: the golden ratio of 2**32
_SHIFT = np.uint32(16)


def grams(texts: Sequence[str], sizes: Sequence[int] = SIZES) -> tuple[Ids, Starts]:
    """Return the different grams of each text, and where those of each start (one more than there are texts).

    Every text must be folded words with one space between them.
    """
    parts: list[Ids] = []
    counts: list[npt.NDArray[np.int64]] = []
    for at in range(0, len(texts), BATCH):
        ids, counted = _batch(texts[at : at + BATCH], sizes)
        parts.append(ids)
        counts.append(counted)
    starts = np.zeros(len(texts) + 1, np.uint32)
    if counts:
        np.cumsum(np.concatenate(counts), out=starts[1:])
    return np.concatenate(parts) if parts else np.zeros(0, np.uint16), starts


def _batch(texts: Sequence[str], sizes: Sequence[int]) -> tuple[Ids, npt.NDArray[np.int64]]:
    raw = np.frombuffer("".join(f" {text} \n" for text in texts).encode("ascii"), np.uint8)
    codes = _CODES[raw]
    owner = np.cumsum(codes == 0, dtype=np.int64) - (codes == 0)
    found = [_of_size(codes, owner, size) for size in sizes]
    keys = np.sort(np.concatenate(found)) if found else np.zeros(0, np.int64)
    keys = keys[np.diff(keys, prepend=-1) != 0]  # each once; np.unique takes five times as long
    counted = np.bincount(keys >> 16, minlength=len(texts))
    return (keys & (BUCKETS - 1)).astype(np.uint16), counted


def _of_size(codes: npt.NDArray[np.uint32], owner: npt.NDArray[np.int64], size: int) -> npt.NDArray[np.int64]:
    """Return text and bucket in one number, for every window within a word and the spaces around it."""
    count = len(codes) - size + 1
    if count <= 0:
        return np.zeros(0, np.int64)
    gram = np.zeros(count, np.uint32)
    within = np.ones(count, np.bool_)
    for at in range(size):
        window = codes[at : at + count]
        gram = gram * _BASE + window
        within &= window > (_SPACE if 0 < at < size - 1 else 0)
    if size == 2:  # a space and a space is no gram
        within &= (codes[:count] != _SPACE) | (codes[1 : 1 + count] != _SPACE)
    hashed = ((gram * _SPREAD) >> _SHIFT).astype(np.int64)
    return (owner[:count][within] << 16) | hashed[within]
