"""Carry out the effects of a turn that change the database. Votes are not among them: see `ballot_box`."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.model.events import Chat
from bot.core.model.orders import CloseRound, Disband, Leave, StopRound, TeamOrder
from bot.core.model.replies import (
    CancelRoundTimers,
    CancelTimer,
    Effect,
    EndGathering,
    KeepGathering,
    LastingEffect,
    Lose,
    PassingEffect,
    Rename,
    Wake,
)
from bot.store import native_polls, outbox
from bot.store.database import Database
from bot.store.gatherings import Gatherings
from bot.store.sessions import Sessions
from bot.store.tables import outbox as timers
from bot.store.team_store import TeamStore
from bot.store.upsert import upsert


class EffectWriter:
    """Writes effects into the tables they are about."""

    def __init__(
        self, database: Database, sessions: Sessions, gatherings: Gatherings, team_store: TeamStore | None
    ) -> None:
        """Without a `team_store` nobody has a team, and orders about teams do nothing."""
        self._database = database
        self._sessions = sessions
        self._gatherings = gatherings
        self._team_store = team_store
        self._wake = upsert(timers, database.dialect)

    async def carry_out(
        self, effects: Sequence[LastingEffect], connection: AsyncConnection, now: datetime
    ) -> None:
        """Carry out these effects in the transaction that is open."""
        for effect in effects:
            match effect:
                case Wake() | CancelTimer() | CancelRoundTimers():
                    await outbox.carry_out(connection, effect, self._wake)
                case Rename(chat=chat, room=room):
                    await self._move_room(connection, chat, room, now.date())
                case Lose(chat=chat):
                    await outbox.lose(connection, chat)
                    await native_polls.lose(connection, chat)
                    await self._gatherings.erase(connection, chat)
                case KeepGathering() | EndGathering():
                    await self._gatherings.write(connection, effect, now.date())
                case _:
                    await self._order(connection, effect, now)

    async def clean_up(self, effects: Sequence[Effect], today: date) -> None:
        """Erase what a round leaves in the log, and see to it that no older copy tells its result again."""
        for effect in effects:
            if isinstance(effect, CloseRound) and self._team_store:
                async with self._database.transaction() as connection:
                    await self._team_store.closed(connection, effect.round, today)
        if any(isinstance(effect, CloseRound | StopRound | Leave | Disband) for effect in effects):
            await self._database.truncate_log()

    async def _order(self, connection: AsyncConnection, order: TeamOrder, now: datetime) -> None:
        if self._team_store:
            await self._team_store.carry_out(connection, order, now)

    async def _move_room(self, connection: AsyncConnection, chat: Chat, room: str, today: date) -> None:
        await outbox.rename(connection, chat, room)
        await native_polls.rename(connection, chat, room)
        await self._sessions.rename(connection, chat, room, today)
        await self._gatherings.rename(connection, chat, room)
        if self._team_store:
            await self._team_store.rename(connection, chat, room)


def lasting(effects: Sequence[Effect]) -> list[LastingEffect]:
    """Return the effects that the database carries out. An effect that is neither kind fails mypy here."""
    return [effect for effect in effects if not isinstance(effect, PassingEffect)]
