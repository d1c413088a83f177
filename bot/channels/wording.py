"""Words to type as this channel hears them: see `bot.core.features.command_prefix`."""

from dataclasses import replace
from typing import TypeVar

from bot.channels.channel import File, Image, Message
from bot.core.features.command_prefix import signed
from bot.core.model.replies import Ask, Say, Toast

Shown = TypeVar("Shown", bound=Message)


def worded(message: Shown, sign: str, *, group: bool) -> Shown:
    """Return the message with `sign` before the words that are typed in a group."""
    match message:
        case Ask():
            hint = signed(message.hint, sign, group=group)
            return replace(message, text=signed(message.text, sign, group=group), hint=hint)
        case Say() | Toast() | Image() | File():
            return replace(message, text=signed(message.text, sign, group=group))
        case _:
            return message
