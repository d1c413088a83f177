"""Keeps what there is around a place, so that not every turn reads it from the database again.

The rule: what was read is kept until the next write that may change what surrounds anybody, whoever that
is. Every such write stands in `changing()`, which lets everything go; what was being read meanwhile is
not kept. It is used only if nobody else writes: one process, on SQLite. Otherwise nothing is kept.
"""

from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager

from bot.core.model.events import Chat
from bot.core.model.session import Around

MOST = 2_000
"""Places. The one that was longest silent is let go."""

Place = tuple[str, str, str, bool]


class ContextCache:
    """The surroundings of chats that were active lately."""

    def __init__(self, *, keeps: bool) -> None:
        """`keeps`: whether nobody else writes in the database."""
        self._keeps = keeps
        self._known: OrderedDict[Place, Around] = OrderedDict()
        self._changes = 0
        self._under_way = 0

    def known(self, chat: Chat) -> Around | None:
        """Return the surroundings of this chat, if they were read and nothing changed since."""
        place = _place(chat)
        if place in self._known:
            self._known.move_to_end(place)
        return self._known.get(place)

    async def read(self, chat: Chat, read: Callable[[], Awaitable[Around]]) -> Around:
        """Read it, and keep it if nothing changed while it was being read."""
        before = self._changes
        around = await read()
        if self._keeps and before == self._changes and not self._under_way:
            self._known[_place(chat)] = around
            if len(self._known) > MOST:
                self._known.popitem(last=False)
        return around

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Drop what is cached when something in this block may change the surroundings of a chat."""
        self._under_way += 1
        try:
            yield
        finally:
            self._under_way -= 1
            self._changes += 1
            self._known.clear()


def _place(chat: Chat) -> Place:
    return chat.channel, chat.room, chat.person, chat.group
