"""A real Synapse on loopback: one process, SQLite, no federation, nothing leaves the machine."""

import base64
import hashlib
import hmac
import json
import os
import secrets
import shutil
import signal
import socket
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.conftest import HUNG

NAME = "localhost"
PASSWORD = "welkom-op-de-proefserver"

_FREELY = {"per_second": 10_000, "burst_count": 10_000}
_NO_LIMITS = {
    "rc_message": _FREELY,
    "rc_registration": _FREELY,
    "rc_room_creation": _FREELY,
    "rc_login": {"address": _FREELY, "account": _FREELY, "failed_attempts": _FREELY},
    "rc_joins": {"local": _FREELY, "remote": _FREELY},
    "rc_joins_per_room": _FREELY,
    "rc_invites": {"per_room": _FREELY, "per_user": _FREELY, "per_issuer": _FREELY},
    "rc_media_create": _FREELY,
    "rc_profile": _FREELY,
    "rc_key_requests": _FREELY,
    "rc_admin_redaction": _FREELY,
}


@dataclass(frozen=True)
class Account:
    """Somebody who is registered."""

    user_id: str
    access_token: str
    device_id: str


class Synapse:
    """One homeserver, which can be stopped, killed and started again on the same port."""

    def __init__(self, folder: Path, *, limits: bool = False) -> None:
        """`limits` leaves Synapse's own limits as they are: 10 messages, then one in five seconds."""
        self.folder = folder
        self.limits = limits
        self.port = _free_port()
        self.secret = secrets.token_hex(16)
        self.pid = 0
        folder.mkdir(parents=True, exist_ok=True)
        _write(self)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def server_pid(self) -> int:
        """The process itself; `pid` is its guard."""
        return int((self.folder / "guarded.pid").read_text())

    def start(self, owner: int) -> None:
        """Lives no longer than the process `owner`."""
        guard = Path(__file__).with_name("guard.py")
        command = [sys.executable, "-m", "synapse.app.homeserver", "--config-path", "homeserver.yaml"]
        with (self.folder / "output.log").open("ab") as output:
            # not `Popen`: the guard may outlive the process that started it
            self.pid = os.posix_spawn(
                sys.executable,
                [sys.executable, str(guard), str(owner), str(self.folder), *command],
                os.environ,
                file_actions=[
                    (os.POSIX_SPAWN_DUP2, output.fileno(), 1),
                    (os.POSIX_SPAWN_DUP2, output.fileno(), 2),
                ],
                setsid=True,
            )
        self._wait_until_up()

    def stop(self, *, hard: bool = False) -> None:
        """`hard` is `kill -9`."""
        server = self.server_pid
        os.kill(server, signal.SIGKILL if hard else signal.SIGTERM)
        _wait_until_gone(server)

    def end(self) -> None:
        """Stop for good, and the guard with it."""
        try:
            os.kill(self.pid, signal.SIGTERM)
        except ProcessLookupError:
            return
        _wait_until_gone(self.pid)

    def remove(self) -> None:
        """Take its files away."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def register(self, name: str, *, admin: bool = False) -> Account:
        """A new account with a device, without a login: those are limited."""
        nonce = self.ask("GET", "/_synapse/admin/v1/register")["nonce"]
        mac = hmac.new(self.secret.encode(), digestmod=hashlib.sha1)
        role = b"admin" if admin else b"notadmin"
        mac.update(b"\0".join([nonce.encode(), name.encode(), PASSWORD.encode(), role]))
        asked = {
            "nonce": nonce,
            "username": name,
            "password": PASSWORD,
            "admin": admin,
            "mac": mac.hexdigest(),
        }
        got = self.ask("POST", "/_synapse/admin/v1/register", asked)
        return Account(got["user_id"], got["access_token"], got["device_id"])

    def ask(self, method: str, path: str, body: object = None, token: str = "") -> Any:
        """One request. Raises `urllib.error.HTTPError` for what is refused."""
        content = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.url + path, content, method=method)  # noqa: S310, our own url
        if token:
            request.add_header("Authorization", f"Bearer {token}")
        with urllib.request.urlopen(request, timeout=HUNG) as answer:  # noqa: S310
            return json.loads(answer.read() or b"{}")

    def saved(self) -> str:
        """Enough for another process to use this server, see `joined`."""
        return json.dumps(
            {"folder": str(self.folder), "port": self.port, "secret": self.secret, "pid": self.pid}
        )

    @classmethod
    def joined(cls, saved: str) -> "Synapse":
        """The server that another process of this run started."""
        server = cls.__new__(cls)
        told = json.loads(saved)
        server.folder, server.limits = Path(told["folder"]), False
        server.port, server.secret, server.pid = told["port"], told["secret"], told["pid"]
        return server

    def _wait_until_up(self) -> None:
        until = time.monotonic() + HUNG
        while True:
            try:
                self.ask("GET", "/_matrix/client/versions")
                return
            except (urllib.error.URLError, OSError):
                if _is_gone(self.pid) or time.monotonic() > until:
                    raise RuntimeError((self.folder / "output.log").read_text()[-3000:]) from None
                time.sleep(0.05)


def cpu_seconds(pid: int) -> float:
    """What a process has used of the processor so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _is_gone(pid: int) -> bool:
    """Also takes note of a child of ours that ended."""
    try:
        return os.waitpid(pid, os.WNOHANG)[0] == pid
    except ChildProcessError:  # somebody else's
        return not Path(f"/proc/{pid}").exists()


def _wait_until_gone(pid: int) -> None:
    until = time.monotonic() + HUNG
    while not _is_gone(pid):
        assert time.monotonic() < until, "the server did not stop"
        time.sleep(0.02)


def _write(server: Synapse) -> None:
    folder = server.folder
    key = base64.b64encode(os.urandom(32)).decode().rstrip("=")
    (folder / "signing.key").write_text(f"ed25519 a_test {key}\n")
    log = {"class": "logging.FileHandler", "filename": str(folder / "homeserver.log")}
    logging = {"version": 1, "handlers": {"file": log}, "root": {"level": "WARNING", "handlers": ["file"]}}
    (folder / "log.yaml").write_text(json.dumps(logging | {"disable_existing_loggers": False}))
    settings = _settings(server) | ({} if server.limits else _NO_LIMITS)
    (folder / "homeserver.yaml").write_text(json.dumps(settings))  # JSON is YAML


def _settings(server: Synapse) -> dict[str, object]:
    folder = server.folder
    resources = [{"names": ["client"], "compress": False}]
    listener = {"port": server.port, "bind_addresses": ["127.0.0.1"], "type": "http", "tls": False}
    return {
        "server_name": NAME,
        "public_baseurl": f"{server.url}/",
        "listeners": [listener | {"resources": resources}],
        "database": {"name": "sqlite3", "args": {"database": str(folder / "homeserver.db")}},
        "log_config": str(folder / "log.yaml"),
        "media_store_path": str(folder / "media"),
        "signing_key_path": str(folder / "signing.key"),
        "registration_shared_secret": server.secret,
        "macaroon_secret_key": secrets.token_hex(16),
        "form_secret": secrets.token_hex(16),
        "report_stats": False,
        "federation_domain_whitelist": [],
        "trusted_key_servers": [],
        "suppress_key_server_warning": True,
        "url_preview_enabled": False,
        "presence": {"enabled": False},
        "bcrypt_rounds": 4,
        # else the same question is answered from memory for two minutes, also after a crash of ours
        "caches": {"sync_response_cache_duration": "0s"},
    }
