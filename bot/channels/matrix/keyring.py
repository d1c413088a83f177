"""The bot's identity on Matrix, kept in a folder among the secrets.

Of these, only `signing.json` belongs in a backup. A key store that is put back from a copy is worse than
none: it repeats itself, and the others no longer trust it.
"""

import base64
import json
import os
import sqlite3
from pathlib import Path
from typing import NamedTuple

from bot.channels.channel import StoppedError
from bot.channels.matrix.cross_signing import SigningKeys

_SESSION, _SIGNING, _PICKLE, _LOCK, _STORE = "session.json", "signing.json", "pickle.key", "lock", "store"


class AccountError(StoppedError):
    """The operator must do something first. The one argument says what, in Dutch."""


class Device(NamedTuple):
    """A login that holds until the homeserver says otherwise."""

    user: str
    """The whole id, like @bot:gemeente.nl."""
    id: str
    token: str


class Keyring:
    """The folder, made at first use, for its owner only."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock: sqlite3.Connection | None = None

    def open(self) -> None:
        """Keep all other processes out: two with the same keys make messages that cannot be read.

        Raises:
            AccountError: if another process holds the folder.
        """
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        (self._folder / _STORE).mkdir(exist_ok=True, mode=0o700)
        # a lock that every operating system has, and that goes when its process does, however it goes
        lock = sqlite3.connect(self._folder / _LOCK, timeout=0, isolation_level=None)
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            lock.close()
            raise AccountError(_TWO_PROCESSES) from error
        self._lock = lock

    def close(self) -> None:
        """Let another process in."""
        if self._lock:
            self._lock.close()
            self._lock = None

    @property
    def store(self) -> str:
        """Return the folder of the key stores; nio makes one file for each device in it."""
        return str(self._folder / _STORE)

    @property
    def signing_file(self) -> Path:
        """Return everything that must be in a backup."""
        return self._folder / _SIGNING

    def device(self) -> Device | None:
        """Return the device of last time, if its key store is still there."""
        try:
            found = Device(**json.loads((self._folder / _SESSION).read_text()))
        except (OSError, ValueError, TypeError):
            return None
        return found if self.has_store(found.user, found.id) else None

    def keep_device(self, device: Device) -> None:
        """Remember a login."""
        _write(self._folder / _SESSION, json.dumps(device._asdict()))

    def forget_device(self) -> None:
        """Forget a device that the homeserver forgot."""
        (self._folder / _SESSION).unlink(missing_ok=True)

    def has_store(self, user: str, device: str) -> bool:
        """Return whether there is a key store of this device."""
        return (self._folder / _STORE / f"{user}_{device}.db").exists()

    def signing_keys(self) -> SigningKeys | None:
        """Return the keys that vouch for our devices, or None: there are none yet.

        Raises:
            AccountError: if there is a file and it holds no keys.
        """
        if not self.signing_file.exists():
            return None
        try:
            return SigningKeys.read(self.signing_file.read_text())
        except (OSError, ValueError) as error:
            raise AccountError(f"{self.signing_file} is niet te lezen. Zet een kopie terug.") from error

    def keep_signing_keys(self, keys: SigningKeys) -> None:
        """Remember keys."""
        _write(self.signing_file, keys.written())

    def drop_signing_keys(self) -> None:
        """Drop keys that the homeserver refused."""
        self.signing_file.unlink(missing_ok=True)

    def pickle_key(self) -> str:
        """Return what the key stores are encrypted with. Made at first use."""
        file = self._folder / _PICKLE
        if not file.exists():
            _write(file, base64.b64encode(os.urandom(32)).decode())
        return file.read_text()


def _write(file: Path, text: str) -> None:
    """Write a file completely or not at all, readable by its owner only."""
    draft = file.with_name(f"{file.name}.new")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as opened:
        opened.write(text)
        opened.flush()
        os.fsync(opened.fileno())
    draft.replace(file)


_TWO_PROCESSES = "Er draait al een Ruggespraak met dit Matrix-account. Stop die eerst."
