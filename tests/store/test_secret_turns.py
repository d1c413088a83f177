"""A vote is secret as a whole turn: what shows the ballot, the vote itself, and a change of mind."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.app.bot import Bot
from bot.channels.stdio import Stdio
from bot.core.editions import Edition, Editions
from bot.core.model.events import Chat, Event, Pressed, Said
from bot.core.model.finder import Finder
from bot.core.model.library import Library
from bot.core.model.orders import CountAlone
from bot.core.team.ballots import PROMPT
from bot.store.drafts import Drafts
from tests.conftest import NOW
from tests.store.desk import Desk, person

VOTERS = 6


def alone(number: int) -> Chat:
    """The private chat of a member of the team."""
    return replace(person(number), room=person(number).person, group=False, sealed=True)


@asynccontextmanager
async def talking(
    database: str, folder: Path, library: Library, finder: Finder
) -> AsyncIterator[tuple[Bot, Desk, StringIO]]:
    """A team with a bot that talks with it."""
    dilemma = next(iter(library.dilemmas.values()))
    async with Desk(database, folder) as desk:
        await desk.team(VOTERS)
        await desk.round(dilemma=dilemma.id, ways=[way.name for way in dilemma.ways])
        yield (
            Bot(Editions(Edition(library, finder)), desk.store, lambda: NOW, drafts=Drafts(folder)),
            desk,
            StringIO(),
        )


async def rows(desk: Desk) -> Mapping[str, list[tuple[object, ...]]]:
    """Every row of every table; on PostgreSQL with the number of the transaction that wrote it."""
    async with desk.store.database.engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            listed = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
            columns = "xmin::text, *"
        else:
            listed, columns = "SELECT name FROM sqlite_master WHERE type = 'table'", "*"
        names = (await connection.execute(text(listed))).scalars().all()
        return {
            name: [tuple(row) for row in await connection.execute(text(f'SELECT {columns} FROM "{name}"'))]  # noqa: S608
            for name in sorted(names)
        }


async def changed_by(bot: Bot, desk: Desk, shown: StringIO, *events: Event) -> set[str]:
    """The tables that a few turns wrote in."""
    before = await rows(desk)
    for event in events:
        await bot.handle(event, Stdio(BytesIO(), shown))
    await desk.store.sessions.drain()
    after = await rows(desk)
    return {name for name in after if sorted(map(repr, after[name])) != sorted(map(repr, before[name]))}


@pytest.mark.parametrize("known", [False, True], ids=["a stranger to the bot", "somebody in a conversation"])
async def test_in_private_a_ballot_and_a_vote_leave_nothing_but_the_box(
    known: bool, database: str, tmp_path: Path, library: Library, finder: Finder
) -> None:
    async with talking(database, tmp_path, library, finder) as (bot, desk, shown):
        if known:
            await changed_by(bot, desk, shown, Said(alone(1), "hulp", mark=1))
        assert await changed_by(bot, desk, shown, Said(alone(1), "stem", mark=2)) == set()
        voted = [Said(alone(1), "B", mark=3), Said(alone(1), "A", mark=4)]
        assert await changed_by(bot, desk, shown, *voted) == {"round"}
        assert shown.getvalue().count("Vastgelegd.") == 2
        assert await changed_by(bot, desk, shown, Said(alone(1), "stop", mark=5)) <= {"session"}


async def test_a_press_leaves_nothing_but_the_box(
    database: str, tmp_path: Path, library: Library, finder: Finder
) -> None:
    async with talking(database, tmp_path, library, finder) as (bot, desk, shown):
        in_group = Pressed(replace(person(2), sealed=True), PROMPT + "round-1", "A", mark=7)
        assert await changed_by(bot, desk, shown, in_group) == {"round"}
        await changed_by(bot, desk, shown, Said(alone(3), "stem", mark=8))
        in_private = Pressed(alone(3), PROMPT + "round-1", "C", mark=9)
        assert await changed_by(bot, desk, shown, in_private) == {"round"}


async def test_what_is_done_alone_and_counts_leaves_no_session_beside_the_weekly_box(
    database: str, tmp_path: Path, library: Library, finder: Finder
) -> None:
    async with talking(database, tmp_path, library, finder) as (bot, desk, shown):
        await desk.round("week-1", kind="alleen", dilemma="", ways=())
        await desk.do(CountAlone(person(4), "team-a", yes=True))
        await changed_by(bot, desk, shown, Said(alone(4), "dilemma", mark=10))
        assert await changed_by(bot, desk, shown, Said(alone(4), "B", mark=11)) == {"round"}


async def test_after_a_restart_an_old_ballot_is_no_menu(
    database: str, tmp_path: Path, library: Library, finder: Finder
) -> None:
    async with talking(database, tmp_path, library, finder) as (bot, desk, shown):
        await changed_by(bot, desk, shown, Said(alone(5), "stem", mark=12))
        desk.store.sessions._ephemeral.forget(desk.store.sessions.name(alone(5)))
        assert await changed_by(bot, desk, shown, Said(alone(5), "B", mark=13)) <= {"session"}
        press = Pressed(alone(5), PROMPT + "round-1", "B", mark=14)
        assert await changed_by(bot, desk, shown, press) == {"round"}, (
            "a button still says which round it is of"
        )
