"""Keep the methods that are led in rooms: where each stands on disk, what was said in it in memory."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

import msgspec
from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.model.events import Chat
from bot.core.model.gathering import Gathered, Gathering, OpenGathering
from bot.core.model.replies import (
    Contribute,
    CountHands,
    Effect,
    EndGathering,
    GatheringEffect,
    KeepGathering,
)
from bot.store.database import Database
from bot.store.gathering_tables import gathering as table
from bot.store.upsert import upsert

KEEP = timedelta(days=2)
"""Nobody comes back to a meeting of the day before yesterday."""

HOLD = timedelta(hours=3)
"""So long after the last word in it, what was said is gone from memory too."""


class Gatherings:
    """The gatherings of all rooms, by the pseudonym of the room."""

    def __init__(self, database: Database, name: Callable[[Chat], str]) -> None:
        """`name` makes the pseudonym of a chat."""
        self._name = name
        self._upsert = upsert(table, database.dialect)
        self._held: dict[str, tuple[Gathered, datetime]] = {}
        """By id of the gathering, each with the moment from which it is gone."""

    async def read(self, connection: AsyncConnection, chat: Chat) -> Gathering | None:
        """Return the gathering in the room of this chat."""
        row = await connection.scalar(select(table.c.state).where(table.c.room == self._room(chat)))
        return msgspec.json.decode(row, type=Gathering) if row else None

    async def read_all(self, connection: AsyncConnection, rooms: Collection[Chat]) -> tuple[Gathering, ...]:
        """Return the gatherings in these rooms."""
        if not rooms:
            return ()
        names = [self._room(room) for room in rooms]
        rows = await connection.scalars(select(table.c.state).where(table.c.room.in_(names)))
        return tuple(msgspec.json.decode(row, type=Gathering) for row in rows)

    async def write(self, connection: AsyncConnection, effect: GatheringEffect, today: date) -> None:
        """Write where a gathering stands, or erase it."""
        match effect:
            case KeepGathering(chat=chat, gathering=gathering):
                state = msgspec.json.encode(gathering).decode()
                row = {
                    "room": self._room(chat),
                    "id": gathering.id,
                    "state": state,
                    "expires_on": today + KEEP,
                }
                await connection.execute(self._upsert, row)
            case EndGathering(chat=chat):
                await self.erase(connection, chat)

    async def erase(self, connection: AsyncConnection, chat: Chat) -> None:
        """Erase the gathering in the room of this chat."""
        await connection.execute(delete(table).where(table.c.room == self._room(chat)))

    async def rename(self, connection: AsyncConnection, chat: Chat, room: str) -> None:
        """Let the gathering of a room go on under another id."""
        old, new = self._room(chat), self._room(replace(chat, room=room))
        await connection.execute(delete(table).where(table.c.room == new))
        await connection.execute(table.update().where(table.c.room == old).values(room=new))

    async def sweep(self, connection: AsyncConnection, today: date) -> None:
        """Erase what nobody ended."""
        await connection.execute(delete(table).where(table.c.expires_on <= today))

    def recall(self, gathering: Gathering) -> Gathered | None:
        """Return what was said in a gathering; None if this process knows nothing of it."""
        found = self._held.get(gathering.id)
        return found[0] if found else None

    def seen(self, gathering: Gathering) -> OpenGathering:
        """Return a gathering as somebody sees it in private: the number of lines, not the lines."""
        gathered = self.recall(gathering)
        return OpenGathering(gathering, gathered.number if gathered else 0)

    def hold(self, effects: Sequence[Effect], now: datetime) -> None:
        """Hold in memory what these effects brought. Call it once they are committed.

        They add, and replace nothing: a line may come in from private while the room goes on.
        """
        for effect in effects:
            match effect:
                case KeepGathering(gathering=gathering):
                    self._add(gathering.id, Gathered(), now)
                case Contribute(gathering=id_, name=name, line=line):
                    self._add(id_, self._gathered(id_).with_line(name, line), now)
                case CountHands(gathering=id_, step=step, hands=hands):
                    self._add(id_, self._gathered(id_).with_counts(step, hands), now)
                case EndGathering(gathering=id_):
                    self._held.pop(id_, None)
                case _:
                    pass

    def _gathered(self, id_: str) -> Gathered:
        found = self._held.get(id_)
        return found[0] if found else Gathered()

    def _add(self, id_: str, gathered: Gathered, now: datetime) -> None:
        """Hold this, unless it is nothing and there is something."""
        self._held[id_] = (gathered if gathered != Gathered() else self._gathered(id_), now + HOLD)

    def sweep_memory(self, now: datetime) -> None:
        """Let go what nobody added to for long."""
        for id_ in [id_ for id_, (_, until) in self._held.items() if until <= now]:
            del self._held[id_]

    def _room(self, chat: Chat) -> str:
        return self._name(replace(chat, person="")) if chat.group else self._name(chat)
