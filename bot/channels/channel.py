"""What every channel can do."""

from collections.abc import AsyncIterator
from types import TracebackType
from typing import Protocol, Self

from bot.core.events import Chat, Event
from bot.core.replies import Reply


class ChannelError(Exception):
    """The platform refuses this reply for good."""


class Channel(Protocol):
    """One chat platform, connected.

    A channel hands events over and gets replies back. It does not remember anything that must
    survive a restart, and it decides nothing.
    """

    name: str
    """Also the `Chat.channel` of every event that comes from here."""

    async def __aenter__(self) -> Self:
        """Connect."""

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Say goodbye."""

    def events(self) -> AsyncIterator[Event]:
        """What people do, in the order it happened, until the program stops."""

    async def send(self, chat: Chat, reply: Reply) -> None:
        """Show one reply.

        Raises:
            ChannelError: if the platform refuses this reply for good.
        """
