"""A native poll as posted on its platform. Only the platform knows who voted for what."""

from dataclasses import dataclass

from bot.core.model.events import Chat


@dataclass(frozen=True, slots=True)
class PostedPoll:
    """A native poll that was opened, until its result was sent."""

    poll: str
    """`OpenPoll.poll`."""
    channel: str
    room: str
    thread: str
    message: str
    """The platform's own id of the message."""
    native: str
    """The platform's own id of the poll."""
    dilemma: str
    """`OpenPoll.dilemma`."""
    options: tuple[str, ...]
    """`Option.key`, in the order in which they stand in the poll."""
    counts: tuple[int, ...] | None = None
    """The totals, in the same order, once it is closed."""


def poll_name(dilemma: str, mark: int, chat: Chat) -> str:
    """Name the poll that the event with this mark asked for: the same event, the same poll.

    Nothing reads a name.
    """
    return f"peiling:{dilemma}:{mark}:{chat.channel}:{chat.room}"
