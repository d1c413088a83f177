"""Keep what a channel must remember across restarts in the store: its position and its native polls."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from bot.app.clock import Clock
from bot.core.model.native_poll import PostedPoll
from bot.store.errors import StoreBusyError
from bot.store.store import Store


@dataclass(frozen=True, slots=True)
class StoredPosition:
    """A `Position` in the database."""

    store: Store
    channel: str
    clock: Clock

    async def get(self) -> tuple[str, date] | None:
        """See `Position`."""
        return await self.store.positions.get(self.channel)

    def today(self) -> date:
        """See `Position`."""
        return self.clock().date()

    async def put(self, value: str) -> None:
        """See `Position`. Where that is not possible now, the next one will do: events come again."""
        with suppress(StoreBusyError):
            await self.store.positions.put(self.channel, value, self.today())


@dataclass(frozen=True, slots=True)
class StoredPolls:
    """`Polls` in the database."""

    store: Store

    async def get(self, poll: str) -> PostedPoll | None:
        """See `Polls`."""
        return await self.store.native_polls.named(poll)

    async def find(self, channel: str, native: str) -> PostedPoll | None:
        """See `Polls`."""
        return await self.store.native_polls.posted(channel, native)

    async def put(self, posted: PostedPoll) -> None:
        """See `Polls`."""
        await self.store.native_polls.put(posted)

    async def drop(self, poll: str) -> None:
        """See `Polls`."""
        await self.store.native_polls.drop(poll)

    async def counted(self, channel: str) -> list[PostedPoll]:
        """See `Polls`."""
        return await self.store.native_polls.counted(channel)
