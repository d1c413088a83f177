"""Reads a choice as people say it: "B want dan heeft hij een dak", "toch liever de tweede", "A of C?"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.conversation.options import pick
from bot.core.language.dutch import FRAME
from bot.core.model.session import Option
from bot.core.model.text import words

_REASON = re.compile(
    r"\b(?:want|omdat|aangezien|zodat|namelijk|in plaats van|ipv|boven)\b|(?<=\w) dan (?=[a-g]\b)",
    re.IGNORECASE,
)
"""The rest says why, or what it is preferred to, and is no part of the choice."""

_REMARK = re.compile(r"\s*[,;:.!–—-]\s*|\s+maar\s+", re.IGNORECASE)
"""The rest may be a remark: "B, dat lijkt me het rustigst"."""

_CHOOSES = frozenset(
    """
    kies kiezen koos gekozen neem doe ga voor wordt liever graag toch optie antwoord keuze letter
    nummer stem prefereer
    """.split()  # noqa: SIM905, a list of words reads best as words
)
"""Words that somebody uses to choose."""

_AROUND = frozenset(
    """
    ik zou wil de het dat die dan maar nu eigenlijk nou ok oke ja nee nog eens even zeker sowieso denk
    is mijn me mij aub svp alsjeblieft alsjeblief dus hm hmm eh uh van twijfel tussen om met weg manier wel
    misschien beste lijkt geef en of ben te na hoor gewoon beter best vind past bij plus als moet mag
    zeg goed prima ander andere gaan ook uiteindelijk definitief deze enkele beetje naar neig meest
    """.split()  # noqa: SIM905
)
"""Words that may stand around a choice."""

_PLACES = {
    **dict.fromkeys(("eerste", "1e", "1ste", "bovenste", "een"), 0),
    **dict.fromkeys(("tweede", "2e", "2de", "twee"), 1),
    **dict.fromkeys(("derde", "3e", "3de", "drie"), 2),
    **dict.fromkeys(("vierde", "4e", "4de", "vier"), 3),
    **dict.fromkeys(("vijfde", "5e", "5de", "vijf"), 4),
}
_COUNTED = frozenset({"een", "twee", "drie", "vier", "vijf"})
"""Count only behind one of `_NAMES`: "een" is an article too."""

_NAMES = frozenset({"optie", "antwoord", "keuze", "letter", "nummer"})
_LAST = frozenset({"laatste", "onderste"})
_NOT = frozenset({"niet", "geen", "behalve", "nooit"})
_ALL = frozenset({"allebei", "beide", "beiden", "alle", "allemaal", "allen"})
_TAKES_BACK = frozenset({"nee", "toch", "liever", "of", "niet", "hoewel", "twijfel"})

_AROUND_A_NAME = _CHOOSES | _AROUND | _NOT | _ALL | _COUNTED

_MOST_LETTER = "G"
"""Higher letters count only by themselves: "n" and "m" are how people write "een" and "hem"."""

YES = frozenset("👍👌✅✔🆗")
_TONES = re.compile("[\ufe0f\U0001f3fb-\U0001f3ff]")
"""The sign that platforms put behind an emoji to colour it."""


@dataclass(frozen=True, slots=True)
class PickedOptions:
    """The options that a message picks."""

    named: tuple[Option, ...]
    """In the order in which it names them. Empty: it names only what it does not want."""


def read(text: str, options: Sequence[Option], *, agrees: bool = False) -> PickedOptions | None:
    """Return what a cleaned text chooses among these options; None if it is something else.

    `agrees`: whether a thumb may stand for the only option that begins with "Ja".
    """
    if agrees and is_thumb(text):
        return _agreed(options)
    if option := pick(text, options):
        return PickedOptions((option,))
    head = _REASON.split(text, maxsplit=1)[0]
    return by_name(head, options) or _before_remark(head, options) or _by_words(head, options)


def by_name(text: str, options: Sequence[Option]) -> PickedOptions | None:
    """Return a choice by letter or place, if the rest of the text only frames it."""
    typed = words(text)
    named: dict[Option, None] = {}
    refused = False
    for at, word in enumerate(typed):
        before = typed[at - 1] if at else ""
        if option := _named(word, before, options):
            if before in _NOT:
                refused = True
            else:
                named[option] = None
        elif word not in _AROUND_A_NAME:
            return None
    if named:
        return PickedOptions(()) if _NOT & {*typed} and not refused else PickedOptions(tuple(named))
    if refused or (_wants_all(typed) and _NOT & {*typed}):
        return PickedOptions(())
    return PickedOptions(tuple(options)) if _wants_all(typed) and len(options) > 1 else None


def names_a_letter(text: str) -> bool:
    """Return whether a text chooses a letter, whatever may stand open: "ik kies b"."""
    typed = words(_REASON.split(text, maxsplit=1)[0])
    letters = [word for word in typed if len(word) == 1 and "a" <= word <= _MOST_LETTER.lower()]
    others = [word for word in typed if word not in letters]
    return len(letters) == 1 and all(word in _CHOOSES | _AROUND for word in others)


def is_thumb(text: str) -> bool:
    """Return whether this is a thumb up, or what means the same."""
    bare = _TONES.sub("", text).replace(" ", "")
    return bool(bare) and {*bare} <= YES


def _agreed(options: Sequence[Option]) -> PickedOptions | None:
    yes = [option for option in options if words(option.label)[:1] == ["ja"]]
    return PickedOptions((yes[0],)) if len(yes) == 1 else None


def _before_remark(head: str, options: Sequence[Option]) -> PickedOptions | None:
    """Return a choice at the beginning, unless what follows takes it back: "A, of nee, toch B"."""
    begin, _, rest = _REMARK.sub("\n", head, count=1).partition("\n")
    if not rest or "?" in rest or _TAKES_BACK & {*words(rest)}:
        return None
    choice = by_name(begin, options)
    return choice if choice and len(choice.named) == 1 else None


def _wants_all(typed: Sequence[str]) -> bool:
    return bool(_ALL & {*typed}) and len(typed) <= 5  # words


def _named(word: str, before: str, options: Sequence[Option]) -> Option | None:
    if word in _LAST:
        return options[-1] if options else None
    if word in _COUNTED and before not in _NAMES:
        return None
    at = _PLACES.get(word, int(word) - 1 if word.isdigit() and len(word) == 1 else -1)
    if 0 <= at < len(options):
        return options[at]
    if len(word) == 1 and word.upper() <= _MOST_LETTER:
        return next((option for option in options if option.key == word.upper()), None)
    return None


def _by_words(head: str, options: Sequence[Option]) -> PickedOptions | None:
    """Return a choice by words of its label, if the message says that it chooses: "ik ga voor bellen"."""
    typed = words(head)
    if "?" in head or not _CHOOSES & {*typed} or _NOT & {*typed}:
        return None
    telling = [word for word in typed if word not in _CHOOSES | _AROUND and word not in FRAME]
    option = pick(" ".join(telling), options) if telling and len(telling[0]) > 1 else None
    return PickedOptions((option,)) if option else None
