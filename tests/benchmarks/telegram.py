"""Speed and weight on Telegram, beside an echo bot of each library, in one run on one machine.

    python -m tests.benchmarks.telegram

The stand-in runs in this process, every bot in one of its own. What counts is the processor time per
update: seconds on the wall depend on the stand-in too.
"""

import asyncio
import os
import shutil
import subprocess
import sys
import tempfile
import time
import venv
from dataclasses import dataclass, field
from pathlib import Path

from tests.telegram_api.people import People, Someone
from tests.telegram_api.server import Server

ROOT = Path(__file__).parent.parent.parent
PEOPLE = 100
TICKS = os.sysconf("SC_CLK_TCK")

AIOGRAM = "aiogram==3.31.0"
"""Needs another pydantic than ours, so it gets a place of its own. Without a package index it is skipped."""

ECHO = """
import asyncio, sys
from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
bot = Bot(sys.argv[2], session=AiohttpSession(api=TelegramAPIServer.from_base(sys.argv[1])))
dispatcher = Dispatcher()
@dispatcher.message()
async def echo(message):
    await message.answer(message.text)
asyncio.run(dispatcher.start_polling(bot, handle_as_tasks=False))
"""


@dataclass
class Seen:
    """What one bot did."""

    name: str
    start: float = 0.0
    """Seconds from its start to its first question for updates."""
    cpu: float = 0.0
    """Milliseconds of processor time per update."""
    speed: float = 0.0
    """Updates a second."""
    memory: float = 0.0
    """Megabytes, at most."""
    late: list[float] = field(default_factory=list)
    """Seconds between a message and the first answer, at 200 messages a second."""

    @property
    def p95(self) -> float:
        return sorted(self.late)[int(len(self.late) * 0.95)] * 1000 if self.late else float("nan")


async def measured(name: str, command: list[str], typed: tuple[str, ...], *, paced: bool) -> Seen:
    """One bot, with updates waiting for it, and then with 200 coming in every second."""
    seen = Seen(name)
    async with Server() as server:
        server.checks_answers = False  # this measures bots, not the stand-in
        people = [People(server.world).person() for _ in range(PEOPLE)]
        asked = asyncio.Event()
        server.on_call = lambda method: asked.set() if method == "getUpdates" else None
        begun = time.perf_counter()
        process = await asyncio.create_subprocess_exec(
            *(part.replace("URL", server.url) for part in command), cwd=ROOT, stderr=subprocess.DEVNULL
        )
        try:
            async with asyncio.timeout(90):
                await asked.wait()
                seen.start = time.perf_counter() - begun
                await _drain(server, people, typed, rounds=1)  # warm
                await _throughput(seen, process.pid, server, people, typed)
                if paced:
                    await _latency(seen, server, people, typed)
            seen.memory = _memory(process.pid)
        finally:
            process.kill()
            await process.wait()
    return seen


async def _throughput(
    seen: Seen, pid: int, server: Server, people: list[Someone], typed: tuple[str, ...]
) -> None:
    before, begun = _cpu(pid), time.perf_counter()
    count = await _drain(server, people, typed, rounds=5)
    seen.speed = count / (time.perf_counter() - begun)
    seen.cpu = (_cpu(pid) - before) / count * 1000


async def _drain(server: Server, people: list[Someone], typed: tuple[str, ...], rounds: int) -> int:
    said = _said(server) + 2 * rounds * len(typed) * len(people)  # what was typed, and an answer to each
    for _ in range(rounds):
        for text in typed:
            for one in people:
                one.types(text)
    # the library's own loop acknowledges before it handles: it is done when it has answered
    while server.pending() or _said(server) < said:  # noqa: ASYNC110, the stand-in tells nobody
        await asyncio.sleep(0.01)
    return rounds * len(typed) * len(people)


async def _latency(seen: Seen, server: Server, people: list[Someone], typed: tuple[str, ...]) -> None:
    waiting: dict[int, list[float]] = {one.id: [] for one in people}
    calls = len(server.calls)
    begun, at = time.perf_counter(), 0
    while at < 2_000:
        due = int((time.perf_counter() - begun) * 200)
        while at < min(due, 2_000):
            one = people[at % PEOPLE]
            waiting[one.id].append(server.world.clock())
            one.types(typed[at // PEOPLE % len(typed)])
            at += 1
        await asyncio.sleep(0.002)
    while server.pending():  # noqa: ASYNC110, the stand-in tells nobody
        await asyncio.sleep(0.01)
    answered: dict[int, list[float]] = {one.id: [] for one in people}
    for call in server.calls[calls:]:
        if call.method == "sendMessage":
            answered[call.sent["chat_id"]].append(call.at)
    for person, moments in waiting.items():
        for moment in moments:
            seen.late.append(min((done - moment for done in answered[person] if done >= moment), default=9.9))


def _said(server: Server) -> int:
    return sum(len(room.messages) for room in server.world.rooms.values())


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def _memory(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


def _aiogram(folder: Path) -> list[str] | None:
    """The command of an aiogram echo bot, or None where it cannot be installed."""
    script = folder / "echo.py"
    script.write_text(ECHO)
    venv.create(folder / "venv", with_pip=True)
    python = folder / "venv" / "bin" / "python"
    made = subprocess.run([python, "-m", "pip", "install", "-q", AIOGRAM], capture_output=True, check=False)
    if made.returncode:
        print(f"NOT MEASURED: {AIOGRAM} cannot be installed here")
        return None
    from tests.telegram_api.world import TOKEN  # noqa: PLC0415

    return [str(python), str(script), "URL", TOKEN]


async def bench() -> list[Seen]:
    """Every bot, one after the other."""
    found = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        here = [sys.executable, "-m", "tests.harness.telegram_process"]
        found.append(await measured("PTB, echo", [*here, "echo", "URL", name], ("hoi",), paced=False))
        if command := _aiogram(folder):
            found.append(await measured("aiogram, echo", command, ("hoi",), paced=False))
        ours = [*here, "ours", "URL", name]
        for at in range(2):  # the first fills the cache of the content
            shutil.rmtree(folder / "db", ignore_errors=True)
            seen = await measured("Ruggespraak, dilemma", ours, ("dilemma", "b"), paced=bool(at))
        found.append(seen)
    return found


def main() -> None:
    """Print a table."""
    found = asyncio.run(bench())
    print(f"{'bot':<22} {'start s':>8} {'CPU ms/upd':>11} {'upd/s':>7} {'p95 ms':>7} {'RSS MB':>7}")
    for one in found:
        figures = f"{one.start:8.2f} {one.cpu:11.2f} {one.speed:7.0f} {one.p95:7.0f} {one.memory:7.0f}"
        print(f"{one.name:<22} {figures}")
    ours, echo = found[-1], found[0]
    print(f"CPU per update, ours to PTB's echo: {ours.cpu / echo.cpu:.2f} (asked: at most 2)")


if __name__ == "__main__":
    main()
