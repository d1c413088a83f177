"""Notices of the channel itself, outside the conversation: it cannot read this, it cannot stay here."""

from contextlib import suppress
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.channels.background import BackgroundTasks
from bot.channels.channel import ChannelError, Sentences
from bot.channels.matrix.gate import EncryptedEvent
from bot.channels.matrix.inbound import Aside
from bot.channels.matrix.membership import Membership
from bot.channels.matrix.outbound import Outbound
from bot.channels.matrix.rooms import Rooms
from bot.core.model.events import Tallied
from bot.core.model.replies import Say

_AMSTERDAM = ZoneInfo("Europe/Amsterdam")


class Notices:
    """Sends notices in the background. Nobody waits for one that cannot be sent."""

    def __init__(
        self,
        rooms: Rooms,
        membership: Membership,
        outbound: Outbound,
        sentences: Sentences,
        tasks: BackgroundTasks,
    ) -> None:
        self._rooms = rooms
        self._membership = membership
        self._outbound = outbound
        self._sentences = sentences
        self._tasks = tasks

    def send(self, aside: Aside, key: str) -> None:
        """Say this, and leave the room if that belongs to it. The same key twice is one message."""
        self._tasks.start(self._send(aside, key))

    def poll_closed(self, closed: Tallied) -> None:
        """Show in the room that a native poll is closed."""
        self._tasks.start(self._close_poll(closed))

    async def unreadable(self, room: str, closed: EncryptedEvent) -> None:
        """Say that this cannot be read: once a day, and only where it was certainly addressed to the bot."""
        chat = self._rooms.chat(room, closed.sender)
        if not chat.group and closed.sender != self._rooms.me:
            day = datetime.fromtimestamp(closed.sent_at / 1000, UTC).astimezone(_AMSTERDAM).date()
            self.send(Aside(chat, "trouble.unreadable"), f"unreadable-{day}")

    async def _send(self, aside: Aside, key: str) -> None:
        with suppress(ChannelError):
            await self._outbound.show(aside.chat, Say(self._sentences(aside.key)), key, None)
        if aside.leaves:
            await self._membership.leave(aside.chat.room)

    async def _close_poll(self, closed: Tallied) -> None:
        with suppress(ChannelError):
            await self._outbound.poll_closed(closed)
