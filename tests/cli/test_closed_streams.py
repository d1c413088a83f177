"""Whoever stops reading or typing, at any moment and in any command, ends the program without a complaint."""

import errno
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from prompt_toolkit.input import DummyInput
from prompt_toolkit.output import DummyOutput

from bot.channels.channel import ChannelClosedError
from bot.channels.stdio import CHAT, Stdio
from bot.channels.terminal import Screen, Terminal
from bot.core.model.replies import Say
from tests.conftest import EXAMPLE, HUNG, ROOT

TYPED = "dilemma\n" * 20
COMMANDS = {
    "--help": "",
    "chat": TYPED,
    "demo --fast": "",
    "doctor": "",
    "check --report": "",
    "ask --json": "wat is luisteren\n" * 20,
    "ask --explain": "wat is luisteren\n" * 20,
    "map gesprek": "",
    "missed": "",
}


def command(words: str) -> list[str]:
    return [sys.executable, "-m", "bot", *words.split()]


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    return {"HOME": str(tmp_path), "PATH": os.defpath, "RUGGESPRAAK_CONTENT": str(EXAMPLE)}


@pytest.mark.parametrize(("words", "read"), [*((words, 1) for words in COMMANDS), ("chat", 0), ("--help", 0)])
def test_output_that_nobody_reads_ends_a_command_without_a_word(
    words: str, read: int, home: dict[str, str]
) -> None:
    with subprocess.Popen(
        command(words),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=home,
    ) as running:
        assert running.stdin
        assert running.stdout
        assert running.stderr
        running.stdin.write(COMMANDS[words])
        running.stdin.flush()  # and it stays open: a reader waits for more
        for _ in range(read):
            assert running.stdout.readline()
        running.stdout.close()
        if words.startswith("ask"):
            running.stdin.close()
        code = running.wait(HUNG)
        assert (running.stderr.read(), code in {0, 1}) == ("", True)


@pytest.mark.parametrize(
    ("words", "closed"),
    [*((words, "<&- >&- 2>&-") for words in COMMANDS), ("chat", "<&-"), ("chat", ">&-"), ("chat", "2>&-")],
)
def test_streams_that_were_never_open_are_no_error_of_ours(
    words: str, closed: str, home: dict[str, str]
) -> None:
    asked = ["sh", "-c", f'exec "$@" {closed}', "sh", *command(words)]
    ended = subprocess.run(
        asked,
        input=COMMANDS[words],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=home,
        timeout=HUNG,
        check=False,
    )
    assert (ended.stderr, ended.returncode in {0, 1}) == ("", True)


@pytest.mark.parametrize("words", ["--help", "chat", "ask --json"])
def test_a_terminal_that_is_gone_ends_a_command_without_a_word(words: str, home: dict[str, str]) -> None:
    ours, theirs = os.openpty()
    os.close(ours)
    ended = subprocess.run(
        command(words),
        input=COMMANDS[words],
        stdout=theirs,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=home,
        timeout=HUNG,
        check=False,
    )
    os.close(theirs)
    assert (ended.stderr, ended.returncode) == ("", 0)


@pytest.mark.parametrize("terminal", [True, False])
def test_a_reader_that_leaves_while_nothing_is_typed_ends_the_conversation(
    home: dict[str, str], *, terminal: bool
) -> None:
    ours, theirs = os.openpty() if terminal else os.pipe()
    with subprocess.Popen(
        command("chat"), stdin=subprocess.PIPE, stdout=theirs, stderr=subprocess.PIPE, cwd=ROOT, env=home
    ) as running:
        os.close(theirs)
        assert os.read(ours, 1)
        os.close(ours)  # the input stays open, and no line comes
        assert running.wait(HUNG) == 0
        assert running.stderr
        assert running.stderr.read() == b""


@pytest.mark.parametrize("gone", [errno.EPIPE, errno.EIO, errno.EBADF])
async def test_a_screen_that_is_gone_ends_the_conversation(gone: int) -> None:
    class Gone(io.StringIO):
        def write(self, _: str) -> int:
            raise OSError(gone, os.strerror(gone))

    terminal = Terminal(Screen(file=Gone()), DummyInput(), DummyOutput())
    with pytest.raises(ChannelClosedError):
        await terminal.send(CHAT, Say("Dag."), "0")


async def test_a_full_disk_is_no_reader_that_left() -> None:
    class Full(io.StringIO):
        def write(self, _: str) -> int:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with pytest.raises(OSError, match="No space left"):
        await Stdio(io.BytesIO(), Full()).send(CHAT, Say("Dag."), "0")
