"""Server-Sent Events: tell an open page that there is something new. What it is, the page fetches itself."""

import asyncio

from aiohttp import web

from bot.channels.web.seats import Seat

MOST_STREAMS = 2_000
MOST_FOR_SEAT = 4
"""Tabs. Of more, the oldest is told nothing any more."""
HEARTBEAT = 25.0
"""Seconds: less than a proxy lets a silent connection be."""
WRITE_SECONDS = 10.0
"""Who does not read for so long is cut."""


class Streams:
    """Every stream that is open."""

    def __init__(self) -> None:
        self._open: set[asyncio.Event] = set()
        self._ended = False

    def is_full(self) -> bool:
        """Return whether no more can be opened."""
        return self._ended or len(self._open) >= MOST_STREAMS

    async def serve(self, request: web.Request, seat: Seat) -> web.StreamResponse:
        """Tell the number of the last line, now and whenever it changes, until the browser goes."""
        response = web.StreamResponse(headers={"X-Accel-Buffering": "no"})
        response.content_type = "text/event-stream"
        changed = self._listen(seat)
        try:
            await response.prepare(request)
            while not self._ended and changed in seat.listeners:
                changed.clear()
                await _write(response, f"data: {seat.transcript.last}\n\n")
                await _wait(changed)
        except (TimeoutError, ConnectionError):
            if request.transport:
                request.transport.abort()
        finally:
            seat.listeners.pop(changed, None)
            self._open.discard(changed)
        return response

    def end(self) -> None:
        """End every stream: the program stops."""
        self._ended = True
        for changed in self._open:
            changed.set()

    def _listen(self, seat: Seat) -> asyncio.Event:
        while len(seat.listeners) >= MOST_FOR_SEAT:
            oldest = next(iter(seat.listeners))
            del seat.listeners[oldest]
            oldest.set()
        changed = asyncio.Event()
        seat.listeners[changed] = None
        self._open.add(changed)
        return changed


async def _write(response: web.StreamResponse, text: str) -> None:
    async with asyncio.timeout(WRITE_SECONDS):
        await response.write(text.encode())


async def _wait(changed: asyncio.Event) -> None:
    """Wait for a change, but not for longer than `HEARTBEAT`: then the same is told again."""
    try:
        async with asyncio.timeout(HEARTBEAT):
            await changed.wait()
    except TimeoutError:
        return
