"""The suite on other days: runs pytest with the clock of the machine moved, for subprocesses and servers too.

python -m tests.dates            every moment, everything: `make soak`
python -m tests.dates --quick    one moment, what needs no server: `make test`
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from importlib.util import find_spec
from pathlib import Path

from bot.app.clock import AMSTERDAM, wall_clock
from tests.conftest import ROOT

QUICK = (
    "tests/core/language/test_facts.py",
    "tests/core/language/test_calendar.py",
    "tests/core/weekly",
    "tests/app/test_delivery.py",
    "tests/content/test_read.py",
)
"""Where dates matter most."""

QUICK_MOMENT = datetime(2028, 3, 26, 1, 58, tzinfo=AMSTERDAM)
"""A Sunday night on which the clock goes forward, long after every fact must be checked: many in one."""

MOMENTS = {
    "some facts are past their check_by": datetime(2027, 1, 2, 11, 0, tzinfo=AMSTERDAM),
    "a day that few years have": datetime(2028, 2, 29, 10, 0, tzinfo=AMSTERDAM),
    "the clock goes forward": datetime(2027, 3, 28, 1, 58, tzinfo=AMSTERDAM),
    "the clock goes back": datetime(2026, 10, 25, 2, 30, tzinfo=AMSTERDAM),
    "a Sunday at three in the morning": datetime(2027, 6, 13, 3, 0, tzinfo=AMSTERDAM),
}


def moments(now: datetime) -> Iterator[tuple[str, datetime]]:
    """Every moment at which the suite has to pass."""
    yield "forty days from now", now + timedelta(days=40)
    yield from MOMENTS.items()


def moved(to: datetime, now: datetime) -> dict[str, str]:
    """Return the environment in which every process takes it to be `to`. Durations stay what they are."""
    (package,) = find_spec("libfaketime").submodule_search_locations or []  # type: ignore[union-attr]
    return {
        **os.environ,
        "LD_PRELOAD": str(Path(package) / "vendor" / "libfaketime" / "src" / "libfaketime.so.1"),
        "FAKETIME": f"{int(to.timestamp() - now.timestamp()):+d}",  # an offset, so that time goes on
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        "FAKETIME_DONT_RESET": "1",
        "NO_FAKE_STAT": "1",
    }


def passes(to: datetime, arguments: Sequence[str]) -> bool:
    """Run the suite, or a part, at one moment."""
    with tempfile.TemporaryDirectory() as cache:
        run = [sys.executable, "-m", "pytest", "-o", f"cache_dir={cache}", *arguments]
        return subprocess.run(run, cwd=ROOT, env=moved(to, wall_clock()), check=False).returncode == 0


def main(arguments: Sequence[str]) -> int:
    """Exit code 1 if at any moment a test failed."""
    if find_spec("libfaketime") is None:
        print("NOT TESTED at other dates: libfaketime is for Linux on x86-64")
        return 0
    wanted = [("a night on which the clock goes forward", QUICK_MOMENT)]
    if arguments[:1] == ["--quick"]:
        arguments = [*arguments[1:], *QUICK]
    else:
        wanted = list(moments(wall_clock()))
    failed = []
    for name, moment in wanted:
        print(f"== as if it were {moment:%A %Y-%m-%d %H:%M}: {name}", flush=True)
        if not passes(moment, arguments):
            failed.append(name)
    print("\n".join(f"FAILED: {name}" for name in failed))
    return min(len(failed), 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
