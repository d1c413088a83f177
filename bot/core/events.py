"""What comes in. A channel turns everything it hears into one of these."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Chat:
    """A place where people talk with the bot: one room on one channel."""

    channel: str
    """Name of the channel: "telegram", "matrix" or "terminal"."""
    room: str
    """The platform's own id of the room. Means nothing outside its channel."""


@dataclass(frozen=True, slots=True)
class Opened:
    """Somebody opened the conversation and said nothing yet."""

    chat: Chat


@dataclass(frozen=True, slots=True)
class Said:
    """Somebody typed something. The text is as it came: not cleaned, not cut."""

    chat: Chat
    text: str


@dataclass(frozen=True, slots=True)
class Pressed:
    """Somebody pressed a button that stood under one of our questions."""

    chat: Chat
    prompt: str
    """`Ask.prompt` of the question the button stood under."""
    option: str
    """`Option.key` of the button."""


Event = Opened | Said | Pressed
