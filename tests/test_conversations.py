"""Every file in conversations/, on every channel there is."""

from pathlib import Path

import pytest

from bot.core.model.finder import Finder
from bot.core.model.library import Library
from tests.harness.conversation import Player
from tests.harness.group_wire import GroupWire
from tests.harness.matrix_wire import MatrixWire
from tests.harness.telegram_wire import TelegramWire
from tests.harness.web_wire import WebWire
from tests.harness.wires import PlainWire

HERE = Path(__file__).parent / "conversations"
FILES = sorted([*HERE.glob("*.txt"), *(HERE / "methods").glob("*.txt")])
"""Those of the methods lie apart: each from start to end, and once with a mistake in it."""
AnyWire = type[PlainWire] | type[MatrixWire] | type[TelegramWire] | type[WebWire]
WIRES: list[AnyWire] = [PlainWire, MatrixWire, TelegramWire, WebWire]
GROUPS = sorted((Path(__file__).parent / "conversations" / "groups").glob("*/*.txt"))
"""The folder is the name of the channel."""


def test_there_are_enough() -> None:
    assert len(FILES) >= 25


@pytest.fixture
def only_where_it_tells_something(file: Path, wire: AnyWire, soak: bool) -> None:
    """Without --soak a method is played on one channel, any other file on that one and one of the others."""
    if wire is PlainWire or soak:
        return
    others = WIRES[1:]
    if file.parent.name == "methods" or others[FILES.index(file) % len(others)] is not wire:
        pytest.skip("every file on every channel: only with --soak")


@pytest.mark.parametrize("wire", WIRES, ids=lambda wire: wire.__name__)
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
@pytest.mark.usefixtures("only_where_it_tells_something")
async def test_conversation(
    file: Path, wire: AnyWire, tmp_path: Path, library: Library, finder: Finder
) -> None:
    played = wire(tmp_path, library, finder)
    try:
        assert await Player(file, played).play() >= 1
    finally:
        await played.close()


@pytest.mark.parametrize("file", GROUPS, ids=lambda file: f"{file.parent.name}-{file.stem}")
async def test_conversation_in_a_group(file: Path, tmp_path: Path, library: Library, finder: Finder) -> None:
    played = GroupWire(file.parent.name, tmp_path, library, finder)
    try:
        assert await Player(file, played).play() >= 1
    finally:
        await played.close()


@pytest.mark.parametrize(
    ("script", "wrong"),
    [
        ("> start\n< Iets anders\n", "is not in the answer"),
        ("> start\n< Ruggespraak\n", "before the answer was all expected"),
        ("> start\n< ...\n! Dag.\n", "must not be said"),
        (
            "> start\n< ...\n< Dag. Ik denk met je mee voordat je beslist.\n< Dag. ...\n",
            "is not in the answer",
        ),
        ("> rol jeugd\n< ...\n= niet op schijf: jeugd\n", "stands on disk"),
    ],
)
async def test_a_wrong_expectation_fails(
    script: str, wrong: str, tmp_path: Path, library: Library, finder: Finder
) -> None:
    file = tmp_path / "script.txt"
    file.write_text(script)
    (folder := tmp_path / "db").mkdir()
    played = PlainWire(folder, library, finder)
    try:
        with pytest.raises(AssertionError, match=wrong):
            await Player(file, played).play()
    finally:
        await played.close()
