"""A weekly message with a round that broke off half-way: the round is there once, and its votes count."""

from pathlib import Path

import pytest

from bot.channels.channel import Message
from bot.core.model.events import Chat, Event
from bot.core.model.finder import Finder
from bot.core.model.library import Library
from bot.store.outbox import LEASE
from tests.harness.group_wire import ROOM, GroupWire, Room

TEAM = ("Anna", "Bram", "Chris", "Dina", "Eva")


class Broken(Room):
    """Its connection breaks at the message with this number, and not again."""

    left = 0

    async def send(self, chat: Chat, message: Message, key: str, answering: Event | None = None) -> None:
        self.left -= 1
        if self.left == 0:
            raise RuntimeError("broken off")
        await super().send(chat, message, key, answering)


@pytest.mark.parametrize("broken_at", [1, 2])
async def test_broken_off_it_is_said_again_and_the_round_is_one(
    broken_at: int, tmp_path: Path, library: Library, finder: Finder
) -> None:
    wire = GroupWire("telegram", tmp_path, library, finder)
    wire.room = room = Broken("telegram")
    await wire.type("Anna: team nieuw Noord")
    for who in TEAM[1:]:
        await wire.type(f"{who}: team mee")
    await wire.type("Anna: weekbericht aan maandag 9:32 met ronde")
    wire.wait(2)
    room.left = broken_at
    first = await wire.ring()
    assert "Stemmen: druk op een knop" not in first
    wire.wait(LEASE // 60 + 1)
    again = await wire.ring()
    assert again.count("Weekbericht") == 1
    assert again.count("Je keuze gaat versleuteld in de bus") == 1
    ballot = room.asked[ROOM][-1]
    for who in TEAM:
        await wire.press(wire.chat(who), ballot.options[0].label)
    standing = await wire.type("Anna: team")
    assert standing.count("Er loopt een ronde") == 1
    wire.wait(4 * 24 * 60 + 7 * 60)
    result = await wire.ring()
    assert result.count("5 stemmen. De bus is weg.") == 1
    assert "Er loopt nu geen ronde" in await wire.type("Anna: team"), "no second round was left behind"
    await wire.close()
