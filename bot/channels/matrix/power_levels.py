"""Decide what somebody may do in a room. Room version 12 included: there, creators rank above all levels."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from bot.channels.matrix.gate import StateEvent

MODERATOR = 50
"""From this level on somebody leads a group: clients call it so, and it is what redacting asks by default."""

ABOVE_ALL = 1 << 53
"""More than any level that can be written down: JSON numbers in Matrix end here."""

_CREATORS_LEAD = frozenset({"12"})
"""Room versions whose creators stand above the levels (MSC4289). Later versions are no plain numbers yet."""


@dataclass(frozen=True, slots=True)
class Powers:
    """The permissions in one room, from its state."""

    creators: frozenset[str] = frozenset()
    version: str = "1"
    levels: Mapping[str, Any] = field(default_factory=dict)
    """Content of `m.room.power_levels`; empty if there is none."""

    def seen(self, event: StateEvent) -> "Powers":
        """Return the powers after this state event."""
        content = event.content
        if event.type == "m.room.create":
            more = content.get("additional_creators") or ()
            made_by = frozenset({event.sender, *map(str, more)})
            return replace(self, creators=made_by, version=str(content.get("room_version", "1")))
        if event.type == "m.room.power_levels":
            return replace(self, levels=content)
        return self

    def level(self, person: str) -> int:
        """Return the power level of a person."""
        made = person in self.creators
        if made and self.version in _CREATORS_LEAD:
            return ABOVE_ALL
        if not self.levels:
            return 100 if made else 0
        named = self.levels.get("users") or {}
        return _number(named.get(person, self.levels.get("users_default", 0)), 0)

    def leads(self, person: str) -> bool:
        """Return whether this person may decide for the group."""
        return self.level(person) >= MODERATOR

    def may_send(self, person: str, kind: str) -> bool:
        """Return whether this person may send events of this kind here."""
        named = self.levels.get("events") or {}
        return self.level(person) >= _number(named.get(kind, self.levels.get("events_default", 0)), 0)

    def may_redact(self, person: str) -> bool:
        """Return whether this person may take away what others wrote, and so may end their polls."""
        return self.level(person) >= _number(self.levels.get("redact", 50), 50)


def _number(value: object, otherwise: int) -> int:
    """Return a level as a number: old rooms may hold it as text."""
    try:
        return int(value)  # type: ignore[call-overload, no-any-return]
    except (TypeError, ValueError):
        return otherwise
