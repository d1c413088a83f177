"""Nobody is written to too fast, and nobody waits for somebody else."""

import asyncio
from collections import Counter

import pytest

from bot.channels.telegram.rate_limit import Pace
from tests.telegram_api.limits import Limits
from tests.telegram_api.refusal import RefusedError


class Time:
    """Seconds that pass as soon as everybody sleeps."""

    def __init__(self) -> None:
        self.now = 0.0
        self._sleepers: list[tuple[float, asyncio.Future[None]]] = []

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        future = asyncio.get_running_loop().create_future()
        self._sleepers.append((self.now + seconds, future))
        await future

    async def run(self, *tasks: "asyncio.Task[None]") -> None:
        """Moves to the next moment that somebody waits for, until all tasks are done."""
        while not all(task.done() for task in tasks):
            for _ in range(50):
                await asyncio.sleep(0)
            if self._sleepers:
                self._sleepers.sort(key=lambda one: one[0])
                self.now = max(self.now, self._sleepers[0][0])
                while self._sleepers and self._sleepers[0][0] <= self.now:
                    self._sleepers.pop(0)[1].set_result(None)
        await asyncio.gather(*tasks)


async def _send(pace: Pace, limits: Limits, chat: int, times: int, lag: float = 0.0) -> None:
    """`lag`: the most seconds that the network takes to bring a message there, and the answer back."""
    for at in range(times):
        await pace.turn(str(chat), group=chat < 0, asked=chat % 3 != 0)
        there = (chat * 37 + at * 61) % 100 / 100 * lag
        if lag:
            await pace._sleep(there)
        limits.count(chat, group=chat < 0)
        if lag:
            await pace._sleep(lag - there)
        pace.arrived(str(chat))


@pytest.mark.parametrize("lag", [0.0, 0.1, 0.7])
async def test_telegram_never_has_to_ask_for_patience(lag: float) -> None:
    time = Time()
    limits, pace = Limits(time, on=True), Pace(time, time.sleep)
    jobs = [_send(pace, limits, chat, 12, lag) for chat in range(1, 60)]
    jobs += [_send(pace, limits, -chat, 45, lag) for chat in range(1, 20)]
    await time.run(*(asyncio.ensure_future(job) for job in jobs))
    assert limits.refused == 0
    assert time.now < 200, "and it is no slower than it must be: 45 in a group take two minutes"


async def test_without_pacing_it_would() -> None:
    time = Time()
    limits = Limits(time, on=True)
    for _ in range(3):
        limits.count(1, group=False)
    with pytest.raises(RefusedError, match="Too Many Requests"):
        limits.count(1, group=False)
    assert limits.refused == 1


async def test_only_the_chat_that_was_asked_to_wait_waits() -> None:
    time = Time()
    pace = Pace(time, time.sleep)
    pace.hold("1", 600)
    arrived: dict[str, float] = {}

    async def one(chat: str) -> None:
        await pace.turn(chat, group=False)
        arrived[chat] = time.now
        pace.arrived(chat)

    await time.run(*(asyncio.ensure_future(one(chat)) for chat in ("1", "2", "3")))
    assert arrived == {"1": 600, "2": 0, "3": 0}


async def test_an_answer_goes_before_what_nobody_waits_for() -> None:
    time = Time()
    pace = Pace(time, time.sleep)
    when: Counter[str] = Counter()

    async def one(chat: str, *, asked: bool) -> None:
        await pace.turn(chat, group=False, asked=asked)
        when[chat] = int(time.now * 1000)
        pace.arrived(chat)

    digests = [one(f"digest {at}", asked=False) for at in range(200)]
    answers = [one(f"answer {at}", asked=True) for at in range(10)]
    await time.run(*(asyncio.ensure_future(job) for job in [*digests, *answers]))
    assert max(when[f"answer {at}"] for at in range(10)) == 0
    assert 6_900 < max(when.values()) < 7_400, "and that goes at 90 % of what Telegram allows, or more"


async def test_what_was_long_ago_is_not_remembered() -> None:
    time = Time()
    pace = Pace(time, time.sleep)
    for chat in range(3_000):
        time.now += 1
        await pace.turn(str(chat), group=False)
        pace.arrived(str(chat))
    assert len(pace._sent) <= 2_001
    assert len(pace._locks) <= 2_001
