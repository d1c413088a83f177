"""Events from the pages, on their way to the bot, and who waits until they are handled."""

import asyncio

from bot.channels.channel import Position
from bot.core.model.events import Event

ERA = 1 << 40
"""More marks than one process gives."""
STEP = 16
"""Between two marks: questions are counted on from the first, and must never catch up with a later one."""
WAIT = 15.0
"""Seconds that a browser waits for an answer. Then the page comes without it, and says so."""
BUSY = 1.0
"""Seconds between two tries while the database cannot write."""


class Inbound:
    """Gives every event a mark that rises, also across restarts."""

    def __init__(self, position: Position) -> None:
        self.events: asyncio.Queue[Event] = asyncio.Queue()
        self.closing = False
        """True: nobody takes events any more."""
        self._position = position
        self._mark = 0
        self._waiting: dict[int, asyncio.Future[None]] = {}

    async def begin(self) -> None:
        """Begin an era of marks. It must be stored: a mark that came before is not handled again."""
        kept = await self._position.get()
        era = str(int(kept[0]) + 1 if kept else 1)
        await self._position.put(era)
        while (kept := await self._position.get()) is None or kept[0] != era:
            await asyncio.sleep(BUSY)
            await self._position.put(era)
        self._mark = int(era) * ERA

    def next_mark(self) -> int:
        """Return a mark that no event had."""
        self._mark += STEP
        return self._mark

    async def hand_over(self, event: Event) -> bool:
        """Hand an event to the bot. Return whether it was handled within `WAIT`; if not, it still will be."""
        waiting = self._waiting[event.mark] = asyncio.get_running_loop().create_future()
        self.events.put_nowait(event)
        handled, _ = await asyncio.wait({waiting}, timeout=WAIT)
        return bool(handled)

    def done(self, event: Event) -> None:
        """Wake who waits for this event."""
        waiting = self._waiting.pop(event.mark, None)
        if waiting and not waiting.done():
            waiting.set_result(None)
