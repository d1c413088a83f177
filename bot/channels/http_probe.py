"""Send one request to a platform, to see whether it answers. Sends no messages."""

from collections.abc import Mapping
from typing import Any

import aiohttp

WAIT = aiohttp.ClientTimeout(total=10)


async def asked(address: str, headers: Mapping[str, str]) -> tuple[int, dict[str, Any] | None]:
    """Return status and answer; None if unreachable. Errors of aiohttp are dropped: they hold the address."""
    try:
        async with (
            aiohttp.ClientSession(timeout=WAIT, headers=headers) as session,
            session.get(address, allow_redirects=False) as answer,
        ):
            body = await answer.json(content_type=None)
            return answer.status, body if isinstance(body, dict) else {}
    except ValueError:  # no JSON
        return 0, {}
    except (aiohttp.ClientError, TimeoutError, OSError):
        return 0, None


def text_of(answer: object, name: str) -> str:
    """Return a text in an answer; empty if it has no such text."""
    value = answer.get(name) if isinstance(answer, dict) else None
    return value if isinstance(value, str) else ""
