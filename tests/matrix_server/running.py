"""The bot as it runs, in this process: the real app, store and channel, on a homeserver of the tests."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.app.bot import Bot
from bot.app.channel_state import StoredPosition
from bot.app.clock import Clock
from bot.app.scheduler import Scheduler
from bot.channels.matrix.account import Account, Login
from bot.channels.matrix.matrix import Matrix
from bot.core.editions import Edition, Editions
from bot.core.model.events import Chat
from bot.store.drafts import Drafts
from bot.store.epochs import Epochs
from bot.store.erasures import Erasures
from bot.store.store import Store
from bot.store.team_store import TeamStore
from tests.conftest import HUNG, NOW
from tests.dutch import say

KEY = b"k" * 32


@dataclass
class Running:
    """What a test may look at while the bot talks."""

    id: str
    bot: Bot
    matrix: Matrix
    store: Store
    talking: asyncio.Task[None]

    async def position(self) -> str:
        found = await self.store.positions.get("matrix")
        return found[0] if found else ""

    async def ring(self) -> None:
        """Have said what is due by now, and what follows from that."""
        scheduler = Scheduler(self.bot, {self.matrix.name: self.matrix})
        for _ in range(3):
            await scheduler.once()
            await scheduler.drain()

    async def remembers(self, chat: Chat) -> None:
        """Wait until a dilemma stands open here, on disk."""
        async with asyncio.timeout(HUNG):
            while not (await self.store.session(chat, self.bot.clock())).kept.case:  # noqa: ASYNC110, a database
                await asyncio.sleep(0.02)

    async def kill(self) -> None:
        """No goodbye: whatever is under way is dropped."""
        self.bot.queues._waiting.clear()
        for task in [*self.bot.queues._running, self.talking]:
            task.cancel()
        await asyncio.gather(*self.bot.queues._running, self.talking, return_exceptions=True)


@asynccontextmanager
async def running(
    login: Login,
    folder: Path,
    editions: Editions | Edition,
    *,
    inviters: Iterable[str] = (),
    clock: Clock = lambda: NOW,
) -> AsyncIterator[Running]:
    """The same folder again is the same bot again: its database and its keys are there."""
    known = editions if isinstance(editions, Editions) else Editions(editions)
    folder.mkdir(exist_ok=True)  # noqa: ASYNC240, nothing runs yet
    votes = folder / "votes"
    team_store = TeamStore(Epochs(votes), Erasures(votes), KEY)
    async with Store(f"sqlite+aiosqlite:///{folder / 'bot.db'}", KEY, team_store) as store:
        matrix = Matrix(
            Account(login, folder / "secrets"), StoredPosition(store, "matrix", clock), say, inviters
        )
        bot = Bot(known, store, clock, drafts=Drafts(folder / "drafts"))
        talking = asyncio.create_task(bot.talk(matrix))
        run = Running("", bot, matrix, store, talking)
        _end_with(talking)
        try:
            while not matrix._sender.ready.is_set():
                if talking.done():
                    talking.result()
                await asyncio.sleep(0.01)
            run.id = matrix._rooms.me
            yield run
        except asyncio.CancelledError:
            _raise_fault_of(talking)
            raise
        finally:
            await run.kill()
        _raise_fault_of(talking)


def _end_with(talking: asyncio.Task[None]) -> None:
    """Cancel the test when the bot breaks down: what it waits for will not come."""
    test = asyncio.current_task()
    assert test

    def ended(task: asyncio.Task[None]) -> None:
        if not task.cancelled() and task.exception():
            test.cancel()

    talking.add_done_callback(ended)


def _raise_fault_of(talking: asyncio.Task[None]) -> None:
    if talking.done() and not talking.cancelled() and (fault := talking.exception()):
        if test := asyncio.current_task():
            test.uncancel()
        raise fault
