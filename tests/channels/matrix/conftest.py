"""One homeserver for the whole run, however many processes the tests run in; fresh people for each test."""

import asyncio
import os
import sys
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from bot.channels.matrix.account import Login
from bot.core.editions import Edition
from bot.core.model.finder import Finder
from bot.core.model.library import Library
from tests.conftest import HUNG
from tests.matrix_server.person import Person
from tests.matrix_server.running import Running, running
from tests.matrix_server.synapse import Account, Synapse

if sys.platform == "linux":
    import fcntl

_NUMBERS = count()


@pytest.fixture(scope="session")
def homeserver() -> Iterator[Synapse]:
    """A Synapse without limits. Whichever test process needs it first starts it; it ends with the run."""
    if sys.platform != "linux":
        pytest.skip("Synapse runs on Linux only: Matrix is NOT tested against a homeserver here")
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))
    folder = _memory() / f"ruggespraak-synapse-{run}"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        saved = folder / "server.json"
        if not saved.exists():
            server = Synapse(folder)
            server.start(owner=_whole_run())
            saved.write_text(server.saved())
    yield Synapse.joined(saved.read_text())
    if "PYTEST_XDIST_WORKER" not in os.environ:  # else it ends, and leaves nothing, when the whole run does
        server = Synapse.joined(saved.read_text())
        server.end()
        server.remove()


@pytest.fixture
def own_homeserver() -> Iterator[Callable[..., Synapse]]:
    """Starts a Synapse of the test's own, to be stopped and killed. `limits`: with Synapse's own limits."""
    if sys.platform != "linux":
        pytest.skip("Synapse runs on Linux only: the faults of Matrix are NOT tested here")
    started: list[Synapse] = []

    def start(*, limits: bool = False) -> Synapse:
        folder = Path(tempfile.mkdtemp(prefix="ruggespraak-synapse-", dir=_memory()))
        server = Synapse(folder, limits=limits)
        server.start(owner=os.getpid())
        started.append(server)
        return server

    yield start
    for server in started:
        server.end()
        server.remove()


def _memory() -> Path:
    """Where a database is quick and nothing stays behind after a reboot."""
    shared = Path("/dev/shm")  # noqa: S108, names in it are our own
    return shared if os.access(shared, os.W_OK) else Path(tempfile.gettempdir())


def _whole_run() -> int:
    """The process that outlives all test processes of this run."""
    return os.getppid() if "PYTEST_XDIST_WORKER" in os.environ else os.getpid()


def register(server: Synapse, name: str, *, admin: bool = False) -> Account:
    """Somebody nobody knows yet. The number keeps people of different test processes apart."""
    return server.register(f"{name}-{os.getpid()}-{next(_NUMBERS)}", admin=admin)


@dataclass
class World:
    """One bot and the people around it, on one homeserver."""

    server: Synapse
    login: Login
    folder: Path
    edition: Edition
    _people: AsyncExitStack

    async def person(self, name: str, *, encrypts: bool = True) -> Person:
        """Somebody new, until the end of the test."""
        account = register(self.server, name)
        return await self._people.enter_async_context(Person(self.server, account, encrypts=encrypts))

    def bot(self, **how: Any) -> AbstractAsyncContextManager[Running]:
        """The bot, running. Called again it is the same one again, started anew."""
        return running(how.pop("login", self.login), self.folder, self.edition, **how)


@pytest.fixture
def folder() -> Iterator[Path]:
    """Where the bot keeps its things: not on a disk, which it would wait for again and again."""
    with tempfile.TemporaryDirectory(prefix="ruggespraak-bot-", dir=_memory()) as made:
        yield Path(made) / "bot"


@pytest.fixture
async def world(homeserver: Synapse, folder: Path, library: Library, finder: Finder) -> AsyncIterator[World]:
    async with AsyncExitStack() as people:
        yield world_on(homeserver, folder, Edition(library, finder), people)


def world_on(server: Synapse, folder: Path, edition: Edition, people: AsyncExitStack) -> World:
    """A world with a bot of its own, logged in by token."""
    account = register(server, "bot")
    login = Login(server.url, account.user_id, token=account.access_token)
    return World(server, login, folder, edition, people)


async def until(holds: Callable[[], bool]) -> None:
    """Wait until this holds."""
    async with asyncio.timeout(HUNG):
        while not holds():  # noqa: ASYNC110, what it looks at tells nobody
            await asyncio.sleep(0.02)
