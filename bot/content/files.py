"""Which files there are in a content folder, and what stands in them.

Imports no YAML and no pydantic: when nothing changed since the last start, neither is needed.
"""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Literal

from bot.content.problems import ContentError, Problem, problem

ID = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?")
"""Names of files, options and steps: they end up in buttons and tables."""

MOST_BYTES = 400_000
"""Of one file. The largest of ours, with 175 quotes, has 60,000."""


MOST_LISTED = 200_000_000
"""Bytes of a file with a list of questions; it is read in pieces. 100,000 questions fit."""


@dataclass(frozen=True, slots=True)
class Place:
    """A file, or a folder of files, with one format."""

    pattern: str
    needed: bool = False
    """True: without this file the bot does not start."""

    def holds(self, file: PurePosixPath) -> bool:
        """Return whether this file belongs here."""
        return file.match(self.pattern) and len(file.parts) == self.pattern.count("/") + 1


PLACES = (
    Place("knowledge/themes.yaml", needed=True),
    Place("knowledge/roles.yaml", needed=True),
    Place("knowledge/sources.yaml", needed=True),
    Place("knowledge/facts.yaml", needed=True),
    Place("knowledge/signals.yaml", needed=True),
    Place("knowledge/law/*.yaml"),
    Place("knowledge/families.yaml"),
    Place("knowledge/intents.yaml"),
    Place("knowledge/hints/*.yaml"),
    Place("knowledge/synonyms.yaml"),
    Place("knowledge/frames.yaml"),
    Place("knowledge/abbreviations.yaml"),
    Place("knowledge/openers.yaml"),
    Place("knowledge/coverage.yaml"),
    Place("knowledge/quotes/*.yaml"),
    Place("knowledge/dilemmas/*.yaml"),
    Place("knowledge/questions/*.yaml"),
    Place("dialogs/*.yaml"),
    Place("language/*/sentences/*.yaml"),
)

ROOMS = ("knowledge", "dialogs", "language")

SHIPPED = Path(__file__).parent.parent / "core"
"""Holds language/nl/sentences/: the bot's own sentences. The code names them, so they travel with it."""

OVERLAY = PurePosixPath("overlay.yaml")
"""A folder with this file at its top lies over the general content. Any other folder is the whole content."""

Use = Literal["check", "run", "search"]
"""The purpose of reading content: to find every mistake, to talk with people, or only to look things up."""

Raw = Mapping[PurePosixPath, bytes]
"""Path inside the content folder, and what stands there."""


@dataclass(frozen=True, slots=True)
class CommandNames:
    """The words that the bot takes for commands. Without them, none is checked."""

    reserved: frozenset[str] = frozenset()
    """Words that a dialog may not start by: the bot does something else with them."""
    typed: Mapping[str, str] = field(default_factory=dict)
    """Every word that a text may tell people to type, and the pattern of what may follow it."""

    def knows(self, typed: str) -> bool:
        """Return whether people can type this."""
        return typed in self.typed or any(
            rest and typed.startswith(f"{word} ") and re.fullmatch(rest, typed[len(word) + 1 :])
            for word, rest in self.typed.items()
        )


@dataclass(frozen=True, slots=True)
class Layers:
    """The files of a content folder, and those of the general content that it lies over."""

    own: Raw
    general: Raw | None = None
    """None: `own` is the whole content."""
    shipped: Raw = field(default_factory=dict)
    """The bot's own sentences, over which language/ of a content folder lies."""
    commands: CommandNames = field(default_factory=CommandNames)


def place_of(file: PurePosixPath) -> Place | None:
    """Return the model of this file, or None if it does not belong here."""
    return next((place for place in PLACES if place.holds(file)), None)


def is_overlay(folder: Path) -> bool:
    """Return whether this folder lies over the general content."""
    return os.path.lexists(folder / OVERLAY)


def content_files(folder: Path, general: Path | None = None, use: Use = "check") -> Layers:
    """Return every file in the content folder with its contents; in each room sorted by path.

    `general` is what an overlay lies over; without it, overlay.yaml counts for nothing. Hidden files
    and README.md are left alone. To look things up any file is enough.

    Raises:
        ContentError: for files that are too big, in a wrong place, or links.
    """
    if general is None or not is_overlay(folder):
        own, problems = _read(_walked(folder), folder)
        problems += _missing(folder) if use != "search" or not own else []
        under = None
    else:
        own, problems = _read([folder / OVERLAY, *_walked(folder)], folder)
        under, wrong = _read(_walked(general), general)
        problems += [replace(one, general=True) for one in [*wrong, *_missing(general)]]
    if problems:
        raise ContentError(problems)
    return Layers(own, under, shipped_sentences())


def content_paths(folder: Path, general: Path | None = None) -> Iterator[Path]:
    """Yield every file that `content_files` would look at. Opens none."""
    yield from _walked(folder)
    yield from _sentence_files()
    if general and is_overlay(folder):
        yield folder / OVERLAY
        yield from _walked(general)


def shipped_sentences() -> Raw:
    """Return every file with sentences that comes with the bot."""
    return {
        PurePosixPath(path.relative_to(SHIPPED).as_posix()): path.read_bytes() for path in _sentence_files()
    }


def _sentence_files() -> list[Path]:
    return sorted((SHIPPED / "language").glob("*/sentences/*.yaml"))


def _read(paths: Iterable[Path], folder: Path) -> tuple[dict[PurePosixPath, bytes], list[Problem]]:
    found: dict[PurePosixPath, bytes] = {}
    problems: list[Problem] = []
    for path in paths:
        file = PurePosixPath(path.relative_to(folder).as_posix())
        if wrong := _misplaced(path, file):
            problems.append(wrong)
        else:
            try:
                found[file] = path.read_bytes()
            except PermissionError:
                problems.append(problem(file, 1, "file-locked"))
    return found, problems


def _missing(folder: Path) -> list[Problem]:
    return [
        problem(PurePosixPath(place.pattern), 1, "file-missing")
        for place in PLACES
        if place.needed and not os.path.lexists(folder / place.pattern)
    ]


def _walked(folder: Path) -> Iterator[Path]:
    for room in ROOMS:
        for path in sorted((folder / room).rglob("*")):
            hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
            if not hidden and path.name != "README.md" and (path.is_symlink() or not path.is_dir()):
                yield path


def _misplaced(path: Path, file: PurePosixPath) -> Problem | None:
    if path.is_symlink() or not path.is_file():
        return problem(file, 1, "file-link")
    if file != OVERLAY and place_of(file.with_suffix(".yaml")) is None:
        places = ", ".join(place.pattern.removesuffix("*.yaml") for place in PLACES if "*" in place.pattern)
        return problem(file, 1, "file-stray", places=places)
    if file.suffix != ".yaml" or not ID.fullmatch(file.stem):
        return problem(file, 1, "file-name")
    size, most = path.stat().st_size, MOST_BYTES
    if size > MOST_BYTES and file.match("knowledge/questions/*") and _begins_a_list(path):
        most = MOST_LISTED
    return problem(file, 1, "file-big", now=size, most=most) if size > most else None


def is_list(text: bytes) -> bool:
    """Return whether the first line that is no remark begins a list."""
    lines = (line for line in text[:4_000].split(b"\n") if line.strip() and not line.startswith(b"#"))
    return next(lines, b"").startswith(b"- ")


def _begins_a_list(path: Path) -> bool:
    with path.open("rb") as file:
        return is_list(file.read(4_000))
