"""Tokens that show that a form stood on a page of ours, made for one seat and good for some hours."""

import hmac
import secrets
from collections.abc import Callable
from hashlib import sha256

ROTATES_AFTER = 7_200.0
"""Seconds. A token is good in the period that it was made in, and in the one after."""


class FormTokens:
    """Makes and checks them, under a key that this process forgets at its end."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._key = secrets.token_bytes(32)

    def token(self, seat: str) -> str:
        """Return the token for a page of this seat."""
        return self._made(seat, self._period())

    def fits(self, token: str, seat: str) -> bool:
        """Return whether this came from a page of this seat, not long ago."""
        period, given = self._period(), token.encode("utf-8", "replace")
        good = [hmac.compare_digest(given, self._made(seat, one).encode()) for one in (period, period - 1)]
        return any(good)

    def _period(self) -> int:
        return int(self._clock() // ROTATES_AFTER)

    def _made(self, seat: str, period: int) -> str:
        return hmac.new(self._key, f"{period}:{seat}".encode(), sha256).hexdigest()
