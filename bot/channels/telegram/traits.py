"""The traits of Telegram: its abilities, and what may be promised there."""

from bot.core.model.traits import ChannelTraits

TRAITS = ChannelTraits(
    platform="Telegram",
    presses_hidden=True,
    private_room=False,
    native_polls=True,
    joins_texts=True,  # twenty messages a minute is all there is in a group
    command_sign="/",
    label_limit=48,  # a telephone shows no more; the whole label stands in the text
    who_can_read="platform",
    promise="platform",
)
