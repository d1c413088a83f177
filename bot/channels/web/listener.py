"""The socket that browsers connect to. Whoever keeps it waiting is cut off."""

import asyncio

from aiohttp import web
from aiohttp.web_protocol import RequestHandler

from bot.channels.web.guard import Handler

MOST_CONNECTIONS = 4_000
HEADER_SECONDS = 15.0
"""So long a browser may take for the head of its first request, or be silent after an answer."""


class Listener:
    """Accepts connections for one application, and cuts those that send nothing or too slowly."""

    def __init__(self, runner: web.AppRunner, *, header_seconds: float = HEADER_SECONDS) -> None:
        self._runner = runner
        self._header_seconds = header_seconds
        self._server: asyncio.Server | None = None
        self._deadlines: dict[RequestHandler, asyncio.TimerHandle] = {}

    async def open(self, host: str, port: int) -> int:
        """Listen, and return the port.

        Raises:
            OSError: if that address cannot be listened on.
        """
        await self._runner.setup()
        self._server = await asyncio.get_running_loop().create_server(self._accepted, host, port)
        return int(self._server.sockets[0].getsockname()[1])

    async def close(self) -> None:
        """Accept nothing more, and end what is open."""
        if self._server:
            self._server.close()
        for deadline in self._deadlines.values():
            deadline.cancel()
        await self._runner.cleanup()

    @web.middleware
    async def watch(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Lift the deadline while a request is handled, and set it again for the next one."""
        connection = request.protocol
        if deadline := self._deadlines.pop(connection, None):
            deadline.cancel()
        try:
            return await handler(request)
        finally:
            self._set_deadline(connection)

    def _accepted(self) -> RequestHandler:
        server = self._runner.server
        assert server
        connection = server()
        seconds = self._header_seconds if len(server.connections) < MOST_CONNECTIONS else 0.0
        self._set_deadline(connection, seconds)
        return connection

    def _set_deadline(self, connection: RequestHandler, seconds: float | None = None) -> None:
        wait = self._header_seconds if seconds is None else seconds
        loop = asyncio.get_running_loop()
        self._deadlines[connection] = loop.call_later(wait, self._cut, connection)

    def _cut(self, connection: RequestHandler) -> None:
        """End a connection that is too slow. One that is gone already has no transport."""
        self._deadlines.pop(connection, None)
        if connection.transport:
            connection.transport.abort()
