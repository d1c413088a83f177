"""Writes the commands in a reply as they are typed on this channel."""

from typing import TypeVar

from bot.channels.channel import Channel
from bot.core.features.command_reference import commands_written
from bot.core.model.events import Chat
from bot.core.model.replies import Reply, Toast
from bot.core.model.reply_texts import with_texts

R = TypeVar("R", bound=Reply)


def with_commands(reply: R, chat: Chat, channel: Channel) -> R:
    """Return the reply with its commands written for this channel and this chat."""
    traits = channel.traits
    # Where presses are not hidden there is no toast either: it is said in private.
    group = chat.group and (traits.presses_hidden or not isinstance(reply, Toast))
    return with_texts(reply, lambda text: commands_written(text, traits.command_sign, group=group))
