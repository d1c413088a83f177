"""The traits of a channel: its abilities, and what may be promised on it. The core knows no platforms."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelTraits:
    """The traits of one channel. None has a default: whoever adds a channel decides each of them."""

    platform: str
    """As people call it; only said where `who_can_read` or `promise` is "platform"."""
    presses_hidden: bool
    """True: only the bot and the platform see a press on a button in a group. Else ballots have none."""
    private_room: bool
    """True: the bot can ask somebody into a sealed room. Then nothing about a case is typed elsewhere."""
    native_polls: bool
    """True: the platform has polls of its own."""
    joins_texts: bool
    """True: the texts of one answer go together in a group: see `Joining`."""
    command_sign: str
    """Stands before a word that is meant for the bot in a group; may be empty."""
    label_limit: int
    """Characters that a button shows; 0: there are none, or all of it is shown."""
    who_can_read: Literal["platform", "server"]
    """The key of the sentence about who else can read in a room that is not sealed."""
    promise: Literal["platform", "operator", "computer"]
    """The key of the sentence about who could still see a vote, said before the first one (TRUST 2.7)."""

    def lets_type(self, *, sealed: bool) -> bool:
        """Return whether people may choose to type about a case in a room."""
        return sealed or not self.private_room


PLAIN = ChannelTraits(
    platform="",
    presses_hidden=False,
    private_room=False,
    native_polls=False,
    joins_texts=False,
    command_sign="",
    label_limit=0,
    who_can_read="server",
    promise="computer",
)
"""Text in and text out, on a computer that one sits at."""
