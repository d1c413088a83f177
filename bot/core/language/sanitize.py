"""Makes what a person typed safe to think about: short, and without signs that do harm."""

import re
import unicodedata

LONGEST = 2000
"""Characters. Longer is not read: a case fits, a pasted file does not."""

_SPACE = re.compile(r"\s+")
_BRACES = str.maketrans("{}", "()")
"""Editors write {names} in texts that are filled in; what a person types is never filled in."""

_JOINER = "\u200d"
"""Holds an emoji of several parts together, so it may stay."""


def too_long(text: str) -> bool:
    """Return whether this is more than anybody types in one message."""
    return len(text) > LONGEST


def clean(text: str) -> str:
    """Return the text on one line, without control characters, lone surrogates and direction marks.

    May be empty. The text must not be longer than `LONGEST`.
    """
    spaced = _SPACE.sub(" ", text).translate(_BRACES)
    kept = "".join(sign for sign in spaced if _is_harmless(sign))
    return unicodedata.normalize("NFC", kept).strip(f" {_JOINER}")


def _is_harmless(sign: str) -> bool:
    # C*: control (NUL), format (right-to-left override, zero width), surrogate, private, unassigned
    return sign == _JOINER or not unicodedata.category(sign).startswith("C")
