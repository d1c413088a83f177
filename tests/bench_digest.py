"""How fast the weekly message goes out, on Telegram's stand-in with its limits on. In real time.

    python -m tests.bench_digest            two minutes: 1,000 groups, and 1,500 private chats
    python -m tests.bench_digest --all      also the other 8,500 private chats: six minutes more

Bot, database (SQLite on disk, synced) and stand-in share this process, so the processor time is that of
all three. How long it takes is set by the limits: so many a second is the same at any number of chats.
"""

import asyncio
import resource
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.app import AMSTERDAM, Bot, edition_of
from bot.bell import Bell
from bot.channels.telegram.telegram import Account, Telegram
from bot.content.read import read_library
from bot.core.editions import Editions
from bot.core.events import Chat, Rang
from bot.core.finder import Finder
from bot.core.library import Library
from bot.core.matcher import Matcher
from bot.core.respond import respond
from bot.core.session import Around, Session
from bot.core.weekly_plan import Plan, asked_for, following, plan_of, when_to_say
from bot.run import StoredPolls, StoredPosition
from bot.store.drafts import Drafts
from bot.store.store import Store
from tests.conftest import ROOT
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


def main() -> None:
    library = read_library(ROOT)
    print("Planning")
    planning(library, Matcher(Library()))
    print("Sending on Telegram's stand-in, in real time")
    asyncio.run(sending(library, GROUPS, group=True))
    asyncio.run(sending(library, EVERY_PRIVATE if "--all" in sys.argv else PRIVATE, group=False))


def planning(library: Library, finder: Finder) -> None:
    """What a week costs the processor, without the database and the network."""
    rang = [_rang(number) for number in range(PLANNED)]
    begin = time.process_time()
    for moment, _ in rang:
        plan = plan_of(moment.what)
        assert when_to_say(DUE.date(), DUE) == DUE
        following(plan, moment.chat, DUE, moment.key, DUE.date())
    planned = time.process_time() - begin
    begin = time.process_time()
    for moment, session in rang:
        assert respond(moment, session, library, finder, DUE).replies
    _row(f"{PLANNED:,} chats: the next week planned", f"{planned:.2f} s of processor")
    _row(f"{PLANNED:,} chats: planned and written", f"{time.process_time() - begin:.2f} s of processor")


def _rang(number: int) -> tuple[Rang, Session]:
    chat = Chat("telegram", str(number))
    wake = asked_for(Plan(role=ROLES[number % len(ROLES)]), chat, DUE - timedelta(days=1))
    around = Around(moments={wake.key: wake.due.astimezone(UTC)}, purposes={wake.key: wake.what})
    return Rang(chat, wake.key, wake.what, wake.due.astimezone(UTC)), Session(around=around)


@dataclass
class Sent:
    """What came in at the stand-in."""

    server: Server
    count: int

    async def everything(self) -> None:
        while len(self.server.sent("sendMessage")) < self.count:  # noqa: ASYNC110, looked at from outside
            await asyncio.sleep(0.5)

    @property
    def moments(self) -> list[float]:
        return sorted(call.at for call in self.server.calls if call.ok and call.method == "sendMessage")


async def sending(library: Library, count: int, *, group: bool) -> None:
    """All are due at the same moment."""
    with tempfile.TemporaryDirectory() as folder:
        async with Server() as server, _store(Path(folder)) as store:
            server.limits.on, server.checks_answers = True, False
            chats = _chats(server, count, group=group)
            before = DUE - timedelta(days=1)
            await store.carry_out([asked_for(_plan(chat), chat, before) for chat in chats], before)
            account, position = Account(TOKEN, server.url), StoredPosition(store, "telegram")
            channel = Telegram(account, position, StoredPolls(store))
            editions = Editions(edition_of(library))
            bot = Bot(editions, store, lambda: DUE, drafts=Drafts(Path(folder) / "drafts"))
            async with channel:
                await _ring(bot, channel, Sent(server, count), "groups" if group else "private chats")


async def _ring(bot: Bot, channel: Telegram, sent: Sent, whom: str) -> None:
    cpu = time.process_time()
    watching = asyncio.create_task(Bell(bot, {"telegram": channel}).watch())
    await asyncio.sleep(10)
    early = _memory()
    await sent.everything()
    watching.cancel()
    moments = sent.moments
    seconds = moments[-1] - moments[0]
    pace = (len(moments) - 1) / seconds
    most, each = ALL
    _row(f"{sent.count:,} {whom}", f"{seconds:.1f} s", f"{pace:.1f} a second")
    _row("  of what Telegram allows", f"{100 * pace / (most / each):.0f} %")
    _row("  told to wait (429)", str(sent.server.limits.refused))
    _row("  processor per message", f"{(time.process_time() - cpu) / sent.count * 1000:.1f} ms")
    _row("  memory after 10 s, and at the end", f"{early:.0f} MB", f"{_memory():.0f} MB")


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


def _memory() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


def _row(name: str, *figures: str) -> None:
    print(f"  {name:<42} {', '.join(figures)}", flush=True)


if __name__ == "__main__":
    main()
