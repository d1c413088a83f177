"""The gate: every event of the homeserver passes here, and gets the type that says what it may tell.

Members can put anything inside an encrypted event, "m.room.power_levels" with a state key too: the
homeserver cannot look inside, so it refuses nothing. That is why state is read only from what came in the
open with a `state_key`, which the homeserver allowed, and why who sent what and when is read from the
outside. Readers take the type they are for; none of them can be handed the other.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import nio

Content = Mapping[str, Any]

ENCRYPTED = "m.room.encrypted"

_NOTHING: Content = {}

_UNUSABLE = (KeyError, TypeError, ValueError, AttributeError, AssertionError)
"""The errors that nio raises for an encrypted event with malformed contents."""


@dataclass(frozen=True, slots=True)
class StateEvent:
    """Says how a room stands. The homeserver let its sender do this."""

    type: str
    state_key: str
    sender: str = ""
    content: Content = field(default_factory=dict)
    before: Content = field(default_factory=dict)
    """The content that this one takes the place of."""
    id: str = ""
    sent_at: int = 0
    """Milliseconds since 1970, by the sender's homeserver."""


@dataclass(frozen=True, slots=True)
class MessageEvent:
    """Something somebody sent. Whatever its type, it says nothing about the room."""

    type: str
    sender: str = ""
    content: Content = field(default_factory=dict)
    sealed: bool = False
    """Came encrypted: no homeserver read or made it. In an encrypted room an event need not be."""
    redacted: bool = False
    id: str = ""
    sent_at: int = 0
    """As in `StateEvent`."""


@dataclass(frozen=True, slots=True)
class EncryptedEvent:
    """Not opened yet. See `opened`."""

    event: nio.MegolmEvent

    @property
    def sender(self) -> str:
        """Return the sender, according to the homeserver."""
        return str(self.event.sender)

    @property
    def sent_at(self) -> int:
        """As in `StateEvent`."""
        return int(self.event.server_timestamp)


Incoming = StateEvent | MessageEvent | EncryptedEvent


def incoming(raw: Mapping[str, Any], room: str) -> Incoming:
    """Sort an event as the homeserver gives it. What is encrypted stays closed."""
    if isinstance(key := raw.get("state_key"), str):
        return _state(raw, key)
    if raw.get("type") == ENCRYPTED:
        parsed = nio.Event.parse_event(dict(raw))
        if isinstance(parsed, nio.MegolmEvent):
            parsed.room_id = room
            return EncryptedEvent(parsed)
    return _message(raw, str(raw.get("type", "")), _mapping(raw.get("content")), sealed=False)


def state(raw: Mapping[str, Any]) -> StateEvent | None:
    """Read an event of the state of a room, as an invitation shows it too; None if it is none."""
    key = raw.get("state_key")
    return _state(raw, key) if isinstance(key, str) else None


def opened(client: Any, closed: EncryptedEvent) -> MessageEvent | None:
    """Decrypt an event; None if its key is not there.

    From the inside come type and content, and nothing else. An inside of the wrong shape is a message of
    no type: nothing that anybody listens to.
    """
    if client.olm is None:
        return None
    raw = closed.event.source
    try:
        inside = client.decrypt_event(closed.event).source
    except nio.EncryptionError:
        return None
    except _UNUSABLE:
        return _message(raw, "", _NOTHING, sealed=True)
    kind = inside.get("type")
    return _message(raw, kind if isinstance(kind, str) else "", _mapping(inside.get("content")), sealed=True)


def read(client: Any, raw: Mapping[str, Any], room: str) -> StateEvent | MessageEvent | None:
    """Sort an event and open it; None if it cannot be opened."""
    found = incoming(raw, room)
    return opened(client, found) if isinstance(found, EncryptedEvent) else found


def _state(raw: Mapping[str, Any], key: str) -> StateEvent:
    before = _mapping(_mapping(raw.get("unsigned")).get("prev_content"))
    return StateEvent(
        str(raw.get("type", "")),
        key,
        str(raw.get("sender", "")),
        _mapping(raw.get("content")),
        before,
        str(raw.get("event_id", "")),
        _number(raw.get("origin_server_ts")),
    )


def _message(raw: Mapping[str, Any], kind: str, content: Content, *, sealed: bool) -> MessageEvent:
    redacted = "redacted_because" in _mapping(raw.get("unsigned"))
    return MessageEvent(
        kind,
        str(raw.get("sender", "")),
        content,
        sealed,
        redacted,
        str(raw.get("event_id", "")),
        _number(raw.get("origin_server_ts")),
    )


def _mapping(value: object) -> Content:
    return value if isinstance(value, dict) else _NOTHING


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0
