"""Track when each channel was last online: nobody could answer what came due during an outage.

It is kept in the database, so that a bot that was off knows how long. A living process measures silence
by the channel itself, never by the clock: that may jump.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.channels.channel import Audible, Channel
from bot.core.model.events import TimerFired
from bot.store.store import Store

DEAF = 90.0
"""Seconds without a word from a platform, not even "no news". Then nothing can be said there either."""

NOTE_EVERY = timedelta(minutes=1)
"""So exactly it is known, after a crash, since when the bot was away."""


class Liveness:
    """Knows for every channel whether it hears, and when it last did not.

    A channel that is not `Audible` counts as online for as long as the program runs.
    """

    def __init__(self, store: Store, channels: Mapping[str, Channel]) -> None:
        self._store = store
        self._channels = channels
        self._online: dict[str, datetime] = {}
        self._noted: dict[str, datetime] = {}
        self._hears: set[str] = set()
        self._silences: dict[str, tuple[datetime, datetime]] = {}

    async def online(self, now: datetime) -> list[str]:
        """Return the channels that are online. Timers of the other ones wait."""
        return [name for name, channel in self._channels.items() if await self._listen(name, channel, now)]

    def away(self, moment: TimerFired) -> timedelta:
        """Return how long the outage lasted in which this timer came due; zero if there was none."""
        silence = self._silences.get(moment.chat.channel)
        if silence is None or not silence[0] <= moment.due <= silence[1]:
            return timedelta()
        return silence[1] - silence[0]

    async def note(self, now: datetime) -> None:
        """Store until when each channel was online, once what came due in the outage is handled."""
        for name in self._hears:
            if name not in self._noted or abs(now - self._noted[name]) >= NOTE_EVERY:
                await self._store.positions.put(_row(name), now.isoformat(), now.date())
                self._noted[name] = now

    async def _listen(self, name: str, channel: Channel, now: datetime) -> bool:
        if isinstance(channel, Audible) and channel.silent_for() > DEAF:
            self._hears.discard(name)
            return False
        if name not in self._hears:
            since = self._online.get(name) or await self._before(name) or now
            self._silences[name] = (since, now)
            self._hears.add(name)
        self._online[name] = now
        return True

    async def _before(self, name: str) -> datetime | None:
        """Return until when an earlier process was online."""
        row = await self._store.positions.get(_row(name))
        return datetime.fromisoformat(row[0]) if row else None


def _row(channel: str) -> str:
    return f"{channel} heard"
