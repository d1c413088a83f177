"""Limits on how fast somebody may go on, for a seat and for an address."""

import hashlib
import secrets
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

MOST_BUCKETS = 20_000
"""Whoever was longest away is let go, and begins with a full bucket again."""


@dataclass(frozen=True, slots=True)
class Rate:
    """So many at once, and after that so many in a second."""

    burst: float
    each_second: float


SEAT = Rate(30, 1.0)
"""Nobody presses faster. Two seconds of haste are no offence."""
ADDRESS = Rate(600, 40.0)
"""A whole town hall may stand behind one address."""
NEW_SEATS = Rate(200, 1.0)
"""In one address. A big meeting begins within a minute."""


class RateLimit:
    """A bucket for each name. The name itself is not kept, only its hash under a key of this process."""

    def __init__(self, rate: Rate, clock: Callable[[], float]) -> None:
        self._rate = rate
        self._clock = clock
        self._key = secrets.token_bytes(32)
        self._buckets: OrderedDict[bytes, tuple[float, float]] = OrderedDict()

    def allows(self, name: str) -> bool:
        """Count one, and return whether it may go on."""
        key = hashlib.blake2b(name.encode("utf-8", "replace"), key=self._key, digest_size=16).digest()
        now = self._clock()
        left, at = self._buckets.pop(key, (self._rate.burst, now))
        left = min(self._rate.burst, left + (now - at) * self._rate.each_second)
        allowed = left >= 1
        self._buckets[key] = (left - 1 if allowed else left, now)
        if len(self._buckets) > MOST_BUCKETS:
            self._buckets.popitem(last=False)
        return allowed
