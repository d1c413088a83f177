"""Where a native poll stands on its platform. Who voted for what is known there, and to nobody here."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PostedPoll:
    """A native poll that was opened, until its result was told."""

    poll: str
    """`OpenPoll.poll`."""
    channel: str
    room: str
    thread: str
    message: str
    """The platform's own id of the message."""
    native: str
    """The platform's own id of the poll."""
    options: tuple[str, ...]
    """`Option.key`, in the order in which they stand in the poll."""
    counts: tuple[int, ...] | None = None
    """The totals, in the same order, once it is closed."""
