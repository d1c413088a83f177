"""Conversations that go otherwise where others can read along."""

from pathlib import Path

import pytest

from bot.core.model.finder import Finder
from bot.core.model.library import Library
from tests.harness.conversation import Player
from tests.harness.telegram_wire import LettersWire, TelegramWire, UnhelpedWire

FOLDER = Path(__file__).parent.parent.parent / "conversations"
PLAYED: list[tuple[Path, type[TelegramWire]]] = [
    *((file, UnhelpedWire) for file in sorted((FOLDER / "open").glob("*.txt"))),
    *((file, LettersWire) for file in sorted((FOLDER / "letters").glob("*.txt"))),
]


@pytest.mark.parametrize(("file", "wire"), PLAYED, ids=[file.stem for file, _ in PLAYED])
async def test_conversation(
    file: Path, wire: type[TelegramWire], tmp_path: Path, library: Library, finder: Finder
) -> None:
    played = wire(tmp_path, library, finder)
    try:
        assert await Player(file, played).play() >= 1
    finally:
        await played.close()
