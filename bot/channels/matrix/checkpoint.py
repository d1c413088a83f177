"""Store how far the bot came in what the homeserver tells."""

import asyncio

from bot.channels.background import BackgroundTasks
from bot.channels.channel import Position
from bot.channels.matrix.sync_position import FULL, Progress

STORE_EVERY = 1.0
"""Seconds between two tokens that are stored. What comes again after a crash is known by mark and key."""


class Checkpoint:
    """Counts events under way, and stores a token once everything before it is done."""

    def __init__(self, position: Position, tasks: BackgroundTasks) -> None:
        self._position = position
        self._tasks = tasks
        self._progress = Progress()
        self._has_room = asyncio.Event()
        self._stored = self._reached = ""

    async def load(self) -> str:
        """Return the token that an earlier process stored; empty if there is none."""
        stored = await self._position.get()
        self._stored = stored[0] if stored else ""
        return self._stored

    def begin(self, token: str) -> int:
        """Open a batch that ends at this token, and return its number."""
        return self._progress.begin(token)

    def add(self, batch: int) -> None:
        """Count one more event of this batch as under way."""
        self._progress.add(batch)

    def added(self, batch: int) -> None:
        """Mark that every event of this batch has been added."""
        self._store(self._progress.added(batch))

    async def done(self, batch: int) -> None:
        """Count one event of this batch as done."""
        reached = self._progress.done(batch)
        if self._progress.under_way < FULL:
            self._has_room.set()
        self._store(reached)

    async def wait_for_room(self) -> None:
        """Wait while so many events are under way that no more should be asked for."""
        while self._progress.under_way >= FULL:
            self._has_room.clear()
            await self._has_room.wait()

    def _store(self, token: str) -> None:
        """Store this token, or a later one, in a moment. Until then a crash makes events come again."""
        if token and token != self._stored:
            waiting, self._stored = bool(self._reached), token
            self._reached = token
            if not waiting:
                self._tasks.start(self._store_reached())

    async def _store_reached(self) -> None:
        try:
            await asyncio.sleep(STORE_EVERY)
        finally:
            token, self._reached = self._reached, ""
            await self._position.put(token)
