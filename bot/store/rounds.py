"""Rounds and their sealed boxes in the database. Every step is part of one transaction of the store."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

import msgspec
from sqlalchemy import Row, bindparam, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.model.disclosure import Outcome, Rule, publish
from bot.core.model.orders import CloseRound, OpenRound, ProlongRound, StopRound, Vote
from bot.store.epochs import Epochs
from bot.store.errors import Refusal
from bot.store.sealed_box import SIZES, Box, Seal, UnopenableError, choice_of, new_nonce, room_in
from bot.store.team_tables import member as members
from bot.store.team_tables import round_ as rounds

ASKS = "vraagt"
"""The slot of the member who made a request: it is no vote, and stays."""

AGREED = 3
"""So many akkoorden, and no rem, decide a request. Amsterdam's Teambudget works like this."""


class Rounds:
    """Opens, fills and closes boxes. Forgets what was in them as soon as it may."""

    def __init__(self, epochs: Epochs) -> None:
        self._epochs = epochs

    async def open(self, connection: AsyncConnection, order: OpenRound, asker: str, today: date) -> None:
        """Open a round with an empty box. Opened already, it stays as it is.

        `asker` is the member who asks for something, or empty.
        """
        if await connection.scalar(select(rounds.c.id).where(rounds.c.id == order.round)):
            return
        epoch, nonce = self._epochs.current(today), new_nonce()
        seal = Seal(self._epochs.secret(epoch), nonce, order.round)
        box = Box()
        if asker:
            box = box.voted(seal.slot(asker), choice_of(order.dilemma, ASKS), 0, today)
        row = {
            "id": order.round,
            "team": order.team,
            "kind": order.kind,
            "dilemma": order.dilemma,
            "ways": msgspec.json.encode(order.ways).decode(),
            "number": order.number,
            "state": "open",
            "opens_on": today,
            "closes_at": int(order.closes_at.timestamp()),
            "least": order.rule.least,
            "hidden": order.rule.hidden,
            "epoch": epoch,
            "nonce": nonce,
            "box": seal.seal(box, await self._room_for(connection, order.team)),
        }
        await connection.execute(insert(rounds), row)

    async def vote(
        self, connection: AsyncConnection, votes: Sequence[tuple[Vote, str]], now: datetime
    ) -> list[Refusal]:
        """Put votes into their boxes, each with its voter. An event that was counted changes nothing.

        Tells of each vote why it was refused, or "" where it is in the box. A refused vote writes
        nothing, and the others are not held up by it.
        """
        wanted = {order.round for order, _ in votes}
        rows = (await connection.execute(_FOR_VOTES, {"rounds": sorted(wanted)})).all()
        known = await connection.execute(_MEMBERSHIPS, {"names": sorted({voter for _, voter in votes})})
        belongs = {(team, name) for team, name in known}
        ballots = {row.id: _Ballot(row, self._epochs) for row in rows}
        refusals: list[Refusal] = []
        for order, voter in votes:
            ballot = ballots.get(order.round)
            refusals.append(ballot.take(order, voter, belongs, now) if ballot else "closed")
        for ballot in ballots.values():
            if sealed := ballot.sealed():
                await connection.execute(_PUT_BOX, {"round": ballot.row.id, "sealed": sealed})
            if ballot.decided():
                agreed = Outcome("majority", most="akkoord")
                await self._end(connection, ballot.row.id, "closed", agreed, now.date())
        return refusals

    async def prolong(self, connection: AsyncConnection, order: ProlongRound) -> None:
        """Let an open round close later."""
        is_open = (rounds.c.id == order.round) & (rounds.c.state == "open")
        closes = int(order.closes_at.timestamp())
        await connection.execute(update(rounds).where(is_open).values(closes_at=closes))

    async def close(self, connection: AsyncConnection, order: CloseRound, today: date) -> None:
        """Count, keep the bands, and let box and nonce go. A round that is not open stays as it is."""
        row = (await connection.execute(_FOR_CLOSE, {"round": order.round})).one_or_none()
        if row is None or row.state != "open":
            return
        try:
            box = self._seal(row).open(row.box)
        except UnopenableError:
            await self._end(connection, order.round, "void", None, today)
            return
        if row.kind == "alleen":
            await self._close_week(connection, row, box, order, today)
        elif row.kind == "verzoek":
            await self._end(connection, order.round, "stopped", None, today)
        else:
            outcome = await self._publish(connection, row, row.dilemma, msgspec.json.decode(row.ways), box)
            await self._end(connection, order.round, "closed", outcome, today)

    async def stop(self, connection: AsyncConnection, order: StopRound, today: date) -> None:
        """End an open round without counting."""
        state = await connection.scalar(select(rounds.c.state).where(rounds.c.id == order.round))
        if state == "open":
            await self._end(connection, order.round, "stopped", None, today)

    async def forget(self, connection: AsyncConnection, names: Collection[str], teams: Sequence[str]) -> None:
        """Take the votes of these members out of every open box of these teams.

        Every box is sealed anew, also where there was no vote: it does not show who had voted.
        """
        query = select(rounds).where(rounds.c.state == "open", rounds.c.team.in_(teams)).with_for_update()
        for row in (await connection.execute(query)).all():
            try:
                seal = self._seal(row)
                box = seal.open(row.box)
            except UnopenableError:
                continue  # nobody can read it, and at its close it goes
            for name in names:
                box = box.without(seal.owner(name))
            sealed = seal.seal(box, room_in(row.box))
            await connection.execute(_PUT_BOX, {"round": row.id, "sealed": sealed})

    async def destroy_secrets(self, connection: AsyncConnection, today: date) -> None:
        """Destroy the weekly secrets that no open round needs any more."""
        needed = await connection.scalars(select(rounds.c.epoch).where(rounds.c.state == "open"))
        self._epochs.destroy(needed.all(), today)

    def _seal(self, row: Row[Any]) -> Seal:
        return Seal(self._epochs.secret(row.epoch), row.nonce, row.id)

    async def _room_for(self, connection: AsyncConnection, team: str) -> int:
        """Return the size for a box. It is large enough from the start: growing would show how many voted."""
        count = len((await connection.scalars(select(members.c.name).where(members.c.team == team))).all())
        return min(2 * count, SIZES[-1])

    async def _publish(
        self, connection: AsyncConnection, row: Row[Any], dilemma: str, ways: Sequence[str], box: Box
    ) -> Outcome:
        counts = box.tally(choice_of(dilemma, way) for way in ways)
        rows = await connection.scalars(_TOLD, {"of": row.team, "about": dilemma})
        earlier = [msgspec.json.decode(one, type=Outcome) for one in rows.all()]
        return publish(dict(zip(ways, counts, strict=True)), Rule(row.least, row.hidden), earlier)

    async def _close_week(
        self, connection: AsyncConnection, row: Row[Any], box: Box, order: CloseRound, today: date
    ) -> None:
        """Keep one result for each dilemma that enough members did, and nothing else of a weekly box."""
        for dilemma, ways in order.ballots.items():
            outcome = await self._publish(connection, row, dilemma, ways, box)
            if outcome.kind != "too few":
                result = _result_of(row, dilemma, ways, outcome, today)
                await connection.execute(insert(rounds), result)
        await connection.execute(delete(rounds).where(rounds.c.id == row.id))

    async def _end(
        self, connection: AsyncConnection, round_: str, state: str, outcome: Outcome | None, today: date
    ) -> None:
        encoded = msgspec.json.encode(outcome).decode() if outcome else None
        ending = {"round": round_, "how": state, "result": encoded, "today": today}
        await connection.execute(_END, ending | {"no_box": None, "no_nonce": None})


class _Ballot:
    """The box of one round, opened for as long as one transaction takes."""

    def __init__(self, row: Row[Any], epochs: Epochs) -> None:
        self.row = row
        self._epochs = epochs
        self._seal: Seal | None = None
        self._before = self._after = Box()

    def take(self, order: Vote, voter: str, belongs: Collection[tuple[str, str]], now: datetime) -> Refusal:
        """Put one vote in."""
        if self.row.state != "open" or now.timestamp() >= self.row.closes_at:
            return "closed"
        if (self.row.team, voter) not in belongs:
            return "stranger"
        try:
            seal = self._opened()
        except UnopenableError:
            return "void"
        about, slot = order.topic or self.row.dilemma, seal.slot(voter, order.topic)
        before = self._after.slots.get(slot)
        if before and before.choice == choice_of(about, ASKS):
            return ""
        if before is None and len(self._after.slots) >= SIZES[-1]:
            return "full"
        self._after = self._after.voted(slot, choice_of(about, order.way), order.mark, now.date())
        return ""

    def sealed(self) -> bytes:
        """Return the sealed box; empty if nothing in it changed."""
        if self._seal is None or self._after is self._before:
            return b""
        return self._seal.seal(self._after, room_in(self.row.box))

    def decided(self) -> bool:
        """Return whether enough members agreed to a request and nobody objected."""
        if self.row.kind != "verzoek" or self._after is self._before:
            return False
        about = self.row.dilemma
        agreed, stopped = self._after.tally((choice_of(about, "akkoord"), choice_of(about, "rem")))
        return agreed >= AGREED and not stopped

    def _opened(self) -> Seal:
        if self._seal is None:
            seal = Seal(self._epochs.secret(self.row.epoch), self.row.nonce, self.row.id)
            self._before = self._after = seal.open(self.row.box)
            self._seal = seal
        return self._seal


def _result_of(
    row: Row[Any], dilemma: str, ways: Sequence[str], outcome: Outcome, today: date
) -> dict[str, object]:
    return {
        "id": f"{row.id}-{dilemma}",
        "team": row.team,
        "kind": "alleen",
        "dilemma": dilemma,
        "ways": msgspec.json.encode(ways).decode(),
        "number": 1,
        "state": "closed",
        "opens_on": row.opens_on,
        "closes_at": row.closes_at,
        "least": row.least,
        "hidden": row.hidden,
        "epoch": "",
        "nonce": None,
        "box": None,
        "outcome": msgspec.json.encode(outcome).decode(),
        "closed_on": today,
    }


_FOR_VOTES = (
    select(rounds)
    .where(rounds.c.id.in_(bindparam("rounds", expanding=True)))
    .order_by(rounds.c.id)  # everybody locks in one order, so nobody waits in a circle
    .with_for_update()
)
_FOR_CLOSE = select(rounds).where(rounds.c.id == bindparam("round")).with_for_update()
_MEMBERSHIPS = select(members.c.team, members.c.name).where(
    members.c.name.in_(bindparam("names", expanding=True))
)
_PUT_BOX = update(rounds).where(rounds.c.id == bindparam("round")).values(box=bindparam("sealed"))
_END = (
    update(rounds)
    .where(rounds.c.id == bindparam("round"), rounds.c.state == "open")
    .values(
        state=bindparam("how"),
        outcome=bindparam("result"),
        closed_on=bindparam("today"),
        box=bindparam("no_box"),
        nonce=bindparam("no_nonce"),
    )
)
_TOLD = select(rounds.c.outcome).where(
    rounds.c.team == bindparam("of"),
    rounds.c.dilemma == bindparam("about"),
    rounds.c.kind.in_(("ronde", "alleen")),  # a request is decided once, and regretted once
    rounds.c.outcome.is_not(None),
)
