"""In one place one after the other; places side by side; nobody waits for a busy neighbour."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from bot.app.queues import MOST_WAITING, QueueFullError, Queues

Done = list[str]


def work(name: str, done: Done, until: asyncio.Event | None = None) -> Callable[[], Awaitable[None]]:
    async def work() -> None:
        if until:
            await until.wait()
        done.append(name)

    return work


async def test_one_place_keeps_its_order_and_another_does_not_wait() -> None:
    queues, done, gate = Queues(), list[str](), asyncio.Event()
    queues.put("anna", work("anna 1", done, gate))
    queues.put("anna", work("anna 2", done))
    await queues.put("bram", work("bram 1", done))
    assert done == ["bram 1"]
    gate.set()
    await queues.drain(5)
    assert done == ["bram 1", "anna 1", "anna 2"]


async def test_one_flooder_delays_nobody() -> None:
    queues, done, gate = Queues(), list[str](), asyncio.Event()
    for at in range(MOST_WAITING):
        queues.put("flood", work(f"flood {at}", done, gate))
    with pytest.raises(QueueFullError):
        queues.put("flood", work("one too many", done))
    for name in "abcdefgh":
        await queues.put(name, work(name, done))
    assert done == list("abcdefgh")
    gate.set()
    await queues.drain(5)
    assert "one too many" not in done
    assert len(done) == MOST_WAITING + 8


async def test_a_full_lane_has_room_for_the_one_sentence_that_says_so() -> None:
    queues, done, gate = Queues(most_waiting=1), list[str](), asyncio.Event()
    queues.put("flood", work("first", done, gate))
    queues.put("flood", work("too fast", done), spare=True)
    gate.set()
    await queues.drain(5)
    assert done == ["first", "too fast"]


async def test_an_error_comes_to_who_waits_and_stops_nothing() -> None:
    async def fails() -> None:
        raise ValueError("geheim")

    queues, done = Queues(), list[str]()
    broken = queues.put("anna", fails)
    queues.put("anna", work("after", done))
    with pytest.raises(ValueError, match="geheim"):
        await broken
    await queues.drain(5)
    assert done == ["after"]


async def test_at_the_end_what_takes_too_long_is_dropped() -> None:
    queues, done = Queues(), list[str]()
    queues.put("anna", work("never", done, asyncio.Event()))
    await queues.drain(0.01)
    assert done == []


async def test_nothing_is_left_of_a_lane_that_is_empty() -> None:
    queues, done = Queues(), list[str]()
    for at in range(100):
        await queues.put(at, work("x", done))
    await queues.drain(5)
    assert not queues._waiting
    assert not queues._running
