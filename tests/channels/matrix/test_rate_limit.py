"""Who goes first when not everybody can."""

import asyncio

import pytest

from bot.channels.matrix.rate_limit import ANSWER, UNASKED, Pace
from tests.conftest import HUNG


async def pass_through(pace: Pace, urgency: int, name: str, order: list[str]) -> None:
    async with pace.turn(urgency):
        order.append(name)
        await asyncio.sleep(0)


async def test_answers_go_before_what_nobody_asked_and_otherwise_the_first_comes_first() -> None:
    pace, order = Pace(side_by_side=1), list[str]()
    gate = asyncio.Event()

    async def hold() -> None:
        async with pace.turn(ANSWER):
            await gate.wait()

    holding = asyncio.create_task(hold())
    await asyncio.sleep(0)
    wanted = [(UNASKED, "week 1"), (ANSWER, "a"), (UNASKED, "week 2"), (ANSWER, "b")]
    waiting = [asyncio.create_task(pass_through(pace, urgency, name, order)) for urgency, name in wanted]
    await asyncio.sleep(0)
    gate.set()
    await asyncio.gather(holding, *waiting)
    assert order == ["a", "b", "week 1", "week 2"]


async def test_nothing_goes_out_while_silence_is_asked_for() -> None:
    pace, order = Pace(), list[str]()
    held_at = asyncio.get_running_loop().time()
    pace.hold(0.2)
    pace.hold(0.01)  # a shorter one does not shorten it
    await asyncio.wait_for(pass_through(pace, ANSWER, "a", order), HUNG)
    assert asyncio.get_running_loop().time() - held_at > 0.19
    assert order == ["a"]


async def test_only_so_many_are_under_way_at_once() -> None:
    pace, under_way, most = Pace(side_by_side=2), 0, 0

    async def one() -> None:
        nonlocal under_way, most
        async with pace.turn(ANSWER):
            under_way += 1
            most = max(most, under_way)
            await asyncio.sleep(0)
            under_way -= 1

    await asyncio.gather(*(one() for _ in range(20)))
    assert most == 2


@pytest.mark.parametrize("admitted", [False, True])
async def test_whoever_gives_up_takes_nobodys_place(admitted: bool) -> None:
    pace, order = Pace(side_by_side=1), list[str]()
    gate = asyncio.Event()

    async def hold() -> None:
        async with pace.turn(ANSWER):
            await gate.wait()

    holding = asyncio.create_task(hold())
    await asyncio.sleep(0)
    leaving = asyncio.create_task(pass_through(pace, ANSWER, "weg", order))
    await asyncio.sleep(0)
    if admitted:
        gate.set()
        await asyncio.sleep(0)
    leaving.cancel()
    gate.set()
    await asyncio.gather(holding, leaving, return_exceptions=True)
    await asyncio.wait_for(pass_through(pace, ANSWER, "a", order), HUNG)
    assert order == ["a"]


async def test_an_error_gives_the_turn_back() -> None:
    pace = Pace(side_by_side=1)
    for _ in range(3):
        with pytest.raises(ValueError, match="fout"):
            async with pace.turn(ANSWER):
                raise ValueError("fout")
