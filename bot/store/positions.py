"""Keep how far every channel was read."""

from datetime import date

from sqlalchemy import bindparam, func, select

from bot.store.database import Database, busy
from bot.store.tables import position as table
from bot.store.upsert import upsert


class Positions:
    """One position for every name of a channel. Raises StoreBusyError if the database cannot be used now."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._upsert = upsert(table, database.dialect)

    async def get(self, name: str) -> tuple[str, date] | None:
        """Return the position under this name and the day it was put; None if there is none."""
        with busy():
            async with self._database.statement() as connection:
                row = (await connection.execute(_FIND, {"name": name})).first()
                return (row.value, row.day) if row else None

    async def last_day(self) -> date | None:
        """Return the latest day on which any position was put; None if none ever was."""
        with busy():
            async with self._database.statement() as connection:
                last: date | None = await connection.scalar(select(func.max(table.c.day)))
                return last

    async def put(self, name: str, value: str, day: date) -> None:
        """Keep this position instead."""
        row = {"channel": name, "value": value, "day": day}
        with busy():
            async with self._database.statement() as connection:
                await connection.execute(self._upsert, row)


# made once: to make a statement takes as long as to run it
_FIND = select(table.c.value, table.c.day).where(table.c.channel == bindparam("name"))
