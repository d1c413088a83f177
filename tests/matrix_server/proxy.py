"""Stands between the bot and a homeserver: counts what is asked, and breaks what a test wants broken."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

import aiohttp
from aiohttp import web


@dataclass(frozen=True)
class Answer:
    """What the proxy says instead of the homeserver."""

    status: int
    body: bytes = b"{}"
    kind: str = "application/json"
    forwarded_after: float | None = None
    """Seconds after which the request is passed on nevertheless; None: never."""


BAD_GATEWAY = Answer(502, b"<html><body>502 Bad Gateway</body></html>", "text/html")
UNKNOWN_TOKEN = Answer(401, b'{"errcode": "M_UNKNOWN_TOKEN", "error": "Unknown token", "soft_logout": false}')


def too_fast(milliseconds: int) -> Answer:
    said = f'{{"errcode": "M_LIMIT_EXCEEDED", "error": "Too fast", "retry_after_ms": {milliseconds}}}'
    return Answer(429, said.encode())


Breaks = Callable[[str, str], Answer | None]
"""Method and path; None: pass it on."""


class Proxy:
    """`async with Proxy(url) as proxy`, and then set `proxy.breaks`."""

    def __init__(self, target: str) -> None:
        self._target = target
        self.breaks: Breaks = lambda _method, _path: None
        self.asked: list[str] = []
        """Method and path of every request, in order."""
        self._later: set[asyncio.Task[Any]] = set()

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession(auto_decompress=False)
        app = web.Application(client_max_size=1 << 26)
        app.router.add_route("*", "/{path:.*}", self._pass_on)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._session.close()
        await self._runner.cleanup()

    def count(self, part: str) -> int:
        """How many requests had this in their method or path."""
        return sum(part in one for one in self.asked)

    async def _pass_on(self, request: web.Request) -> web.Response:
        self.asked.append(f"{request.method} {request.path}")
        body = await request.read()
        broken = self.breaks(request.method, request.path)
        if broken is None:
            return await self._asked(request, body)
        if broken.forwarded_after is not None:
            later = asyncio.create_task(self._later_on(broken.forwarded_after, request, body))
            self._later.add(later)
            later.add_done_callback(self._later.discard)
        return web.Response(status=broken.status, body=broken.body, content_type=broken.kind)

    async def _later_on(self, seconds: float, request: web.Request, body: bytes) -> None:
        await asyncio.sleep(seconds)
        await self._asked(request, body)

    async def _asked(self, request: web.Request, body: bytes) -> web.Response:
        headers = {
            name: value for name, value in request.headers.items() if name not in ("Host", "Content-Length")
        }
        url = f"{self._target}{request.raw_path}"
        try:
            async with self._session.request(request.method, url, data=body, headers=headers) as answer:
                return web.Response(
                    status=answer.status, body=await answer.read(), content_type=answer.content_type
                )
        except aiohttp.ClientError:
            return web.Response(status=502, text="the homeserver is away")
