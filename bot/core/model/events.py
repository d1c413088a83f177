"""Events: a channel turns everything that it receives into one of these."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.core.model.timers import TimerPayload


@dataclass(frozen=True, slots=True)
class Chat:
    """A place where people talk with the bot: one room on one channel, and the person who speaks there."""

    channel: str
    """Name of the channel: nothing follows from it. What a channel can do is in its traits."""
    room: str
    """The platform's own id of the room. Means nothing outside its channel."""
    person: str = ""
    """The platform's own id of the person who speaks. Empty in a terminal, and if nobody spoke."""
    group: bool = False
    """True: others are in the room. There everybody has a conversation of his own."""
    thread: str = ""
    """The topic or thread in the room that an answer belongs in."""
    sealed: bool = False
    """True: only those in the room can read it: a terminal, or an encrypted room."""

    @property
    def place(self) -> tuple[str, str, str]:
        """Return the key of one conversation: channel, room, and in a group the person."""
        return (self.channel, self.room, self.person if self.group else "")


@dataclass(frozen=True, slots=True)
class Happened:
    """The fields that every event has."""

    chat: Chat
    mark: int = field(default=0, kw_only=True)
    """Rises within a place. Delivered again, an event has the same mark. 0: is delivered only once."""
    leads: bool = field(default=False, kw_only=True)
    """True: who spoke may decide for the group."""


@dataclass(frozen=True, slots=True)
class Opened(Happened):
    """Somebody opened the conversation and said nothing yet."""

    link: str = ""
    """The payload of the link that was followed, such as "dilemma-de-brief"; empty without a link."""


@dataclass(frozen=True, slots=True)
class Said(Happened):
    """Somebody typed something. The text is as it came: not cleaned, not cut."""

    text: str


@dataclass(frozen=True, slots=True)
class Pressed(Happened):
    """Somebody pressed a button that stood under one of our questions."""

    prompt: str
    """`Ask.prompt` of the question the button stood under."""
    option: str
    """`Option.key` of the button."""
    owner: str = ""
    """The person that was asked. Empty: everybody may answer."""


@dataclass(frozen=True, slots=True)
class Added(Happened):
    """The bot came into a group."""


@dataclass(frozen=True, slots=True)
class Removed(Happened):
    """The bot was put out of a room, or somebody blocked it. Nothing can be said there any more."""


@dataclass(frozen=True, slots=True)
class Muted(Happened):
    """The bot may not write in the group in which this person just spoke to it."""


@dataclass(frozen=True, slots=True)
class Moved(Happened):
    """A room goes on under another id."""

    room: str
    """The new id."""


@dataclass(frozen=True, slots=True)
class Unopened(Happened):
    """A native poll that was asked for is not there: in this group the bot may not open one."""

    poll: str
    """`OpenPoll.poll`."""


@dataclass(frozen=True, slots=True)
class Tallied(Happened):
    """A native poll was closed."""

    poll: str
    """`OpenPoll.poll`."""
    dilemma: str
    """`OpenPoll.dilemma`."""
    counts: Mapping[str, int]
    """`Option.key`, and how many chose it. The platform shows everybody the same."""
    final: bool = True
    """False: the platform does not tell any more. So it stood when we last heard, if we ever did."""


@dataclass(frozen=True, slots=True)
class TimerFired(Happened):
    """A timer that `Wake` set has fired. `chat` is the room; nobody spoke."""

    key: str
    """`Wake.key`."""
    payload: TimerPayload
    """`Wake.payload`."""
    due: datetime
    """The time at which it was due, in UTC."""
    missed: bool = False
    """True: `Wake.until` has passed: what had to be said is no longer of use."""
    away: timedelta = timedelta()
    """The length of the outage in which it came due, when the channel was offline. Usually zero."""


Unspoken = Added | Removed | Muted | Moved | Unopened | Tallied | TimerFired
"""The events in which nobody speaks."""

Event = Opened | Said | Pressed | Unspoken
