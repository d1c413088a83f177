"""Turns a place into a name that only this installation can make again."""

import hmac
import os
from hashlib import sha256
from pathlib import Path

from bot.core.model.events import Chat

KEY_BYTES = 32
KEY_FILE = "pseudonym.key"


def pseudonym(chat: Chat, key: bytes) -> str:
    """Return the name of this chat in the database. Without the key it leads nowhere."""
    place = "\n".join(chat.place).rstrip("\n").encode("utf-8", "surrogatepass")
    return hmac.new(key, place, sha256).hexdigest()[:32]


def key_in(secrets: Path) -> bytes:
    """Return the key of this installation. Make it at first use, readable by its owner only.

    Without it nobody can be recognised, so a lost key means that every conversation begins anew.

    Raises:
        OSError: if the folder cannot be read or written.
        ValueError: if the file does not hold a key.
    """
    file = secrets / KEY_FILE
    if not file.exists():
        secrets.mkdir(parents=True, exist_ok=True, mode=0o700)
        _write_once(file, os.urandom(KEY_BYTES))
    key = file.read_bytes()
    if len(key) != KEY_BYTES:
        raise ValueError(f"{file} holds no key")
    return key


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
