"""Conversations over a real homeserver: some of them, and with --soak all that can be played there."""

import pytest

from tests.channels.matrix.conftest import World, register
from tests.harness.conversation import Player
from tests.harness.synapse_wire import SynapseWire
from tests.test_conversations import FILES

SAMPLE = {
    "plain": ["dilemma-letters", "question"],
    "encrypted": ["toets-back", "erase-yes-no", "change-of-mind"],
}


@pytest.mark.parametrize("kind", ["plain", "encrypted"])
async def test_conversations(kind: str, world: World, soak: bool) -> None:
    files = [file for file in FILES if file.stem in SAMPLE[kind]]
    assert len(files) == len(SAMPLE[kind])
    if soak and kind == "encrypted":
        files = [file for file in FILES if "@ opent" not in file.read_text("utf-8")]
    person = await world.person("ans")
    for at, file in enumerate(files):
        account = register(world.server, "bot")
        folder = world.folder.with_name(f"bot-{at}")
        played = SynapseWire(world.server, account, person, folder, world.edition, kind == "encrypted")
        try:
            assert await Player(file, played).play() >= 1
        finally:
            await played.close()
