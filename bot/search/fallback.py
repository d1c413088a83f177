"""Search by words while the one with the sentence model is still reading all content."""

import logging
from collections.abc import Callable, Collection
from threading import Thread

from bot.core.model.finder import ALL, Finder, Finding, Kind

log = logging.getLogger("ruggespraak")


class FallbackFinder:
    """A `Finder`: `first`, until `build` is done in a thread of its own. Nobody waits for it.

    The thread ends with the program. What the model read by then is remembered by who builds.
    """

    def __init__(self, first: Finder, build: Callable[[], Finder]) -> None:
        self._now = first
        self.building = Thread(target=self._build, args=(build,), name="sentence model", daemon=True)
        self.building.start()

    def find(self, text: str, kinds: Collection[Kind] = ALL, most: int = 5) -> Finding:
        """See `Finder`."""
        return self._now.find(text, kinds, most)

    def telling(self, text: str) -> tuple[str, ...]:
        """See `Finder`."""
        return self._now.telling(text)

    def _build(self, build: Callable[[], Finder]) -> None:
        try:
            self._now = build()  # in one step: a search has the one or the other, whole
        except (OSError, RuntimeError, ValueError) as error:
            log.warning("sentence model not used, the search goes on by words: %s", type(error).__name__)
