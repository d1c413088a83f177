"""One script, every channel, the identical text. What differs by nature is in differences.txt."""

import re
from pathlib import Path

import pytest

from bot.core.model.finder import Finder
from bot.core.model.library import Library
from tests.harness.conversation import Player
from tests.test_conversations import FILES, WIRES

DIFFERENCES = Path(__file__).parent / "differences.txt"

SAMPLE = [
    "all-methods",
    "about-you",
    "clarify",
    "dilemma",
    "dilemma-insturen",
    "dilemma-labels",
    "erase",
    "opening",
    "own-way",
    "quote",
    "role",
    "safety",
    "toets",
    "toets-back",
    "toets-pause",
    "toets-welcome-back",
    "tweestrijd",
    "unknown",
]
"""One of each kind. All of them with --soak."""


@pytest.mark.parametrize("stem", [*SAMPLE, "all the others"])
async def test_every_channel_says_the_same(
    stem: str, tmp_path: Path, library: Library, finder: Finder, soak: bool
) -> None:
    if stem == "all the others" and not soak:
        pytest.skip("one of each kind is enough; all of them with --soak")
    for file in FILES:
        if file.stem == stem or (stem == "all the others" and file.stem not in SAMPLE):
            (folder := tmp_path / file.stem).mkdir()
            await same_on_all(file, folder, library, finder)


async def same_on_all(file: Path, tmp_path: Path, library: Library, finder: Finder) -> None:
    heard: dict[str, list[str]] = {}
    for wire in WIRES:
        (folder := tmp_path / wire.__name__).mkdir()
        played = wire(folder, library, finder)
        try:
            await (player := Player(file, played)).play()
        finally:
            await played.close()
        heard[wire.__name__] = [without_signs(answer) for answer in player.answers]
    first, *others = heard.values()
    assert len(first) >= 1
    for other in others:
        assert other == first


def without_signs(answer: str) -> str:
    """The second line of differences.txt."""
    return re.sub(r"(?<!\w)[!/](?=[a-z])", "", answer)


def test_what_differs_by_nature_is_little() -> None:
    assert set(SAMPLE) <= {file.stem for file in FILES}
    assert len(WIRES) >= 2
    assert 1 <= len(DIFFERENCES.read_text("utf-8").strip().splitlines()) <= 10
