"""A clock that jumps is not believed: nothing is closed early, and nothing is erased."""

import logging
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.app.bot import Bot
from bot.app.clock import AWAY, CORRECTION, SteadyClock, require_plausible, since_boot, wall_clock
from bot.app.scheduler import Scheduler
from bot.app.setting import SettingsError
from bot.core.editions import Edition, Editions
from bot.core.model.events import Said
from bot.core.model.finder import Finder
from bot.core.model.library import Library
from bot.core.model.replies import Wake
from bot.core.model.timers import RoundCloses
from bot.store.drafts import Drafts
from tests.channels.fake import Fake
from tests.conftest import NOW
from tests.store.desk import CLOSES, GROUP, Desk, person


@dataclass
class Machine:
    """A machine whose clock can be set."""

    wall: datetime = NOW
    passed: float = 0.0

    def wait(self, span: timedelta) -> None:
        self.wall += span
        self.passed += span.total_seconds()

    def clock(self) -> SteadyClock:
        return SteadyClock(lambda: self.wall, lambda: self.passed)


@pytest.mark.parametrize("ahead", [timedelta(days=1), timedelta(days=40), timedelta(days=400)])
def test_after_a_jump_time_goes_on_as_before_and_one_line_says_so(
    ahead: timedelta, caplog: pytest.LogCaptureFixture
) -> None:
    machine = Machine()
    clock = machine.clock()
    machine.wait(timedelta(hours=1))
    machine.wall += ahead
    assert clock() == NOW + timedelta(hours=1)
    machine.wait(timedelta(days=3))
    assert clock() == NOW + timedelta(days=3, hours=1)
    assert len(caplog.records) == 1
    assert "--klok-klopt" in caplog.text
    machine.wall -= ahead
    machine.wait(timedelta(minutes=1))
    assert clock() == machine.wall, "the clock was set right"


def test_a_correction_and_a_machine_that_slept_are_believed(caplog: pytest.LogCaptureFixture) -> None:
    machine = Machine()
    clock = machine.clock()
    for _ in range(5):
        machine.wall += CORRECTION
        assert clock() == machine.wall
        machine.wait(timedelta(days=100))
        assert clock() == machine.wall
    machine.wall -= timedelta(days=2)
    assert clock() == machine.wall, "a clock that goes back erases nothing"
    assert not caplog.records


def test_the_real_clocks_agree() -> None:
    before = since_boot()
    assert abs(SteadyClock()() - wall_clock()) < timedelta(minutes=1)
    assert since_boot() >= before


@pytest.mark.parametrize("ahead", [timedelta(days=40), timedelta(days=400)])
async def test_a_jump_closes_no_round_and_erases_no_team(
    ahead: timedelta, tmp_path: Path, library: Library, finder: Finder, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR)
    machine = Machine()
    async with Desk(f"sqlite+aiosqlite:///{tmp_path / 'bot.db'}", tmp_path) as desk:
        await desk.team()
        await desk.round()
        await desk.do(Wake("closes", replace(GROUP, channel="fake"), CLOSES, RoundCloses("round-1")))
        drafts = Drafts(tmp_path / "drafts")
        bot = Bot(Editions(Edition(library, finder)), desk.store, machine.clock(), drafts=drafts)
        channel = Fake("fake", [Said(replace(person(1), channel="fake"), "privacy", mark=1)])
        scheduler = Scheduler(bot, {"fake": channel})
        machine.wall += ahead
        await bot.talk(channel)
        await scheduler.once()
        await scheduler.drain()
        assert (await desk.row())[0] == "open"
        assert (await desk.seen()).members == 12
        assert not await desk.vote(0, "wachten")
    assert "De klok sprong" in caplog.text


def test_a_start_long_after_the_last_one_is_refused_until_it_is_confirmed() -> None:
    last = NOW.date()
    for away in (timedelta(days=40), timedelta(days=400)):
        with pytest.raises(SettingsError, match=f"{away.days} dagen verder.*--klok-klopt"):
            require_plausible(last, lambda away=away: NOW + away, confirmed=False)  # type: ignore[misc]
        require_plausible(last, lambda away=away: NOW + away, confirmed=True)  # type: ignore[misc]
    require_plausible(last, lambda: NOW + AWAY, confirmed=False)
    require_plausible(last, lambda: NOW - AWAY * 9, confirmed=False)
    require_plausible(None, lambda: NOW, confirmed=False)


async def test_the_last_day_is_the_latest_of_all_channels(tmp_path: Path) -> None:
    async with Desk(f"sqlite+aiosqlite:///{tmp_path / 'bot.db'}", tmp_path) as desk:
        assert await desk.store.positions.last_day() is None
        await desk.store.positions.put("a heard", "x", NOW.date())
        await desk.store.positions.put("b heard", "x", NOW.date() - AWAY)
        assert await desk.store.positions.last_day() == NOW.date()
