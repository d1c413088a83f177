"""Receive events: each once, in order, with its mark and its origin."""

import asyncio
from collections import OrderedDict
from dataclasses import replace

from telegram import Bot, Update

from bot.channels.background import BackgroundTasks
from bot.channels.telegram.admin_check import AdminCheck
from bot.channels.telegram.admins import Admins
from bot.channels.telegram.marks import Marks
from bot.channels.telegram.sender import Origin
from bot.core.model.events import Added, Chat, Event, Moved

MOST_ORIGINS = 5_000
"""Events of which is remembered where they came from."""


class Inbound:
    """The queue of events, and what must be known about them until they are answered."""

    def __init__(self, bot: Bot, marks: Marks, tasks: BackgroundTasks) -> None:
        self.events: asyncio.Queue[Event] = asyncio.Queue()
        self._marks = marks
        self._admins = AdminCheck(Admins(bot), self.events.put_nowait, tasks.start)
        self._origins: OrderedDict[int, Origin] = OrderedDict()
        self._migrated: set[str] = set()
        """Numbers under which a group goes on."""

    def put(self, event: Event, update: Update) -> None:
        """Queue what an update reports."""
        event = replace(event, mark=self._marks.of(update.update_id))
        self._origins[event.mark] = Origin.of(update)
        if len(self._origins) > MOST_ORIGINS:
            self._origins.popitem(last=False)
        self._admins.pass_on(event)

    def put_own(self, event: Event) -> None:
        """Queue what no update reports. It comes only once, so its mark need not be known again."""
        self.events.put_nowait(replace(event, mark=self._marks.own()))

    def put_move(self, chat: Chat, room: str) -> None:
        """Queue that a group goes on under another number: Telegram said so when it refused a message."""
        self._migrated.add(room)
        self.put_own(Moved(replace(chat, person="", thread=""), room))

    def is_repeat(self, event: Event) -> bool:
        """Return whether another update reported the same thing: a migration comes in three ways."""
        if isinstance(event, Moved):
            repeat = event.room in self._migrated
            self._migrated.add(event.room)
            return repeat
        return isinstance(event, Added) and event.chat.room in self._migrated

    def origin(self, event: Event | None) -> Origin | None:
        """Return where this event came from, if that is known."""
        return self._origins.get(event.mark) if event else None

    def answered(self, event: Event) -> Origin | None:
        """Forget where this event came from, and return it."""
        return self._origins.pop(event.mark, None)
