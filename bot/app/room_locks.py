"""Decides one event at a time on what a room has once: a team, a round, a method that is led there.

In a group everybody has a conversation, and a queue, of their own. Without this a timer and two presses
would be decided side by side on the state that they share.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.core.model.events import Chat

Room = tuple[str, str]


class RoomLocks:
    """A lock for every room in which something is being decided. Who came first goes first."""

    def __init__(self) -> None:
        self._locks: dict[Room, asyncio.Lock] = {}
        self._wanted: Counter[Room] = Counter()

    @asynccontextmanager
    async def hold(self, chat: Chat) -> AsyncIterator[None]:
        """Wait until nothing else is being decided in this room, and keep it so."""
        room = (chat.channel, chat.room)
        self._wanted[room] += 1
        try:
            async with self._locks.setdefault(room, asyncio.Lock()):
                yield
        finally:
            self._wanted[room] -= 1
            if not self._wanted[room]:
                del self._wanted[room]
                del self._locks[room]
