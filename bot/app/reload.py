"""Brings changed content into a bot that runs. Bad content never gets in, and stops nothing."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from bot.app.clock import Clock, wall_clock
from bot.app.edition_builder import edition_of, finder_of
from bot.app.fault import fault
from bot.content.changes import Seen
from bot.content.problems import ContentError, Problem
from bot.core.editions import Edition, Editions
from bot.core.model.finder import Finder
from bot.core.model.library import Library

log = logging.getLogger("ruggespraak")

INTERVAL = 3.0
"""Seconds between two looks."""


async def interval() -> None:
    """Wait until it is time to look again."""
    await asyncio.sleep(INTERVAL)


@dataclass(slots=True)
class Reload:
    """Looks whether the content changed, and puts what is right into force."""

    editions: Editions
    read: Callable[[], Library]
    """Reads and checks everything. Runs in a thread."""
    look: Callable[[], Seen]
    """Returns the state of the files. Runs in a thread."""
    seen: Seen
    """The state of the files just before they were read for the edition in force."""
    clock: Clock = wall_clock
    finder: Callable[[Library], Finder] = finder_of
    """Builds the search. Runs in a thread."""
    _reported: frozenset[Problem] = field(default=frozenset(), init=False)

    async def watch(self, wait: Callable[[], Awaitable[None]] = interval) -> None:
        """Look again and again, until cancelled."""
        while True:
            await wait()
            try:
                await self.once()
            except Exception as error:  # noqa: BLE001, whatever is wrong with files, people talk on
                log.error("content not read: %s", fault(error))

    async def once(self) -> None:
        """Look once. What cannot be read just now is tried again the next time."""
        seen = await asyncio.to_thread(self.look)
        if seen == self.seen:
            return
        try:
            edition = await asyncio.to_thread(self._edition)
        except ContentError as error:
            self._tell(error.problems)
        else:
            self._reported = frozenset()
            self.editions.publish(edition, self.clock())
            log.info("content changed: %s", edition.mark)
        self.seen = seen

    def _edition(self) -> Edition:
        return edition_of(self.read(), self.finder)

    def _tell(self, problems: list[Problem]) -> None:
        """Log each mistake once: its place and rule. Not its sentence, which repeats what was typed."""
        for one in problems:
            if one not in self._reported:
                layer = " (algemene inhoud)" if one.general else ""
                log.error("content kept as it was: %s:%d%s %s", one.file, one.line, layer, one.rule)
        self._reported = frozenset(problems)
