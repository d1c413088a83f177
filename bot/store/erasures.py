"""Remembers what was erased or withdrawn, outside the database: a copy of an earlier day would bring it back.

Each erasure is a small file beside the keys: a number that rises, a day, keyed pseudonyms and ids of teams
and rounds. It holds only what it takes to do it again: no room, no name that a group chose, no hour. The
database knows the number of its last one. If it is behind, it was put back from a copy, and what was
erased since is erased again before the first event is handled.
"""

import os
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

KEEP = timedelta(days=35)
"""Longer than any copy of the database may be kept."""

_FILE = re.compile(r"erased-(\d{12})-(\d{4}-\d\d-\d\d)-[0-9a-f]{8}")


@dataclass(frozen=True, slots=True)
class Erasure:
    """The rows that were erased at one moment."""

    number: int
    names: tuple[str, ...]
    """Pseudonyms of a person and of their conversations; or one of "round:ROUND" (it closed), "team:TEAM" (it
    disbanded), "left:TEAM:NAME" and "alone:TEAM:NAME" (somebody left it, or counts no more alone)."""


class Erasures:
    """The erasures of the last weeks, in one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def add(self, names: Iterable[str], today: date) -> int:
        """Remember this erasure, safely on disk, and return its number."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        number = self.last() + 1
        file = self._folder / f"erased-{number:012}-{today}-{secrets.token_hex(4)}"
        draft = file.with_name(f".{file.name}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as opened:
            opened.write("\n".join(sorted(names)))
            opened.flush()
            os.fsync(opened.fileno())
        draft.replace(file)
        return number

    def since(self, number: int) -> list[Erasure]:
        """Return every erasure after this one, oldest first."""
        return [Erasure(at, tuple(file.read_text().split())) for at, _, file in self._files() if at > number]

    def knows_all_since(self, number: int) -> bool:
        """Return whether nothing after this one was swept or lost."""
        known = {at for at, _, _ in self._files()}
        return known.issuperset(range(number + 1, self.last() + 1)) and self.last() >= number

    def last(self) -> int:
        """Return the highest number; 0 if nothing was ever erased."""
        return max((number for number, _, _ in self._files()), default=0)

    def sweep(self, today: date) -> None:
        """Forget what no copy can bring back any more. The last one stays: it holds the number."""
        for _, day, file in self._files()[:-1]:
            if day < today - KEEP:
                file.unlink(missing_ok=True)

    def _files(self) -> list[tuple[int, date, Path]]:
        found = [(_FILE.fullmatch(file.name), file) for file in self._folder.glob("erased-*")]
        return sorted((int(name[1]), date.fromisoformat(name[2]), file) for name, file in found if name)
