"""Write everything that arrives during one transaction together in the next.

The disk confirms some hundreds of transactions a second, however small they are.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")

MOST = 200
"""Written in one go, when it comes in faster than the disk can confirm it."""


class GroupCommit(Generic[T, R]):
    """A queue in front of the disk. `put` returns when its own item is on disk, and not before."""

    def __init__(self, write: Callable[[Sequence[T]], Awaitable[Sequence[R]]]) -> None:
        """`write` writes all of these in one transaction, and says of each what came of it."""
        self._write = write
        self._waiting: list[tuple[T, asyncio.Future[R]]] = []
        self._writing: asyncio.Task[None] | None = None

    async def put(self, one: T) -> R:
        """Return once it is on disk. Raises whatever writing it raised."""
        written: asyncio.Future[R] = asyncio.get_running_loop().create_future()
        self._waiting.append((one, written))
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._empty())
        return await written

    async def drain(self) -> None:
        """Wait until nothing waits: also for what nobody waits for any more."""
        if self._writing:
            await asyncio.wait({self._writing})

    async def _empty(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting[:MOST], self._waiting[MOST:]
            waiting = [written for _, written in batch]
            try:
                outcomes = await self._write([one for one, _ in batch])
            except BaseException as error:
                for written in _still(waiting):  # it goes to everybody whose this was
                    written.set_exception(error)
                if not isinstance(error, Exception):
                    raise
            else:
                for written, outcome in zip(waiting, outcomes, strict=True):
                    if not written.done():
                        written.set_result(outcome)


def _still(waiting: Sequence[asyncio.Future[R]]) -> list[asyncio.Future[R]]:
    """Return those that nobody cancelled meanwhile."""
    return [one for one in waiting if not one.done()]
