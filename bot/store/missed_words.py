"""Count, by the week, words of the knowledge base in questions that were not understood.

They are written many at a time and never with a session. In one transaction with a session they would
tell who typed them: SQLite's log and PostgreSQL's xmin remember what was written together.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy import bindparam, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.language.calendar import monday
from bot.core.model.replies import Effect, Missed
from bot.store.database import Database
from bot.store.tables import missed
from bot.store.upsert import count_up

KEEP = timedelta(weeks=12)
"""After so long the words of a week are erased."""

LEAST_TIMES = 5
"""A word that came up less is never shown: it could be one person's."""

TOGETHER = 20
"""So many words wait in memory before they are counted on disk."""


class MissedWords:
    """The words that wait to be counted. A crash loses what waits; it is a count, no message."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._count = count_up(missed, "times", database.dialect)
        self._waiting: Counter[tuple[date, str]] = Counter()

    async def note(self, effects: Iterable[Effect], today: date) -> None:
        """Note the missed words of a turn, and write when there are enough of them."""
        words = [word for effect in effects if isinstance(effect, Missed) for word in effect.words]
        self._waiting.update((monday(today), word) for word in words)
        if self._waiting.total() >= TOGETHER:
            await self.settle()

    async def settle(self) -> None:
        """Write the words that wait."""
        if not self._waiting:
            return
        waiting = sorted(self._waiting.items())
        self._waiting.clear()
        rows = [{"week": week, "word": word, "times": times} for (week, word), times in waiting]
        async with self._database.transaction() as connection:
            await connection.execute(self._count, rows)

    async def of_week(self, week: date) -> dict[str, int]:
        """Return the words that came up often enough in the week of this Monday, most frequent first."""
        await self.settle()
        async with self._database.statement() as connection:
            return await words_of(connection, week)


async def words_of(connection: AsyncConnection, week: date) -> dict[str, int]:
    """Read those words."""
    rows = await connection.execute(_OF_WEEK, {"monday": week})
    return {str(word): int(times) for word, times in rows}


async def sweep(connection: AsyncConnection, today: date) -> None:
    """Erase the words of weeks that are over for long."""
    await connection.execute(delete(missed).where(missed.c.week < monday(today) - KEEP))


# made once: to make a statement takes as long as to run it
_OF_WEEK = (
    select(missed.c.word, missed.c.times)
    .where(missed.c.week == bindparam("monday"), missed.c.times >= LEAST_TIMES)
    .order_by(missed.c.times.desc(), missed.c.word)
)
