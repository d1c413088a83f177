"""Keep the session of every chat: on disk what may be there, in memory the whole of it for an hour."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

import msgspec
from sqlalchemy import bindparam, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.model.events import Chat
from bot.core.model.session import Around, Kept, Session
from bot.store.database import Database
from bot.store.ephemeral import EphemeralSessions
from bot.store.group_commit import GroupCommit
from bot.store.native_poll_tables import moved
from bot.store.pseudonym import pseudonym
from bot.store.tables import session as table
from bot.store.upsert import upsert

KEEP = timedelta(days=30)
"""After this time without a word, a session is erased."""

SessionRow = dict[str, object]


class Sessions:
    """The sessions of all chats, by the pseudonym of the chat."""

    def __init__(self, database: Database, key: bytes) -> None:
        """`key` makes the pseudonyms."""
        self._database = database
        self._key = key
        self._upsert = upsert(table, database.dialect)
        self._upsert_moved = upsert(moved, database.dialect)
        self._ephemeral = EphemeralSessions()
        self._commits = GroupCommit(self._write_together)

    def name(self, chat: Chat) -> str:
        """Return the pseudonym of this chat."""
        return pseudonym(chat, self._key)

    def recall(self, chat: Chat, now: datetime) -> Session | None:
        """Return the session if it is still in memory."""
        return self._ephemeral.recall(self.name(chat), now)

    async def read(self, chat: Chat, now: datetime, connection: AsyncConnection) -> Session:
        """Return the session that is on disk, also under the id that a group had before; or a new one."""
        found = await self._find(self.name(chat), now, connection)
        return found if found != Session() else await self._take_along(chat, now, connection)

    def row(self, chat: Chat, session: Session, mark: int, now: datetime) -> SessionRow:
        """Return what may be on disk of this session."""
        kept = msgspec.json.encode(session.kept).decode()
        return {"chat": self.name(chat), "kept": kept, "expires_on": now.date() + KEEP, "mark": mark}

    async def write(self, row: SessionRow) -> None:
        """Write a row, in one transaction with the others that come in meanwhile."""
        await self._commits.put(row)

    async def write_within(self, connection: AsyncConnection, row: SessionRow) -> None:
        """Write a row in the transaction that is open."""
        await connection.execute(self._upsert, row)

    def hold(self, chat: Chat, session: Session, mark: int, now: datetime) -> None:
        """Hold the whole session in memory, typed text too."""
        self._ephemeral.hold(self.name(chat), replace(session, mark=mark, around=Around()), now)

    async def forget(self, chat: Chat, connection: AsyncConnection) -> None:
        """Erase the session of this chat."""
        self._ephemeral.forget(self.name(chat))
        await connection.execute(delete(table).where(table.c.chat == self.name(chat)))

    async def rename(self, connection: AsyncConnection, chat: Chat, room: str, today: date) -> None:
        """Let this chat go on in another room.

        The session of the room itself moves now; those of the people in a group when they speak next.
        """
        if chat.group:
            row = {"channel": chat.channel, "room": room, "before": chat.room, "expires_on": today + KEEP}
            await connection.execute(self._upsert_moved, row)
        old, new = self.name(chat), self.name(replace(chat, room=room))
        self._ephemeral.forget(old)
        await connection.execute(delete(table).where(table.c.chat == new))
        await connection.execute(update(table).where(table.c.chat == old).values(chat=new))

    def sweep_memory(self, now: datetime) -> None:
        """Let go what was typed more than an hour ago."""
        self._ephemeral.sweep(now)

    async def sweep(self, connection: AsyncConnection, today: date) -> None:
        """Erase what expired on disk."""
        await connection.execute(delete(table).where(table.c.expires_on <= today))
        await connection.execute(delete(moved).where(moved.c.expires_on <= today))

    async def count(self) -> int:
        """Return how many sessions are on disk."""
        async with self._database.statement() as connection:
            return int(await connection.scalar(select(func.count()).select_from(table)) or 0)

    async def drain(self) -> None:
        """Wait until everything is written."""
        await self._commits.drain()

    async def _find(self, name: str, now: datetime, connection: AsyncConnection) -> Session:
        row = (await connection.execute(_FIND, {"room": name, "today": now.date()})).first()
        return Session(msgspec.json.decode(row.kept, type=Kept), mark=row.mark) if row else Session()

    async def _take_along(self, chat: Chat, now: datetime, connection: AsyncConnection) -> Session:
        """Move the session that somebody had in this group under its former id."""
        former = {"of": chat.channel, "now": chat.room}
        before = await connection.scalar(_BEFORE, former) if chat.group else None
        if not before:
            return Session()
        old, new = self.name(replace(chat, room=before)), self.name(chat)
        held = self._ephemeral.recall(old, now)
        session = held or await self._find(old, now, connection)
        self._ephemeral.forget(old)
        if held:
            self._ephemeral.hold(new, held, now)
        await connection.execute(update(table).where(table.c.chat == old).values(chat=new))
        return session

    async def _write_together(self, rows: Sequence[SessionRow]) -> Sequence[None]:
        if len(rows) == 1:
            async with self._database.statement() as connection:
                await connection.execute(self._upsert, rows[0])
        else:
            async with self._database.transaction() as connection:  # in one order: nobody waits in a circle
                await connection.execute(self._upsert, sorted(rows, key=lambda row: str(row["chat"])))
        return [None] * len(rows)


# made once: to make a statement takes as long as to run it
_BEFORE = select(moved.c.before).where(moved.c.channel == bindparam("of"), moved.c.room == bindparam("now"))

_FIND = select(table.c.kept, table.c.mark).where(
    table.c.chat == bindparam("room"), table.c.expires_on > bindparam("today")
)
