"""In one place one after the other; places side by side; nobody waits for a busy neighbour."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from bot.app.queues import MOST_WAITING, LaneFullError, Lanes

Done = list[str]


def work(name: str, done: Done, until: asyncio.Event | None = None) -> Callable[[], Awaitable[None]]:
    async def work() -> None:
        if until:
            await until.wait()
        done.append(name)

    return work


async def test_one_place_keeps_its_order_and_another_does_not_wait() -> None:
    lanes, done, gate = Lanes(), list[str](), asyncio.Event()
    lanes.put("anna", work("anna 1", done, gate))
    lanes.put("anna", work("anna 2", done))
    await lanes.put("bram", work("bram 1", done))
    assert done == ["bram 1"]
    gate.set()
    await lanes.empty(5)
    assert done == ["bram 1", "anna 1", "anna 2"]


async def test_one_flooder_delays_nobody() -> None:
    lanes, done, gate = Lanes(), list[str](), asyncio.Event()
    for at in range(MOST_WAITING):
        lanes.put("flood", work(f"flood {at}", done, gate))
    with pytest.raises(LaneFullError):
        lanes.put("flood", work("one too many", done))
    for name in "abcdefgh":
        await lanes.put(name, work(name, done))
    assert done == list("abcdefgh")
    gate.set()
    await lanes.empty(5)
    assert "one too many" not in done
    assert len(done) == MOST_WAITING + 8


async def test_a_full_lane_has_room_for_the_one_sentence_that_says_so() -> None:
    lanes, done, gate = Lanes(most_waiting=1), list[str](), asyncio.Event()
    lanes.put("flood", work("first", done, gate))
    lanes.put("flood", work("too fast", done), spare=True)
    gate.set()
    await lanes.empty(5)
    assert done == ["first", "too fast"]


async def test_an_error_comes_to_who_waits_and_stops_nothing() -> None:
    async def fails() -> None:
        raise ValueError("geheim")

    lanes, done = Lanes(), list[str]()
    broken = lanes.put("anna", fails)
    lanes.put("anna", work("after", done))
    with pytest.raises(ValueError, match="geheim"):
        await broken
    await lanes.empty(5)
    assert done == ["after"]


async def test_at_the_end_what_takes_too_long_is_dropped() -> None:
    lanes, done = Lanes(), list[str]()
    lanes.put("anna", work("never", done, asyncio.Event()))
    await lanes.empty(0.01)
    assert done == []


async def test_nothing_is_left_of_a_lane_that_is_empty() -> None:
    lanes, done = Lanes(), list[str]()
    for at in range(100):
        await lanes.put(at, work("x", done))
    await lanes.empty(5)
    assert not lanes._waiting
    assert not lanes._running
