"""A program that dies: at its first step, at its second, and so on, until it lives to the end.

Each time it has a weekly message to say, is killed with SIGKILL, and another process takes over an
hour later, which may be killed at a step too, and a third one after that. Prints for each step what was
shown, and what the outbox holds afterwards, as JSON.

    python -m tests.store.dying FOLDER STEP ADDRESS

STEP is where the second process dies (0: it lives), ADDRESS that of a database.
"""

import asyncio
import json
import os
import signal
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.app.bot import Bot
from bot.app.clock import AMSTERDAM
from bot.app.scheduler import Scheduler
from bot.channels.channel import Message
from bot.core.editions import Edition, Editions
from bot.core.model.events import Chat, Event, TimerFired
from bot.core.model.replies import Effect, LastingEffect
from bot.core.model.session import Session
from bot.core.model.weekly_plan import Plan
from bot.core.weekly.plan import asked_for
from bot.search.matcher import Matcher
from bot.store.drafts import Drafts
from bot.store.store import Store
from tests.channels.fake import Fake
from tests.dutch import DUTCH

KEY = b"k" * 32
DUE = datetime(2026, 11, 24, 9, 0, tzinfo=AMSTERDAM)
LIBRARY = DUTCH

MOST_STEPS = 30


def group(fatal: int) -> Chat:
    """For each step a chat of its own."""
    return Chat("fake", f"groep-{fatal}", group=True)


@dataclass
class Steps:
    """Counts, and kills this process at one of them. At 0 it lives."""

    fatal: int
    taken: list[str] = field(default_factory=list)

    def step(self, name: str) -> None:
        self.taken.append(name)
        if len(self.taken) == self.fatal:
            os.kill(os.getpid(), signal.SIGKILL)


class Dying(Store):
    """A store that may die before and after everything it does, and before it commits."""

    steps: Steps

    async def claim(self, channels: Any, now: datetime, most: int) -> list[TimerFired]:
        self.steps.step("before claim")
        found = await super().claim(channels, now, most)
        if found:
            self.steps.step("claimed")
        return found

    async def session(self, chat: Chat, now: datetime, code: str = "") -> Session:
        found = await super().session(chat, now, code)
        self.steps.step("read")
        return found

    async def carry_out(self, effects: Sequence[Effect], now: datetime) -> None:
        await super().carry_out(effects, now)
        self.steps.step("committed")

    async def _do(self, effects: Sequence[LastingEffect], connection: AsyncConnection, now: datetime) -> None:
        self.steps.step("before writing")
        await super()._do(effects, connection, now)
        self.steps.step("before commit")

    async def complete(self, moment: TimerFired) -> None:
        self.steps.step("before mark")
        await super().complete(moment)
        self.steps.step("marked")


@dataclass
class Paper(Fake):
    """A channel that writes down what it shows, so that it outlives the process."""

    file: Path = Path()
    steps: Steps = field(default_factory=lambda: Steps(0))

    async def send(self, chat: Chat, message: Message, key: str, answering: Event | None = None) -> None:
        self.steps.step("before send")
        with self.file.open("a") as file:
            file.write(f"{key}\n")
        self.steps.step("sent")


async def live(address: str, file: Path, now: datetime, fatal: int) -> None:
    """Ring what is due. May not come to its end."""
    steps = Steps(fatal)
    async with Dying(address, KEY) as store:
        store.steps = steps
        drafts = Drafts(file.with_name("drafts"))
        bot = Bot(Editions(Edition(LIBRARY, Matcher(LIBRARY))), store, lambda: now, drafts=drafts)
        scheduler = Scheduler(bot, {"fake": Paper(file=file, steps=steps)})
        await scheduler.once()
        await scheduler.drain()


async def prepare(address: str, chat: Chat) -> None:
    async with Store(address, KEY) as store:
        before = DUE - timedelta(days=1)
        await store.carry_out([asked_for(Plan(), chat, before)], before)


async def left(address: str, chat: Chat) -> list[str]:
    async with Store(address, KEY) as store:
        return list((await store.session(chat, DUE)).around.timers)


def child(address: str, file: Path, now: datetime, fatal: int) -> bool:
    """Do it in a process of its own. Whether it lived."""
    pid = os.fork()
    if pid == 0:
        asyncio.run(live(address, file, now, fatal))
        os._exit(0)
    return os.waitpid(pid, 0)[1] == 0


def main(folder: Path, second: int, address: str) -> None:
    told = []
    for fatal in range(1, MOST_STEPS):
        asyncio.run(prepare(address, group(fatal)))
        file = folder / f"shown-{fatal}-{second}"
        file.touch()
        lived = child(address, file, DUE, fatal)
        before = file.read_text().split()
        lived_again = child(address, file, DUE + timedelta(hours=1), second)
        assert child(address, file, DUE + timedelta(hours=2), 0)
        told.append(
            {
                "lived": lived,
                "lived_again": lived_again,
                "before": before,
                "shown": file.read_text().split(),
                "left": asyncio.run(left(address, group(fatal))),
            }
        )
        if lived:
            break
    print(json.dumps(told))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
