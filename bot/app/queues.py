"""Keeps order: what happens in one place is done one after the other, places go side by side.

Nobody waits for a busy neighbour: the event loop gives every queue its turn, and a queue holds only so much.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Hashable

MOST_WAITING = 20
"""In one queue. Nobody types so fast; who does gets one kind sentence."""

Work = Callable[[], Awaitable[None]]


class QueueFullError(Exception):
    """So much waits in this queue already."""


class Queues:
    """One queue for every place where something waits or is being done."""

    def __init__(self, most_waiting: int = MOST_WAITING) -> None:
        self._most = most_waiting
        self._waiting: dict[Hashable, deque[tuple[Work, asyncio.Future[None]]]] = {}
        self._running: set[asyncio.Task[None]] = set()

    def put(self, place: Hashable, work: Work, *, spare: bool = False) -> asyncio.Future[None]:
        """Do this after everything that waits in this place. What comes back is done when the work is.

        `spare` is for the one sentence that says the queue is full.

        Raises:
            QueueFullError: if too much waits here.
        """
        queue = self._waiting.setdefault(place, deque())
        if len(queue) >= self._most and not spare:
            raise QueueFullError
        finished: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        queue.append((work, finished))
        if len(queue) == 1:
            running = asyncio.create_task(self._run(place))
            self._running.add(running)
            running.add_done_callback(self._running.discard)
        return finished

    async def drain(self, seconds: float) -> None:
        """Wait until nothing waits any more, but no longer than this; then drop what is left."""
        if self._running:
            _, late = await asyncio.wait(self._running, timeout=seconds)
            for running in late:
                running.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _run(self, place: Hashable) -> None:
        """Do what waits here. The first stays in the queue while it is being done."""
        queue = self._waiting[place]
        try:
            while queue:
                await _do(*queue[0])
                queue.popleft()
        finally:
            self._waiting.pop(place, None)


async def _do(work: Work, finished: asyncio.Future[None]) -> None:
    try:
        await work()
    except BaseException as error:
        if not finished.cancelled():
            finished.set_exception(error)
        finished.exception()  # whoever waits for it gets it; with nobody there it is no warning
        if not isinstance(error, Exception):
            raise
    else:
        if not finished.done():
            finished.set_result(None)
