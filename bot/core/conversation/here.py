"""The place, time and person of an event."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from bot.core.model.events import Chat
from bot.core.model.traits import PLAIN, ChannelTraits

NEVER = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Here:
    """The place, time and person of an event."""

    chat: Chat = field(default_factory=lambda: Chat("", "", sealed=True))
    now: datetime = NEVER
    """In Europe/Amsterdam."""
    leads: bool = False
    mark: int = 0
    typing: bool = True
    """True: an operator lets people type about a case where others can read along."""
    traits: ChannelTraits = PLAIN
    """Of the channel it came by."""
    pressed: bool = False
    """True: a button was pressed, or a reaction given, and nothing typed."""
