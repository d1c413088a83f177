"""Build an edition: content with the search over it, marked by what stands in it."""

import gc
import hashlib
from collections.abc import Callable
from pathlib import Path

import msgspec

from bot.core.editions import Edition
from bot.core.model.finder import Finder
from bot.core.model.library import Library


def finder_of(library: Library, cache: Path | None = None) -> Finder:
    """Return the search over this content. It imports numpy, so call it at the first question.

    `cache` is a folder of our own that remembers what took time.
    """
    from bot.search.build import prompt_matcher  # noqa: PLC0415

    finder = prompt_matcher(library, cache)
    gc.freeze()  # all this stays: looking for garbage in it, again and again, held a turn up for 60 ms
    return finder


def edition_of(library: Library, build: Callable[[Library], Finder] = finder_of) -> Edition:
    """Return the edition of this content. The same content always has the same mark."""
    mark = hashlib.sha256(msgspec.json.encode(library)).hexdigest()[:8]
    return Edition(library, build(library), mark)
