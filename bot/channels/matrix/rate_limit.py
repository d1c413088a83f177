"""Lets messages out at the speed the homeserver allows: what somebody waits for first, the rest after it."""

import asyncio
import heapq
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count

SIDE_BY_SIDE = 8
"""Messages under way at once. In one room the app sends one after another anyway."""

ANSWER, UNASKED = 0, 1
"""Order in which messages go when they have to wait."""


class Pace:
    """One for each account: limits of a homeserver count per account."""

    def __init__(self, side_by_side: int = SIDE_BY_SIDE) -> None:
        self._free = side_by_side
        self._waiting: list[tuple[int, int, asyncio.Future[None]]] = []
        self._numbers = count()
        self._closed_until = 0.0
        self._opening: asyncio.TimerHandle | None = None

    @asynccontextmanager
    async def turn(self, urgency: int) -> AsyncIterator[None]:
        """Wait for a slot, and hold it."""
        await self._wait(urgency)
        try:
            yield
        finally:
            self._free += 1
            self._admit()

    def hold(self, seconds: float) -> None:
        """Send nothing for so long: the homeserver asked for it."""
        self._closed_until = max(self._closed_until, asyncio.get_running_loop().time() + seconds)

    async def _wait(self, urgency: int) -> None:
        admitted: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (urgency, next(self._numbers), admitted))
        self._admit()
        try:
            await admitted
        except asyncio.CancelledError:
            if admitted.done() and not admitted.cancelled():
                self._free += 1  # admitted just before
                self._admit()
            raise

    def _admit(self) -> None:
        wait = self._closed_until - asyncio.get_running_loop().time()
        if wait > 0:
            self._open_in(wait)
            return
        while self._free and self._waiting:
            _, _, admitted = heapq.heappop(self._waiting)
            if not admitted.done():  # else whoever waited has gone
                self._free -= 1
                admitted.set_result(None)

    def _open_in(self, seconds: float) -> None:
        if self._opening:
            self._opening.cancel()
        self._opening = asyncio.get_running_loop().call_later(seconds, self._admit)
