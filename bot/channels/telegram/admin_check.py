"""Holds the events of a group while Telegram is asked who leads it, so that they stay in order."""

import asyncio
from collections.abc import Callable
from dataclasses import replace

from bot.channels.telegram.admins import Admins
from bot.channels.telegram.parsing import leads_unknown
from bot.core.model.events import Event


class AdminCheck:
    """Passes events on, each with whether who spoke may decide for the group."""

    def __init__(
        self, admins: Admins, put: Callable[[Event], None], start: Callable[..., asyncio.Task[None]]
    ) -> None:
        """`put` takes an event on, `start` does something beside the listening."""
        self._admins = admins
        self._put = put
        self._start = start
        self._held: dict[str, list[Event]] = {}

    def pass_on(self, event: Event) -> None:
        """Pass an event on, at once or after what waits in its group."""
        room = event.chat.room
        if room in self._held:
            self._held[room].append(event)
        elif leads_unknown(event) and self._admins.lead(room, event.chat.person) is None:
            self._held[room] = [event]
            self._start(self._ask(room))
        else:
            self._put(self._led(event))

    async def _ask(self, room: str) -> None:
        try:
            await self._admins.ask(room)
        finally:
            for event in self._held.pop(room):
                self._put(self._led(event))

    def _led(self, event: Event) -> Event:
        if not leads_unknown(event):
            return event
        return replace(event, leads=bool(self._admins.lead(event.chat.room, event.chat.person)))
