"""Native polls in the database: a row from the moment one is opened until its result was told."""

from typing import Any

from sqlalchemy import ColumnElement, Row, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.model.events import Chat
from bot.core.model.native_poll import PostedPoll
from bot.store.native_poll_tables import poll as table


def row(posted: PostedPoll) -> dict[str, object]:
    """What stands in the table for this poll."""
    counts = None if posted.counts is None else " ".join(map(str, posted.counts))
    return {
        "poll": posted.poll,
        "channel": posted.channel,
        "room": posted.room,
        "thread": posted.thread,
        "message": posted.message,
        "native": posted.native,
        "options": " ".join(posted.options),
        "counts": counts,
    }


async def where(connection: AsyncConnection, *rules: ColumnElement[bool]) -> list[PostedPoll]:
    """The polls for which these rules hold."""
    rows = await connection.execute(select(table).where(*rules).order_by(table.c.poll))
    return [_posted(found) for found in rows]


async def drop(connection: AsyncConnection, poll: str) -> None:
    """Its result was told."""
    await connection.execute(delete(table).where(table.c.poll == poll))


async def rename(connection: AsyncConnection, chat: Chat, room: str) -> None:
    """The room goes on under another id."""
    await connection.execute(update(table).where(_room(chat)).values(room=room))


async def lose(connection: AsyncConnection, chat: Chat) -> None:
    """Nothing can be said here any more, and no result either."""
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
        tuple(found.options.split()),
        counts,
    )
