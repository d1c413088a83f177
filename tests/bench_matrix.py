"""Figures of Matrix: `python -m tests.bench_matrix`, or as a part of `make bench`. Prints; decides nothing.

The bot runs as an operator runs it, in a process of its own; beside it, for comparison, a bot of a few
lines on matrix-nio that says back what it hears. People, bot and homeserver share the machine.
"""

import asyncio
import os
import subprocess
import sys
import tempfile
import textwrap
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import ROOT
from tests.matrix_server.person import Person
from tests.matrix_server.synapse import Account, Synapse, cpu_seconds

PEOPLE = 16
ROUNDS = 8
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
class Spent:
    """What a number of answers took."""

    answers: int
    seconds: float
    cpu: float
    """Of the bot alone."""
    idle: float
    """The same, in as many seconds in which nobody says anything."""

    def __str__(self) -> str:
        rate, each = self.answers / self.seconds, (self.cpu - self.idle) / self.answers * 1000
        return f"{rate:6.1f} answers/s   {each:5.2f} ms of CPU each, and {self.idle / self.seconds:5.1%} idle"


def main() -> None:
    """Print everything."""
    with _homeserver() as server:
        for encrypted in (False, True):
            kind = "encrypted" if encrypted else "plain"
            print(f"{PEOPLE} {kind} rooms, {ROUNDS} questions in each, one after another; twice, by turns")
            for _ in range(2):
                ours = asyncio.run(_ours(server, encrypted=encrypted))
                bare = asyncio.run(_bare(server, encrypted=encrypted))
                print(f"  ruggespraak run     {ours}")
                print(f"  echo on nio         {bare}")
                print(
                    f"  ours / echo         {ours.answers / ours.seconds / (bare.answers / bare.seconds):.0%}"
                )
        asyncio.run(_start_and_size(server))
        asyncio.run(_missed(server))


async def _ours(server: Synapse, *, encrypted: bool) -> Spent:
    async with AsyncExitStack() as stack:
        account = server.register(_name("bot"))
        folder = Path(stack.enter_context(_folder()))
        process = await stack.enter_async_context(_ruggespraak(server, account, folder))
        return await _load(server, account, process, encrypted=encrypted)


async def _bare(server: Synapse, *, encrypted: bool) -> Spent:
    account = server.register(_name("echo"))
    with _folder() as folder:
        named = (server.url, account.user_id, account.device_id, account.access_token, folder)
        process = subprocess.Popen(  # noqa: ASYNC220, nothing runs yet
            [sys.executable, "-c", textwrap.dedent(ECHO), *named]
        )
        try:
            return await _load(server, account, process, encrypted=encrypted)
        finally:
            process.kill()
            process.wait()


async def _load(
    server: Synapse, account: Account, process: "subprocess.Popen[bytes]", *, encrypted: bool
) -> Spent:
    async with AsyncExitStack() as stack:
        people = [
            await stack.enter_async_context(Person(server, server.register(_name("iemand"))))
            for _ in range(PEOPLE)
        ]
        rooms = [await person.room(account.user_id, encrypted=encrypted) for person in people]
        for person in people:
            await person.hears(lambda one: one.sender == account.user_id)
        await asyncio.sleep(1)  # until keys have gone round
        pairs = list(zip(people, rooms, strict=True))
        await asyncio.gather(*(_asks(person, room, account.user_id, 2) for person, room in pairs))
        quiet = cpu_seconds(process.pid)
        await asyncio.sleep(QUIET)
        cpu, begin = cpu_seconds(process.pid), time.perf_counter()
        await asyncio.gather(*(_asks(person, room, account.user_id, ROUNDS) for person, room in pairs))
        spent = time.perf_counter() - begin
        idle = (cpu - quiet) / QUIET * spent
        return Spent(PEOPLE * ROUNDS, spent, cpu_seconds(process.pid) - cpu, idle)


async def _asks(person: Person, room: str, bot: str, times: int) -> None:
    for _ in range(times):
        before = len(person.bodies_from(bot, room))
        await person.says(room, ASKED)
        while len(person.bodies_from(bot, room)) <= before:
            await person.hears_from(bot, room, within=60)


async def _start_and_size(server: Synapse) -> None:
    account = server.register(_name("bot"))
    async with Person(server, server.register(_name("ans"))) as ans:
        room = await ans.room(account.user_id, encrypted=True)
        with _folder() as folder:
            begin = time.perf_counter()
            async with _ruggespraak(server, account, Path(folder)) as process:
                await ans.hears(lambda one: one.sender == account.user_id and one.type == "m.room.message")
                print(f"start to the first answer, first start   {time.perf_counter() - begin:5.2f} s")
                await _asks(ans, room, account.user_id, 50)
                print(f"resident after 50 answers                {_resident(process.pid):5.0f} MB")
            await ans.says(room, ASKED)
            before, begin = len(ans.bodies_from(account.user_id, room)), time.perf_counter()
            async with _ruggespraak(server, account, Path(folder)):
                while len(ans.bodies_from(account.user_id, room)) <= before:  # noqa: ASYNC110, a figure
                    await asyncio.sleep(0.01)
                print(f"start to the first answer, later on      {time.perf_counter() - begin:5.2f} s")


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
