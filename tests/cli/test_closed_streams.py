"""Whoever stops reading or typing, at any moment and in any command, ends the program without a complaint."""

import os
import select
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from tests.conftest import EXAMPLE, HUNG, ROOT

MOST_READ = 1_000_000
"""Bytes of screen: far more than the opening takes."""

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


@pytest.mark.parametrize("words", COMMANDS)
@pytest.mark.parametrize("read", [0, 1])
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


@pytest.mark.parametrize("words", COMMANDS)
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
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


def read_until(expected: bytes, descriptor: int) -> None:
    seen = b""
    while expected not in seen:
        readable, _, _ = select.select([descriptor], [], [], HUNG)
        assert readable, seen[-500:]
        assert len(seen) < MOST_READ, seen[-500:]
        seen += os.read(descriptor, 65_536)


def test_a_terminal_that_goes_away_ends_the_chat_without_a_word(home: dict[str, str]) -> None:
    ours, theirs = os.openpty()
    termios.tcsetwinsize(theirs, (40, 100))
    with subprocess.Popen(
        command("chat"),
        stdin=theirs,
        stdout=theirs,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env=home | {"TERM": "xterm"},
    ) as talking:
        assert talking.stderr
        os.close(theirs)
        read_until(b"sluit af", ours)
        os.close(ours)
        assert (talking.wait(HUNG), talking.stderr.read()) == (0, b"")
