"""Search in a thread, for the turns that need a search, and for those alone.

The core decides in the middle of a turn whether a text is looked up: a note, a case or a command never
is. `respond` is synchronous and a search may take 20 ms and more, or seconds when the index still has
to be built, so the turn is broken off there, the search runs in a thread, and the turn is computed anew
with what was found. That is safe because a turn is a pure function of what it is given.

What was typed lives in the local variables of one call. Nothing here, and nothing in a finder, outlives
the turn.
"""

import asyncio
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from bot.core.editions import Editions
from bot.core.model.events import Event
from bot.core.model.finder import ALL, Finder, Finding, Kind
from bot.core.model.replies import Turn
from bot.core.model.session import Session
from bot.core.model.traits import PLAIN, ChannelTraits


@dataclass(frozen=True, slots=True)
class Search:
    """One search that a turn asks for."""

    finder: Finder
    """Part of what is asked: other content may have come into force since."""
    text: str
    kinds: frozenset[Kind]
    most: int

    def run(self) -> Finding:
        """Run it. This may take long."""
        return self.finder.find(self.text, self.kinds, self.most)


class SearchNeededError(Exception):
    """A turn needs what this search finds."""

    def __init__(self, search: Search) -> None:
        super().__init__()  # without the text: a message may end up in a log
        self.search = search


@dataclass(frozen=True, slots=True)
class DeferredFinder:
    """A `Finder` for one turn, which knows only what was found for that turn."""

    finder: Finder
    findings: dict[Search, Finding]

    def find(self, text: str, kinds: Collection[Kind] = ALL, most: int = 5) -> Finding:
        """See `Finder`.

        Raises:
            SearchNeededError: if this search was not run yet.
        """
        search = Search(self.finder, text, frozenset(kinds), most)
        if search not in self.findings:
            raise SearchNeededError(search)
        return self.findings[search]

    def telling(self, text: str) -> tuple[str, ...]:
        """See `Finder`."""
        return self.finder.telling(text)


async def respond_with_search(
    editions: Editions, event: Event, session: Session, now: datetime, traits: ChannelTraits = PLAIN
) -> Turn:
    """Compute a turn, and compute it again after each search that it asks for. Searches run in a thread."""
    findings: dict[Search, Finding] = {}
    while True:
        finder = DeferredFinder(editions.current.finder, findings)
        try:
            return editions.respond(event, session, now, traits, finder)
        except SearchNeededError as needed:
            search = needed.search
        findings[search] = await asyncio.to_thread(search.run)
