"""What timers carry: what is on disk stays readable, and what older versions wrote is brought along."""

import sqlite3
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import get_args

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

from bot.core.model.events import Chat
from bot.core.model.timer_keys import key_of
from bot.core.model.timers import (
    LookBackOnMethod,
    NativePollCloses,
    NativePollOpens,
    RequestAnswered,
    RequestCloses,
    RequestEnded,
    RequestLooksBack,
    RoundCloses,
    RoundReminds,
    RoundResult,
    StepEnds,
    TimerPayload,
    WeekBoxCloses,
    WeekBoxResult,
    WeeklyMessage,
    round_of,
)
from bot.core.model.weekly_plan import Plan
from bot.store import migrate
from bot.store.store import Store
from bot.store.timer_payloads import read, written
from tests.store.desk import KEY

ROOM = Chat("matrix", "!kamer:voorbeeld.nl", group=True)
POLL = "peiling:de-brief:7:matrix:!kamer:voorbeeld.nl"
PLAN = Plan(4, time(14, 30), "jeugd", date(2026, 11, 24), date(2026, 11, 17), date(2027, 9, 1), round=True)
PLAN_ON_DISK = (
    '{"day":4,"time":"14:30:00","role":"jeugd","last":"2026-11-24","before":"2026-11-17",'
    '"paused":"2027-09-01","round":true,"every":"week","nth":1,"even":true,"skip":null,"on":true}'
)

ON_DISK: list[tuple[TimerPayload, str]] = [
    (RoundCloses("r1"), '{"kind":"RoundCloses","round":"r1","prolonged":false}'),
    (RoundReminds("r1", "half"), '{"kind":"RoundReminds","round":"r1","at":"half"}'),
    (RoundResult("r1"), '{"kind":"RoundResult","round":"r1"}'),
    (WeekBoxCloses("t1-2026-W49"), '{"kind":"WeekBoxCloses","round":"t1-2026-W49"}'),
    (WeekBoxResult("t1-2026-W49"), '{"kind":"WeekBoxResult","round":"t1-2026-W49"}'),
    (RequestAnswered("v1"), '{"kind":"RequestAnswered","round":"v1"}'),
    (RequestCloses("v1"), '{"kind":"RequestCloses","round":"v1"}'),
    (RequestEnded("v1"), '{"kind":"RequestEnded","round":"v1"}'),
    (RequestLooksBack("v1"), '{"kind":"RequestLooksBack","round":"v1"}'),
    (NativePollOpens(POLL, "de-brief"), f'{{"kind":"NativePollOpens","poll":"{POLL}","dilemma":"de-brief"}}'),
    (
        NativePollCloses(POLL, prolonged=True),
        f'{{"kind":"NativePollCloses","poll":"{POLL}","prolonged":true}}',
    ),
    (WeeklyMessage("2026-W49", PLAN), f'{{"kind":"WeeklyMessage","week":"2026-W49","plan":{PLAN_ON_DISK}}}'),
    (
        LookBackOnMethod("omgekeerde-toets", date(2026, 11, 13)),
        '{"kind":"LookBackOnMethod","dialog":"omgekeerde-toets","day":"2026-11-13"}',
    ),
    (
        StepEnds("BCDFGHJKLMNP", 3, "soon"),
        '{"kind":"StepEnds","gathering":"BCDFGHJKLMNP","clock":3,"at":"soon"}',
    ),
]

OLD: list[tuple[str, str, TimerPayload]] = [
    ("round:r1:close", "close", RoundCloses("r1")),
    ("round:r2:close", "close, verlengd", RoundCloses("r2", prolonged=True)),
    ("round:r1:half", "remind", RoundReminds("r1", "half")),
    ("round:r1:last", "remind", RoundReminds("r1", "last")),
    ("round:r1:result", "result", RoundResult("r1")),
    ("round:t1-2026-W49:close", "alleen", WeekBoxCloses("t1-2026-W49")),
    ("round:t1-2026-W49:week", "week", WeekBoxResult("t1-2026-W49")),
    ("round:v1:look", "verzoek-look", RequestAnswered("v1")),
    ("round:v1:close", "verzoek-close", RequestCloses("v1")),
    ("round:v1:ended", "verzoek-ended", RequestEnded("v1")),
    ("round:v1:regret", "verzoek-regret", RequestLooksBack("v1")),
    (f"peiling-open:{POLL.removeprefix('peiling:')}", "peiling openen", NativePollOpens(POLL, "de-brief")),
    (POLL, "peiling sluiten", NativePollCloses(POLL)),
    (
        "peiling:x:8:telegram:-100",
        "peiling sluiten, verlengd",
        NativePollCloses("peiling:x:8:telegram:-100", True),
    ),
    (
        "weekbericht:matrix:!kamer:voorbeeld.nl:2026-W49",
        "weekbericht dag=4 om=14:30 rol=jeugd vorige=2026-11-24 daarvoor=2026-11-17 "
        "pauze=2027-09-01 ronde=ja",
        WeeklyMessage("2026-W49", PLAN),
    ),
    (
        "weekbericht:matrix:!kamer:voorbeeld.nl:2026-W50",
        "weekbericht dag=1 om=09:00",
        WeeklyMessage("2026-W50", Plan()),
    ),
    (
        "weekbericht:matrix:!kamer:voorbeeld.nl:2026-W48",
        "weekbericht uit=ja vorige=2026-11-24",
        WeeklyMessage("2026-W48", Plan(last=date(2026, 11, 24), on=False)),
    ),
    (
        "terugkijken:matrix:!kamer:voorbeeld.nl:omgekeerde-toets:2026-11-13",
        "terugkijken omgekeerde-toets 2026-11-13",
        LookBackOnMethod("omgekeerde-toets", date(2026, 11, 13)),
    ),
]


@pytest.mark.parametrize(("payload", "text"), ON_DISK)
def test_it_is_on_disk_as_installations_have_it(payload: TimerPayload, text: str) -> None:
    assert written(payload) == text
    assert read(text) == payload


def test_every_kind_is_pinned_and_brought_along() -> None:
    kinds = set(get_args(TimerPayload))
    assert {type(payload) for payload, _ in ON_DISK} == kinds
    assert {type(payload) for _, _, payload in OLD} == kinds - {StepEnds}, "there was none before 0006"


def test_timers_of_different_kinds_have_different_keys() -> None:
    keys = [key_of(payload, ROOM) for payload, _ in ON_DISK]
    assert len(set(keys)) == len(ON_DISK)


async def test_no_timer_of_an_older_version_is_lost(tmp_path: Path) -> None:
    file = tmp_path / "oud.db"
    brought_to("0005", file)
    with sqlite3.connect(file) as connection:
        for at, (key, what, _) in enumerate([*OLD, ("onzin:1", "onzin", RoundResult(""))]):
            row = (key, ROOM.channel, ROOM.room, "", True, False, what, 1_000_000 + at, None, 0, 0)
            connection.execute("INSERT INTO outbox VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
    async with Store(f"sqlite+aiosqlite:///{file}", KEY) as store:
        now = datetime(2026, 12, 1, tzinfo=UTC)
        timers = (await store.session(ROOM, now)).around.timers
        fired = await store.claim(["matrix"], now, 100)
    assert [timer.payload for timer in timers.values()] == [payload for _, _, payload in OLD]
    assert [event.payload for event in fired] == [payload for _, _, payload in OLD]
    assert list(timers) == [key_of(payload, ROOM) for _, _, payload in OLD], "set again, it is the same timer"
    with sqlite3.connect(file) as connection:
        rounds = dict(connection.execute("SELECT key, round FROM outbox"))
    assert rounds == {key_of(payload, ROOM): round_of(payload) for _, _, payload in OLD}


def brought_to(revision: str, file: Path) -> None:
    """Make a database as an older version left it."""
    engine = create_engine(f"sqlite:///{file}")
    config = Config()
    config.set_main_option("script_location", str(Path(migrate.__file__).parent / "migrations"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
    engine.dispose()
