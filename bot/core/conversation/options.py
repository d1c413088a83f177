"""Which option does somebody mean? By letter, number or label, also with a typing error."""

import re
from collections.abc import Sequence
from itertools import pairwise

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from bot.core.language.dutch import FRAME
from bot.core.model.session import Option
from bot.core.model.text import words

SAME = 85
"""From this likeness (0..100) on, a whole label is recognised: one typing error in six letters."""

CLEAR = 6
"""By so much (0..100) the best label must beat the next one."""

_YES_NO = frozenset({"ja", "nee"})
_NOT = frozenset({"niet", "geen"})

_LETTER = re.compile(r"(?:optie |antwoord |keuze )?\(?([a-z]|\d{1,2})\)?[.:!]?", re.IGNORECASE)


def keyed(labels: Sequence[tuple[str, str, str]]) -> tuple[Option, ...]:
    """Return options with the letters A, B, C ... from (id, label, detail)."""
    return tuple(
        Option(id_, chr(ord("A") + at), label, detail) for at, (id_, label, detail) in enumerate(labels)
    )


def pick(text: str, options: Sequence[Option]) -> Option | None:
    """Return the option that the text picks, or None if that is not clear.

    A number counts the options as they stand, from 1. `text` must be cleaned.
    """
    if letter := _LETTER.fullmatch(text.strip()):
        return _by_letter(letter[1].upper(), options)
    typed = words(text)
    return _by_words(typed, options) or _by_likeness(" ".join(typed), options)


def place_of(key: str) -> int:
    """Return the place of the option with this letter, from 0; -1 if there is none."""
    return ord(key) - ord("A") if len(key) == 1 and "A" <= key <= "Z" else -1


def letters(options: Sequence[Option]) -> str:
    """Return the keys to type, for in a sentence: "A, B of C"."""
    *head, last = [option.key for option in options]
    return f"{', '.join(head)} of {last}" if head else last


def _by_letter(letter: str, options: Sequence[Option]) -> Option | None:
    if letter.isdigit():
        letter = chr(ord("A") + int(letter) - 1) if letter != "0" else ""
    return next((option for option in options if option.key.upper() == letter), None)


def _by_words(typed: Sequence[str], options: Sequence[Option]) -> Option | None:
    """Return the only option whose label holds all these words, if one of them says something."""
    if not any(word not in FRAME or word in _YES_NO for word in typed):
        return None
    holders = [option for option in options if _holds(words(option.label), typed)]
    return holders[0] if len(holders) == 1 else None


def _holds(label: Sequence[str], typed: Sequence[str]) -> bool:
    held = all(any(_alike(word, other) for other in label) for word in typed)
    return held and not any(_turned(before, after, typed) for before, after in pairwise(label))


def _turned(before: str, after: str, typed: Sequence[str]) -> bool:
    """Return whether the label says "not" of a word that was typed without it."""
    return before in _NOT and before not in typed and any(_alike(word, after) for word in typed)


def _alike(word: str, other: str) -> bool:
    """Return whether these are one word, allowing one typing error from five letters on."""
    slips = 1 if len(word) >= 5 else 0
    return OSA.distance(word, other, score_cutoff=slips) <= slips


def _by_likeness(typed: str, options: Sequence[Option]) -> Option | None:
    scored = sorted(
        ((fuzz.ratio(typed, " ".join(words(option.label))), -at) for at, option in enumerate(options)),
        reverse=True,
    )
    if not scored or scored[0][0] < SAME:
        return None
    if len(scored) > 1 and scored[0][0] - scored[1][0] < CLEAR:
        return None
    return options[-scored[0][1]]
