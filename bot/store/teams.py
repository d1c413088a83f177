"""Teams and their members in the database, and what somebody sees of their team."""

import hmac
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any

import msgspec
from sqlalchemy import Row, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.model.disclosure import Outcome, Rule
from bot.core.model.events import Chat
from bot.core.model.orders import CreateTeam, Join
from bot.core.model.team import Past, Round, Team
from bot.store.team_tables import member as members
from bot.store.team_tables import round_ as rounds
from bot.store.team_tables import team as teams

KEEP = timedelta(days=365)
"""After so long a result is erased, and a team that did nothing in all that time."""


def member_name(chat: Chat, key: bytes) -> str:
    """Return the pseudonym of the person who speaks. It is the same in every room."""
    who = f"member\n{chat.channel}\n{chat.person or chat.room}".encode("utf-8", "surrogatepass")
    return hmac.new(key, who, sha256).hexdigest()[:32]


async def create(connection: AsyncConnection, order: CreateTeam, name: str, today: date) -> None:
    """Make a team, once."""
    if await connection.scalar(select(teams.c.id).where(teams.c.id == order.team)):
        return
    chat = order.chat
    row = {"id": order.team, "name": order.name, "code": order.code, "used_on": today}
    await connection.execute(insert(teams), row | {"channel": chat.channel, "room": chat.room})
    await _join(connection, order.team, name, started=True)


async def join(connection: AsyncConnection, order: Join, name: str) -> None:
    """Make somebody a member, once."""
    if not await _row_of(connection, order.team, name):
        await _join(connection, order.team, name, started=False)


async def leave(connection: AsyncConnection, team: str, name: str) -> None:
    """End somebody's membership."""
    await connection.execute(delete(members).where(members.c.team == team, members.c.name == name))


async def count_alone(connection: AsyncConnection, team: str, name: str, *, yes: bool) -> None:
    """Set whether what this member does alone counts."""
    mine = (members.c.team == team) & (members.c.name == name)
    await connection.execute(update(members).where(mine).values(alone=yes))


async def disband(connection: AsyncConnection, team: str) -> None:
    """Erase everything of a team."""
    await connection.execute(delete(rounds).where(rounds.c.team == team))
    await connection.execute(delete(members).where(members.c.team == team))
    await connection.execute(delete(teams).where(teams.c.id == team))


async def use(connection: AsyncConnection, team: str, today: date) -> None:
    """Keep this team for another year from today."""
    await connection.execute(update(teams).where(teams.c.id == team).values(used_on=today))


async def rename(connection: AsyncConnection, chat: Chat, room: str) -> None:
    """Move the team of a group that goes on under another id."""
    here = (teams.c.channel == chat.channel) & (teams.c.room == chat.room)
    await connection.execute(update(teams).where(here).values(room=room))


async def sweep(connection: AsyncConnection, today: date) -> None:
    """Erase what is older than a year."""
    await connection.execute(delete(rounds).where(rounds.c.closed_on < today - KEEP))
    for team in (await connection.scalars(select(teams.c.id).where(teams.c.used_on < today - KEEP))).all():
        await disband(connection, team)


async def teams_of(connection: AsyncConnection, names: Iterable[str]) -> list[str]:
    """Return the teams that these people are members of."""
    query = select(members.c.team).where(members.c.name.in_(list(names))).distinct()
    return list((await connection.scalars(query)).all())


async def rooms_of(connection: AsyncConnection, team_ids: Sequence[str]) -> list[tuple[str, str]]:
    """Return channel and room of the groups in which these teams meet."""
    rows = await connection.execute(select(teams.c.channel, teams.c.room).where(teams.c.id.in_(team_ids)))
    return [(row.channel, row.room) for row in rows]


async def around(connection: AsyncConnection, chat: Chat, name: str) -> tuple[Team, ...]:
    """Return the team that meets in a group. In private: the teams that this person is a member of."""
    if chat.group:
        query = select(teams).where(teams.c.channel == chat.channel, teams.c.room == chat.room)
    else:
        query = select(teams).join(members, members.c.team == teams.c.id).where(members.c.name == name)
    rows = (await connection.execute(query.order_by(teams.c.id))).all()
    return tuple([await _seen(connection, row, name) for row in rows])


async def with_code(connection: AsyncConnection, code: str, chat: Chat, name: str) -> Team | None:
    """Return the team with this code on this channel: on two channels one person would have two votes."""
    query = select(teams).where(teams.c.code == code, teams.c.channel == chat.channel)
    row = (await connection.execute(query)).one_or_none()
    return await _seen(connection, row, name) if row else None


async def _seen(connection: AsyncConnection, team: Row[Any], name: str) -> Team:
    mine = await _row_of(connection, team.id, name)
    query = select(func.count()).select_from(members).where(members.c.team == team.id)
    of_team = (await connection.execute(_ROUNDS.where(rounds.c.team == team.id))).all()
    return Team(
        id=team.id,
        name=team.name,
        code=team.code,
        room=team.room,
        members=int(await connection.scalar(query) or 0),
        belongs=mine is not None,
        started=bool(mine and mine.started),
        alone=bool(mine and mine.alone),
        rounds=tuple(_open(row) for row in of_team if row.state == "open"),
        past=tuple(_past(row) for row in of_team if row.state != "open"),
    )


async def _row_of(connection: AsyncConnection, team: str, name: str) -> Row[Any] | None:
    query = select(members).where(members.c.team == team, members.c.name == name)
    return (await connection.execute(query)).one_or_none()


async def _join(connection: AsyncConnection, team: str, name: str, *, started: bool) -> None:
    await connection.execute(
        insert(members), {"team": team, "name": name, "started": started, "alone": False}
    )


_ROUNDS = select(*[column for column in rounds.c if column.name not in ("box", "nonce", "epoch")]).order_by(
    rounds.c.closed_on, rounds.c.closes_at, rounds.c.id
)


def _open(row: Row[Any]) -> Round:
    return Round(
        id=row.id,
        kind=row.kind,
        dilemma=row.dilemma,
        ways=tuple(msgspec.json.decode(row.ways)),
        number=row.number,
        closes_at=datetime.fromtimestamp(row.closes_at, UTC),
        rule=Rule(row.least, row.hidden),
    )


def _past(row: Row[Any]) -> Past:
    outcome = msgspec.json.decode(row.outcome, type=Outcome) if row.outcome else None
    return Past(row.id, row.kind, row.dilemma, row.number, outcome, row.closed_on)
