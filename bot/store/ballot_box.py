"""Write votes, many at a time, in transactions in which nothing else is written."""

from collections.abc import Sequence
from datetime import datetime

from bot.core.model.orders import Vote
from bot.store.database import Database
from bot.store.errors import Refusal
from bot.store.group_commit import GroupCommit
from bot.store.team_store import TeamStore


class BallotBox:
    """Takes votes for the sealed boxes of all rounds."""

    def __init__(self, database: Database, team_store: TeamStore | None) -> None:
        self._database = database
        self._team_store = team_store
        self._commits = GroupCommit(self._write)

    async def put(self, vote: Vote, now: datetime) -> Refusal:
        """Return "" when the vote is on disk, or why it was refused; then nothing is written."""
        return await self._commits.put((vote, now))

    async def drain(self) -> None:
        """Wait until every vote is written."""
        await self._commits.drain()

    async def _write(self, votes: Sequence[tuple[Vote, datetime]]) -> Sequence[Refusal]:
        assert self._team_store, "a store without teams has no rounds"
        async with self._database.transaction() as connection:
            return await self._team_store.vote(connection, [vote for vote, _ in votes], votes[-1][1])
