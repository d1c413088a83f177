"""All that the app knows of a kind of channel: its settings, how to make it, how to see that it answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from bot.app.setting import Setting
from bot.channels.channel import Channel, Polls, Position, Sentences
from bot.channels.reachability import Reached


@dataclass(frozen=True, slots=True)
class ChannelParts:
    """The parts of a channel besides its settings."""

    secrets: Path
    """The folder for keys."""
    position: Callable[[str], Position]
    """Returns the position of the channel with this name."""
    polls: Polls
    sentences: Sentences


class ChannelSettings(Protocol):
    """The settings of one channel, of which the required ones are given."""

    @property
    def title(self) -> str:
        """Return the platform's name, for the operator."""

    def make(self, parts: ChannelParts) -> Channel:
        """Make the channel; connect to nothing yet. Import its library here: only who talks on it has that.

        Raises:
            SettingsError: if a package that it needs is not installed.
        """

    async def reach(self) -> Reached:
        """Ask the platform whether it knows the bot.

        Raises:
            SettingsError: as `make`.
        """


@dataclass(frozen=True, slots=True)
class ChannelKind:
    """A row of `channel_kinds`."""

    switch: str
    """The setting that turns it on."""
    settings: tuple[Setting, ...]
    needs: tuple[tuple[str, tuple[str, ...]], ...]
    """A setting, and those of which it needs at least one."""
    read: Callable[[Mapping[str, str]], ChannelSettings]
    """Reads the settings that were given. Called only if `switch` is among them."""
