"""A homeserver of the tests never stays behind, however a test run ends."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import HUNG

GUARD = Path(__file__).parents[2] / "matrix_server" / "guard.py"


@pytest.mark.skipif(sys.platform != "linux", reason="where there is no guard there is no homeserver")
def test_what_is_guarded_ends_with_its_owner_and_leaves_nothing(tmp_path: Path) -> None:
    (folder := tmp_path / "server").mkdir()
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]) as owner:
        sleeping = [sys.executable, "-c", "import time; time.sleep(60)"]
        with subprocess.Popen([sys.executable, str(GUARD), str(owner.pid), str(folder), *sleeping]) as guard:
            started = _appears(folder / "guarded.pid")
            os.kill(owner.pid, signal.SIGKILL)
            assert guard.wait(20) == 0
        assert not Path(f"/proc/{started}").exists()
        assert not folder.exists()


def _appears(file: Path) -> int:
    until = time.monotonic() + HUNG
    while not (file.exists() and file.read_text()):
        assert time.monotonic() < until
        time.sleep(0.02)
    return int(file.read_text())
