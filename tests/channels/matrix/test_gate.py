"""What an event may tell is decided by how it came, never by what it calls itself."""

import json
from types import SimpleNamespace
from typing import Any

import nio
import pytest

from bot.channels.matrix import gate, parsing
from bot.channels.matrix.gate import EncryptedEvent, MessageEvent, StateEvent

ROOM = "!kamer:hs"
OUTSIDE = {"event_id": "$buiten", "sender": "@eve:hs", "origin_server_ts": 7}
STATE = ["m.room.power_levels", "m.room.tombstone", "m.room.create", "m.room.member", "m.room.encryption"]


class Keys:
    """A nio client that has every key: the inside is the ciphertext."""

    olm = SimpleNamespace()

    def decrypt_event(self, event: nio.MegolmEvent) -> Any:
        inside = json.loads(event.ciphertext)
        return nio.Event.parse_decrypted_event({**event.source, **inside})


class NoKey(Keys):
    def decrypt_event(self, event: nio.MegolmEvent) -> Any:
        raise nio.EncryptionError


def sealed(inside: object, **more: object) -> dict[str, Any]:
    content = {
        "algorithm": "m.megolm.v1.aes-sha2",
        "ciphertext": json.dumps(inside),
        "sender_key": "k",
        "session_id": "s",
        "device_id": "D",
    }
    return {"type": gate.ENCRYPTED, **OUTSIDE, "content": content, **more}


def opened(inside: object) -> MessageEvent | None:
    found = gate.incoming(sealed(inside), ROOM)
    assert isinstance(found, EncryptedEvent)
    assert (found.sender, found.sent_at) == ("@eve:hs", 7)
    return gate.opened(Keys(), found)


@pytest.mark.parametrize("kind", STATE)
def test_state_is_what_came_in_the_open_with_a_state_key(kind: str) -> None:
    raw = {"type": kind, **OUTSIDE, "content": {"membership": "join"}}
    assert isinstance(gate.incoming(raw, ROOM), MessageEvent)
    assert gate.state(raw) is None
    assert isinstance(gate.incoming({**raw, "state_key": 7}, ROOM), MessageEvent)
    whole = {**raw, "state_key": "", "unsigned": {"prev_content": {"membership": "leave"}}}
    found = gate.incoming(whole, ROOM)
    assert found == gate.state(whole)
    assert found == StateEvent(
        kind, "", "@eve:hs", {"membership": "join"}, {"membership": "leave"}, "$buiten", 7
    )


@pytest.mark.parametrize("kind", STATE)
def test_what_is_inside_is_a_message_whatever_it_says(kind: str) -> None:
    inside = {"type": kind, "state_key": "", "content": {"users": {"@eve:hs": 100}}}
    assert isinstance(opened(inside), MessageEvent)


def test_who_sent_what_and_when_is_read_from_the_outside() -> None:
    text = {"msgtype": "m.text", "body": "hoi"}
    inside = {
        "type": "m.room.message",
        "content": text,
        "sender": "@ans:hs",
        "event_id": "$binnen",
        "origin_server_ts": 1,
        "unsigned": {"redacted_because": {}},
    }
    assert opened(inside) == MessageEvent(
        "m.room.message", "@eve:hs", text, sealed=True, id="$buiten", sent_at=7
    )


@pytest.mark.parametrize(
    "inside",
    [
        {"type": "m.room.message", "content": {}},
        {"type": "m.room.message", "content": "tekst"},
        {"type": ["m.room.message"], "content": {"msgtype": "m.text", "body": "hoi"}},
        {"type": "m.room.encrypted", "content": {"algorithm": "m.megolm.v1.aes-sha2"}},
    ],
)
def test_an_inside_of_the_wrong_shape_is_no_text_and_ends_nothing(inside: object) -> None:
    found = opened(inside)
    assert found
    assert found.sealed
    assert parsing.text_in(found) is None


def test_without_a_key_it_stays_closed() -> None:
    found = gate.incoming(sealed({}), ROOM)
    assert isinstance(found, EncryptedEvent)
    assert gate.opened(NoKey(), found) is None
    assert gate.opened(SimpleNamespace(olm=None), found) is None
    assert gate.read(NoKey(), sealed({}), ROOM) is None


def test_an_encrypted_event_with_a_state_key_is_not_opened() -> None:
    found = gate.incoming(sealed({"type": "m.room.power_levels"}, state_key=""), ROOM)
    assert isinstance(found, StateEvent)
    assert found.type == gate.ENCRYPTED


@pytest.mark.parametrize("raw", [{}, {"type": None, "content": [], "sender": 7}, {"type": gate.ENCRYPTED}])
def test_what_has_no_shape_is_a_message_of_nothing(raw: dict[str, Any]) -> None:
    found = gate.read(Keys(), raw, ROOM)
    assert isinstance(found, MessageEvent)
    assert found.content == {}
