"""Decide when the result of a native poll counts as sent: once every message about it was sent."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from bot.channels.telegram.native_polls import NativePolls


class PollResults:
    """Acknowledges the updates that brought a result. Not earlier: after a crash they must come again."""

    def __init__(self, polls: NativePolls, acknowledge: Callable[[int], None]) -> None:
        """`acknowledge` is given the number of each update that is done with."""
        self._polls = polls
        self._acknowledge = acknowledge
        self._sending: dict[str, bool] = {}
        """Polls whose result is being sent, and whether it was handled meanwhile."""

    @asynccontextmanager
    async def sending(self, poll: str) -> AsyncIterator[None]:
        """Send a message about this result in this block."""
        self._sending[poll] = False
        try:
            yield
        except BaseException:
            del self._sending[poll]
            raise
        if self._sending.pop(poll):
            await self.handled(poll)

    async def handled(self, poll: str) -> None:
        """Forget a poll whose result was handled; where it is still being sent, after that."""
        if poll in self._sending:
            self._sending[poll] = True
            return
        for update in await self._polls.drop(poll):
            self._acknowledge(update)
