"""Work beside the receiving goes on, and ends when the channel closes."""

import asyncio

from bot.channels.background import BackgroundTasks


async def test_a_task_runs_and_is_forgotten_when_it_is_done() -> None:
    tasks, done = BackgroundTasks(), asyncio.Event()

    async def work() -> str:
        done.set()
        return "klaar"

    assert await tasks.start(work()) == "klaar"
    assert done.is_set()
    await asyncio.sleep(0)
    assert not tasks._running


async def test_closing_cancels_what_runs_and_waits_until_it_has_ended() -> None:
    tasks, ended = BackgroundTasks(), list[str]()

    async def work() -> None:
        try:
            await asyncio.sleep(3600)
        finally:
            await asyncio.sleep(0)
            ended.append("ended")

    async def fail() -> None:
        raise ValueError

    tasks.start(work())
    tasks.start(fail())
    await asyncio.sleep(0)
    await tasks.cancel()
    assert ended == ["ended"]
    assert not tasks._running
