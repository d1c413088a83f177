"""A store that holds what it keeps in memory against the database, every time it hands it out."""

from dataclasses import replace
from datetime import datetime

from bot.core.model.events import Chat
from bot.core.model.session import Session
from bot.store.store import Store


class Checked(Store):
    """What it says of a place is what the database says, or the test fails."""

    from_memory = 0
    """How often what surrounds a place was not read anew."""

    async def session(self, chat: Chat, now: datetime, code: str = "") -> Session:
        kept, at = self._context_cache.known(chat), self._context_cache._changes
        found = await super().session(chat, now, code)
        async with self.database.statement() as connection:
            fresh = await self._surroundings.read_anew(chat, connection)
        if self._context_cache._changes == at and not self._context_cache._under_way:
            in_memory = {"invited": None, "fresh": "", "speaker": "", "gathered": None}
            stored = tuple(replace(one, lines=0) for one in found.around.gatherings)
            handed_out = replace(found.around, gatherings=stored, **in_memory)  # type: ignore[arg-type]
            assert handed_out == fresh, "a stale one was handed out"
            self.from_memory += kept is not None and not code
        return found
