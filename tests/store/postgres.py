"""A real PostgreSQL for the tests: started when first asked for, and never left behind."""

import ctypes
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.conftest import HUNG

PLACES = ("/usr/lib/postgresql", "/usr/local/pgsql", "/opt/homebrew/opt")
"""Where systems put it that keep it off the path."""

NEEDED = ("postgres", "initdb", "psql", "pg_isready")

SETTINGS = {
    "listen_addresses": "",  # a socket in the folder, nothing on the network
    "fsync": "off",
    "full_page_writes": "off",
    "log_statement": "all",  # more than anybody should log: what is not in it now, never is
    "log_parameter_max_length": "-1",
    "log_min_messages": "info",
    "max_connections": "60",
}


def binaries() -> Path | None:
    """The folder that holds all of a server and its client."""
    on_path = shutil.which("postgres")
    found = [Path(on_path)] if on_path else []
    found += [file for place in PLACES for file in sorted(Path(place).glob("*/bin/postgres"), reverse=True)]
    return next((file.parent for file in found if all((file.parent / one).exists() for one in NEEDED)), None)


@dataclass
class Server:
    """One running server. Every test gets a database of its own."""

    folder: Path
    bin: Path
    user: str | None
    made: int = field(default=0)

    def new_database(self) -> str:
        """The address of an empty database."""
        self.made += 1
        name = f"test{self.made}"
        self._sql("postgres", f"CREATE DATABASE {name} STRATEGY file_copy")
        return f"postgresql+asyncpg://ruggespraak@/{name}?host={self.folder}"

    def rows(self, url: str, query: str) -> list[list[str]]:
        """What an administrator reads with `psql`."""
        name = url.split("@/")[1].split("?", maxsplit=1)[0]
        return [line.split("|") for line in self._sql(name, query).splitlines()]

    @property
    def log(self) -> bytes:
        return (self.folder / "log").read_bytes()

    def files(self, url: str) -> bytes:
        """The tables of one database as they are on disk, and the write-ahead log."""
        self.rows(url, "CHECKPOINT")
        [[oid]] = self.rows(url, "SELECT oid FROM pg_database WHERE datname = current_database()")
        places = (self.folder / "db" / "base" / oid, self.folder / "db" / "pg_wal")
        return b"".join(file.read_bytes() for place in places for file in place.glob("*") if file.is_file())

    def _sql(self, name: str, query: str) -> str:
        where = ["-h", str(self.folder), "-U", "ruggespraak", "-d", name]
        command = [str(self.bin / "psql"), *where, "-AtXqc", query]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        return str(done.stdout)


@contextmanager
def running() -> Iterator[Server | None]:
    """A server, or None where PostgreSQL is not installed."""
    bin_ = binaries()
    if bin_ is None:
        yield None
        return
    user = "postgres" if os.geteuid() == 0 else None  # it refuses to run as root
    folder = Path(tempfile.mkdtemp(prefix="ruggespraak-pg-"))
    if user:
        shutil.chown(folder, user)
    server = Server(folder, bin_, user)
    process = _start(server)
    try:
        _wait_until_ready(server, process)
        yield server
    finally:
        process.send_signal(signal.SIGQUIT)
        process.wait(HUNG)
        shutil.rmtree(folder, ignore_errors=True)


def _start(server: Server) -> "subprocess.Popen[bytes]":
    database = str(server.folder / "db")
    initdb = [str(server.bin / "initdb"), "-D", database, "-U", "ruggespraak", "-A", "trust"]
    subprocess.run(
        [*initdb, "--no-sync", "-E", "UTF8", "--locale=C"],
        check=True,
        capture_output=True,
        user=server.user,
        cwd=server.folder,
    )
    options = [f"--{name}={value}" for name, value in SETTINGS.items()]
    with (server.folder / "log").open("wb") as log:
        return subprocess.Popen(
            [str(server.bin / "postgres"), "-D", database, "-k", str(server.folder), *options],
            stderr=log,
            stdout=log,
            user=server.user,
            cwd=server.folder,
            start_new_session=True,  # Ctrl-C is for the tests; they stop it then
            preexec_fn=_die_with_the_tests,  # noqa: PLW1509, no threads yet where a fixture starts it
        )


def _die_with_the_tests() -> None:
    """Also where the tests are killed, no server stays behind."""
    if os.uname().sysname == "Linux":
        ctypes.CDLL(None).prctl(1, signal.SIGQUIT)  # PR_SET_PDEATHSIG


def _wait_until_ready(server: Server, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + HUNG
    while process.poll() is None and time.monotonic() < until:
        ready = [str(server.bin / "pg_isready"), "-h", str(server.folder), "-U", "ruggespraak", "-q"]
        if subprocess.run(ready, check=False).returncode == 0:
            return
        time.sleep(0.05)
    raise RuntimeError(server.log.decode()[-2000:])
