"""What surrounds a place comes from memory, and is never older than the last write."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import event

from bot.core.model.events import Chat, TimerFired
from bot.core.model.orders import CloseRound, CountAlone, Disband, Join, Leave, ProlongRound, StopRound
from bot.core.model.replies import CancelRoundTimers, CancelTimer, Forget, Lose, Rename, Turn, set_timer
from bot.core.model.session import Around, Kept, Session
from bot.core.model.timers import RoundReminds, RoundResult, WeeklyMessage
from bot.core.model.weekly_plan import Plan
from bot.store import context_cache
from bot.store.context_cache import ContextCache
from tests.conftest import NOW
from tests.store.checked import Checked
from tests.store.desk import CLOSES, GROUP, KEY, Desk, person

ALONE = Chat("telegram", person(1).person, person(1).person)
PLACES = (person(0), person(1), ALONE, replace(GROUP, room="-100999"), GROUP)
WAKE = set_timer(WeeklyMessage("2026-W48", Plan()), GROUP, NOW)


def desk_that_keeps(database: str, folder: Path) -> Desk:
    desk = Desk(database, folder)
    desk.store = Checked(database, KEY, desk.store._team_store, alone_here=True)
    return desk


async def seen(desk: Desk) -> list[Around]:
    """What surrounds every place, told by the store that keeps, and checked there."""
    return [replace((await desk.store.session(one, desk.now)).around, fresh="") for one in PLACES]


async def prepared(desk: Desk) -> None:
    await desk.team(4)
    await desk.round()
    await desk.round("verzoek", kind="verzoek", ways=("akkoord", "rem", "vraag"), asker=person(0))
    await desk.do(WAKE, set_timer(RoundReminds("round-1", "last"), GROUP, NOW + timedelta(days=1)))
    await all_speak(desk)


async def all_speak(desk: Desk) -> None:
    """From here on their sessions are in memory, and with them all that a turn needs."""
    for one in PLACES:
        await keep(desk, one)


async def keep(desk: Desk, chat: Chat, *effects: object) -> None:
    await desk.store.keep(chat, Turn(Session(Kept(asked=1)), (), effects), desk.now)  # type: ignore[arg-type]


async def decided(desk: Desk) -> None:
    for who in (1, 2, 3):
        await desk.vote(who, "akkoord", who, "verzoek")


async def a_year_later(desk: Desk) -> None:
    desk.now = NOW + timedelta(days=400)
    await all_speak(desk)


async def fired(desk: Desk) -> None:
    await desk.store.complete(TimerFired(GROUP, WAKE.key, WAKE.payload, WAKE.due))


async def too_often(desk: Desk) -> None:
    for minutes in range(2, 60, 2):
        await desk.store.claim(["telegram"], NOW + timedelta(minutes=minutes), 10)


CHANGES: dict[str, Callable[[Desk], Awaitable[object]]] = {
    "asked for": lambda desk: desk.do(set_timer(RoundResult("more"), GROUP, NOW)),
    "moved": lambda desk: keep(desk, person(0), replace(WAKE, due=NOW + timedelta(days=1))),
    "cancelled": lambda desk: desk.do(CancelTimer(WAKE.key)),
    "cancelled with its round": lambda desk: desk.do(CancelRoundTimers("round-1")),
    "fired": fired,
    "rung too often": too_often,
    "lost": lambda desk: desk.do(Lose(GROUP)),
    "renamed": lambda desk: desk.do(Rename(GROUP, "-100999")),
    "joined": lambda desk: keep(desk, person(7), Join(person(7), "team-a")),
    "left": lambda desk: keep(desk, person(1), Leave(person(1), "team-a")),
    "counts alone": lambda desk: keep(desk, ALONE, CountAlone(ALONE, "team-a", yes=True)),
    "opened": lambda desk: desk.round("round-2"),
    "prolonged": lambda desk: desk.do(ProlongRound("round-1", CLOSES + timedelta(days=1))),
    "closed": lambda desk: desk.do(CloseRound("round-1", {})),
    "stopped": lambda desk: desk.do(StopRound("round-1")),
    "decided by votes": decided,
    "disbanded": lambda desk: desk.do(Disband("team-a")),
    "forgotten": lambda desk: keep(desk, ALONE, Forget()),
    "expired": a_year_later,
}


@pytest.mark.parametrize("change", CHANGES)
async def test_after_a_change_nobody_sees_what_was(change: str, database: str, tmp_path: Path) -> None:
    async with desk_that_keeps(database, tmp_path) as desk:
        await prepared(desk)
        before = await seen(desk)
        await CHANGES[change](desk)
        assert await seen(desk) != before, "what changes nothing proves nothing"


async def test_what_did_not_change_is_not_read_again(tmp_path: Path) -> None:
    async with desk_that_keeps(f"sqlite+aiosqlite:///{tmp_path / 'bot.db'}", tmp_path) as desk:
        await prepared(desk)
        await keep(desk, person(0))
        before = await desk.store.session(person(0), NOW)
        statements: list[str] = []
        listen = (desk.store.database.engine.sync_engine, "before_cursor_execute")
        event.listen(*listen, lambda *call: statements.append(call[2]))
        again = await super(Checked, desk.store).session(person(0), NOW)  # type: ignore[misc]
        assert statements == []
        assert again.around.teams == before.around.teams
        assert again.around.fresh != before.around.fresh, "what nobody can guess is new each time"
        await keep(desk, person(0))
        await desk.vote(1, "wachten", 3, topic="de-brief")
        assert desk.store._context_cache.known(person(0)), "neither changes what surrounds anybody"


@pytest.mark.parametrize("alone", [True, False])
async def test_nothing_is_kept_where_others_may_write(alone: bool, database: str, tmp_path: Path) -> None:
    desk = Desk(database, tmp_path)
    desk.store = Checked(database, KEY, desk.store._team_store, alone_here=alone)
    async with desk:
        await prepared(desk)
        await seen(desk)
        kept = desk.store._context_cache.known(person(0)) is not None
    assert kept == (alone and database.startswith("sqlite"))


async def test_a_team_that_was_invited_to_is_told_once() -> None:
    """It stands beside what surrounds a place, for who came with the code."""
    kept = ContextCache(keeps=True)
    await kept.read(GROUP, _reads(Around()))
    known = kept.known(GROUP)
    assert known is not None
    assert known.invited is None


async def test_what_was_read_while_something_changed_is_not_kept() -> None:
    kept, go_on = ContextCache(keeps=True), asyncio.Event()

    async def slowly() -> Around:
        await go_on.wait()
        return Around()

    reading = asyncio.create_task(kept.read(GROUP, slowly))
    await asyncio.sleep(0)
    with kept.changing():
        await kept.read(ALONE, _reads(Around()))
        assert kept.known(ALONE) is None, "it is not on disk yet"
    go_on.set()
    await reading
    assert kept.known(GROUP) is None
    await kept.read(GROUP, _reads(Around()))
    assert kept.known(GROUP) == Around()


async def test_a_write_that_fails_lets_go_too() -> None:
    kept = ContextCache(keeps=True)
    await kept.read(GROUP, _reads(Around()))
    with pytest.raises(OSError, match="full"), kept.changing():
        raise OSError("full")
    assert kept.known(GROUP) is None


async def test_no_more_places_are_kept_than_that(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(context_cache, "MOST", 2)
    kept = ContextCache(keeps=True)
    for chat in (GROUP, ALONE):
        await kept.read(chat, _reads(Around()))
    kept.known(GROUP)
    await kept.read(person(3), _reads(Around()))
    assert kept.known(ALONE) is None, "it was silent longest"
    assert kept.known(GROUP)
    assert kept.known(person(3))


def _reads(around: Around) -> Callable[[], Awaitable[Around]]:
    async def read() -> Around:
        return around

    return read
