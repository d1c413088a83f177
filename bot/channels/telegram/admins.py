"""Look up who may decide for a group: at most once in ten minutes, without holding up other groups."""

import time
from collections.abc import Callable

from telegram import Bot
from telegram.error import TelegramError

FRESH = 600.0
"""Seconds that an answer holds. Who was made an admin just now waits so long at most."""

MOST = 1_000
"""Groups of which the admins are remembered."""


class Admins:
    """The admins of the groups that were spoken to lately."""

    def __init__(self, bot: Bot, clock: Callable[[], float] = time.monotonic) -> None:
        self._bot = bot
        self._clock = clock
        self._known: dict[str, tuple[float, frozenset[str]]] = {}

    def lead(self, room: str, person: str) -> bool | None:
        """Return whether this person is an admin here; None if Telegram must be asked first."""
        until, admins = self._known.get(room, (0.0, frozenset[str]()))
        return person in admins if until > self._clock() else None

    async def ask(self, room: str) -> None:
        """Ask Telegram. When it does not answer, nobody leads here for a minute."""
        try:
            found = await self._bot.get_chat_administrators(int(room))
        except TelegramError:
            self._known[room] = (self._clock() + 60.0, frozenset())
            return
        admins = frozenset(str(one.user.id) for one in found)
        self._known.pop(room, None)
        self._known[room] = (self._clock() + FRESH, admins)
        if len(self._known) > MOST:
            self._known.pop(next(iter(self._known)))
