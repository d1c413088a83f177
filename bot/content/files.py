"""Which files there are in a content folder, and what stands in them.

Imports no YAML and no pydantic: when nothing changed since the last start, neither is needed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from bot.content.problems import ContentError, Problem, problem

ID = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?")
"""Names of files, options and steps: they end up in buttons and tables."""

MOST_BYTES = 400_000
"""Of one file. The largest of ours, with 175 quotes, has 60,000."""


@dataclass(frozen=True, slots=True)
class Place:
    """A file, or a folder of files, with one format."""

    pattern: str
    needed: bool = False
    """True: without this file the bot does not start."""

    def holds(self, file: PurePosixPath) -> bool:
        """Whether this file belongs here."""
        return file.match(self.pattern) and len(file.parts) == self.pattern.count("/") + 1


PLACES = (
    Place("knowledge/themes.yaml", needed=True),
    Place("knowledge/roles.yaml", needed=True),
    Place("knowledge/sources.yaml", needed=True),
    Place("knowledge/facts.yaml", needed=True),
    Place("knowledge/signals.yaml", needed=True),
    Place("knowledge/synonyms.yaml"),
    Place("knowledge/coverage.yaml"),
    Place("knowledge/quotes/*.yaml"),
    Place("knowledge/dilemmas/*.yaml"),
    Place("knowledge/questions/*.yaml"),
    Place("dialogs/*.yaml"),
)

ROOMS = ("knowledge", "dialogs")


def place_of(file: PurePosixPath) -> Place | None:
    """What this file must hold, or None if it has no business here."""
    return next((place for place in PLACES if place.holds(file)), None)


def content_files(folder: Path) -> dict[PurePosixPath, bytes]:
    """Every file in the content folder with what stands in it; in each room sorted by path.

    Hidden files and README.md are left alone.

    Raises:
        ContentError: for files that are too big, in a wrong place, or links.
    """
    found: dict[PurePosixPath, bytes] = {}
    there: set[PurePosixPath] = set()
    problems: list[Problem] = []
    for path in _walked(folder):
        file = PurePosixPath(path.relative_to(folder).as_posix())
        there.add(file)
        if wrong := _misplaced(path, file):
            problems.append(wrong)
        else:
            try:
                found[file] = path.read_bytes()
            except PermissionError:
                problems.append(problem(file, 1, "file-locked"))
    problems += [
        problem(PurePosixPath(place.pattern), 1, "file-missing")
        for place in PLACES
        if place.needed and PurePosixPath(place.pattern) not in there
    ]
    if problems:
        raise ContentError(problems)
    return found


def _walked(folder: Path) -> Iterator[Path]:
    for room in ROOMS:
        for path in sorted((folder / room).rglob("*")):
            hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
            if not hidden and path.name != "README.md" and (path.is_symlink() or not path.is_dir()):
                yield path


def _misplaced(path: Path, file: PurePosixPath) -> Problem | None:
    if path.is_symlink() or not path.is_file():
        return problem(file, 1, "file-link")
    if place_of(file.with_suffix(".yaml")) is None:
        places = ", ".join(place.pattern.removesuffix("*.yaml") for place in PLACES if "*" in place.pattern)
        return problem(file, 1, "file-stray", places=places)
    if file.suffix != ".yaml" or not ID.fullmatch(file.stem):
        return problem(file, 1, "file-name")
    if (size := path.stat().st_size) > MOST_BYTES:
        return problem(file, 1, "file-big", now=size, most=MOST_BYTES)
    return None
