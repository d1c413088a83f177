"""Notices that content changed, without reading it."""

from contextlib import suppress
from pathlib import Path

from bot.content.files import content_paths

Seen = frozenset[tuple[str, int, int]]
"""Of every file: its path, when it was saved last, and its size."""


def seen(folder: Path, general: Path | None = None) -> Seen:
    """Return the state of the files now. A change during this call is noticed the next time.

    `general` is the folder that an overlay lies over.
    """
    found = set()
    with suppress(OSError):  # a folder that goes away while we walk through it
        for path in content_paths(folder, general):
            stat = path.lstat()
            found.add((str(path), stat.st_mtime_ns, stat.st_size))
    return frozenset(found)
