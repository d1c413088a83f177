"""A bot that runs against the stand-in, for tests of the channel as a whole."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.core.features.command_reference import commands_written
from bot.core.model.finder import Finder
from bot.core.model.library import Library
from bot.store.epochs import Epochs
from bot.store.erasures import Erasures
from bot.store.store import Store
from bot.store.team_store import TeamStore
from tests.harness.telegram_wire import KEY, Talking
from tests.telegram_api.people import Group, People, Someone
from tests.telegram_api.server import Server


def in_group(text: str) -> str:
    """The text as a group reads it: with a slash before the words to type."""
    return commands_written(text, "/", group=True)


class Running:
    """A server, a database, and a bot that can be killed and started again."""

    def __init__(self, folder: Path, library: Library, finder: Finder, server: Server) -> None:
        self.folder = folder
        self.server = server
        self.people = People(server.world)
        self._library = library
        self._finder = finder
        self.store: Store | None = None
        self.talking: Talking | None = None

    async def start(self) -> Talking:
        secrets = self.folder / "secrets"
        team_store = TeamStore(Epochs(secrets), Erasures(secrets), KEY)
        self.store = Store(f"sqlite+aiosqlite:///{self.folder / 'test.db'}", KEY, team_store)
        await self.store.__aenter__()
        clock = self.talking.clock if self.talking else None
        self.talking = Talking(self.server, self.store, self._library, self._finder)
        if clock:
            self.talking.clock.now = clock.now
        self.talking.start()
        return self.talking

    async def kill(self) -> None:
        if self.store:
            assert self.talking
            await self.talking.kill()
            await self.store.__aexit__(None, None, None)
            self.store = None

    async def settle(self) -> None:
        assert self.talking
        await self.talking.settle()

    def later(self, minutes: int) -> None:
        assert self.talking
        self.talking.clock.move(minutes)

    async def team(self, *names: str, kind: str = "supergroup") -> tuple[Group, list[Someone]]:
        """A group with the bot in it, already introduced."""
        members = [self.people.person(name) for name in names]
        group = self.people.group(*members, kind=kind)
        group.takes_in(members[0])
        await self.settle()
        return group, members

    def on_disk(self) -> bytes:
        return b"".join(file.read_bytes() for file in self.folder.iterdir() if file.is_file())


@pytest.fixture
async def running(tmp_path: Path, library: Library, finder: Finder) -> AsyncIterator[Running]:
    async with Server() as server:
        made = Running(tmp_path, library, finder, server)
        await made.start()
        yield made
        await made.kill()
        assert server.breaches == []
