"""Rings: a moment that was asked for goes through the bot as everything else that happens does."""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import replace

from bot.app.bot import Bot
from bot.app.fault import fault
from bot.app.liveness import Liveness
from bot.channels.channel import Channel, ChannelClosedError
from bot.core.model.events import TimerFired
from bot.store.errors import StoreBusyError

log = logging.getLogger("ruggespraak")

LOOK_EVERY = 1.0
"""Seconds. Nobody minds that a message of half past nine comes a second later."""

RENEW_EVERY = 20.0
"""Seconds. A third of the lease: two renewals may fail."""

MOST_AT_ONCE = 500
"""Moments in hand at the same time. They wait for their platform's pace, not for one another."""


class Scheduler:
    """Looks what is due, and has it said. What is in hand stays ours while this process lives."""

    def __init__(self, bot: Bot, channels: Mapping[str, Channel]) -> None:
        self._bot = bot
        self._channels = channels
        self._liveness = Liveness(bot.store, channels)
        self._in_flight: dict[str, asyncio.Task[None]] = {}
        self._after_silence: set[str] = set()
        """Those in hand that came in a silence. A crash must not make us forget that there was one."""

    async def watch(self) -> None:
        """Fire timers until cancelled."""
        renewing = asyncio.create_task(self._renew())
        try:
            while True:
                try:
                    await self.once()
                except StoreBusyError:
                    log.error("moments not read: the database is busy")
                await asyncio.sleep(LOOK_EVERY)
        finally:
            renewing.cancel()

    async def once(self) -> None:
        """Take in hand what is due now."""
        free = MOST_AT_ONCE - len(self._in_flight)
        if free <= 0:
            return
        now = self._bot.clock()
        moments = await self._bot.store.claim(await self._liveness.online(now), now, free)
        for moment in moments:
            if moment.key not in self._in_flight:
                away = self._liveness.away(moment)
                self._in_flight[moment.key] = asyncio.create_task(self._fire(replace(moment, away=away)))
                if away:
                    self._after_silence.add(moment.key)
        if len(moments) < free and not self._after_silence:
            await self._liveness.note(now)

    async def drain(self) -> None:
        """Wait until nothing is in hand."""
        await asyncio.gather(*self._in_flight.values())

    async def _fire(self, moment: TimerFired) -> None:
        """Have it said, and take it out. After an error it stays: its lease ends, and it rings again."""
        said = self._bot.fire(moment, self._channels[moment.chat.channel])
        (outcome,) = await asyncio.gather(said, return_exceptions=True)
        try:
            if isinstance(outcome, Exception) and not isinstance(outcome, ChannelClosedError):
                log.error("a moment failed: %s", fault(outcome))
            elif outcome is None:  # what was broken off at the end stays too
                await self._bot.store.complete(moment)
        except StoreBusyError:
            log.error("a moment could not be taken out: it may ring twice")
        finally:
            self._in_flight.pop(moment.key, None)
            self._after_silence.discard(moment.key)

    async def _renew(self) -> None:
        while True:
            await asyncio.sleep(RENEW_EVERY)
            try:
                await self._bot.store.renew([*self._in_flight], self._bot.clock())
            except StoreBusyError as error:
                log.error("lease not renewed: %s", fault(error))
