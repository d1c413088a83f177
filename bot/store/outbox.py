"""The outbox of timers: what the bot will say by itself, and when. A lease gives a timer to one process."""

from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Executable, Row, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.model.events import Chat, TimerFired
from bot.core.model.replies import CancelRoundTimers, CancelTimer, TimerEffect, Wake
from bot.core.model.timers import Timer, round_of
from bot.store.tables import outbox as table
from bot.store.timer_payloads import read, written

LEASE = 60
"""Seconds. Who has a moment in hand longer says so in time, or another process takes it over."""

MOST_TRIES = 20
"""So often a moment is taken in hand. Then something is wrong with it: it rings once more, as missed, so that
what comes after it can still be asked for, and is let go."""


def row(wake: Wake) -> dict[str, object]:
    """Return the row of this timer."""
    return {
        "key": wake.key,
        "channel": wake.chat.channel,
        "room": wake.chat.room,
        "thread": wake.chat.thread,
        "shared": wake.chat.group,
        "sealed": wake.chat.sealed,
        "payload": written(wake.payload),
        "round": round_of(wake.payload),
        "due": _seconds(wake.due),
        "until": _seconds(wake.until) if wake.until else None,
        "leased": 0,
        "tries": 0,
    }


async def any_due(connection: AsyncConnection, channels: Collection[str], now: datetime) -> bool:
    """Return whether there is anything to claim. Only reads, so it may be called every second."""
    return await connection.scalar(select(table.c.key).where(*_free(channels, now)).limit(1)) is not None


async def claim(
    connection: AsyncConnection, channels: Collection[str], now: datetime, most: int
) -> list[TimerFired]:
    """Take the moments that have come in hand."""
    at = _seconds(now)
    await connection.execute(delete(table).where(table.c.tries > MOST_TRIES, table.c.leased <= at))
    free = (
        select(table.c.key)
        .where(*_free(channels, now))
        .order_by(table.c.due, table.c.key)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    taken = (
        update(table)
        .where(table.c.key.in_(free))
        .values(leased=at + LEASE, tries=table.c.tries + 1)
        .returning(table)
    )
    rows = (await connection.execute(taken)).all()
    return [_moment(found, at) for found in sorted(rows, key=lambda found: (found.due, found.key))]


async def renew(connection: AsyncConnection, keys: Collection[str], now: datetime) -> None:
    """Lengthen the lease of these timers."""
    await connection.execute(update(table).where(table.c.key.in_(keys)).values(leased=_seconds(now) + LEASE))


async def complete(connection: AsyncConnection, moment: TimerFired) -> None:
    """Take out a moment that was said, unless it was moved on while it was being said."""
    same = (table.c.key == moment.key, table.c.due == _seconds(moment.due))
    await connection.execute(delete(table).where(*same))


async def in_room(connection: AsyncConnection, chat: Chat) -> dict[str, Timer]:
    """Return every timer that is set in this room by its key, the first one first."""
    found = select(table.c.key, table.c.due, table.c.payload).where(_room(chat)).order_by(table.c.due)
    rows = (await connection.execute(found)).all()
    return {row.key: Timer(datetime.fromtimestamp(row.due, UTC), read(row.payload)) for row in rows}


async def carry_out(connection: AsyncConnection, effect: TimerEffect, put: Executable) -> None:
    """Set or cancel timers. `put` inserts a row, or overwrites the one with the same key."""
    match effect:
        case Wake():
            if not effect.follows or await stands(connection, effect.follows):
                await connection.execute(put, row(effect))
        case CancelTimer(key=key):
            await connection.execute(delete(table).where(table.c.key == key))
        case CancelRoundTimers(round=round_):
            await connection.execute(delete(table).where(table.c.round == round_))


async def stands(connection: AsyncConnection, key: str) -> bool:
    """Return whether this timer is still set. It cannot be cancelled before the transaction ends."""
    found = select(table.c.key).where(table.c.key == key).with_for_update()
    return await connection.scalar(found) is not None


async def rename(connection: AsyncConnection, chat: Chat, room: str) -> None:
    """Move the rows of a room that goes on under another id."""
    await connection.execute(update(table).where(_room(chat)).values(room=room))


async def lose(connection: AsyncConnection, chat: Chat) -> None:
    """Erase the timers of a room that the bot cannot speak in any more."""
    await connection.execute(delete(table).where(_room(chat)))


def _free(channels: Collection[str], now: datetime) -> tuple[ColumnElement[bool], ...]:
    at = _seconds(now)
    return (table.c.due <= at, table.c.leased <= at, table.c.channel.in_(channels))


def _room(chat: Chat) -> ColumnElement[bool]:
    known = chat.room.encode("utf-8", "replace").decode()  # half a character is no room of anybody's
    return (table.c.channel == chat.channel) & (table.c.room == known)


def _moment(found: Row[Any], at: int) -> TimerFired:
    chat = Chat(found.channel, found.room, group=found.shared, thread=found.thread, sealed=found.sealed)
    missed = found.tries > MOST_TRIES or (found.until is not None and found.until < at)
    return TimerFired(chat, found.key, read(found.payload), datetime.fromtimestamp(found.due, UTC), missed)


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())
