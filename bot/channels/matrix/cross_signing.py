"""Cross-signing: the bot's own three keys, with which it vouches for its device.

Without them people see a red shield at every message, and clients that trust signed devices only
(MSC4153) do not let the bot read along at all. matrix-nio has none of this.
"""

import base64
import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

KINDS = ("master", "self_signing", "user_signing")

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, repr=False)  # no repr: it would print the seeds
class SigningKeys:
    """The seeds of the three keys. Whoever loses them makes people's clients warn of another identity."""

    seeds: Mapping[str, bytes]

    @classmethod
    def fresh(cls) -> "SigningKeys":
        """Return new keys."""
        return cls({kind: os.urandom(32) for kind in KINDS})

    @classmethod
    def read(cls, text: str) -> "SigningKeys":
        """Read what `written` gave.

        Raises:
            ValueError: if this holds no keys.
        """
        try:
            found = json.loads(text)
            seeds = {kind: base64.b64decode(found[kind], validate=True) for kind in KINDS}
        except (KeyError, TypeError) as error:
            raise ValueError("no signing keys") from error
        if any(len(seed) != 32 for seed in seeds.values()):
            raise ValueError("no signing keys")
        return cls(seeds)

    def written(self) -> str:
        """Return the keys as text, for a file among the secrets."""
        return json.dumps({kind: base64.b64encode(seed).decode() for kind, seed in self.seeds.items()})

    def public(self, kind: str) -> str:
        """Return the public half, as Matrix writes it."""
        return _unpadded(self._private(kind).public_key().public_bytes_raw())

    def sign(self, kind: str, value: Mapping[str, Any]) -> str:
        """Return the signature of a JSON object under this key."""
        return _unpadded(self._private(kind).sign(canonical(value)))

    def _private(self, kind: str) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seeds[kind])


def canonical(value: Mapping[str, Any]) -> bytes:
    """Return what is signed of a JSON object: all but its signatures, in the one way Matrix writes it."""
    bare = {name: inner for name, inner in value.items() if name not in ("signatures", "unsigned")}
    return json.dumps(bare, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def uploaded_keys(keys: SigningKeys, user: str) -> Json:
    """Return the body of `/keys/device_signing/upload`."""
    return {f"{kind}_key": _public_key(keys, kind, user) for kind in KINDS}


def uploaded_signatures(
    keys: SigningKeys, device: Mapping[str, Any], sign_by_device: Callable[[bytes], str]
) -> Json:
    """Return the body of `/keys/signatures/upload`: device signed by its owner, master key by the device.

    `device` is the entry of `/keys/query` for this device.
    """
    user, id_ = str(device["user_id"]), str(device["device_id"])
    signed = {name: inner for name, inner in device.items() if name not in ("unsigned", "signatures")}
    signed["signatures"] = {
        user: {f"ed25519:{keys.public('self_signing')}": keys.sign("self_signing", signed)}
    }
    master = _public_key(keys, "master", user)
    master["signatures"] = {user: {f"ed25519:{id_}": sign_by_device(canonical(master))}}
    return {user: {id_: signed, keys.public("master"): master}}


def stands(keys: SigningKeys, user: str, queried: Mapping[str, Any]) -> bool:
    """Return whether the homeserver holds these keys, by its answer to `/keys/query`."""
    master = queried.get("master_keys", {}).get(user, {}).get("keys", {})
    return f"ed25519:{keys.public('master')}" in master


def holds_any(user: str, queried: Mapping[str, Any]) -> bool:
    """Return whether the homeserver holds signing keys of this user, ours or not."""
    return bool(queried.get("master_keys", {}).get(user))


def signed(keys: SigningKeys, device: Mapping[str, Any]) -> bool:
    """Return whether the homeserver holds our signature under this device."""
    under = device.get("signatures", {}).get(device["user_id"], {})
    return f"ed25519:{keys.public('self_signing')}" in under


def _public_key(keys: SigningKeys, kind: str, user: str) -> Json:
    public = keys.public(kind)
    key: Json = {"user_id": user, "usage": [kind], "keys": {f"ed25519:{public}": public}}
    if kind != "master":
        key["signatures"] = {user: {f"ed25519:{keys.public('master')}": keys.sign("master", key)}}
    return key


def _unpadded(raw: bytes) -> str:
    return base64.b64encode(raw).decode().rstrip("=")
