"""Turns a place into a name that only this installation can make again."""

import hmac
import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from bot.core.model.events import Chat

KEY_BYTES = 32
KEY_FILE = "pseudonym.key"
PREPARED_FILE = "pseudonym.key.new"
"""Of a key whose database is not made yet."""


def pseudonym(chat: Chat, key: bytes) -> str:
    """Return the name of this chat in the database. Without the key it leads nowhere."""
    place = "\n".join(chat.place).rstrip("\n").encode("utf-8", "surrogatepass")
    return hmac.new(key, place, sha256).hexdigest()[:32]


def key_in(secrets: Path) -> bytes:
    """Return the key of this installation. Prepare one if there is none, readable by its owner only.

    Without it nobody can be recognised, so a lost key means that every conversation begins anew.

    Raises:
        OSError: if the folder cannot be read or written.
        ValueError: if the file does not hold a key.
    """
    key, _ = named_key(secrets)
    if not key:
        secrets.mkdir(parents=True, exist_ok=True, mode=0o700)
        _write_once(secrets / PREPARED_FILE, os.urandom(KEY_BYTES))
        if (secrets / KEY_FILE).exists():  # another first start was ahead of this one
            (secrets / PREPARED_FILE).unlink(missing_ok=True)
        key, _ = named_key(secrets)
    return key


def named_key(secrets: Path) -> tuple[bytes, bool]:
    """Return the key, or nothing, and whether it has its name. Only reads.

    Raises:
        OSError: if the folder cannot be read.
        ValueError: if the file does not hold a key.
    """
    for name in (KEY_FILE, PREPARED_FILE, KEY_FILE):  # it may get its name while we look
        file = secrets / name
        if file.exists():
            key = file.read_bytes()
            if len(key) != KEY_BYTES:
                raise ValueError(f"{file} holds no key")
            return key, name == KEY_FILE
    return b"", False


def name_key(secrets: Path) -> None:
    """Give a prepared key its name: the database that belongs with it is there now."""
    prepared, file = secrets / PREPARED_FILE, secrets / KEY_FILE
    if file.exists():
        prepared.unlink(missing_ok=True)
    else:
        with suppress(FileNotFoundError):  # another first start named it
            prepared.rename(file)


def _write_once(file: Path, key: bytes) -> None:
    """Write the key completely or not at all: two first starts at once must end up with one key."""
    draft = file.with_name(f"{file.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as opened:
        opened.write(key)
    try:
        os.link(draft, file)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
