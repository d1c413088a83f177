"""What is on disk, and what is not."""

import sqlite3
from dataclasses import fields
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from bot.core.language.calendar import monday
from bot.core.model.events import Chat
from bot.core.model.replies import Forget, Missed, Turn
from bot.core.model.session import Case, Kept, Session, Unkept, Walk
from bot.store import migrate
from bot.store.errors import StoreError
from bot.store.missed_words import LEAST_TIMES, TOGETHER
from bot.store.pseudonym import pseudonym
from bot.store.store import Store
from bot.store.tables import metadata
from tests.conftest import NOW

KEY = b"k" * 32
CHAT = Chat("telegram", "31612345678")
OTHER = Chat("telegram", "31687654321")
WALK = Walk("omgekeerde-toets", "nodig", ("welkom", "situatie"), (("welkom", "Ja"),), ("situatie",))
TYPED = Unkept({"omgekeerde-toets": {"situatie": "moeder met geheim-7731"}}, "geheim-keuze-4419")
SESSION = Session(Kept(asked=4, role="jeugd", case=Case("de-brief", ("a", "b")), walk=WALK), TYPED)


def url(folder: Path) -> str:
    return f"sqlite+aiosqlite:///{folder / 'bot.db'}"


def on_disk(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.iterdir())


async def test_an_unknown_chat_begins_anew(database: str) -> None:
    async with Store(database, KEY) as store:
        assert await store.session(CHAT, NOW) == Session()


async def test_what_was_kept_comes_back_and_what_was_typed_too(database: str) -> None:
    async with Store(database, KEY) as store:
        await store.keep(CHAT, Turn(SESSION), NOW)
        assert await store.session(CHAT, NOW) == SESSION
        assert await store.session(OTHER, NOW) == Session()


async def test_after_a_restart_the_place_is_there_and_the_text_is_not(database: str) -> None:
    async with Store(database, KEY) as store:
        await store.keep(CHAT, Turn(SESSION), NOW)
    async with Store(database, KEY) as store:
        assert await store.session(CHAT, NOW) == Session(SESSION.kept)


async def test_neither_the_room_nor_typed_text_nor_a_choice_is_on_disk(tmp_path: Path) -> None:
    async with Store(url(tmp_path), KEY) as store:
        await store.keep(CHAT, Turn(SESSION), NOW)
        while_open = on_disk(tmp_path)
    for told in (while_open, on_disk(tmp_path)):
        assert b"omgekeerde-toets" in told, "the place itself must be there, or this test sees nothing"
        for secret in (b"31612345678", b"geheim-7731", b"geheim-keuze-4419", KEY):
            assert secret not in told


async def test_typed_text_is_gone_after_an_hour_without_a_word(database: str) -> None:
    async with Store(database, KEY) as store:
        await store.keep(CHAT, Turn(SESSION), NOW)
        assert (await store.session(CHAT, NOW + timedelta(minutes=59))).unkept == TYPED
        assert (await store.session(CHAT, NOW + timedelta(minutes=60))).unkept == Unkept()


async def test_typed_text_of_a_silent_chat_is_swept_out_by_another(database: str) -> None:
    async with Store(database, KEY) as store:
        await store.keep(CHAT, Turn(SESSION), NOW)
        await store.session(OTHER, NOW + timedelta(minutes=61))
        assert (await store.session(CHAT, NOW)).unkept == Unkept()


async def test_typed_text_goes_where_nobody_speaks_any_more(tmp_path: Path) -> None:
    async with Store(url(tmp_path), KEY) as store:
        await store.keep(CHAT, Turn(SESSION), NOW)
        await store.claim(["telegram"], NOW + timedelta(minutes=61), 1)
        assert (await store.session(CHAT, NOW)).unkept == Unkept()


async def test_a_chat_is_forgotten_after_thirty_days_without_a_word(database: str) -> None:
    async with Store(database, KEY) as store:
        await store.keep(CHAT, Turn(SESSION), NOW)
        assert (await store.session(CHAT, NOW + timedelta(days=29))).kept == SESSION.kept
        assert (await store.session(CHAT, NOW + timedelta(days=30))).kept == Kept()
        await store.keep(OTHER, Turn(Session()), NOW + timedelta(days=30))
        assert await store.sessions.count() == 1


async def test_forget_leaves_nothing_in_any_file(tmp_path: Path) -> None:
    async with Store(url(tmp_path), KEY) as store:
        await store.keep(CHAT, Turn(SESSION), NOW)
        await store.keep(CHAT, Turn(Session(), (), (Forget(),)), NOW)
        assert await store.sessions.count() == 0
        assert await store.session(CHAT, NOW) == Session()
        assert b"omgekeerde-toets" not in on_disk(tmp_path)


async def test_another_key_knows_nobody(database: str) -> None:
    async with Store(database, KEY) as store:
        await store.keep(CHAT, Turn(SESSION), NOW)
    async with Store(database, b"x" * 32) as store:
        assert await store.session(CHAT, NOW) == Session()


async def test_a_lone_surrogate_in_a_room_is_a_room(database: str) -> None:
    async with Store(database, KEY) as store:
        await store.keep(Chat("matrix", "\ud800"), Turn(SESSION), NOW)
        assert (await store.session(Chat("matrix", "\ud800"), NOW)) == SESSION


WEEK = monday(NOW.date())


async def missing(store: Store, *words: str, times: int = 1, later: int = 0) -> None:
    for _ in range(times):
        await store.keep(CHAT, Turn(Session(), (), (Missed(words),)), NOW + timedelta(weeks=later))


async def test_words_are_counted_by_the_week_and_shown_from_five(database: str) -> None:
    async with Store(database, KEY) as store:
        await missing(store, "regie", "schulden", times=LEAST_TIMES - 1)
        assert await store.missed_words.of_week(WEEK) == {}
        await missing(store, "schulden")
        await missing(store, "schulden", later=1)
        assert await store.missed_words.of_week(WEEK) == {"schulden": LEAST_TIMES}
        assert await store.missed_words.of_week(WEEK + timedelta(weeks=1)) == {}


def counted(folder: Path) -> list[tuple[str, int]]:
    """The words on disk, whoever has the database open."""
    with sqlite3.connect(folder / "bot.db") as database:
        rows = database.execute("SELECT word, times FROM missed").fetchall()
    database.close()
    return rows


async def test_words_are_never_written_together_with_a_session(tmp_path: Path) -> None:
    async with Store(url(tmp_path), KEY) as store:
        await missing(store, "regie", times=TOGETHER - 1)
        assert counted(tmp_path) == [], "one word beside one session would tell who typed it"
        await missing(store, "schulden")
        assert counted(tmp_path) == [("regie", TOGETHER - 1), ("schulden", 1)]
        await missing(store, "wonen")
        assert len(counted(tmp_path)) == 2
    assert len(counted(tmp_path)) == 3, "at the end everything is counted"


async def test_after_twelve_weeks_a_count_is_gone(database: str) -> None:
    async with Store(database, KEY) as store:
        await missing(store, "schulden", times=LEAST_TIMES)
        await missing(store, "regie", later=12)
        assert await store.missed_words.of_week(WEEK)
        await missing(store, "regie", later=13)
        assert await store.missed_words.of_week(WEEK) == {}


async def test_the_rows_lie_in_the_same_order_whatever_came_first(tmp_path: Path) -> None:
    told = []
    for order in (("regie", "schulden"), ("schulden", "regie")):
        folder = tmp_path / order[0]
        folder.mkdir()
        async with Store(url(folder), KEY) as store:
            for word in order:
                await missing(store, word)
        with sqlite3.connect(folder / "bot.db") as database:
            told.append(database.execute("SELECT * FROM missed").fetchall())
            with pytest.raises(sqlite3.OperationalError, match="rowid"):
                database.execute("SELECT rowid FROM missed")
        database.close()
    assert told[0] == told[1] == [(str(WEEK), "regie", 1), (str(WEEK), "schulden", 1)]


async def test_a_database_of_the_first_version_is_brought_up_to_date(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "bot.db") as database:
        database.execute(
            "CREATE TABLE session (chat TEXT PRIMARY KEY, kept TEXT NOT NULL, expires_on DATE NOT NULL)"
        )
        database.execute("CREATE INDEX ix_session_expires_on ON session (expires_on)")
        row = (pseudonym(CHAT, KEY), msgspec.json.encode(SESSION.kept).decode(), "2026-12-20")
        database.execute("INSERT INTO session VALUES (?, ?, ?)", row)
        database.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
        database.execute("INSERT INTO alembic_version VALUES ('0001')")
    database.close()
    async with Store(url(tmp_path), KEY) as store:
        assert (await store.session(CHAT, NOW)).kept == SESSION.kept
        await missing(store, "regie")


TEAMS = {
    "team.id": "to find a team; random, shown to nobody",
    "team.name": "what the group calls itself, to say which team is meant",
    "team.code": "so that colleagues can join; random, and worth nothing outside this installation",
    "team.channel": "with team.room where the group is: to find its team, and to say a result there",
    "team.room": "see team.channel; the id of a group, never of a person",
    "team.used_on": "to erase a team that did nothing for a year; a day",
    "member.team": "who belongs, so that a stranger cannot vote; it does not say that somebody voted",
    "member.name": "a keyed pseudonym of a person, and other than that of the conversation",
    "member.started": "who made the team may lead a round",
    "member.alone": "whether somebody agreed to count what they do alone",
    "round.id": "to find it; random, for the weekly box the team and the week",
    "round.team": "whose round it is",
    "round.kind": "a dilemma, a request, spijt, or dilemmas done alone",
    "round.dilemma": "id of the dilemma, or the day of a request. Never the text of a request",
    "round.ways": "names of the options, so that an editor who changes them changes no open round",
    "round.number": "before the talk or after it",
    "round.state": "open, closed, stopped or void",
    "round.opens_on": "a day; the leader opened it, that is no secret",
    "round.closes_at": "to close it at the announced time",
    "round.least": "how many votes a result needs; fixed before the first one",
    "round.hidden": "how wide the bands are; fixed before the first vote",
    "round.epoch": "which weekly secret opens the box; the secret itself is a file elsewhere",
    "round.nonce": "half of the key of the box; empty from the close on",
    "round.box": "all votes in one sealed piece of one size; empty from the close on",
    "round.outcome": "what was made public: bands, never counts",
    "round.closed_on": "to erase it after a year; a day",
    "erasure.id": "there is one row",
    "erasure.number": "of the last erasure of all people, to notice that an older copy was put back",
}


GATHERINGS = {
    "gathering.room": "to find the row again; a keyed pseudonym, so the file alone leads to nobody",
    "gathering.id": "so that a timer of an earlier gathering does nothing; letters that say nothing",
    "gathering.state": (
        "where a led method stands and who leads it, as a keyed pseudonym of this room alone; "
        "tests/core/model/test_gathering.py holds its fields: no text, no name"
    ),
    "gathering.expires_on": "erased after two days; a day, no time of day",
}


def test_every_column_is_known_and_has_a_reason() -> None:
    """A new column needs a line here that says why it may be kept."""
    reasons = {
        "session.chat": "to find the row again; a keyed pseudonym, so the file alone leads to nobody",
        "session.kept": "where the conversation stands; tests/core/model/test_session.py holds its fields",
        "session.expires_on": "to erase it in time; a day, no time of day",
        "session.mark": (
            "to know an event that is delivered twice. It tells in which order people wrote last, as the "
            "file itself does; it stands beside nothing that was chosen"
        ),
        "outbox.key": "so that the same moment asked for twice is one",
        "outbox.channel": "where to say it",
        "outbox.room": "where to say it: the platform's own id, or nothing can be said unasked",
        "outbox.thread": "in which topic to say it",
        "outbox.shared": "whether it is a group",
        "outbox.sealed": "whether it is encrypted",
        "outbox.payload": "what the timer is for: a kind, and the name of a round, poll or method",
        "outbox.round": "to cancel the timers of a round with it",
        "outbox.due": "when to say it",
        "outbox.until": "after when not to say it any more",
        "outbox.leased": "which process has it in hand, by until when",
        "outbox.tries": "to let go of what can never be said",
        "poll.poll": "which poll: dilemma, number of an event, and room",
        "poll.channel": "to close it",
        "poll.room": "to close it; a group, never who voted",
        "poll.thread": "to tell the result in the topic it was asked in",
        "poll.message": "to close it",
        "poll.native": "to know it when the platform tells that it was closed",
        "poll.dilemma": "to announce the result with its dilemma: an id of an editor's",
        "poll.options": "letters, to know what a total belongs to",
        "poll.counts": "totals that everybody in the group sees; erased when they were sent",
        "moved.channel": "where a group goes on under another id",
        "moved.room": "the id that it has",
        "moved.before": "the id that it had: conversations in it are found by that",
        "moved.expires_on": "after so long there is no conversation left to find",
        "position.channel": "whose position it is",
        "position.value": "how far a channel was read or heard; one for all rooms and people together",
        "position.day": "Telegram begins to count anew after a week of silence",
        "missed.week": "to show this week and last, and erase after twelve; a Monday, no day, no hour",
        "missed.word": (
            "a word that editors wrote themselves, so no name or sentence of a person. Who can read the "
            "file also reads counts under five, and in a small team may guess who asked about a rare "
            "word: that is why it is a week, why rows lie sorted, why there is no chat beside it, and why "
            "words are written many at a time, never in the transaction of a session"
        ),
        "installation.id": "there is one row",
        "installation.key": "to notice a lost or other key; the hash of the key leads to nobody",
        "installation.starts": "to notice an older copy; counts starts of the program, nothing of people",
        "missed.times": "to leave out what one person may have asked: under five is never shown",
    }
    reasons |= TEAMS | GATHERINGS
    columns = {
        f"{table.name}.{column.name}" for table in metadata.tables.values() for column in table.columns
    }
    assert columns == set(reasons)


async def test_the_migrations_make_exactly_the_tables_of_the_code(tmp_path: Path) -> None:
    async with Store(url(tmp_path), KEY):
        pass
    with sqlite3.connect(tmp_path / "bot.db") as database:
        made = {
            row[0]: row[1]
            for row in database.execute("SELECT name, sql FROM sqlite_master WHERE type='table'")
        }
        columns = {name: [row[1] for row in database.execute(f"PRAGMA table_info({name})")] for name in made}
    database.close()
    expected = {table.name: [column.name for column in table.columns] for table in metadata.tables.values()}
    assert columns == expected | {"alembic_version": ["version_num"]}


def test_head_is_the_newest_migration() -> None:
    versions = Path(migrate.__file__).parent / "migrations" / "versions"
    assert max(file.name[:4] for file in versions.glob("[0-9]*.py")) == migrate.HEAD


async def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "bot.db").write_bytes(b"dit is een brief, geen database" * 100)
    with pytest.raises(StoreError, match="is geen database"):
        async with Store(url(tmp_path), KEY):
            pass
    assert (tmp_path / "bot.db").read_bytes().startswith(b"dit is een brief")


async def test_a_database_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    async with Store(url(tmp_path), KEY):
        pass
    with sqlite3.connect(tmp_path / "bot.db") as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    database.close()
    with pytest.raises(StoreError, match="nieuwere versie"):
        async with Store(url(tmp_path), KEY):
            pass


@pytest.mark.parametrize("wrong", ["hallo", "mysqll://x", "sqlite+nope:///x.db", ""])
def test_a_wrong_address_is_told_without_repeating_it(wrong: str) -> None:
    with pytest.raises(StoreError) as told:
        Store(wrong, KEY)
    assert "RUGGESPRAAK_DATABASE is geen adres" in str(told.value)
    assert not wrong or wrong not in str(told.value)


async def test_a_password_in_the_address_is_never_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as told:
        async with Store(f"sqlite+aiosqlite://user:geheim-pw@/{tmp_path}/nope/bot.db", KEY):
            pass
    assert "geheim-pw" not in str(told.value)


def test_kept_has_no_field_that_could_hold_typed_text() -> None:
    assert {field.name for field in fields(Kept)} == {
        "asked",
        "role",
        "case",
        "walk",
        "paused",
        "offered",
        "misses",
        "seen_dilemmas",
        "seen_quotes",
        "reading",
        "started",
        "muted",
    }
    editions = {field.name for kind in (Case, Walk) for field in fields(kind)} & {"edition"}
    assert editions, "the mark of the content itself, so that people finish the version they began"
