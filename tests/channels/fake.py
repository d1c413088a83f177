"""A channel for tests of the app: events are handed to it, and it shows what was sent."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

from bot.channels.channel import Message
from bot.core.model.events import Chat, Event
from bot.core.model.traits import PLAIN, ChannelTraits


@dataclass
class Fake:
    """Remembers in which order things were sent and confirmed."""

    name: str = "fake"
    waiting: list[Event] = field(default_factory=list)
    sent: list[tuple[Chat, Message, str]] = field(default_factory=list)
    confirmed: list[Event] = field(default_factory=list)
    log: list[str] = field(default_factory=list)
    hold: asyncio.Event | None = None
    """While it is not set, nothing that is sent arrives."""
    error: Exception | None = None
    was_confirmed: asyncio.Event = field(default_factory=asyncio.Event)
    traits: ChannelTraits = PLAIN

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        pass

    async def events(self) -> AsyncIterator[Event]:
        for event in self.waiting:
            yield event

    async def done(self, event: Event) -> None:
        self.confirmed.append(event)
        self.was_confirmed.set()
        self.log.append("done")

    async def send(self, chat: Chat, message: Message, key: str, answering: Event | None = None) -> None:
        if self.hold:
            await self.hold.wait()
        if self.error:
            raise self.error
        self.sent.append((chat, message, key))
        self.log.append("sent")

    @property
    def texts(self) -> list[str]:
        return [message.text for _, message, _ in self.sent]
