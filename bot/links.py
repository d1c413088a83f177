"""Fills links into a reply, where the channel has such a thing."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from bot.channels.channel import Channel
from bot.core.replies import Ask, Reply, Say

R = TypeVar("R", bound=Reply)

_LINK = re.compile(r"\{link:([A-Za-z0-9_-]{1,64})\}")


def linked(reply: R, channel: Channel) -> R:
    """The same reply with its links; where this channel has none, without the lines they stand in.

    A channel that can be entered by a link has a method `link`: what `Opened.link` will be goes in,
    the address comes out.
    """
    if not isinstance(reply, Say | Ask) or not _LINK.search(reply.text):
        return reply
    link: Callable[[str], str] | None = getattr(channel, "link", None)
    if link:
        return replace(reply, text=_LINK.sub(lambda found: link(found[1]), reply.text))
    lines = [line for line in reply.text.split("\n") if not _LINK.search(line)]
    return replace(reply, text="\n".join(lines))
