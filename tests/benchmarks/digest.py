"""How fast the weekly message goes out, on Telegram's stand-in with its limits on. In real time.

    python -m tests.benchmarks.digest            two minutes: 1,000 groups, and 1,500 private chats
    python -m tests.benchmarks.digest --all      also the other 8,500 private chats: six minutes more

The bot is a process of its own, with its database (SQLite on disk, synced): processor time and memory are
its own, without the stand-in's. How long it takes is set by the limits: as many a second at any number of
chats.
"""

import asyncio
import os
import resource
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.app.bot import Bot
from bot.app.channel_state import StoredPolls, StoredPosition
from bot.app.clock import AMSTERDAM
from bot.app.edition_builder import edition_of
from bot.app.scheduler import Scheduler
from bot.channels.telegram.telegram import BotAccount, Telegram
from bot.content.read import read_library
from bot.core.editions import Editions
from bot.core.model.events import Chat, TimerFired
from bot.core.model.finder import Finder
from bot.core.model.library import Library
from bot.core.model.session import Around, Session
from bot.core.model.timers import Timer, WeeklyMessage
from bot.core.model.weekly_plan import Plan
from bot.core.respond import respond
from bot.core.weekly.plan import asked_for, following, when_to_say
from bot.search.matcher import Matcher
from bot.store.drafts import Drafts
from bot.store.store import Store
from tests.conftest import ROOT
from tests.dutch import say
from tests.telegram_api.limits import ALL
from tests.telegram_api.people import People
from tests.telegram_api.server import Server
from tests.telegram_api.world import TOKEN

DUE = datetime(2026, 11, 24, 9, 0, tzinfo=AMSTERDAM)
ROLES = ("", "professional", "leidinggevende", "jeugd", "schuldhulp")
PLANNED = 10_000
GROUPS = 1_000
PRIVATE = 1_500
EVERY_PRIVATE = 10_000
EARLY = 300
"""Messages after which memory and processor time begin to count."""


def main() -> None:
    if sys.argv[1:2] == ["bot"]:
        asyncio.run(_bot(sys.argv[2], Path(sys.argv[3])))
        return
    library = read_library(ROOT)
    print("Planning")
    planning(library, Matcher(Library()))
    print("Sending on Telegram's stand-in, in real time")
    asyncio.run(sending(GROUPS, group=True))
    asyncio.run(sending(EVERY_PRIVATE if "--all" in sys.argv else PRIVATE, group=False))


def planning(library: Library, finder: Finder) -> None:
    """What a week costs the processor, without the database and the network."""
    rang = [_rang(number) for number in range(PLANNED)]
    begin = time.process_time()
    for moment, _ in rang:
        assert isinstance(moment.payload, WeeklyMessage)
        plan = moment.payload.plan
        assert when_to_say(DUE.date(), DUE) == DUE
        following(plan, moment.chat, DUE, moment.key, DUE.date())
    planned = time.process_time() - begin
    begin = time.process_time()
    for moment, session in rang:
        assert respond(moment, session, library, finder, DUE).replies
    _row(f"{PLANNED:,} chats: the next week planned", f"{planned:.2f} s of processor")
    _row(f"{PLANNED:,} chats: planned and written", f"{time.process_time() - begin:.2f} s of processor")


def _rang(number: int) -> tuple[TimerFired, Session]:
    chat = Chat("telegram", str(number))
    wake = asked_for(Plan(role=ROLES[number % len(ROLES)]), chat, DUE - timedelta(days=1))
    around = Around({wake.key: Timer(wake.due.astimezone(UTC), wake.payload)})
    return TimerFired(chat, wake.key, wake.payload, wake.due.astimezone(UTC)), Session(around=around)


@dataclass
class Sent:
    """What came in at the stand-in."""

    server: Server
    count: int

    async def first(self) -> None:
        """Wait for the first `EARLY`: by then everything is loaded."""
        while len(self.server.sent("sendMessage")) < EARLY:  # noqa: ASYNC110, looked at from outside
            await asyncio.sleep(0.1)

    async def everything(self) -> None:
        while len(self.server.sent("sendMessage")) < self.count:  # noqa: ASYNC110, looked at from outside
            await asyncio.sleep(0.5)

    @property
    def moments(self) -> list[float]:
        return sorted(call.at for call in self.server.calls if call.ok and call.method == "sendMessage")


async def sending(count: int, *, group: bool) -> None:
    """All are due at the same moment."""
    with tempfile.TemporaryDirectory() as folder:
        async with Server() as server:
            server.limits.on, server.checks_answers = True, False
            chats = _chats(server, count, group=group)
            before = DUE - timedelta(days=1)
            async with _store(Path(folder)) as store:
                await store.carry_out([asked_for(_plan(chat), chat, before) for chat in chats], before)
            command = [sys.executable, "-m", "tests.benchmarks.digest", "bot", server.url, folder]
            bot = await asyncio.create_subprocess_exec(*command, cwd=ROOT)
            try:
                await _watched(bot.pid, Sent(server, count), "groups" if group else "private chats")
            finally:
                bot.kill()
                await bot.wait()


async def _bot(url: str, folder: Path) -> None:
    """Talks, and rings what is due, until it is killed. For it the clock stands still."""
    async with _store(folder) as store:
        account, position = BotAccount(TOKEN, url), StoredPosition(store, "telegram", lambda: DUE)
        channel = Telegram(account, position, StoredPolls(store), say)
        editions = Editions(edition_of(read_library(ROOT)))
        bot = Bot(editions, store, lambda: DUE, drafts=Drafts(folder / "drafts"))
        # nothing rings on a channel that nobody listens to
        await asyncio.gather(bot.talk(channel), Scheduler(bot, {"telegram": channel}).watch())


async def _watched(pid: int, sent: Sent, whom: str) -> None:
    await sent.first()
    early, begun = _memory(pid), _processor(pid)
    await sent.everything()
    moments = sent.moments
    seconds = moments[-1] - moments[0]
    pace = (len(moments) - 1) / seconds
    most, each = ALL
    _row(f"{sent.count:,} {whom}", f"{seconds:.1f} s", f"{pace:.1f} a second")
    _row("  of what Telegram allows", f"{100 * pace / (most / each):.0f} %")
    _row("  told to wait (429)", str(sent.server.limits.refused))
    _row("  processor per message", f"{(_processor(pid) - begun) / (sent.count - EARLY) * 1000:.1f} ms")
    _row(f"  memory after {EARLY} messages, and at the end", f"{early:.0f} MB", f"{_memory(pid):.0f} MB")


def _plan(chat: Chat) -> Plan:
    return Plan(role=ROLES[int(chat.room) % len(ROLES)])


def _chats(server: Server, count: int, *, group: bool) -> list[Chat]:
    people = People(server.world)
    if not group:
        return [Chat("telegram", str(people.person().id)) for _ in range(count)]
    rooms = []
    for _ in range(count):
        lead = people.person()
        team = people.group(lead)
        team.takes_in(lead)
        rooms.append(Chat("telegram", str(team.id), group=True))
    return rooms


def _store(folder: Path) -> Store:
    return Store(f"sqlite+aiosqlite:///{folder / 'bot.db'}", b"k" * 32)


def _memory(pid: int) -> float:
    """Megabytes that this process has resident."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


def _processor(pid: int) -> float:
    """Seconds of processor that this process used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _row(name: str, *figures: str) -> None:
    print(f"  {name:<42} {', '.join(figures)}", flush=True)


if __name__ == "__main__":
    main()
