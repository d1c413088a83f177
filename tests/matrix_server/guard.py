"""Runs a command for as long as somebody else lives: `python guard.py PID FOLDER COMMAND ...`.

A test run that is killed, however hard, leaves neither a server nor its files behind.
"""

import ctypes
import os
import select
import shutil
import signal
import subprocess
import sys
from pathlib import Path

_PR_SET_PDEATHSIG = 1


def _die_with_the_guard() -> None:
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def main(owner: int, folder: Path, command: list[str]) -> None:
    watched = os.pidfd_open(owner)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    running = subprocess.Popen(command, cwd=folder, preexec_fn=_die_with_the_guard)  # noqa: PLW1509, one thread here
    (folder / "guarded.pid").write_text(str(running.pid))
    ended = os.pidfd_open(running.pid)
    try:
        gone, _, _ = select.select([watched, ended], [], [])
        if watched in gone:
            shutil.rmtree(folder, ignore_errors=True)
    finally:
        running.kill()
        running.wait()


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])
