"""Killed at any point between a vote and its result: nothing lost, nothing double, box and nonce gone.

On SQLite every point is a copy of all files as they are at that moment, which is what a killed
process leaves behind. On PostgreSQL the process dies in the middle, and the server rolls back.
"""

import shutil
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from bot.core.model.disclosure import RULES, Band, Outcome
from bot.core.model.orders import CloseRound, OpenRound
from bot.core.model.replies import Forget, Turn
from bot.core.model.session import Session
from bot.store.epochs import Epochs
from bot.store.erasures import Erasures
from tests.conftest import NOW
from tests.store.desk import CLOSES, DILEMMA, WAYS, Desk, later, person
from tests.store.postgres import Server
from tests.store.spying import rows_now

Step = Callable[[Desk], Awaitable[object]]

VOTES = [*((who, WAYS[who % 2], who + 1) for who in range(12)), (0, WAYS[2], 20), (1, WAYS[2], 21)]
VOTES += [(3, WAYS[3], 22), (0, WAYS[2], 20), (5, WAYS[2], 23)]
GONE = 4
"""Asks to be forgotten after all that."""

COUNTED = [4, 3, 3, 1]
"""What is in the box then: 12 people, of whom one is gone and four changed."""

BANDS = (Band("some", 4), Band("some", 3), Band("some", 3), Band("few"))
TOLD = Outcome("bands", 11, 2, dict(zip(WAYS, BANDS, strict=True)))


async def _open(desk: Desk) -> None:
    await desk.do(OpenRound("team-a", "round-1", "ronde", DILEMMA, WAYS, 1, CLOSES, RULES[1]))


def _vote(who: int, way: str, mark: int) -> Step:
    async def step(desk: Desk) -> None:
        assert await desk.vote(who, way, mark) == ""

    return step


async def _forget(desk: Desk) -> None:
    await desk.store.keep(person(GONE), Turn(Session(), (), (Forget(),)), NOW)


async def _close(desk: Desk) -> None:
    if (await desk.row())[0] == "open":
        assert await desk.tally() == COUNTED
    await desk.do(CloseRound("round-1", {}))


async def _a_week_later(desk: Desk) -> None:
    later(desk, NOW + timedelta(days=8))
    await desk.team(2, "team-b", "-100888")
    desk.now = NOW


STEPS: list[Step] = [_open, *(_vote(*vote) for vote in VOTES), _forget, _close, _a_week_later]


@dataclass
class Camera:
    """Copies every file at every point at which a process can be killed."""

    folder: Path
    album: Path
    step: int = -1
    taken: list[tuple[int, Path]] = field(default_factory=list)

    def take(self, *_: object) -> None:
        if self.step < 0:
            return
        copy = self.album / f"{len(self.taken):04}"
        (copy / "secrets").mkdir(parents=True)
        for file in self.folder.glob("bot.db*"):
            if not file.name.endswith("-shm"):
                shutil.copy(file, copy)
        for file in (self.folder / "secrets").glob("*"):
            shutil.copy(file, copy / "secrets")
        self.taken.append((self.step, copy))


@contextmanager
def watching(desk: Desk, camera: Camera, patch: pytest.MonkeyPatch) -> Iterator[None]:
    """Before and after every statement, every commit, and every step with a secret."""
    engine = desk.store.database.engine.sync_engine
    names = ("before_cursor_execute", "after_cursor_execute", "commit")
    for name in names:
        event.listen(engine, name, camera.take)
    for owner, method in ((Epochs, "_make"), (Epochs, "_destroy"), (Erasures, "add")):
        patch.setattr(owner, method, _between(getattr(owner, method), camera))
    yield
    for name in names:
        event.remove(engine, name, camera.take)
    patch.undo()


def _between(method: Callable[..., Any], camera: Camera) -> Callable[..., Any]:
    def watched(*arguments: object) -> Any:
        camera.take()
        outcome = method(*arguments)
        camera.take()
        return outcome

    return watched


def url(folder: Path) -> str:
    return f"sqlite+aiosqlite:///{folder / 'bot.db'}"


async def photographed(folder: Path, album: Path, patch: pytest.MonkeyPatch) -> list[tuple[int, Path]]:
    async with Desk(url(folder), folder) as desk:
        await desk.team()
        camera = Camera(folder, album)
        with watching(desk, camera, patch):
            for at, step in enumerate(STEPS):
                camera.step = at
                await step(desk)
                camera.take()
    return camera.taken


async def test_killed_at_every_point_on_sqlite(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """TRUST T11 and F1 to F4. After a restart everything that was not confirmed comes again."""
    (folder := tmp_path / "live").mkdir()
    taken = await photographed(folder, tmp_path / "album", monkeypatch)
    assert len(taken) >= 250
    for at, copy in _different(taken):
        _nothing_left_open(copy)
        async with Desk(url(copy), copy) as desk:
            for step in STEPS[at:]:
                await step(desk)
            assert (await desk.row())[:3] == ("closed", None, None)
            assert (await desk.past()).outcome == TOLD
            assert not (await desk.seen(person(GONE))).belongs
            assert desk.epochs.names() == [], "no copy can be opened any more"


def _different(taken: list[tuple[int, Path]]) -> list[tuple[int, Path]]:
    """Points that leave the same files in the same step end the same: one of them is enough."""
    first: dict[tuple[int, bytes], Path] = {}
    for at, copy in taken:
        files = sorted(file for file in copy.rglob("*") if file.is_file())
        whole = b"".join(file.name.encode() + file.read_bytes() for file in files)
        first.setdefault((at, sha256(whole).digest()), copy)
    return [(at, copy) for (at, _), copy in first.items()]


def _nothing_left_open(copy: Path) -> None:
    """The files as the kill left them: a closed round has no box, and nobody can be read anywhere."""
    (at := copy.with_suffix(".seen")).mkdir()
    for file in copy.glob("bot.db*"):
        shutil.copy(file, at)
    for row in rows_now(at / "bot.db")["round"]:
        state, nonce, box, outcome = row[6], row[12], row[13], row[14]
        assert (state == "open") == (nonce is not None) == (box is not None) == (outcome is None)
    shutil.rmtree(at)
    files = b"".join(file.read_bytes() for file in copy.rglob("*") if file.is_file())
    assert not any(person(who).person.encode() in files for who in range(12))
    names = {file.name.split("-")[0] for file in (copy / "secrets").glob("*")}
    assert names <= {"epoch", "erased"} | {name for name in names if name.startswith(".")}


class KilledError(Exception):
    """The process is gone."""


async def test_killed_at_every_statement_on_postgresql(postgres: Server, tmp_path: Path) -> None:
    points = 0
    async with Desk(postgres.new_database(), tmp_path) as desk:
        await desk.team()
        while (died := await _dies_at(points, desk)) is not None:
            for step in _short(points)[died:]:
                await step(desk)
            assert (await desk.row(f"kill-{points}"))[:3] == ("closed", None, None)
            assert (await desk.past(f"kill-{points}")).outcome == _SHORT_TOLD
            points += 1
    assert points >= 40


def _short(point: int) -> list[Step]:
    """One round, small: six votes, a change, and the close."""
    name, dilemma = f"kill-{point}", f"zaak-{point}"

    async def begin(desk: Desk) -> None:
        await desk.round(name, dilemma=dilemma)

    def vote(who: int, way: str, mark: int) -> Step:
        async def step(desk: Desk) -> None:
            assert await desk.vote(who, way, mark, name) == ""

        return step

    async def close(desk: Desk) -> None:
        await desk.do(CloseRound(name, {}))

    votes = [vote(who, WAYS[who % 2], who + 1) for who in range(6)]
    return [begin, *votes, vote(0, WAYS[2], 9), close]


_FEW = Band("few")
_SHORT_TOLD = Outcome("bands", 6, 2, dict(zip(WAYS, (_FEW, Band("some", 3), _FEW, _FEW), strict=True)))


async def _dies_at(point: int, desk: Desk) -> int | None:
    """Run the round until this statement, and die there. In which step that was; None after the last."""
    left = [point]

    def die(*_: object) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise KilledError

    engine = desk.store.database.engine.sync_engine
    names = ("before_cursor_execute", "commit")
    for name in names:
        event.listen(engine, name, die)
    try:
        for at, step in enumerate(_short(point)):
            try:
                await step(desk)
            except KilledError:
                return at
    finally:
        for name in names:
            event.remove(engine, name, die)
    return None


async def test_a_naive_close_leaves_the_box_at_some_point(tmp_path: Path) -> None:
    """The result first and the box afterwards, each by itself: killed in between, the box stays."""
    async with Desk(url(tmp_path), tmp_path) as desk:
        await desk.team()
        await desk.round()
        await desk.vote(1, WAYS[0], 1)
        async with desk.store.database.engine.begin() as connection:
            await connection.exec_driver_sql("UPDATE round SET state = 'closed', outcome = '{}'")
    camera = Camera(tmp_path, tmp_path / "album", 0)
    camera.take()
    [(_, copy)] = camera.taken
    with pytest.raises(AssertionError):
        _nothing_left_open(copy)
