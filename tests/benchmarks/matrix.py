"""Measure Matrix: `python -m tests.benchmarks.matrix`, or as a part of `make bench`.

The bot runs as an operator runs it, in a process of its own; beside it, for comparison, a bot of a few
lines on matrix-nio that says back what it hears. People, bot and homeserver share the machine.
"""

import asyncio
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

from tests.conftest import ROOT
from tests.matrix_server.person import Person
from tests.matrix_server.synapse import Account, Synapse, cpu_seconds

PEOPLE = 16
ROUNDS = 2
"""Questions of each person in one block."""
BLOCKS = 24
"""Of each bot, by turns: what the machine does beside this hits both alike."""
MISSED = 1000
QUIET = 6.0
"""Seconds: twice the time between two looks whether the content changed."""

ASKED = "terug"
"""Answered with one short sentence, so that what is measured is the way there and back."""

ECHO = """
import asyncio, sys
import nio

async def main(url, user, device, token, folder):
    config = nio.AsyncClientConfig(encryption_enabled=True)
    client = nio.AsyncClient(url, user, device_id=device, store_path=folder, config=config)
    client.restore_login(user, device, token)

    async def invited(room, event):
        await client.join(room.room_id)

    async def heard(room, event):
        if event.sender != user:
            content = {"msgtype": "m.text", "body": event.body}
            await client.room_send(room.room_id, "m.room.message", content, ignore_unverified_devices=True)

    client.add_event_callback(invited, nio.InviteMemberEvent)
    client.add_event_callback(heard, nio.RoomMessageText)
    await client.sync_forever(timeout=30000, full_state=True)

asyncio.run(main(*sys.argv[1:]))
"""


@dataclass
class Loaded:
    """A bot that runs, and the people who talk with it, each in a room of two."""

    account: Account
    process: "subprocess.Popen[bytes]"
    people: list[tuple[Person, str]]

    async def block(self) -> float:
        """Everybody asks, so many times one after another. Seconds until the last answer."""
        begin = time.perf_counter()
        await asyncio.gather(
            *(_asks(person, room, self.account.user_id, ROUNDS) for person, room in self.people)
        )
        return time.perf_counter() - begin

    @property
    def cpu(self) -> float:
        """Seconds of CPU so far."""
        return cpu_seconds(self.process.pid)


def main() -> None:
    """Print everything."""
    with _homeserver() as server:
        for encrypted in (False, True):
            asyncio.run(_beside_an_echo(server, encrypted=encrypted))
        asyncio.run(_start_and_size(server))
        asyncio.run(_missed(server))


async def _beside_an_echo(server: Synapse, *, encrypted: bool) -> None:
    kind = "encrypted" if encrypted else "plain"
    print(f"{PEOPLE} {kind} rooms, {BLOCKS} times {ROUNDS} questions in each, our bot and an echo by turns")
    async with AsyncExitStack() as stack:
        ours = await _loaded(server, stack, _ours, encrypted=encrypted)
        echo = await _loaded(server, stack, _bare, encrypted=encrypted)
        for one in (ours, echo):
            await one.block()
        quiet = ours.cpu
        await asyncio.sleep(QUIET)
        idle = (ours.cpu - quiet) / QUIET
        spent: dict[int, list[tuple[float, float]]] = {id(ours): [], id(echo): []}
        for at in range(BLOCKS):
            for one in (ours, echo) if at % 2 else (echo, ours):
                before = one.cpu
                seconds = await one.block()
                spent[id(one)].append((seconds, one.cpu - before))
    _print_spent("ruggespraak run", spent[id(ours)], idle)
    _print_spent("echo on nio", spent[id(echo)], 0.0)
    ratios = sorted(bare[0] / own[0] for own, bare in zip(spent[id(ours)], spent[id(echo)], strict=True))
    low, middle, high = quantiles(ratios, n=4)
    print(f"  ours / echo         {middle:.0%}, half of the blocks between {low:.0%} and {high:.0%}")


def _print_spent(name: str, spent: list[tuple[float, float]], idle: float) -> None:
    answers, seconds = PEOPLE * ROUNDS, sum(one for one, _ in spent)
    rate = median(answers / one for one, _ in spent)
    each = (sum(cpu for _, cpu in spent) - idle * seconds) / len(spent) / answers * 1000
    print(f"  {name:19} {rate:6.1f} answers/s   {each:5.2f} ms of CPU each, and {idle:5.1%} idle")


Starts = Callable[[Synapse, AsyncExitStack, Account], Awaitable["subprocess.Popen[bytes]"]]


async def _ours(server: Synapse, stack: AsyncExitStack, account: Account) -> "subprocess.Popen[bytes]":
    folder = Path(stack.enter_context(_folder()))
    return await stack.enter_async_context(_ruggespraak(server, account, folder))


async def _bare(server: Synapse, stack: AsyncExitStack, account: Account) -> "subprocess.Popen[bytes]":
    named = (server.url, account.user_id, account.device_id, account.access_token)
    command = [sys.executable, "-c", ECHO, *named, stack.enter_context(_folder())]
    process = subprocess.Popen(command)  # noqa: ASYNC220, takes no time
    stack.callback(process.wait)
    stack.callback(process.kill)
    return process


async def _loaded(server: Synapse, stack: AsyncExitStack, start: Starts, *, encrypted: bool) -> Loaded:
    account = server.register(_name("bot"))
    process = await start(server, stack, account)
    people = [
        await stack.enter_async_context(Person(server, server.register(_name("iemand"))))
        for _ in range(PEOPLE)
    ]
    rooms = [await person.room(account.user_id, encrypted=encrypted) for person in people]
    for person in people:
        await person.hears(lambda one: one.sender == account.user_id)
    await asyncio.sleep(1)  # until keys have gone round
    return Loaded(account, process, list(zip(people, rooms, strict=True)))


async def _asks(person: Person, room: str, bot: str, times: int) -> None:
    for _ in range(times):
        before = len(person.bodies_from(bot, room))
        await person.says(room, ASKED)
        while len(person.bodies_from(bot, room)) <= before:
            await person.hears_from(bot, room)


async def _start_and_size(server: Synapse) -> None:
    account = server.register(_name("bot"))
    async with Person(server, server.register(_name("ans"))) as ans:
        room = await ans.room(account.user_id, encrypted=True)
        with _folder() as folder:
            begin = time.perf_counter()
            async with _ruggespraak(server, account, Path(folder)) as process:
                await ans.hears(lambda one: one.sender == account.user_id and one.type == "m.room.message")
                _print_start("first start", begin, process)
                await _asks(ans, room, account.user_id, 50)
                print(f"resident after 50 answers                {_resident(process.pid):5.0f} MB")
            await ans.says(room, ASKED)
            before, begin = len(ans.bodies_from(account.user_id, room)), time.perf_counter()
            async with _ruggespraak(server, account, Path(folder)) as process:
                while len(ans.bodies_from(account.user_id, room)) <= before:  # noqa: ASYNC110, a figure
                    await asyncio.sleep(0.01)
                _print_start("later on", begin, process)


def _print_start(which: str, begin: float, process: "subprocess.Popen[bytes]") -> None:
    seconds, cpu = time.perf_counter() - begin, cpu_seconds(process.pid)
    print(f"start to the first answer, {which:11}   {seconds:5.2f} s, of which {cpu:.2f} s is CPU of the bot")


async def _missed(server: Synapse) -> None:
    """A thousand questions while the bot is away, of fifty people, at most twenty of each at a time."""
    account = server.register(_name("bot"))
    people, each = 50, MISSED // 50
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(_folder()))
        asking = [
            await stack.enter_async_context(Person(server, server.register(_name("iemand")), encrypts=False))
            for _ in range(people)
        ]
        async with _ruggespraak(server, account, folder):
            rooms = [await person.room(account.user_id, encrypted=False) for person in asking]
            for person in asking:
                await person.hears(lambda one: one.sender == account.user_id and one.type == "m.room.message")
        pairs = list(zip(asking, rooms, strict=True))
        had = [len(person.bodies_from(account.user_id, room)) for person, room in pairs]
        for person, room in pairs:
            for _ in range(each):
                await person.says(room, ASKED)
        begin = time.perf_counter()
        async with _ruggespraak(server, account, folder):
            while _answers(pairs, had, account) < MISSED and time.perf_counter() - begin < 300:  # noqa: ASYNC110
                await asyncio.sleep(0.1)
            spent = time.perf_counter() - begin
            await asyncio.sleep(3)
        got = [
            len(person.bodies_from(account.user_id, room)) - was
            for (person, room), was in zip(pairs, had, strict=True)
        ]
        lost, twice = sum(max(0, each - one) for one in got), sum(max(0, one - each) for one in got)
        print(f"{MISSED} missed while away: {lost} lost, {twice} answered twice, caught up in {spent:.1f} s")


def _answers(pairs: list[tuple[Person, str]], had: list[int], account: Account) -> int:
    return sum(
        len(person.bodies_from(account.user_id, room)) - was
        for (person, room), was in zip(pairs, had, strict=True)
    )


@asynccontextmanager
async def _ruggespraak(
    server: Synapse, account: Account, folder: Path
) -> AsyncIterator["subprocess.Popen[bytes]"]:
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "RUGGESPRAAK_MATRIX_HOMESERVER": server.url,
        "RUGGESPRAAK_MATRIX_USER": account.user_id,
        "RUGGESPRAAK_MATRIX_TOKEN": account.access_token,
    }
    command = [sys.executable, "-m", "bot", "run"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment)  # noqa: ASYNC220, takes no time
    try:
        yield process
    finally:
        process.terminate()
        await asyncio.to_thread(process.wait)


@contextmanager
def _homeserver() -> Iterator[Synapse]:
    with _folder() as folder:
        server = Synapse(Path(folder))
        server.start(owner=os.getpid())
        try:
            yield server
        finally:
            server.end()


def _folder() -> "tempfile.TemporaryDirectory[str]":
    """In memory, where that can be: a disk that others use is no figure of ours."""
    shared = Path("/dev/shm")  # noqa: S108, names in it are our own
    return tempfile.TemporaryDirectory(dir=shared if shared.is_dir() else None)


def _resident(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


_numbers = iter(range(1_000_000))


def _name(role: str) -> str:
    return f"{role}-{next(_numbers)}"


if __name__ == "__main__":
    main()
