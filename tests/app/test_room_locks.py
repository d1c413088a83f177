"""One thing at a time in a room, all rooms side by side, and nothing left behind."""

import asyncio

from bot.app.room_locks import RoomLocks
from bot.core.model.events import Chat

ROOM = Chat("test", "-100", "anna", group=True)
SAME = Chat("test", "-100", "bram", group=True)
OTHER = Chat("test", "-200", "anna", group=True)


async def test_in_one_room_who_came_first_goes_first() -> None:
    locks, done = RoomLocks(), []

    async def decide(chat: Chat, name: str) -> None:
        async with locks.hold(chat):
            done.append(f"{name} begins")
            await asyncio.sleep(0)
            done.append(f"{name} ends")

    await asyncio.gather(decide(ROOM, "a"), decide(SAME, "b"), decide(ROOM, "c"))
    assert done == ["a begins", "a ends", "b begins", "b ends", "c begins", "c ends"]


async def test_rooms_do_not_wait_for_each_other() -> None:
    locks = RoomLocks()
    async with locks.hold(ROOM), asyncio.timeout(1), locks.hold(OTHER):
        pass


async def test_after_an_error_the_room_is_free_and_nothing_is_held() -> None:
    locks = RoomLocks()
    try:
        async with locks.hold(ROOM):
            raise RuntimeError
    except RuntimeError:
        pass
    async with asyncio.timeout(1), locks.hold(SAME):
        pass
    assert locks._locks == {}
    assert not locks._wanted
