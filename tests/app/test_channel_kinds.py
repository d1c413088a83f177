"""A channel is one row: whatever the app must know of it follows from there."""

import re
from pathlib import Path

import pytest

from bot.app.channel_kind import ChannelKind, ChannelParts
from bot.app.channel_kinds import CHANNEL_KINDS, NONE_SET, switched_on
from bot.app.settings import SETTINGS
from tests.app.test_settings import BOTH


class Kept:
    """A `Position` and `Polls` that nothing asks anything, for as long as a channel is not connected."""

    def __getattr__(self, name: str) -> object:
        raise AssertionError(f"{name} is asked before the channel is connected")


@pytest.mark.parametrize("kind", CHANNEL_KINDS, ids=lambda kind: kind.switch)
def test_a_row_names_only_its_own_settings(kind: ChannelKind) -> None:
    names = {setting.name for setting in kind.settings}
    needed = {name for need in kind.needs for name in (need[0], *need[1])}
    assert {kind.switch, *needed} <= names
    assert all(bool(setting.form) == bool(setting.wrong) for setting in kind.settings)
    for setting in kind.settings:
        re.compile(setting.form)
    assert kind.switch in NONE_SET[0]


def test_no_two_settings_have_one_name() -> None:
    names = [setting.name for setting in SETTINGS]
    assert len(set(names)) == len(names)


async def test_a_channel_is_made_of_its_settings_without_connecting(tmp_path: Path) -> None:
    asked: list[str] = []
    kept = Kept()

    def position(name: str) -> Kept:
        asked.append(name)
        return kept

    parts = ChannelParts(tmp_path, position, kept, lambda key, /, **_: key)  # type: ignore[arg-type]
    every = {**BOTH, "RUGGESPRAAK_WEB": "127.0.0.1:8000"}
    made = [settings.make(parts) for settings in switched_on(every)]
    assert [channel.name for channel in made] == asked == ["matrix", "telegram", "web"]
    assert [settings.title for settings in switched_on(every)] == ["Matrix", "Telegram", "Webpagina"]
