"""Polls of Telegram's own: opened, closed by us at their time, and their totals announced once.

Telegram is given no closing time. It answers "poll has already been closed" to whoever asks later for the
totals of a poll that closed itself, so after a day of downtime they would be lost.
"""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace

from telegram import Bot, InputPollOption, Poll
from telegram import Message as Sent

from bot.channels.channel import ChannelError, MutedError, Polls, UncertainError, UnreachableError
from bot.channels.telegram.delivery import Delivery, NoTopicError
from bot.channels.telegram.parsing import NAME, totals_of
from bot.core.model.events import Chat, Event, Tallied, Unopened
from bot.core.model.native_poll import PostedPoll
from bot.core.model.replies import ClosePoll, OpenPoll

log = logging.getLogger("ruggespraak")

PATIENCE = 10.0
"""Seconds in which the totals of a poll that was closed already may still come in by themselves."""


LOOK_EVERY = 0.5
"""Seconds."""

MOST_OPEN = 1_000
"""Open polls whose latest totals are remembered. In memory only: who presses shows in the chat, and on
disk every step of a poll would say what was pressed."""


class NativePolls:
    """The polls that this bot opened."""

    def __init__(self, bot: Bot, delivery: Delivery, polls: Polls, tell: Callable[[Event], None]) -> None:
        """`tell` takes every result, once."""
        self._bot = bot
        self._deliver = delivery
        self._polls = polls
        self._tell = tell
        self._telling: dict[str, list[int]] = {}
        """Polls whose result is being sent, and the updates that wait for that."""
        self._stands: OrderedDict[str, tuple[int, ...]] = OrderedDict()
        self._one_by_one = asyncio.Lock()

    async def open(self, chat: Chat, poll: OpenPoll) -> None:
        """Open it, unless it stands open already. Raises as `Channel.send`."""
        if await self._polls.get(poll.poll):
            return
        options = [InputPollOption(f"{option.key}  {option.label}") for option in poll.options]

        async def request(here: Chat) -> Sent:
            thread = int(here.thread) if here.thread else None
            return await self._bot.send_poll(
                int(here.room), poll.text, options, is_anonymous=True, message_thread_id=thread
            )

        try:
            sent = await self._deliver(chat, request, asked=False, again=False)
        except NoTopicError:
            chat = replace(chat, thread="")
            sent = await self._deliver(chat, request, asked=False, again=False)
        except MutedError:
            self._tell(Unopened(replace(chat, person=""), poll.poll))
            return
        assert sent.poll
        keys = tuple(option.key for option in poll.options)
        room = self._deliver.room(chat)
        await self._polls.put(
            PostedPoll(
                poll=poll.poll,
                channel=chat.channel,
                room=room,
                thread=chat.thread,
                message=str(sent.message_id),
                native=sent.poll.id,
                dilemma=poll.dilemma,
                options=keys,
            )
        )

    async def close(self, chat: Chat, poll: ClosePoll) -> None:
        """Close it and announce its totals, or that they are unknown. Raises as `Channel.send`."""
        posted = await self._polls.get(poll.poll)
        if posted is None or poll.poll in self._telling:
            return

        async def request(here: Chat) -> Poll:
            return await self._bot.stop_poll(int(here.room), int(posted.message))

        try:
            stopped = await self._deliver(replace(chat, room=posted.room), request, asked=False, again=True)
        except (UnreachableError, UncertainError):
            raise
        except ChannelError:
            await self._without_totals(poll.poll)
        else:
            await self._count(poll.poll, totals_of(stopped))

    def stands_at(self, native: str, counts: tuple[int, ...]) -> None:
        """Remember the totals of an open poll."""
        self._stands[native] = counts
        self._stands.move_to_end(native)
        if len(self._stands) > MOST_OPEN:
            self._stands.popitem(last=False)

    async def was_closed(self, native: str, counts: tuple[int, ...], update: int) -> bool:
        """Take in a closed poll. Return whether its update stays open until the result was sent."""
        posted = await self._polls.find(NAME, native)
        return posted is not None and await self._count(posted.poll, counts, update)

    async def drop(self, poll: str) -> list[int]:
        """Drop a poll whose result was sent. Return the updates that waited for that."""
        async with self._one_by_one:
            await self._polls.drop(poll)
            return self._telling.pop(poll, [])

    async def announce_counted(self) -> None:
        """Announce the results that were counted before a restart, and perhaps not sent."""
        for posted in await self._polls.counted(NAME):
            self._tell_result(posted)

    async def _count(self, poll: str, counts: tuple[int, ...], update: int = 0) -> bool:
        """Keep the totals and announce them. Only once: a closing is reported in two ways."""
        async with self._one_by_one:
            posted = await self._polls.get(poll)
            if posted is None:
                return False
            if posted.counts is None:
                posted = replace(posted, counts=counts)
                await self._polls.put(posted)
            self._tell_result(posted)
            if update:
                self._telling[poll].append(update)
            return True

    async def _without_totals(self, poll: str) -> None:
        """Announce a poll that could not be closed. Its totals may still come in as an update."""
        deadline = PATIENCE
        while deadline > 0 and poll not in self._telling and await self._polls.get(poll):
            await asyncio.sleep(LOOK_EVERY)
            deadline -= LOOK_EVERY
        async with self._one_by_one:
            posted = await self._polls.get(poll)
            if posted and poll not in self._telling:
                log.warning("the totals of a poll could not be had")
                seen = self._stands.get(posted.native)
                self._tell_result(replace(posted, counts=seen), final=False)

    def _tell_result(self, posted: PostedPoll, *, final: bool = True) -> None:
        if posted.poll in self._telling:
            return
        self._telling[posted.poll] = []
        self._stands.pop(posted.native, None)
        counts = dict(zip(posted.options, posted.counts or (), strict=False))
        chat = Chat(posted.channel, posted.room, group=True, thread=posted.thread)
        self._tell(Tallied(chat, posted.poll, posted.dilemma, counts, final=final))
