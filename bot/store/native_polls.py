"""Keep native polls: a row from the moment one is opened until its result was sent."""

from typing import Any

from sqlalchemy import ColumnElement, Row, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.model.events import Chat
from bot.core.model.native_poll import PostedPoll
from bot.store.database import Database, busy
from bot.store.native_poll_tables import poll as table
from bot.store.upsert import upsert


def row(posted: PostedPoll) -> dict[str, object]:
    """Return the row of this poll."""
    counts = None if posted.counts is None else " ".join(map(str, posted.counts))
    return {
        "poll": posted.poll,
        "channel": posted.channel,
        "room": posted.room,
        "thread": posted.thread,
        "message": posted.message,
        "native": posted.native,
        "dilemma": posted.dilemma,
        "options": " ".join(posted.options),
        "counts": counts,
    }


class PostedPolls:
    """The native polls that stand open. Raises StoreBusyError if the database cannot be used now."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._upsert = upsert(table, database.dialect)

    async def named(self, poll: str) -> PostedPoll | None:
        """Return the poll that has this name of ours."""
        return await self._one(table.c.poll == poll)

    async def posted(self, channel: str, native: str) -> PostedPoll | None:
        """Return the poll that has this id of the platform's own."""
        return await self._one((table.c.channel == channel) & (table.c.native == native))

    async def counted(self, channel: str) -> list[PostedPoll]:
        """Return the polls of this channel that are counted, but whose result was not sent."""
        return await self._all(table.c.channel == channel, table.c.counts.is_not(None))

    async def put(self, posted: PostedPoll) -> None:
        """Keep where a poll stands, or what its totals are."""
        with busy():
            async with self._database.statement() as connection:
                await connection.execute(self._upsert, row(posted))

    async def drop(self, poll: str) -> None:
        """Erase a poll whose result was sent."""
        with busy():
            async with self._database.statement() as connection:
                await connection.execute(delete(table).where(table.c.poll == poll))

    async def _one(self, rule: ColumnElement[bool]) -> PostedPoll | None:
        found = await self._all(rule)
        return found[0] if found else None

    async def _all(self, *rules: ColumnElement[bool]) -> list[PostedPoll]:
        with busy():
            async with self._database.statement() as connection:
                rows = await connection.execute(select(table).where(*rules).order_by(table.c.poll))
                return [_posted(found) for found in rows]


async def rename(connection: AsyncConnection, chat: Chat, room: str) -> None:
    """Let the polls of this room go on under its other id."""
    await connection.execute(update(table).where(_room(chat)).values(room=room))


async def lose(connection: AsyncConnection, chat: Chat) -> None:
    """Erase the polls of a room where nothing can be said any more."""
    await connection.execute(delete(table).where(_room(chat)))


def _room(chat: Chat) -> ColumnElement[bool]:
    return (table.c.channel == chat.channel) & (table.c.room == chat.room.encode("utf-8", "replace").decode())


def _posted(found: Row[Any]) -> PostedPoll:
    counts = None if found.counts is None else tuple(map(int, found.counts.split()))
    return PostedPoll(
        found.poll,
        found.channel,
        found.room,
        found.thread,
        found.message,
        found.native,
        found.dilemma,
        tuple(found.options.split()),
        counts,
    )
