"""Define what every channel does."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import date
from types import TracebackType
from typing import Protocol, Self, runtime_checkable

from bot.core.model.events import Chat, Event
from bot.core.model.native_poll import PostedPoll
from bot.core.model.replies import Ask, ClosePoll, OpenPoll, Say, Toast
from bot.core.model.traits import ChannelTraits


@dataclass(frozen=True, slots=True)
class Image:
    """A picture that was drawn, and the same in words."""

    png: bytes
    text: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class File:
    """A document that was written, and what is said with it."""

    name: str
    """With its ending, such as "gespreksblad-2026-11-27.docx"."""
    content: bytes
    text: str
    title: str = ""


Message = Say | Ask | Toast | Image | File | OpenPoll | ClosePoll
"""A reply as a channel gets it: what had to be drawn is drawn."""


class ChannelError(Exception):
    """The platform refuses this message for good."""


class UnreachableError(ChannelError):
    """Nothing can be said here any more: the bot was blocked or put out, or the room is gone."""


class MutedError(ChannelError):
    """The bot is in this group, but may not write there."""


class UncertainError(ChannelError):
    """Nobody knows whether this message arrived. Sent again it might be there twice."""


class ChannelClosedError(Exception):
    """The other end is gone, as after `| head`. The conversation is over; nothing is wrong."""


class StoppedError(Exception):
    """This channel cannot go on. The message is one line for the operator: what is wrong, what to do."""


class Sentences(Protocol):
    """The bot's own sentences, as the content in force has them. The app hands them to a channel."""

    def __call__(self, key: str, /, **values: object) -> str:
        """Return the sentence with this key, its blanks filled in."""


class Position(Protocol):
    """The position up to which a channel was read, kept across restarts. The app hands it to the channel."""

    async def get(self) -> tuple[str, date] | None:
        """Return what was put last, and on which day; None if nothing ever was."""

    def today(self) -> date:
        """Return the day that `put` would record now."""

    async def put(self, value: str) -> None:
        """Keep this instead."""


class Polls(Protocol):
    """The native polls that were posted, kept across restarts until their result was sent."""

    async def get(self, poll: str) -> PostedPoll | None:
        """Return this poll, if it was opened and its result was not sent."""

    async def find(self, channel: str, native: str) -> PostedPoll | None:
        """Return this poll by the platform's own id."""

    async def put(self, posted: PostedPoll) -> None:
        """Keep this."""

    async def drop(self, poll: str) -> None:
        """Forget this poll: its result was sent."""

    async def counted(self, channel: str) -> list[PostedPoll]:
        """Return the polls of this channel that are counted, but whose result was not sent."""


class Channel(Protocol):
    """One chat platform, connected.

    A channel hands events over and gets messages back. It decides nothing.
    """

    name: str
    """Also the `Chat.channel` of every event that comes from here."""
    traits: ChannelTraits
    """Its abilities, and what may be promised on it."""

    async def __aenter__(self) -> Self:
        """Connect."""

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Disconnect."""

    def events(self) -> AsyncIterator[Event]:
        """Yield events, in order within each chat, until the program stops.

        Raises:
            StoppedError: if the platform turns this bot away.
        """

    async def done(self, event: Event) -> None:
        """Acknowledge an event: its effects are stored. Until then it is redelivered after a restart."""

    async def send(self, chat: Chat, message: Message, key: str, answering: Event | None = None) -> None:
        """Send one message, waiting as long as the platform asks, for this chat only.

        `key` is the same when the same message is sent again after a crash. What answers somebody goes
        before what the bot says by itself.

        Raises:
            ChannelError: if the platform refuses this message for good; its kinds say why.
        """


def checked(channel: Channel) -> Channel:
    """Return the channel itself, if it says what it can do.

    Raises:
        TypeError: if it does not. A program error: mypy says so too.
    """
    traits = getattr(channel, "traits", None)
    if not isinstance(traits, ChannelTraits):
        raise TypeError(f"{type(channel).__name__} has no traits, so nothing can be promised on it")
    if traits.joins_texts and not isinstance(channel, Joining):
        raise TypeError(f"{type(channel).__name__} says that it joins texts, and cannot")
    return channel


@runtime_checkable
class Audible(Channel, Protocol):
    """A channel that can lose touch with its platform, and knows since when."""

    def silent_for(self) -> float:
        """Return the seconds since the platform last answered; without end before it ever did."""


@runtime_checkable
class Joining(Channel, Protocol):
    """A channel whose traits say that it joins texts."""

    async def send_together(
        self, chat: Chat, said: Sequence[Say | Ask], key: str, answering: Event | None = None
    ) -> None:
        """Send several texts as one message, as `send`. Only the last can be a question."""
