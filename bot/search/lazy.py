"""Build the search at the first question, so that a start need not wait for it, nor for numpy."""

from collections.abc import Callable, Collection
from threading import Lock

from bot.core.model.finder import ALL, Finder, Finding, Kind
from bot.core.model.library import Library


class LazyFinder:
    """A `Finder` over one library."""

    def __init__(self, library: Library, build: Callable[[Library], Finder]) -> None:
        self._library = library
        self._build = build
        self._alone = Lock()  # two questions at once must not build it twice
        self._built: Finder | None = None

    def find(self, text: str, kinds: Collection[Kind] = ALL, most: int = 5) -> Finding:
        """See `Finder`."""
        return self._finder.find(text, kinds, most)

    def telling(self, text: str) -> tuple[str, ...]:
        """See `Finder`."""
        return self._finder.telling(text)

    @property
    def _finder(self) -> Finder:
        with self._alone:
            if self._built is None:
                self._built = self._build(self._library)
            return self._built
