"""The sealed box of a round: every vote in one piece of authenticated encryption, of one size.

There is no row, flag, time or count for a vote. Who reads the database, its log or a copy sees one
piece of noise change, as large for every voter, option and change of mind. The key is made of two
halves: a weekly secret outside the database, and a nonce inside it that goes when the round closes.
"""

import hmac
import os
import struct
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from typing import NamedTuple

SIZES = (64, 256, 1024, 4096)
"""Slots in a box. It is as large for one vote as for all of them."""

NONCE_BYTES = 32
"""Of the half of the key that lies beside the box."""

QUIET = 6
"""Days without a vote after which a platform may have begun to count its events anew (Telegram: a week)."""

_HEAD = struct.Struct(">HI")  # era, day of the last vote
_SLOT = struct.Struct(">16s8sHQ")  # slot, choice, era, last mark
_EMPTY = bytes(16)
_SEALING = 12  # bytes of the nonce of one sealing


class UnopenableError(Exception):
    """The secret of that week is gone or another one, or somebody changed the box."""


class FullError(Exception):
    """More people voted than the largest box holds."""


class Slot(NamedTuple):
    """One vote. A tuple: a box of a thousand is opened for each vote in it."""

    choice: bytes
    """`choice_of`."""
    era: int
    mark: int
    """Of the event that was counted last: the same one again, or an older one, changes nothing."""


@dataclass(frozen=True, slots=True)
class Box:
    """The contents of a sealed box. Lives in memory, for as long as one transaction takes."""

    era: int = 0
    """Goes up after a quiet week: the marks of before and after cannot be compared."""
    day: int = 0
    """`date.toordinal` of the last vote; 0 before the first."""
    slots: Mapping[bytes, Slot] = field(default_factory=dict)

    def voted(self, slot: bytes, choice: bytes, mark: int, today: date) -> "Box":
        """Return the box with this vote, or this very box if the event was counted already.

        A mark of 0 is of an event that is never delivered twice.
        """
        day = today.toordinal()
        era = self.era + (1 if self.day and day - self.day > QUIET else 0)
        before = self.slots.get(slot)
        if before and mark and (before.era, before.mark) >= (era, mark):
            return self
        return Box(era, max(day, self.day), {**self.slots, slot: Slot(choice, era, mark)})

    def without(self, owner: bytes) -> "Box":
        """Return the box without the votes of somebody who wants to be forgotten: `Seal.owner`."""
        return replace(self, slots={at: vote for at, vote in self.slots.items() if not at.startswith(owner)})

    def tally(self, choices: Iterable[bytes]) -> list[int]:
        """Return the number of votes for each of these, in the same order."""
        counted = Counter(vote.choice for vote in self.slots.values())
        return [counted[choice] for choice in choices]


def choice_of(dilemma: str, way: str) -> bytes:
    """Return the code of a way: of fixed length, and stable when editors reorder the ways."""
    return sha256(f"{dilemma}\n{way}".encode()).digest()[:8]


def new_nonce() -> bytes:
    """Return a new half of a key, to be kept beside the box."""
    return os.urandom(NONCE_BYTES)


class Seal:
    """Opens and seals the box of one round."""

    def __init__(self, secret: bytes, nonce: bytes, name: str) -> None:
        """`secret` is of the week the round opened in, `nonce` of the round, `name` its id."""
        from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305  # noqa: PLC0415, takes 6 MB
        from cryptography.hazmat.primitives.hashes import SHA256  # noqa: PLC0415, and `chat` seldom
        from cryptography.hazmat.primitives.kdf.hkdf import HKDF  # noqa: PLC0415, sees a vote

        keys = HKDF(SHA256(), 64, salt=nonce, info=f"ruggespraak {name}".encode()).derive(secret)
        self._slots, self._cipher = keys[:32], ChaCha20Poly1305(keys[32:])
        self._name = name.encode()

    def slot(self, member: str, topic: str = "") -> bytes:
        """Return the slot of this member's vote on one topic. Means nothing outside this round."""
        return self.owner(member) + self._named(f"{member}\n{topic}")

    def owner(self, member: str) -> bytes:
        """Return the prefix of every slot of this member."""
        return self._named(member)

    def _named(self, text: str) -> bytes:
        return hmac.new(self._slots, text.encode(), sha256).digest()[:8]

    def seal(self, box: Box, least: int = 0) -> bytes:
        """Return the box encrypted, with room for at least so many votes.

        Raises:
            FullError: if no size holds so many.
        """
        room = next((size for size in SIZES if size >= max(least, len(box.slots))), 0)
        if not room:
            raise FullError
        slots = b"".join(
            _SLOT.pack(name, vote.choice, vote.era, vote.mark) for name, vote in sorted(box.slots.items())
        )
        plain = _HEAD.pack(box.era, box.day) + slots.ljust(room * _SLOT.size, b"\0")
        sealing = os.urandom(_SEALING)
        return sealing + self._cipher.encrypt(sealing, plain, self._name)

    def open(self, sealed: bytes) -> Box:
        """Return what is in it.

        Raises:
            UnopenableError: with another key, or after a change of a single bit.
        """
        from cryptography.exceptions import InvalidTag  # noqa: PLC0415, as above

        try:
            plain = self._cipher.decrypt(sealed[:_SEALING], sealed[_SEALING:], self._name)
        except (InvalidTag, ValueError) as error:
            raise UnopenableError from error
        era, day = _HEAD.unpack_from(plain)
        votes = _SLOT.iter_unpack(plain[_HEAD.size :])
        filled = {name: Slot(choice, since, mark) for name, choice, since, mark in votes if name != _EMPTY}
        return Box(era, day, filled)


def room_in(sealed: bytes) -> int:
    """Return how many votes fit into a sealed box. That shows from outside."""
    return (len(sealed) - _SEALING - _HEAD.size - 16) // _SLOT.size
