"""Keys that vouch for our devices: what is signed can be checked by others."""

import base64
import json
from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from bot.channels.matrix import cross_signing

USER = "@bot:hs"
DEVICE: dict[str, Any] = {
    "user_id": USER,
    "device_id": "APPARAAT",
    "keys": {"ed25519:APPARAAT": "abc", "curve25519:APPARAAT": "def"},
    "signatures": {USER: {"ed25519:APPARAAT": "zelf"}},
    "unsigned": {"device_display_name": "Ruggespraak"},
}


def unpadded(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4))


def check(signed: dict[str, Any], public: str) -> None:
    """Raises `InvalidSignature` if this key did not sign it."""
    signature = signed["signatures"][USER][f"ed25519:{public}"]
    bare = {name: value for name, value in signed.items() if name not in ("signatures", "unsigned")}
    message = json.dumps(bare, separators=(",", ":"), sort_keys=True, ensure_ascii=False).encode()
    Ed25519PublicKey.from_public_bytes(unpadded(public)).verify(unpadded(signature), message)


def test_the_master_key_signs_the_others_and_they_sign_the_device() -> None:
    keys = cross_signing.SigningKeys.fresh()
    uploaded = cross_signing.uploaded_keys(keys, USER)
    check(uploaded["self_signing_key"], keys.public("master"))
    check(uploaded["user_signing_key"], keys.public("master"))
    body = cross_signing.uploaded_signatures(keys, DEVICE, lambda _message: "van het apparaat")
    device = body[USER]["APPARAAT"]
    check(device, keys.public("self_signing"))
    assert list(device["signatures"][USER]) == [f"ed25519:{keys.public('self_signing')}"]
    assert body[USER][keys.public("master")]["signatures"][USER] == {"ed25519:APPARAAT": "van het apparaat"}
    with pytest.raises(InvalidSignature):
        check(device | {"device_id": "ANDER"}, keys.public("self_signing"))


def test_keys_survive_being_written_down() -> None:
    keys = cross_signing.SigningKeys.fresh()
    assert cross_signing.SigningKeys.read(keys.written()).seeds == keys.seeds
    assert keys.written() not in repr(keys)


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", '{"master": 1}', '{"master": "AAAA"}'])
def test_what_holds_no_keys_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        cross_signing.SigningKeys.read(text)


def test_it_sees_whether_the_homeserver_has_ours() -> None:
    keys, others = cross_signing.SigningKeys.fresh(), cross_signing.SigningKeys.fresh()
    queried = {"master_keys": {USER: cross_signing.uploaded_keys(keys, USER)["master_key"]}}
    assert cross_signing.stands(keys, USER, queried)
    assert not cross_signing.stands(others, USER, queried)
    assert cross_signing.holds_any(USER, queried)
    assert not cross_signing.holds_any(USER, {})
    signed = cross_signing.uploaded_signatures(keys, DEVICE, lambda _message: "")[USER]["APPARAAT"]
    assert cross_signing.signed(keys, signed)
    assert not cross_signing.signed(others, signed)
