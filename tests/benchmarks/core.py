"""Speed, memory and accuracy: `make bench`. Prints figures; decides nothing.

Times are of one machine at one moment. CPU seconds are steadier than wall seconds, and medians
steadier than means.
"""

import asyncio
import contextlib
import fcntl
import io
import os
import pty
import resource
import select
import statistics
import struct
import sys
import tempfile
import termios
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path, PurePosixPath

from bot.app.bot import Bot
from bot.channels.stdio import CHAT, Stdio
from bot.content.problems import ContentError
from bot.content.read import read_library
from bot.content.yaml_reader import read_yaml
from bot.core.editions import Edition, Editions
from bot.core.model.events import Said
from bot.core.model.finder import Finding
from bot.core.model.library import Library
from bot.core.model.session import Session
from bot.core.respond import respond
from bot.search.build import matcher_of
from bot.search.matcher import Matcher
from bot.store.drafts import Drafts
from bot.store.store import Store
from tests.benchmarks import folder, rounds, search
from tests.conftest import NOW, ROOT

ROUNDS = 5

CONVERSATION = """
start|A|b|c|n|e|ik zou eerst bellen|m|dilemma vertrouwen|a|tweestrijd|b|citaat|citaat schulden
rol jeugd|dilemma|d|wat is een luie coach|mag ik melden dat ze samenwoont?|zzz|hallo
toets|A|een moeder zonder inkomen|rust|minder schulden|A|A|B|past bij de bedoeling|minder stress
geen|A|A|B|artikel over maatwerk|A|voorschot|A|stop|hulp|privacy|mijn gegevens
"""

HOSTILE_TEXT = {
    "100 kB": "x" * 100_000,
    "NUL": "\0" * 900,
    "lone surrogates": "\ud800" * 900,
    "emoji": "\N{FAMILY}" * 900,
    "right to left": "\u202e" * 900 + "abc",
    "2,000 words of one letter": "a " * 1_000,
    "2,000 digits": "1" * 2_000,
    "one long word": "q" * 2_000,
    "unknown words": " ".join(f"zqx{number}w" for number in range(250)),
    "empty": "",
}

HOSTILE_YAML = {
    "200,000 [": b"[" * 200_000,
    "200,000 {": b"{" * 200_000,
    "800 levels of blocks": b"".join(b" " * level + b"- \n" for level in range(800)),
    "aliases": b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
    "99,000 values": b"- a\n" * 99_000,
    "one scalar": b"a: " + b"x" * 390_000,
    "question marks": b"? " * 190_000,
    "colons": b": " * 190_000,
    "quotes": b"'" * 390_000,
    "2 MB": b"a: b\n" * 400_000,
}


def main() -> None:
    """Print everything."""
    library = read_library(ROOT)
    print("start of `ruggespraak chat` to the first prompt")
    starts()
    print("\nturns, without the network")
    asyncio.run(turns(library))
    print("\nhostile input: slowest of", ROUNDS)
    hostile(library)
    print("\nquestions in their own words (`finds:` and `not_finds:` of all questions)")
    accuracy(library)
    print("\nthe search beside three baselines (see docs/zoeken.md)")
    search.main([])
    folder.measure(100_000)
    print("\nrounds: votes on disk, a close, a picture")
    rounds.main()


def starts() -> None:
    """CPU seconds and memory of a process that starts, shows its first prompt and ends."""
    with tempfile.TemporaryDirectory() as home:
        os.environ.update(HOME=home, TERM="xterm")
        _start(
            "for comparison: only import SQLAlchemy", partial(_spawned, "-c", "import sqlalchemy.ext.asyncio")
        )
        _start("plain, content not yet checked", _piped, rounds=1)
        _start("plain", _piped)
        _start("terminal", _on_screen)


def _start(name: str, run: Callable[[], None], rounds: int = ROUNDS) -> None:
    spent = []
    for _ in range(rounds):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        run()
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    _row(name, f"{statistics.median(spent):.2f} s CPU", f"{peak:.0f} MB resident at most")


def _piped() -> None:
    _spawned("-m", "bot", "chat")


def _spawned(*arguments: str) -> None:
    child = os.posix_spawn(
        sys.executable,
        [sys.executable, *arguments],
        os.environ,
        file_actions=[
            (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
            (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
        ],
    )
    assert os.waitpid(child, 0)[1] == 0


def _on_screen() -> None:
    child, screen = pty.fork()
    if child == 0:
        os.execv(sys.executable, [sys.executable, "-m", "bot", "chat"])  # noqa: S606, our own program
    fcntl.ioctl(screen, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 100, 0, 0))
    seen = b""
    while "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}".encode() not in seen:
        select.select([screen], [], [], 30)
        seen += os.read(screen, 65_536)
    os.write(screen, b"\x04")
    with contextlib.suppress(OSError):
        while os.read(screen, 65_536):
            pass
    assert os.waitpid(child, 0)[1] == 0
    os.close(screen)


async def turns(library: Library) -> None:
    """Milliseconds from an event to its last reply."""
    finder = matcher_of(library)
    typed = CONVERSATION.replace("\n", "|").strip("|").split("|")
    session, thinking = Session(), []
    for text in typed * ROUNDS:
        begin = time.perf_counter()
        turn = respond(Said(CHAT, text), session, library, finder, NOW)
        thinking.append(time.perf_counter() - begin)
        session = turn.session
    _times("thinking (core)", thinking)
    whole = []
    with tempfile.TemporaryDirectory() as folder:
        async with Store(f"sqlite+aiosqlite:///{folder}/bench.db", b"k" * 32) as store:
            bot = Bot(
                Editions(Edition(library, finder)), store, lambda: NOW, drafts=Drafts(Path(folder) / "drafts")
            )
            channel = Stdio(io.BytesIO(), io.StringIO())
            for text in typed * ROUNDS:
                begin = time.perf_counter()
                await bot.handle(Said(CHAT, text), channel)
                whole.append(time.perf_counter() - begin)
    _times("thinking, remembering (fsync), showing", whole)


def hostile(library: Library) -> None:
    """What somebody types or writes to do harm."""
    finder = matcher_of(library)
    for name, text in HOSTILE_TEXT.items():
        _row(f"typed: {name}", f"{_slowest(partial(_answer, text, library, finder)):.1f} ms")
    for name, raw in HOSTILE_YAML.items():
        _row(f"YAML: {name}", f"{_slowest(partial(_refuse, raw)):.1f} ms")


def _answer(text: str, library: Library, finder: Matcher) -> None:
    assert respond(Said(CHAT, text), Session(), library, finder, NOW).replies


def _refuse(raw: bytes) -> None:
    with contextlib.suppress(ContentError):
        read_yaml(raw, PurePosixPath("hostile.yaml"))


def _slowest(run: Callable[[], None]) -> float:
    def once() -> float:
        begin = time.perf_counter()
        run()
        return (time.perf_counter() - begin) * 1000

    return max(once() for _ in range(ROUNDS))


def accuracy(library: Library) -> None:
    """Where sentences lead that the bot did not learn."""
    finder = matcher_of(library)
    found = [
        (question.id, finder.find(text)) for question in library.questions.values() for text in question.finds
    ]
    first = [id_ == finding.found[0].id for id_, finding in found if finding.found]
    three = [id_ in [one.id for one in finding.found[:3]] for id_, finding in found]
    _row(
        f"{len(found)} that must be found",
        f"{_share(sum(first), found)} first, {_share(sum(three), found)} in three",
    )
    right = sum(id_ == _answered(finding) for id_, finding in found)
    wrong = sum(_answered(finding) not in ("", id_) for id_, finding in found)
    _row(
        "answered at once",
        f"{_share(right, found)} right, {_share(wrong, found)} wrong; the rest is asked or unknown",
    )
    misled = list(_misled(library, finder))
    total = sum(len(question.not_finds) for question in library.questions.values())
    _row(f"{total} that must not be found", f"{len(misled)} wrongly answered")


def _misled(library: Library, finder: Matcher) -> Iterator[str]:
    for question in library.questions.values():
        for text in question.not_finds:
            if _answered(finder.find(text)) == question.id:
                yield text


def _answered(finding: Finding) -> str:
    return finding.found[0].id if finding.verdict == "answer" else ""


def _share(part: int, whole: list[tuple[str, Finding]]) -> str:
    return f"{100 * part / len(whole):.1f} %"


def _times(name: str, seconds: list[float]) -> None:
    ordered = sorted(seconds)
    half, most = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.99)]
    _row(name, f"{half * 1000:.2f} ms median", f"{most * 1000:.1f} ms p99", f"{len(ordered)} turns")


def _row(name: str, *figures: str) -> None:
    print(f"  {name:<42} {', '.join(figures)}")


if __name__ == "__main__":
    assert Path("pyproject.toml").is_file(), "run this with `make bench`"
    main()
