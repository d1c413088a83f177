"""Carries out what a team asks of the store, and keeps votes apart from everything else."""

import secrets
from collections.abc import Callable, Collection, Sequence
from datetime import date, datetime
from typing import assert_never

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.model.events import Chat
from bot.core.model.orders import (
    CloseRound,
    CountAlone,
    CreateTeam,
    Disband,
    Join,
    Leave,
    OpenRound,
    ProlongRound,
    RoundOrder,
    StopRound,
    TeamOrder,
    Vote,
)
from bot.core.model.team import Team
from bot.store import teams
from bot.store.epochs import Epochs
from bot.store.erasures import Erasure, Erasures
from bot.store.errors import BackupError, Refusal
from bot.store.rounds import Rounds
from bot.store.tables import session as sessions
from bot.store.team_tables import erasure, member
from bot.store.team_tables import round_ as rounds


class TeamStore:
    """Teams, rounds and erasures, in one database and one folder of secrets."""

    def __init__(self, epochs: Epochs, erasures: Erasures, key: bytes) -> None:
        self._erasures = erasures
        self._rounds = Rounds(epochs)
        self._key = key

    async def around(self, connection: AsyncConnection, chat: Chat) -> tuple[Team, ...]:
        """Return the teams of this chat, as the person who speaks sees them."""
        return await teams.around(connection, chat, self._name(chat))

    async def with_code(self, connection: AsyncConnection, code: str, chat: Chat) -> Team | None:
        """Return the team with this code, as the person who speaks sees it."""
        return await teams.with_code(connection, code, chat, self._name(chat))

    async def carry_out(self, connection: AsyncConnection, order: TeamOrder, now: datetime) -> None:
        """Carry out one order in the open transaction. Never a vote: each has a transaction of its own."""
        today = now.date()
        match order:
            case CreateTeam(chat=chat):
                await teams.create(connection, order, self._name(chat), today)
            case Join(chat=chat):
                await teams.join(connection, order, self._name(chat))
            case Leave(chat=chat, team=team):
                await self._withdraw(connection, f"left:{team}:{self._name(chat)}", today)
            case CountAlone(chat=chat, team=team, yes=False):
                await self._withdraw(connection, f"alone:{team}:{self._name(chat)}", today)
            case CountAlone(chat=chat, team=team):
                await teams.count_alone(connection, team, self._name(chat), yes=True)
            case Disband(team=team):
                await self._withdraw(connection, f"team:{team}", today)
            case _:
                await self._round(connection, order, today)

    async def vote(self, connection: AsyncConnection, votes: Sequence[Vote], now: datetime) -> list[Refusal]:
        """Put these votes into their boxes, in a transaction in which nothing else is written."""
        return await self._rounds.vote(connection, [(vote, self._name(vote.chat)) for vote in votes], now)

    async def forget(
        self, connection: AsyncConnection, chat: Chat, today: date, conversation: Callable[[Chat], str]
    ) -> None:
        """Erase this person: memberships, votes in open boxes, conversations in their teams' groups.

        It is remembered first, so that a copy of an earlier day cannot bring it back.
        """
        name = self._name(chat)
        own = await teams.teams_of(connection, [name])
        groups = [
            Chat(channel, room, chat.person or chat.room, group=True)
            for channel, room in await teams.rooms_of(connection, own)
        ]
        names = [name, *(conversation(one) for one in (chat, *groups))]
        number = self._erasures.add(names, today)
        await self._erase(connection, names, own)
        await self._at(connection, number)

    async def rename(self, connection: AsyncConnection, chat: Chat, room: str) -> None:
        """Move the team of a group that goes on under another id."""
        await teams.rename(connection, chat, room)

    async def mend(self, connection: AsyncConnection) -> bool:
        """Erase again what was erased since this database was copied. Return whether anything was."""
        behind = self._erasures.since(await self._number(connection))
        for one in behind:
            await self._again(connection, one)
        if behind:
            await self._at(connection, behind[-1].number)
        return bool(behind)

    async def mend_all(self, connection: AsyncConnection) -> bool:
        """Do the same, where it is still known what was erased.

        Raises:
            BackupError: if some of it was swept or lost.
        """
        if not self._erasures.knows_all_since(await self._number(connection)):
            raise BackupError(_FORGOTTEN)
        return await self.mend(connection)

    async def closed(self, connection: AsyncConnection, round_: str, today: date) -> None:
        """Record that a result was told, so that a restored copy of the database does not tell it again."""
        await self._at(connection, self._erasures.add([f"round:{round_}"], today))

    async def sweep(self, connection: AsyncConnection, today: date) -> None:
        """Erase what is too old, and the secrets that nothing needs any more. Run it once a day."""
        await teams.sweep(connection, today)
        await self._rounds.destroy_secrets(connection, today)
        self._erasures.sweep(today)

    async def _round(self, connection: AsyncConnection, order: RoundOrder, today: date) -> None:
        match order:
            case OpenRound(asker=asker, team=team):
                await self._rounds.open(connection, order, self._name(asker) if asker else "", today)
                await teams.use(connection, team, today)
            case ProlongRound():
                await self._rounds.prolong(connection, order)
            case CloseRound():
                await self._rounds.close(connection, order, today)
            case StopRound():
                await self._rounds.stop(connection, order, today)
            case _:
                assert_never(order)

    async def _withdraw(self, connection: AsyncConnection, what: str, today: date) -> None:
        """Carry out what an older copy of the database must not undo. It is remembered first."""
        number = self._erasures.add([what], today)
        await self._take_back(connection, what)
        await self._at(connection, number)

    async def _take_back(self, connection: AsyncConnection, what: str) -> None:
        match what.split(":"):
            case ["left", team, name]:
                await self._rounds.forget(connection, [name], [team])
                await teams.leave(connection, team, name)
            case ["alone", team, name]:
                await teams.count_alone(connection, team, name, yes=False)
            case ["team", team]:
                await teams.disband(connection, team)
            case _:
                pass  # the name of somebody who was erased, or of a round that was told

    async def _again(self, connection: AsyncConnection, one: Erasure) -> None:
        for name in one.names:
            await self._take_back(connection, name)
        ids = [name.removeprefix("round:") for name in one.names if name.startswith("round:")]
        gone = {"state": "void", "box": None, "nonce": None}
        open_ = rounds.c.id.in_(ids) & (rounds.c.state == "open")
        await connection.execute(update(rounds).where(open_).values(gone))
        await self._erase(connection, one.names, await teams.teams_of(connection, one.names))

    async def _erase(self, connection: AsyncConnection, names: Collection[str], own: Sequence[str]) -> None:
        await self._rounds.forget(connection, names, own)
        await connection.execute(delete(member).where(member.c.name.in_(list(names))))
        await connection.execute(delete(sessions).where(sessions.c.chat.in_(list(names))))

    async def _number(self, connection: AsyncConnection) -> int:
        return int(await connection.scalar(select(erasure.c.number)) or 0)

    async def _at(self, connection: AsyncConnection, number: int) -> None:
        before = await connection.scalar(select(erasure.c.number))
        if before is None:
            await connection.execute(insert(erasure), {"id": 1, "number": number})
        elif before < number:
            await connection.execute(update(erasure).values(number=number))

    def _name(self, chat: Chat) -> str:
        return teams.member_name(chat, self._key)


ALPHABET = "BCDFGHJKLMNPQRSTVWXZ23456789"
"""No vowels, so no words; nothing that looks like something else."""


def fresh_letters() -> str:
    """Return twenty-four letters and digits that nobody can guess: 115 bits."""
    letters = ""
    while len(letters) < 24:  # a byte holds nine alphabets; what is above would favour some
        letters += "".join(ALPHABET[byte % 28] for byte in secrets.token_bytes(32) if byte < 9 * 28)
    return letters[:24]


_FORGOTTEN = (
    "Wat er na deze kopie gewist is, is niet meer bekend: de kopie is te oud, of de bestanden erased-* zijn "
    "weg. Zet die eerst terug. Toch terugzetten, ook wat iemand wiste? Typ het opnieuw, met --toch."
)
