"""Plays Matrix over a real homeserver, with a person on other software: in a plain or an encrypted room."""

import asyncio
from collections.abc import Awaitable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path

from bot.channels.matrix.account import Login
from bot.core.editions import Edition
from bot.core.model.events import Event
from tests.conftest import HUNG, NOW
from tests.harness.conversation import Clock
from tests.matrix_server.person import Person
from tests.matrix_server.running import Running, running
from tests.matrix_server.synapse import Account, Synapse


@dataclass
class SynapseWire:
    """Somebody and the bot in a room of two, where nothing was said yet. To pick is to react."""

    server: Synapse
    account: Account
    """The bot's."""
    person: Person
    folder: Path
    edition: Edition
    encrypted: bool
    clock: Clock = field(default_factory=lambda: Clock(NOW))
    _room: str = ""
    _bot: Running | None = None
    _running: AsyncExitStack = field(default_factory=AsyncExitStack)
    _sent: list[str] = field(default_factory=list)
    _handled: int = 0

    async def open(self) -> str:
        raise AssertionError("to open is to ask the bot in, which has tests of its own")

    async def type(self, text: str) -> str:
        await self._ready()
        return await self._after(self.person.says(self._room, text))

    async def pick(self, label: str) -> str:
        asked = next(one for one in reversed(self.person.heard) if f"  {label}" in one.body)
        line = next(line for line in asked.body.split("\n") if line.strip()[3:] == label)
        return await self._after(self.person.reacts(self._room, asked.id, line.split()[0]))

    async def restart(self) -> None:
        await self._running.aclose()
        self._bot = None

    async def close(self) -> None:
        await self._running.aclose()

    def wait(self, minutes: int) -> None:
        self.clock.move(minutes)

    async def ring(self) -> str:
        """Have said what is due by now."""
        await self._ready()
        assert self._bot
        sent = len(self._sent)
        await self._bot.ring()
        return await self._said_since(sent)

    def on_disk(self) -> bytes:
        return b"".join(file.read_bytes() for file in self.folder.glob("bot.db*"))

    async def _ready(self) -> None:
        """The bot, and the room: it is in there before it starts, so that it has nothing to greet."""
        if not self._room:
            self._room = await self.person.room(self.account.user_id, encrypted=self.encrypted)
            self.server.ask("POST", f"/_matrix/client/v3/join/{self._room}", {}, self.account.access_token)
        if self._bot is None:
            login = Login(self.server.url, self.account.user_id, token=self.account.access_token)
            bot = running(login, self.folder, self.edition, clock=self.clock)
            self._bot = await self._running.enter_async_context(bot)
            self._watch(self._bot)

    def _watch(self, bot: Running) -> None:
        """Note what is sent, and when an event is over."""
        put, done = bot.matrix._sender.put, bot.matrix.done

        async def noted(*what: object, **how: object) -> str:
            event = await put(*what, **how)  # type: ignore[arg-type]
            self._sent.append(event)
            return event

        async def over(event: Event) -> None:
            await done(event)
            self._handled += 1

        bot.matrix._sender.put = noted  # type: ignore[method-assign]
        bot.matrix.done = over  # type: ignore[method-assign]

    async def _after(self, doing: Awaitable[object]) -> str:
        """What the person saw as an answer."""
        handled, sent = self._handled, len(self._sent)
        await doing
        async with asyncio.timeout(HUNG):
            while self._handled == handled:  # noqa: ASYNC110, two libraries at once
                await asyncio.sleep(0.01)
        return await self._said_since(sent)

    async def _said_since(self, sent: int) -> str:
        """What was sent after so many messages, as the person got it."""
        async with asyncio.timeout(HUNG):
            while not self._arrived():  # noqa: ASYNC110, the same
                await asyncio.sleep(0.01)
        bodies = {one.id: one.body for one in self.person.heard}
        return "".join(f"{bodies[event]}\n\n" for event in self._sent[sent:])

    def _arrived(self) -> bool:
        return set(self._sent) <= {one.id for one in self.person.heard}
