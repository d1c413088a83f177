"""Holds what may never be on disk: for an hour, and no longer than this process lives."""

from datetime import datetime, timedelta

from bot.core.session import Unkept

HOLD = timedelta(minutes=60)
"""After so long without a word, what was typed is gone."""


class Memory:
    """What people typed, by pseudonym of the room."""

    def __init__(self) -> None:
        self._held: dict[str, tuple[Unkept, datetime]] = {}

    def recall(self, chat: str, now: datetime) -> Unkept:
        """What is held of this room. Sweeps out everything that is too old, of all rooms."""
        self._held = {name: held for name, held in self._held.items() if held[1] > now}
        held = self._held.get(chat)
        return held[0] if held else Unkept()

    def hold(self, chat: str, unkept: Unkept, now: datetime) -> None:
        """Hold this for an hour from now. Nothing to hold means nothing is held."""
        if unkept:
            self._held[chat] = (unkept, now + HOLD)
        else:
            self._held.pop(chat, None)
