"""Requests to the homeserver through matrix-nio, whose errors are values: here they become exceptions."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, Protocol

import aiohttp
import nio
from nio.store.database import SqliteDatabase

from bot.channels.backoff import Backoff
from bot.channels.channel import ChannelError

BACK_OFF = Backoff(0.5, 60.0)
"""Between two tries while the homeserver does not answer."""

SIGNED_OUT_WAIT = 30.0
"""Seconds between two tries while the homeserver does not know us."""

MOST_FAULTS = 8
"""Tries of one request that the homeserver answers with a fault of its own: about two minutes."""

_AWAY = frozenset({502, 503, 504})
"""Answers of a proxy before a homeserver that is not there: not its own, so they count as no answer."""

TOO_LARGE = 413
"""What a proxy says of a body that it will not pass on, however often it is tried."""

for name in ("nio", "peewee", "aiohttp.client"):
    logging.getLogger(name).setLevel(logging.CRITICAL + 1)  # they log ids, texts and keys


class RefusedError(ChannelError):
    """The homeserver does not want this, now or ever."""

    def __init__(self, status: int, code: str, body: Mapping[str, Any] | None = None) -> None:
        super().__init__(f"{status} {code}")  # never its message: that may quote what was sent
        self.status = status
        self.code = code
        self.body = body or {}


class TooFastError(Exception):
    """The homeserver asks for silence."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"{seconds:.1f} s")
        self.seconds = seconds


class AwayError(Exception):
    """The homeserver cannot be reached, or is out of order for a moment."""


class FaultyError(AwayError):
    """The homeserver answered, with a fault of its own."""


class SignedOutError(Exception):
    """The homeserver does not know our token any more."""


class _Database(SqliteDatabase):  # type: ignore[misc]  # peewee ships no types
    """Makes all tables in one go. Each by itself would have to reach the disk before the next."""

    def create_tables(self, models: Sequence[Any], **how: Any) -> None:
        """Make what is not there yet."""
        with self.atomic():
            super().create_tables(models, **how)


class KeyStore(nio.store.SqliteStore):  # type: ignore[misc]  # nio ships no types
    """nio's own, which waits for the disk more than it must: for every table, and to write nothing."""

    def save_encrypted_rooms(self, rooms: set[str]) -> None:
        """Remember rooms that turned out to be encrypted."""
        if rooms:
            super().save_encrypted_rooms(rooms)

    def _create_database(self) -> Any:
        return _Database(self.database_path, pragmas={"foreign_keys": 1, "secure_delete": 1})


class _Client(nio.AsyncClient):  # type: ignore[misc]  # nio ships no types
    """nio's own, which takes for state whatever is called so, also inside an encrypted event."""

    def _handle_timeline_event(self, event: Any, *where: Any) -> Any:
        """Take in state only, and leave closed what is encrypted: the gate opens it."""
        if isinstance(event, nio.MegolmEvent) or not isinstance(event.source.get("state_key"), str):
            return None
        return super()._handle_timeline_event(event, *where)


def client(homeserver: str, user: str, device: str, store: str, pickle_key: str) -> Any:
    """Return a nio client that never retries by itself: retries are decided here."""
    config = nio.AsyncClientConfig(
        store=KeyStore,
        max_limit_exceeded=0,
        max_timeouts=0,
        store_sync_tokens=False,
        encryption_enabled=True,
        pickle_key=pickle_key,
        request_timeout=60,
    )
    return _Client(homeserver, user, device_id=device, store_path=store, config=config)


async def asked(request: Callable[[], Awaitable[Any]]) -> Any:
    """Send this request once.

    Raises:
        TooFastError, AwayError, SignedOutError, RefusedError: for what the homeserver may answer.
    """
    try:
        response = await request()
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise AwayError from error
    return checked(response)


def checked(response: Any) -> Any:
    """Return the response itself, where it is no error. See `asked`."""
    if not isinstance(response, nio.ErrorResponse):
        return response
    answer = response.transport_response
    status = answer.status if answer is not None else 0
    code = str(response.status_code or "")
    raise fault(status, code, {"retry_after_ms": response.retry_after_ms})


def fault(status: int, code: str, body: Mapping[str, Any]) -> Exception:
    """Return what an answer of this kind means."""
    if status == 429 or code == "M_LIMIT_EXCEEDED":
        return TooFastError(int(body.get("retry_after_ms") or 5000) / 1000)
    if code in ("M_UNKNOWN_TOKEN", "M_MISSING_TOKEN"):
        return SignedOutError()
    if status in _AWAY or status == 0:
        return AwayError()
    if status >= 300 and not code:  # no homeserver answers so, but a proxy before it does
        return FaultyError() if status == TOO_LARGE else AwayError()
    if status >= 500 or 200 <= status < 300:  # a success that cannot be read is a fault as well
        return FaultyError()
    return RefusedError(status, code, body)


async def raw(client: Any, method: str, path: str, body: object = None) -> dict[str, Any]:
    """Send a request that nio has no method for. Raises as `asked` does."""
    headers = {"Authorization": f"Bearer {client.access_token}", "Content-Type": "application/json"}
    sent = None if body is None else json.dumps(body)
    try:
        answer = await client.send(method, path, sent, headers)
        found = await client.parse_body(answer)
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise AwayError from error
    if answer.status != 200:
        raise fault(answer.status, str(found.get("errcode", "")), found)
    return dict(found)


class Holds(Protocol):
    """Anything that can be made to wait."""

    def hold(self, seconds: float) -> None:
        """Let nothing out for so long."""


async def insisted(
    attempt: Callable[[], Awaitable[Any]], at_least: float = 0.0, pace: Holds | None = None
) -> Any:
    """Retry until the homeserver can be reached and accepts. Only for requests that are safe to repeat.

    Between two tries lie `at_least` so many seconds. Where there is a `pace`, it is told to wait.

    Raises:
        SignedOutError, RefusedError: at once.
        FaultyError: after `MOST_FAULTS` tries.
    """
    away = faults = 0
    while True:
        try:
            return await attempt()
        except TooFastError as error:
            wait = error.seconds
            if pace:
                pace.hold(wait)
                wait = 0.0
        except FaultyError:
            faults += 1
            if faults >= MOST_FAULTS:
                raise
            wait = BACK_OFF.after(faults)
        except AwayError:
            away += 1
            wait = BACK_OFF.after(away)
        await asyncio.sleep(max(at_least, wait))
