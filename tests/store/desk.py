"""A team that votes, in a test: real store, real secrets, on a database of either kind."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import select

from bot.core.model.disclosure import RULES, Outcome, Rule
from bot.core.model.events import Chat
from bot.core.model.orders import CloseRound, CreateTeam, Join, OpenRound, Vote
from bot.core.model.replies import Effect
from bot.core.model.team import Kind, Past, Team
from bot.store.epochs import Epochs
from bot.store.erasures import Erasures
from bot.store.errors import Refusal
from bot.store.sealed_box import Box, Seal, choice_of
from bot.store.store import Store
from bot.store.team_store import TeamStore
from bot.store.team_tables import round_ as rounds
from tests.conftest import NOW

KEY = b"k" * 32
WAYS = ("voorschot", "wachten", "samen-bellen", "anders")
DILEMMA = "de-brief"
CLOSES = NOW + timedelta(days=2)
GROUP = Chat("telegram", "-100777", group=True)


def person(number: int) -> Chat:
    """Somebody who speaks in the group, with an id that is easy to find where it must not be."""
    return replace(GROUP, person=str(31_600_000_000 + number * 7_919))


class Desk:
    """One process with the store open."""

    def __init__(self, database: str, folder: Path) -> None:
        self.folder = folder
        self.database = database
        self.epochs = Epochs(folder / "secrets")
        self.store = Store(database, KEY, TeamStore(self.epochs, Erasures(folder / "secrets"), KEY))
        self.now = NOW

    async def __aenter__(self) -> Self:
        await self.store.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.store.__aexit__(kind, error, trace)

    async def do(self, *orders: Effect) -> None:
        await self.store.carry_out(orders, self.now)

    async def team(self, members: int = 12, id_: str = "team-a", room: str = GROUP.room) -> str:
        """A team in a group, of so many."""
        chats = [replace(person(number), room=room) for number in range(members)]
        await self.do(CreateTeam(chats[0], id_, f"code-{id_}", "Team Noord"))
        await self.do(*(Join(chat, id_) for chat in chats[1:]))
        return id_

    async def round(  # noqa: PLR0913, a test says only what it is about
        self,
        id_: str = "round-1",
        team: str = "team-a",
        *,
        kind: Kind = "ronde",
        ways: Sequence[str] = WAYS,
        dilemma: str = DILEMMA,
        rule: Rule = RULES[1],
        asker: Chat | None = None,
    ) -> str:
        await self.do(OpenRound(team, id_, kind, dilemma, tuple(ways), 1, CLOSES, rule, asker))
        return id_

    async def vote(
        self, who: int, way: str, mark: int = 0, round_: str = "round-1", topic: str = ""
    ) -> Refusal:
        return await self.store.vote(Vote(person(who), round_, way, mark, topic), self.now)

    async def close(self, round_: str = "round-1") -> Outcome | None:
        """Close it, and what was made public of it."""
        await self.do(CloseRound(round_, {}))
        return (await self.past(round_)).outcome

    async def past(self, round_: str = "round-1") -> Past:
        return next(one for one in (await self.seen()).past if one.id == round_)

    async def seen(self, who: Chat | None = None) -> Team:
        """The team as somebody in the group sees it."""
        session = await self.store.session(who or person(0), self.now)
        return session.around.teams[0]

    async def row(self, round_: str = "round-1") -> tuple[str, bytes | None, bytes | None, str]:
        """State, box, nonce and the name of the weekly secret, as they are in the database."""
        query = select(rounds.c.state, rounds.c.box, rounds.c.nonce, rounds.c.epoch)
        async with self.store.database.engine.connect() as connection:
            found = (await connection.execute(query.where(rounds.c.id == round_))).one()
        return found[0], found[1], found[2], found[3]

    async def opened(self, round_: str = "round-1") -> Box:
        """What only somebody with the database and the secret of the week can see."""
        _, box, nonce, epoch = await self.row(round_)
        assert box
        assert nonce
        return Seal(self.epochs.secret(epoch), nonce, round_).open(box)

    async def tally(self, round_: str = "round-1", ways: Sequence[str] = WAYS) -> list[int]:
        return (await self.opened(round_)).tally(choice_of(DILEMMA, way) for way in ways)


def later(desk: Desk, moment: datetime) -> Desk:
    desk.now = moment
    return desk
