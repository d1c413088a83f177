"""Holds what may never be on disk: for an hour, and no longer than this process lives."""

from datetime import datetime, timedelta

from bot.core.session import Session

HOLD = timedelta(minutes=60)
"""After so long without a word, what was typed is gone."""


class Memory:
    """The sessions of the last hour, whole, by pseudonym of the room."""

    def __init__(self) -> None:
        self._held: dict[str, tuple[Session, datetime]] = {}

    def recall(self, chat: str, now: datetime) -> Session | None:
        """What is held of this room. Sweeps out everything that is too old, of all rooms."""
        self._held = {name: held for name, held in self._held.items() if held[1] > now}
        held = self._held.get(chat)
        return held[0] if held else None

    def hold(self, chat: str, session: Session, now: datetime) -> None:
        """Hold this for an hour from now."""
        self._held[chat] = (session, now + HOLD)

    def forget(self, chat: str) -> None:
        """Hold nothing of this room."""
        self._held.pop(chat, None)
