"""When each channel could last be heard: what happened in a long silence, people could not answer to.

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

NOTE_EVERY = timedelta(minutes=10)
"""So exactly it is known, after a crash, since when the bot was away."""


class Liveness:
    """Knows for every channel whether it hears, and when it last did not.

    One that is not `Audible` is heard for as long as the program runs.
    """

    def __init__(self, store: Store, channels: Mapping[str, Channel]) -> None:
        self._store = store
        self._channels = channels
        self._heard: dict[str, datetime] = {}
        self._noted: dict[str, datetime] = {}
        self._hears: set[str] = set()
        self._silences: dict[str, tuple[datetime, datetime]] = {}

    async def online(self, now: datetime) -> list[str]:
        """The channels that can be heard now. What has to be said on another one waits."""
        return [name for name, channel in self._channels.items() if await self._listen(name, channel, now)]

    def away(self, moment: TimerFired) -> timedelta:
        """How long the silence lasted in which this moment came. Nothing if it could be heard then."""
        silence = self._silences.get(moment.chat.channel)
        if silence is None or not silence[0] <= moment.due <= silence[1]:
            return timedelta()
        return silence[1] - silence[0]

    async def note(self, now: datetime) -> None:
        """Remember until when was heard. Not before what came in the silence has been dealt with."""
        for name in self._hears:
            if name not in self._noted or abs(now - self._noted[name]) >= NOTE_EVERY:
                await self._store.positions.put(_row(name), now.isoformat(), now.date())
                self._noted[name] = now

    async def _listen(self, name: str, channel: Channel, now: datetime) -> bool:
        if isinstance(channel, Audible) and channel.silent_for() > DEAF:
            self._hears.discard(name)
            return False
        if name not in self._hears:
            since = self._heard.get(name) or await self._before(name) or now
            self._silences[name] = (since, now)
            self._hears.add(name)
        self._heard[name] = now
        return True

    async def _before(self, name: str) -> datetime | None:
        """Until when an earlier process heard."""
        row = await self._store.positions.get(_row(name))
        return datetime.fromisoformat(row[0]) if row else None


def _row(channel: str) -> str:
    return f"{channel} heard"
