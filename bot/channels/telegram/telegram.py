"""The channel: hears on Telegram and speaks there. It decides nothing and remembers nothing for long."""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import AsyncIterator, Coroutine, Sequence
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Any, Self

from telegram import Bot, Poll, Update
from telegram.error import InvalidToken, NetworkError, TelegramError

from bot.channels.channel import File, Image, Message, Polls, Position, Sentences, StoppedError
from bot.channels.telegram.admin_check import AdminCheck
from bot.channels.telegram.admins import Admins
from bot.channels.telegram.delivery import Delivery
from bot.channels.telegram.marks import Marks
from bot.channels.telegram.menus import put_up
from bot.channels.telegram.native_polls import NativePolls
from bot.channels.telegram.parsing import NAME, event_from, totals_of
from bot.channels.telegram.rate_limit import Pace
from bot.channels.telegram.redaction import Redaction
from bot.channels.telegram.sender import Origin, Sender
from bot.channels.telegram.traits import TRAITS
from bot.channels.telegram.transport import FloodError, Transport
from bot.channels.telegram.updates import BACK_OFF, WRONG_TOKEN, Polling, UpdateSource, Webhook
from bot.channels.wording import worded
from bot.core.model.events import Added, Chat, Event, Moved, Pressed, Tallied
from bot.core.model.replies import Ask, ClosePoll, OpenPoll, Say, Toast

log = logging.getLogger("ruggespraak")

MOST_ORIGINS = 5_000
"""Events of which is remembered what they came with."""


@dataclass(frozen=True, slots=True, repr=False)  # no repr: it would print secrets
class BotAccount:
    """How to reach Telegram, and how Telegram reaches us."""

    token: str
    api: str
    """Address of the Bot API, without a slash at its end."""
    webhook: str = ""
    """Where Telegram brings updates; empty: we ask for them."""
    secret: str = ""
    listen: tuple[str, int] = ("127.0.0.1", 8443)


class Telegram:
    """A `Channel`."""

    name = NAME
    traits = TRAITS

    def __init__(
        self,
        account: BotAccount,
        position: Position,
        polls: Polls,
        sentences: Sentences,
        *,
        pace: Pace | None = None,
    ) -> None:
        """`position` keeps the era of the marks, `polls` where native polls stand."""
        asking, speaking = Transport(connections=2), Transport()
        self.bot = Bot(account.token, f"{account.api}/bot", request=speaking, get_updates_request=asking)
        self._account = account
        self._marks = Marks(position)
        self._sentences = sentences
        self._source: UpdateSource = Polling(self.bot, asking)
        if account.webhook:
            self._source = Webhook(self.bot, account.webhook, account.secret, account.listen)
        self._events: asyncio.Queue[Event] = asyncio.Queue()
        self._delivery = Delivery(pace or Pace(), self._moved)
        self._sender = Sender(self.bot, speaking, self._delivery, sentences)
        self._polls = NativePolls(self.bot, self._delivery, polls, self._tell)
        self._admins = AdminCheck(Admins(self.bot), self._events.put_nowait, self._soon)
        self._origins: OrderedDict[int, Origin] = OrderedDict()
        self._tasks: set[asyncio.Task[Any]] = set()
        self._grown: set[str] = set()
        self._saying: dict[str, bool] = {}
        """Polls of which a part of the result is on its way, and whether it counts as handled."""
        self._redaction = Redaction(account.token)

    async def __aenter__(self) -> Self:
        """Connect. While Telegram cannot be reached, that is tried again and again."""
        self._redaction.put_on()
        try:
            await self._connect()
            await self._marks.begin()
            await self._polls.tell_what_was_counted()
        except BaseException:
            await self._close()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Say what was done, and close."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        try:
            if not isinstance(error, StoppedError):
                await self._source.end()
        finally:
            await self._close()

    async def events(self) -> AsyncIterator[Event]:
        """See `Channel`."""
        receiving = asyncio.create_task(self._source.run(self._take))
        self._soon(self._put_up_menus())
        try:
            while True:
                waiting = asyncio.ensure_future(self._events.get())
                await asyncio.wait({waiting, receiving}, return_when=asyncio.FIRST_COMPLETED)
                if not waiting.done():
                    waiting.cancel()
                    receiving.result()
                event = waiting.result()
                await self._marks.count_day()
                yield event
                self._events.task_done()
        finally:
            receiving.cancel()
            await asyncio.gather(receiving, return_exceptions=True)

    async def done(self, event: Event) -> None:
        """See `Channel`."""
        if asked := self._origins.pop(event.mark, None):
            self._source.done(asked.update)
            if asked.query:
                self._soon(self._sender.answer_press(asked))
        if isinstance(event, Tallied):
            await self._told(event.poll)

    async def _told(self, poll: str) -> None:
        """A result was told. While a part of it is on its way it is not: a crash must bring it again."""
        if poll in self._saying:
            self._saying[poll] = True
            return
        for update in await self._polls.told(poll):
            self._source.done(update)

    async def send(
        self,
        chat: Chat,
        message: Message,
        key: str,
        answering: Event | None = None,
    ) -> None:
        """See `Channel`."""
        if isinstance(message, Say | Ask):
            await self.send_together(chat, [message], key, answering)
            return
        asked = self._committed(answering)
        message = worded(message, TRAITS.command_sign, group=chat.group)
        match message:
            case OpenPoll():
                await self._polls.open(chat, message)
            case ClosePoll():
                await self._polls.close(chat, message)
            case Toast():
                await self._sender.toast(chat, message, asked)
            case _ if isinstance(answering, Tallied):
                await self._say_result(chat, message, answering.poll)
            case _:
                await self._sender.show(chat, message, asked)

    async def send_together(
        self,
        chat: Chat,
        said: Sequence[Say | Ask],
        key: str,  # noqa: ARG002, Telegram cannot tell that a message was sent before
        answering: Event | None = None,
    ) -> None:
        """See `Joining`."""
        asked = self._committed(answering)
        said = [worded(one, TRAITS.command_sign, group=chat.group) for one in said]
        if isinstance(answering, Tallied):
            await self._say_result(chat, said, answering.poll)
        else:
            quietly, again = isinstance(answering, Pressed), answering is not None
            await self._sender.say(chat, said, asked, quietly=quietly, again=again)

    def _committed(self, answering: Event | None) -> Origin | None:
        """Mark as committed what is answered: it is on disk by now. Return its origin, if known."""
        asked = self._origins.get(answering.mark) if answering else None
        if asked:
            self._source.committed(asked.update)
        return asked

    def silent_for(self) -> float:
        """See `Audible`."""
        return self._source.silent_for()

    def link(self, payload: str) -> str:
        """Return a link that begins a conversation with the bot; `payload` comes in as `Opened.link`."""
        return f"https://t.me/{self.bot.username}?start={payload}"

    async def _say_result(self, chat: Chat, message: Image | File | Sequence[Say | Ask], poll: str) -> None:
        self._saying[poll] = False
        try:
            if isinstance(message, Image | File):
                await self._sender.show(chat, message, None)
            else:
                await self._sender.say(chat, message, None, quietly=True, again=False)
        except BaseException:
            del self._saying[poll]
            raise
        if self._saying.pop(poll):
            await self._told(poll)

    # what comes in

    def _take(self, raw: dict[str, Any]) -> None:
        """One update. What is of no use to us is done at once."""
        number: int = raw["update_id"]
        try:
            update = Update.de_json(raw, self.bot)
            event = event_from(update, self.bot.bot)
        except (TelegramError, ValueError, TypeError, KeyError, AttributeError) as error:
            log.error("an update could not be read: %s", type(error).__name__)
            event, update = None, None
        if update and update.poll:
            self._soon(self._take_poll(update.poll, number))
        elif event is None or self._is_known(event):
            self._source.done(number)
        else:
            assert update
            self._pass_on(replace(event, mark=self._marks.of(number)), Origin.of(update))

    async def _take_poll(self, poll: Poll, update: int) -> None:
        """The totals of a poll. They are told when it is closed."""
        if not poll.is_closed:
            self._polls.stands_at(poll.id, totals_of(poll))
        elif await self._polls.was_closed(poll.id, totals_of(poll), update):
            return
        self._source.done(update)

    def _is_known(self, event: Event) -> bool:
        """Return whether this tells what another update told already."""
        if isinstance(event, Moved):
            self._delivery.went_on(event.chat.room, event.room)
            seen = event.room in self._grown
            self._grown.add(event.room)
            return seen
        return isinstance(event, Added) and event.chat.room in self._grown

    def _pass_on(self, event: Event, asked: Origin) -> None:
        self._origins[event.mark] = asked
        if len(self._origins) > MOST_ORIGINS:
            self._origins.popitem(last=False)
        self._admins.pass_on(event)

    def _moved(self, chat: Chat, room: str) -> None:
        """A refusal told that a group goes on under another number."""
        self._grown.add(room)
        self._tell(Moved(replace(chat, person="", thread=""), room))

    def _tell(self, event: Event) -> None:
        """What no update tells. With a mark, for nobody has to wait for what comes but once."""
        self._events.put_nowait(replace(event, mark=self._marks.own()))

    # around it

    async def _connect(self) -> None:
        failures = 0
        while True:
            try:
                return await self.bot.initialize()
            except InvalidToken:
                raise StoppedError(WRONG_TOKEN) from None
            except (NetworkError, FloodError) as error:
                log.warning("Telegram cannot be reached (%s): trying again", type(error).__name__)
                failures += 1
                await asyncio.sleep(BACK_OFF.after(failures))

    async def _close(self) -> None:
        await self.bot.shutdown()
        self._redaction.take_off()

    async def _put_up_menus(self) -> None:
        try:
            await put_up(self.bot, self._sentences)
        except TelegramError as error:
            log.warning("Telegram's menus are as they were: %s", type(error).__name__)

    def _soon(self, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task
