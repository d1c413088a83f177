"""Which theme or role does somebody mean?"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Protocol, TypeVar

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.core.language.dutch import FRAME, listed, lowered, stem
from bot.core.model.library import Dilemma, Library, Quote
from bot.core.model.text import words


class Named(Protocol):
    """A theme or a role: something with an id, a title and other words for it."""

    @property
    def id(self) -> str:
        """Return the id: small letters and dashes."""

    @property
    def title(self) -> str:
        """Return the label on a button."""

    @property
    def also(self) -> tuple[str, ...]:
        """Return the key to type."""


N = TypeVar("N", bound=Named)


def named(text: str, things: Mapping[str, N]) -> N | None:
    """Return the theme or role with this name, allowing a typing error, or None."""
    names = {name: thing for thing in things.values() for name in _names(thing)}
    typed = _telling(text)
    if thing := names.get(typed):
        return thing
    if len(typed) < 4:
        return None
    slips = 1 if len(typed) < 8 else 2
    near = process.extractOne(typed, names.keys(), scorer=OSA.distance, score_cutoff=slips)
    return names[near[0]] if near else None


def _names(thing: Named) -> list[str]:
    written = (thing.id, thing.title, *thing.also)
    return [_telling(name) for name in written]


def _telling(text: str) -> str:
    """Return the stems of the words that say something; may be empty."""
    return " ".join(stem(word) for word in words(text) if word not in FRAME)


def all_titles(library: Library) -> str:
    """Return every theme, for in a sentence."""
    return listed(lowered(theme.title) for theme in library.themes.values())


def common_titles(library: Library, things: Iterable[Dilemma | Quote], most: int = 8) -> str:
    """Return the themes that most of these things are about, for in a sentence."""
    counted = Counter(theme for thing in things for theme in thing.themes)
    return listed(lowered(library.themes[theme].title) for theme, _ in counted.most_common(most))
