"""Puts the texts of one answer together, where a channel may not say much at a time."""

from collections.abc import Iterator, Sequence

from bot.channels.channel import Channel, Joining
from bot.core.events import Chat
from bot.core.replies import Ask, Reply, Say

Texts = tuple[Say | Ask, ...]
"""What is said in one go. Only the last can be a question."""


def joined(replies: Sequence[Reply], chat: Chat, channel: Channel) -> Iterator[Reply | Texts]:
    """The replies in their order, the texts among them together where this channel wants that.

    What comes after a question comes after its buttons, so there another piece begins.
    """
    joins = isinstance(channel, Joining) and channel.joins(chat)
    waiting: Texts = ()
    for reply in replies:
        if not joins or not isinstance(reply, Say | Ask):
            yield from _pieces(waiting)
            yield reply
            waiting = ()
        else:
            waiting = (*waiting, reply)
            if isinstance(reply, Ask):
                yield from _pieces(waiting)
                waiting = ()
    yield from _pieces(waiting)


def _pieces(waiting: Texts) -> Iterator[Reply | Texts]:
    if waiting:
        yield waiting if len(waiting) > 1 else waiting[0]
