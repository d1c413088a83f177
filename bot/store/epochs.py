"""The weekly secrets that open sealed boxes: files outside the database, and never in its backup.

When no open round needs a week any more, its secret is destroyed. From then on no copy of the
database, of whatever day, gives a vote back: not to others, and not to us.
"""

import os
import re
import secrets
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from bot.store.sealed_box import UnopenableError

SECRET_BYTES = 32
_NAME = re.compile(r"\d{4}-W\d\d-[0-9a-f]{16}")


class Epochs:
    """The secrets in one folder. Each has a name of its own: the week, and a number nobody chose."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def current(self, today: date) -> str:
        """Return the name of this week's secret. Make one if there is none.

        A lost secret is never made anew: the new one has another name, so that boxes of the old one
        stay shut instead of seeming damaged.
        """
        week = f"{today:%G-W%V}"
        known = sorted(name for name in self.names() if name.startswith(week))
        return known[0] if known else self._make(week)

    def secret(self, name: str) -> bytes:
        """Return the secret with this name.

        Raises:
            UnopenableError: if it is not there, or is no secret.
        """
        try:
            secret = self._file(name).read_bytes()
        except OSError as error:
            raise UnopenableError from error
        if len(secret) != SECRET_BYTES:
            raise UnopenableError
        return secret

    def destroy(self, needed: Iterable[str], today: date) -> None:
        """Destroy what no open round needs. This week's stays: new rounds may still want it."""
        week, wanted = f"{today:%G-W%V}", set(needed)
        for name in self.names():
            if name not in wanted and name[: len(week)] < week:
                self._destroy(self._file(name))

    def names(self) -> list[str]:
        """Return the name of every secret, oldest week first."""
        files = self._folder.glob("epoch-*.key")
        names = [file.name.removeprefix("epoch-").removesuffix(".key") for file in files]
        return sorted(name for name in names if _NAME.fullmatch(name))

    def _file(self, name: str) -> Path:
        if not _NAME.fullmatch(name):
            raise UnopenableError
        return self._folder / f"epoch-{name}.key"

    def _make(self, week: str) -> str:
        """Write a secret to disk before the first vote relies on it, also after a power cut."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        name = f"{week}-{secrets.token_hex(8)}"
        draft = self._folder / f".{name}.new"
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as opened:
            opened.write(os.urandom(SECRET_BYTES))
            opened.flush()
            os.fsync(opened.fileno())
        draft.replace(self._file(name))
        self._settle()
        return name

    def _destroy(self, file: Path) -> None:
        """Write noise over it first: on a plain disk that is the end of it. The name alone is not."""
        with file.open("r+b") as opened:
            opened.write(os.urandom(SECRET_BYTES))
            opened.flush()
            os.fsync(opened.fileno())
        file.unlink(missing_ok=True)
        self._settle()

    def _settle(self) -> None:
        if os.name != "nt":
            descriptor = os.open(self._folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
