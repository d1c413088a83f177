"""The traits of Matrix: its abilities, and what may be promised there."""

from bot.core.model.traits import ChannelTraits

TRAITS = ChannelTraits(
    platform="Matrix",
    presses_hidden=False,  # everybody in the room sees a reaction, and no client encrypts it
    private_room=True,
    native_polls=True,
    joins_texts=False,
    command_sign="!",  # clients keep "/" to themselves
    label_limit=0,
    who_can_read="server",
    promise="operator",
)
