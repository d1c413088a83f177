"""Read what there is around a conversation: timers, teams, and methods that are led in its rooms."""

from dataclasses import replace
from functools import partial

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.model.events import Chat
from bot.core.model.gathering import OpenGathering
from bot.core.model.session import Around
from bot.store import outbox
from bot.store.context_cache import ContextCache
from bot.store.gatherings import Gatherings
from bot.store.sessions import Sessions
from bot.store.team_store import TeamStore, fresh_letters


class Surroundings:
    """The surroundings of chats: from the database, or from what was read of it a moment ago."""

    def __init__(
        self, cache: ContextCache, sessions: Sessions, gatherings: Gatherings, team_store: TeamStore | None
    ) -> None:
        """Without a `team_store` there are only timers."""
        self._cache = cache
        self._sessions = sessions
        self._gatherings = gatherings
        self._team_store = team_store

    async def read(self, chat: Chat, code: str, connection: AsyncConnection) -> Around:
        """Return the surroundings of this chat, with the team of this code if there is one."""
        around = await self._cache.read(chat, partial(self.read_anew, chat, connection))
        if not self._team_store or not code:
            return around
        return replace(around, invited=await self._team_store.with_code(connection, code, chat))

    async def read_anew(self, chat: Chat, connection: AsyncConnection) -> Around:
        """Return what the database holds, whatever was read before."""
        timers = await outbox.in_room(connection, chat)
        if not self._team_store:
            return Around(timers)
        teams = await self._team_store.around(connection, chat)
        gathering = await self._gatherings.read(connection, chat)
        rooms = [] if chat.group else [Chat(chat.channel, team.room, group=True) for team in teams]
        elsewhere = await self._gatherings.read_all(connection, rooms)
        open_ = tuple(OpenGathering(one, 0) for one in elsewhere)
        return Around(timers, teams, gathering=gathering, gatherings=open_)

    def now(self, around: Around, chat: Chat) -> Around:
        """Add what no database holds: letters for ids, who speaks, and what memory holds of a gathering."""
        if not self._team_store:
            return around
        gathered = self._gatherings.recall(around.gathering) if around.gathering else None
        return replace(
            around,
            fresh=fresh_letters(),
            speaker=self._sessions.name(chat),
            gathered=gathered,
            gatherings=tuple(self._gatherings.seen(one.gathering) for one in around.gatherings),
        )
