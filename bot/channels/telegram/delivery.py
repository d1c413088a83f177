"""Gets one request to Telegram: paced, tried again where that can do no harm, refusals distinguished."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TypeVar

from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, TelegramError

from bot.channels.backoff import Backoff
from bot.channels.channel import ChannelError, MutedError, UncertainError, UnreachableError
from bot.channels.telegram.rate_limit import Pace
from bot.channels.telegram.transport import FloodError, NotConnectedError, UnwellError
from bot.core.model.events import Chat

T = TypeVar("T")

BACK_OFF = Backoff(1.0, 30.0)
"""Between two tries of a request that failed."""

MOST_AGAIN = 5
"""So often a request is sent again that failed on its way."""

MOST_UNHEARD = 2_885
"""The same for one that never left, as nobody was there: for a day."""

MOST_FLOODS = 5
"""So often Telegram may ask us to wait before a message is given up."""

_GONE = ("chat not found", "peer_id_invalid", "user is deactivated", "can't initiate conversation", "bot was")
"""In a refusal: nothing can be said here any more. In lower case: the library changes the case of some."""


_MUTE = ("not enough rights", "no rights to send", "chat_restricted", "_forbidden")
"""The same: the bot is there, but may not write. Telegram says so with 400 and with 403."""


class FormattingError(ChannelError):
    """Telegram cannot read our HTML."""


class NoTopicError(ChannelError):
    """The topic of this chat is gone."""


class Delivery:
    """Delivers to chats, each at its own pace."""

    def __init__(
        self,
        pace: Pace,
        moved: Callable[[Chat, str], None],
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        """`moved` is called when a group turns out to have another number."""
        self._pace = pace
        self._tell_moved = moved
        self._sleep = sleep
        self._rooms: dict[str, str] = {}

    def room(self, chat: Chat) -> str:
        """Return the number that this chat has now."""
        return self._rooms.get(chat.room, chat.room)

    def went_on(self, old: str, new: str) -> None:
        """Follow a group that goes on under another number."""
        self._rooms[old] = new

    async def __call__(
        self, chat: Chat, request: Callable[[Chat], Awaitable[T]], *, asked: bool, again: bool
    ) -> T:
        """Do this request for this chat, as soon as its pace allows.

        `asked`: somebody waits for it. `again`: arriving twice is better than not at all.

        Raises:
            UncertainError: if it may have arrived, and must not arrive twice.
            ChannelError: if Telegram refuses it; its kinds say why.
        """
        failures = unheard = floods = 0
        while True:
            here = replace(chat, room=self.room(chat))
            try:
                return await self._requested(here, request, asked=asked)
            except FloodError as flood:
                floods += 1
                if floods > MOST_FLOODS:
                    raise ChannelError from None
                self._pace.hold(here.room, flood.seconds)
            except ChatMigrated as move:
                self._move(here, str(move.new_chat_id))
            except NotConnectedError:
                unheard += 1
                if unheard > MOST_UNHEARD:
                    raise UncertainError from None
                await self._sleep(BACK_OFF.after(unheard))
            except TelegramError as error:
                failures += 1
                _check(error, again=again, more=failures <= MOST_AGAIN)
                await self._sleep(BACK_OFF.after(failures))

    async def _requested(self, chat: Chat, request: Callable[[Chat], Awaitable[T]], *, asked: bool) -> T:
        """Do it when its turn has come. However it ends, it is no longer on its way."""
        await self._pace.turn(chat.room, group=chat.group, asked=asked)
        try:
            return await request(chat)
        finally:
            self._pace.arrived(chat.room)

    def _move(self, chat: Chat, room: str) -> None:
        if self._rooms.get(chat.room) == room:  # moved back and forth: somebody is fooling us
            raise ChannelError
        self.went_on(chat.room, room)
        self._tell_moved(chat, room)


def _check(error: TelegramError, *, again: bool, more: bool) -> None:
    """Raise the error of ours that this one is, unless the request may be sent again."""
    if isinstance(error, Forbidden):
        raise _forbidden(error.message.lower()) from None
    if isinstance(error, BadRequest):
        raise _refused(error.message.lower()) from None
    if not isinstance(error, NetworkError):
        raise ChannelError from None
    if not more or not (again or isinstance(error, UnwellError)):
        raise UncertainError from None


def _refused(description: str) -> ChannelError:
    if any(sign in description for sign in _GONE):
        return UnreachableError()
    if "parse entities" in description:
        return FormattingError()
    if "thread not found" in description or "topic_" in description:
        return NoTopicError()
    return MutedError() if _mutes(description) else ChannelError(description[:60])


def _forbidden(description: str) -> ChannelError:
    return MutedError() if _mutes(description) else UnreachableError()


def _mutes(description: str) -> bool:
    return any(sign in description for sign in _MUTE)
