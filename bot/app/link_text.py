"""Fills links into a reply, where the channel has such a thing."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from bot.channels.channel import Channel
from bot.core.model.replies import Ask, Reply, Say

R = TypeVar("R", bound=Reply)

_LINK = re.compile(r"\{link:([A-Za-z0-9_-]{1,64})\}")


def linked(reply: R, channel: Channel) -> R:
    """Return the reply with its links filled in. A channel without links loses the lines that hold them.

    A channel that can be entered by a link has a method `link`: what `Opened.link` will be goes in,
    the address comes out, or nothing where no link can do that.
    """
    if not isinstance(reply, Say | Ask) or not _LINK.search(reply.text):
        return reply
    link: Callable[[str], str] = getattr(channel, "link", lambda _: "")
    lines = [_LINK.sub(lambda found: link(found[1]) or found[0], line) for line in reply.text.split("\n")]
    return replace(reply, text="\n".join(line for line in lines if not _LINK.search(line)))
