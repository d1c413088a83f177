"""Writes what people send in to the editors' folder. No file says who it is from, or at what hour.

This is the store's work: it is the room that makes things last. What stands in a draft, content decides.
"""

import os
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Literal

MOST = 200
"""Drafts in the folder. More is no help to an editor, and a joker fills no disk."""

MOST_BYTES = 20_000
"""Of one draft."""

NUMBERS = 1_000_000

Outcome = Literal["kept", "full", "too long"]


class Drafts:
    """The editors' folder, made at the first draft."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, name: str, text: str, now: datetime) -> Outcome:
        """Write a draft, once: the same text again is the same file.

        When this returns "kept" the draft survives a power cut, so the turn may be acknowledged.
        """
        raw = text.encode()
        if len(raw) > MOST_BYTES:
            return "too long"
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        file = self._place(name, raw)
        if not file.exists():
            if len([*self._folder.glob("*.yaml")]) >= MOST:
                return "full"
            self._write(file, raw)
        self._blur(file, now)
        return "kept"

    def _place(self, name: str, raw: bytes) -> Path:
        """Return a file name numbered by a hash of the text; the next number if another text has that one."""
        number = int.from_bytes(sha256(raw).digest()[:8]) % NUMBERS
        while (file := self._folder / f"{name}-{number:06}.yaml").exists() and file.read_bytes() != raw:
            number = (number + 1) % NUMBERS
        return file

    def _write(self, file: Path, raw: bytes) -> None:
        """Write a file completely or not at all."""
        for left_by_a_crash in self._folder.glob(".*.new"):
            left_by_a_crash.unlink()
        fresh = file.with_name(f".{file.stem}.new")
        with fresh.open("wb") as opened:
            opened.write(raw)
            opened.flush()
            os.fsync(opened.fileno())
        fresh.replace(file)

    def _blur(self, file: Path, now: datetime) -> None:
        """Leave the day on the file and the folder, not the hour."""
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0).timestamp()
        os.utime(file, (midnight, midnight))
        os.utime(self._folder, (midnight, midnight))
        _settle(self._folder)


def _settle(folder: Path) -> None:
    """See to it that the names in a folder are on the disk. Windows has no way to ask, and no need."""
    if os.name != "nt":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
