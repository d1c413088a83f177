"""The traits of the page: its abilities, and what may be promised there."""

from bot.core.model.traits import ChannelTraits

TRAITS = ChannelTraits(
    platform="",
    presses_hidden=True,
    private_room=False,
    native_polls=False,
    joins_texts=False,
    command_sign="",
    label_limit=0,  # a button is as tall as its text
    who_can_read="server",
    promise="operator",
)
