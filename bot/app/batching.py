"""Puts the texts of one answer together, where a channel may not say much at a time."""

from collections.abc import Iterator, Sequence

from bot.channels.channel import Channel
from bot.core.model.events import Chat
from bot.core.model.replies import Ask, Reply, Say

Texts = tuple[Say | Ask, ...]
"""Texts that are sent as one message. Only the last can be a question."""


def joined(replies: Sequence[Reply], chat: Chat, channel: Channel) -> Iterator[Reply | Texts]:
    """Yield the replies in order, with consecutive texts together if this channel joins them.

    What comes after a question comes after its buttons, so there another piece begins. What everybody
    may answer stands by itself: it stays open for days, and is looked up and pinned.
    """
    joins = channel.traits.joins_texts and chat.group
    waiting: Texts = ()
    for reply in replies:
        if joins and isinstance(reply, Say | Ask) and not _for_everyone(reply):
            waiting = (*waiting, reply)
            if isinstance(reply, Say):
                continue
            yield from _pieces(waiting)
        else:
            yield from _pieces(waiting)
            yield reply
        waiting = ()
    yield from _pieces(waiting)


def _for_everyone(reply: Say | Ask) -> bool:
    return isinstance(reply, Ask) and reply.everyone


def _pieces(waiting: Texts) -> Iterator[Reply | Texts]:
    if waiting:
        yield waiting if len(waiting) > 1 else waiting[0]
