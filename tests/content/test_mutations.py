"""Real files, damaged as hands and programs damage them: never a crash, always a file and a line."""

import random
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path, PurePosixPath

from bot.content.files import Layers, content_files
from bot.content.problems import ContentError, Problem
from bot.content.read import content_of
from bot.core.model.library import Library

MUTATIONS = 400
"""So many at each run of the tests; enough to meet each kind of damage in each kind of file."""

SOAK = 20_000
"""So many with `make soak`."""

SEED = 1
ROOT = Path(__file__).parent.parent.parent
EXAMPLE = Path(__file__).parent / "example"

Content = Mapping[PurePosixPath, bytes]
Damage = Callable[[random.Random, bytes], bytes]


def _lines(text: bytes) -> list[bytes]:
    return text.splitlines(keepends=True) or [b""]


def without_a_line(dice: random.Random, text: bytes) -> bytes:
    lines = _lines(text)
    del lines[dice.randrange(len(lines))]
    return b"".join(lines)


def with_a_line_twice(dice: random.Random, text: bytes) -> bytes:
    lines = _lines(text)
    at = dice.randrange(len(lines))
    return b"".join([*lines[:at], lines[at], *lines[at:]])


def with_two_lines_swapped(dice: random.Random, text: bytes) -> bytes:
    lines = _lines(text)
    one, other = dice.randrange(len(lines)), dice.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"".join(lines)


def with_another_indentation(dice: random.Random, text: bytes) -> bytes:
    lines = _lines(text)
    at = dice.randrange(len(lines))
    lines[at] = b" " * dice.randrange(9) + lines[at].lstrip(b" ")
    return b"".join(lines)


def without_a_sign(dice: random.Random, text: bytes) -> bytes:
    at = dice.randrange(len(text))
    return text[:at] + text[at + 1 :]


def with_a_strange_sign(dice: random.Random, text: bytes) -> bytes:
    sign = dice.choice([*b'\t\t:::""\'[]{}#-|>&*!%@`\\?,~ \n\r\0\xff'])
    at = dice.randrange(len(text) + 1)
    return text[:at] + bytes([sign]) + text[at:]


def with_a_strange_sign_before_a_text(dice: random.Random, text: bytes) -> bytes:
    places = [at + 2 for at in range(len(text) - 2) if text[at : at + 2] in (b": ", b"- ")] or [0]
    sign = dice.choice(
        ["\t", ": ", '"', "'", "[", "{", "# ", "- ", "| ", "&a ", "*", "!", "\\", "12 #", "\u2028"]
    )
    at = dice.choice(places)
    return text[:at] + sign.encode() + text[at:]


def cut_off(dice: random.Random, text: bytes) -> bytes:
    return text[: dice.randrange(len(text))]


def spliced(dice: random.Random, text: bytes) -> bytes:
    _, other = dice.choice(sound())
    return text[: dice.randrange(len(text))] + other[dice.randrange(len(other)) :]


DAMAGES: tuple[Damage, ...] = (
    without_a_line,
    with_a_line_twice,
    with_two_lines_swapped,
    with_another_indentation,
    without_a_sign,
    with_a_strange_sign,
    with_a_strange_sign_before_a_text,
    cut_off,
    spliced,
)


@cache
def example() -> Content:
    return {**content_files(EXAMPLE).own}


@cache
def sound() -> list[tuple[PurePosixPath, bytes]]:
    """Every file to damage: ours, and those of the example, which can also come through unharmed."""
    return [*content_files(ROOT).own.items(), *example().items()]


def read(content: Content) -> Library | list[Problem]:
    try:
        return content_of(Layers(content)).library
    except ContentError as error:
        return error.problems


def has_a_place(one: Problem, content: Content) -> bool:
    lines = content[PurePosixPath(one.file)].splitlines() or [b""]
    return 1 <= one.line <= len(lines) and str(one).isprintable() and len(str(one)) < 1000


def test_damage_gives_a_library_or_mistakes_with_a_place(soak: bool) -> None:
    dice = random.Random(SEED)  # noqa: S311
    outcomes = set()
    for turn in range(SOAK if soak else MUTATIONS):
        damage = DAMAGES[turn % len(DAMAGES)]
        file, text = dice.choice(sound())
        content = dict(sorted({**example(), file: damage(dice, text)}.items()))
        found = read(content)
        outcomes.add(type(found))
        if isinstance(found, list):
            assert found, file
            assert all(has_a_place(one, content) for one in found), (turn, file, damage.__name__, found)
    assert outcomes == {Library, list}
