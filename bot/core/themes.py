"""Which theme or role does somebody mean?"""

from collections.abc import Mapping, Sequence
from typing import Protocol, TypeVar

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.core.dutch import stems


class Named(Protocol):
    """A theme or a role: something with an id, a title and other words for it."""

    @property
    def id(self) -> str:
        """Small letters and dashes."""

    @property
    def title(self) -> str:
        """What people read."""

    @property
    def also(self) -> tuple[str, ...]:
        """What people type."""


N = TypeVar("N", bound=Named)


def named(text: str, things: Mapping[str, N]) -> N | None:
    """The theme or role that is meant, also with a typing error, or None."""
    names = {name: thing for thing in things.values() for name in _names(thing)}
    typed = " ".join(_telling(stems(text)))
    if thing := names.get(typed):
        return thing
    if len(typed) < 4:
        return None
    slips = 1 if len(typed) < 8 else 2
    near = process.extractOne(typed, names.keys(), scorer=OSA.distance, score_cutoff=slips)
    return names[near[0]] if near else None


def _names(thing: Named) -> list[str]:
    written = (thing.id, thing.title, *thing.also)
    return [" ".join(_telling(stems(name))) for name in written]


def _telling(words: Sequence[str]) -> list[str]:
    return [word for word in words if word not in {"de", "het", "een", "over", "en", "van", "in"}]
