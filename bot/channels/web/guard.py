"""The protection around every page: headers, errors in plain words, and who asks."""

import logging
from collections.abc import Awaitable, Callable

from aiohttp import hdrs, web

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "X-Robots-Tag": "noindex, nofollow",
}
_LOCAL = frozenset({"127.0.0.1", "::1"})

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class FaultFilter(logging.Filter):
    """Takes everything out of aiohttp's log lines but the class of a fault: they hold an address."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Return whether the line is a fault, with only its class left."""
        fault = record.exc_info[0] if record.exc_info else None
        record.msg, record.args = "a page failed: %s", (fault.__name__ if fault else "unknown",)
        record.exc_info = record.exc_text = None
        return record.levelno >= logging.ERROR


def headers_for(*, https: bool) -> Callable[[web.Request, web.StreamResponse], Awaitable[None]]:
    """Return what puts the headers on every response. What is not said otherwise, nobody may keep."""

    async def put(_: web.Request, response: web.StreamResponse) -> None:
        response.headers.update(HEADERS)
        response.headers.setdefault(hdrs.CACHE_CONTROL, "no-store")
        response.headers[hdrs.SERVER] = "Ruggespraak"
        if https:
            response.headers["Strict-Transport-Security"] = "max-age=31536000"

    return put


def address_of(request: web.Request) -> str:
    """Return where a request came from, as a reverse proxy on this machine tells: to limit its pace."""
    remote = request.remote or ""
    told = request.headers.get(hdrs.X_FORWARDED_FOR, "") if remote in _LOCAL else ""
    return told.rpartition(",")[2].strip() or remote


def is_from_elsewhere(request: web.Request) -> bool:
    """Return whether the browser says that another site sent this."""
    return request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}
