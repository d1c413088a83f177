"""HTTP for python-telegram-bot, over aiohttp: a third of the processor time of its own httpx.

Nothing that leaves here holds an address, because the token is in every address.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, cast

import aiohttp
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

READ = 20.0
"""Seconds to wait for an answer, where nothing else is said."""

CONNECT = 10.0
"""Seconds to wait for a connection."""


_JSON = {"Content-Type": "application/json"}


class NotConnectedError(NetworkError):
    """The request never left: trying again can do nothing twice."""


class UnwellError(NetworkError):
    """Telegram answers that it could not do this now. Hardly ever it did it all the same."""


class FloodError(TelegramError):
    """Telegram asks to wait so many seconds. (The library's own error warns of its next version.)"""

    def __init__(self, seconds: float) -> None:
        super().__init__("too fast")
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class Fields:
    """The parameters of a request of our own: as JSON, which is a third cheaper than a form."""

    body: bytes


class Transport(BaseRequest):
    """The transport of one `telegram.Bot`."""

    def __init__(self, connections: int = 40) -> None:
        """`connections`: requests that may be on their way at the same time."""
        self._connections = connections
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Return seconds; python-telegram-bot adds them to the time of a long poll."""
        return READ

    async def initialize(self) -> None:
        """Open; a second time does nothing."""
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=self._connections, ttl_dns_cache=300)
            self._session = aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar())

    async def shutdown(self) -> None:
        """Close; a second time does nothing."""
        if self._session:
            session, self._session = self._session, None
            await session.close()

    async def ask(self, url: str, fields: Mapping[str, object], seconds: float = READ) -> Any:
        """Return the raw result of a method. Raises as the library does."""
        body = json.dumps(fields).encode()
        return await self.post(url, cast("RequestData", Fields(body)), read_timeout=seconds)

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Parse as the library does, without logging the whole answer if it is no JSON."""
        try:
            parsed = json.loads(payload)
        except (ValueError, RecursionError):
            parsed = None
        if not isinstance(parsed, dict) or not ("result" in parsed or "error_code" in parsed):
            raise TelegramError("Invalid server response")
        return parsed

    async def do_request(  # noqa: PLR0913, PLR0917, the library chose the arguments
        self,
        url: str,
        method: str,
        request_data: RequestData | Fields | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002, the whole request has one limit
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
    ) -> tuple[int, bytes]:
        """Send one request. Raises NotConnectedError if it never left, else TimedOut or NetworkError."""
        assert self._session, "not initialized"
        seconds = read_timeout if isinstance(read_timeout, int | float) else READ
        timeout = aiohttp.ClientTimeout(total=seconds + CONNECT, sock_connect=CONNECT, sock_read=seconds)
        try:
            async with self._session.request(
                method, url, data=_body(request_data), timeout=timeout, headers=_headers(request_data)
            ) as answer:
                status, payload = answer.status, await answer.read()
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError):
            raise NotConnectedError("no connection") from None
        except (TimeoutError, aiohttp.ServerTimeoutError):
            raise TimedOut from None
        except (aiohttp.ClientError, OSError) as error:
            raise NetworkError(type(error).__name__) from None
        if status == HTTPStatus.TOO_MANY_REQUESTS:
            raise FloodError(_patience(payload))
        if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise UnwellError(f"answered {status}")
        return status, payload


def _patience(payload: bytes) -> float:
    """Return the seconds that Telegram asks to wait; 1 where it does not say, or a proxy answered."""
    with suppress(ValueError, TypeError, KeyError, RecursionError):
        return float(json.loads(payload)["parameters"]["retry_after"])
    return 1.0


def _headers(asked: RequestData | Fields | None) -> Mapping[str, str] | None:
    return _JSON if isinstance(asked, Fields) else None


def _body(asked: RequestData | Fields | None) -> Any:
    if asked is None:
        return None
    if isinstance(asked, Fields):
        return asked.body
    if not asked.contains_files:
        return asked.json_parameters
    form = aiohttp.FormData()
    for name, text in asked.json_parameters.items():
        form.add_field(name, text)
    for name, (file_name, content, kind) in asked.multipart_data.items():
        form.add_field(name, content, filename=file_name, content_type=kind)
    return form
