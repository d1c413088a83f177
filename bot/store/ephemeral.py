"""Holds what may never be on disk: for an hour, and no longer than this process lives."""

from collections import OrderedDict
from datetime import datetime, timedelta

from bot.core.model.session import Session

HOLD = timedelta(minutes=60)
"""After so long without a word, what was typed is gone."""


class EphemeralSessions:
    """The sessions of the last hour, whole, by pseudonym of the room."""

    def __init__(self) -> None:
        self._held: OrderedDict[str, tuple[Session, float]] = OrderedDict()
        """The longest silent first, each with the second since 1970 from which it is gone."""

    def recall(self, chat: str, now: datetime) -> Session | None:
        """Return the session held for this room. Drops sessions that are too old, of all rooms."""
        self.sweep(now)
        session, until = self._held.get(chat, (None, 0.0))
        return session if until > now.timestamp() else None

    def sweep(self, now: datetime) -> None:
        """Let go what is too old. It stands in front, so nobody else's is looked at."""
        while self._held and next(iter(self._held.values()))[1] <= now.timestamp():
            self._held.popitem(last=False)

    def hold(self, chat: str, session: Session, now: datetime) -> None:
        """Hold this for an hour from now."""
        self._held[chat] = (session, now.timestamp() + HOLD.total_seconds())
        self._held.move_to_end(chat)

    def forget(self, chat: str) -> None:
        """Hold nothing of this room."""
        self._held.pop(chat, None)
