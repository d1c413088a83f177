"""The channel: receives from Telegram and sends there. It decides nothing and keeps nothing for long."""

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

from telegram import Bot, Poll, Update
from telegram.error import InvalidToken, TelegramError

from bot.channels.background import BackgroundTasks
from bot.channels.channel import File, Image, Message, Polls, Position, Sentences, StoppedError
from bot.channels.telegram.delivery import Delivery
from bot.channels.telegram.inbound import Inbound
from bot.channels.telegram.marks import Marks
from bot.channels.telegram.menus import put_up
from bot.channels.telegram.native_polls import NativePolls
from bot.channels.telegram.parsing import NAME, event_from, totals_of
from bot.channels.telegram.poll_results import PollResults
from bot.channels.telegram.rate_limit import Pace
from bot.channels.telegram.redaction import Redaction
from bot.channels.telegram.sender import Origin, Sender
from bot.channels.telegram.traits import TRAITS
from bot.channels.telegram.transport import Transport
from bot.channels.telegram.updates import BACK_OFF, WRONG_TOKEN, Polling, UpdateSource, Webhook
from bot.core.model.events import Chat, Event, Moved, Pressed, Tallied
from bot.core.model.replies import Ask, ClosePoll, OpenPoll, Say, Toast

log = logging.getLogger("ruggespraak")


@dataclass(frozen=True, slots=True, repr=False)  # no repr: it would print secrets
class BotAccount:
    """The bot's account on Telegram, and how updates come in."""

    token: str
    api: str
    """Address of the Bot API, without a slash at its end."""
    webhook: str = ""
    """The address to which Telegram brings updates; empty: we ask for them."""
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
        self._tasks = BackgroundTasks()
        self._inbound = Inbound(self.bot, self._marks, self._tasks)
        self._sentences = sentences
        self._source: UpdateSource = Polling(self.bot, asking)
        if account.webhook:
            self._source = Webhook(self.bot, account.webhook, account.secret, account.listen)
        self._delivery = Delivery(pace or Pace(), self._inbound.put_move)
        self._sender = Sender(self.bot, speaking, self._delivery, sentences)
        self._polls = NativePolls(self.bot, self._delivery, polls, self._inbound.put_own)
        self._results = PollResults(self._polls, self._source.done)
        self._redaction = Redaction(account.token)

    async def __aenter__(self) -> Self:
        """Connect. Keep trying while Telegram cannot be reached."""
        self._redaction.put_on()
        try:
            await self._connect()
            await self._marks.begin()
            await self._polls.announce_counted()
        except BaseException:
            await self._close()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Acknowledge what is done, and close."""
        await self._tasks.cancel()
        try:
            if not isinstance(error, StoppedError):
                await self._source.end()
        finally:
            await self._close()

    async def events(self) -> AsyncIterator[Event]:
        """See `Channel`."""
        receiving = asyncio.create_task(self._source.run(self._take))
        self._tasks.start(put_up(self.bot, self._sentences))
        try:
            while True:
                waiting = asyncio.ensure_future(self._inbound.events.get())
                await asyncio.wait({waiting, receiving}, return_when=asyncio.FIRST_COMPLETED)
                if not waiting.done():
                    waiting.cancel()
                    receiving.result()
                event = waiting.result()
                await self._marks.count_day()
                yield event
                self._inbound.events.task_done()
        finally:
            receiving.cancel()
            await asyncio.gather(receiving, return_exceptions=True)

    async def done(self, event: Event) -> None:
        """See `Channel`."""
        if asked := self._inbound.answered(event):
            self._source.done(asked.update)
            if asked.query:
                self._tasks.start(self._sender.answer_press(asked))
        if isinstance(event, Tallied):
            await self._results.handled(event.poll)

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
        match message:
            case OpenPoll():
                await self._polls.open(chat, message)
            case ClosePoll():
                await self._polls.close(chat, message)
            case Toast():
                await self._sender.toast(chat, message, asked)
            case _ if isinstance(answering, Tallied):
                await self._send_result(chat, message, answering.poll)
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
        if isinstance(answering, Tallied):
            await self._send_result(chat, said, answering.poll)
        else:
            quietly, again = isinstance(answering, Pressed), answering is not None
            await self._sender.say(chat, said, asked, quietly=quietly, again=again)

    def _committed(self, answering: Event | None) -> Origin | None:
        """Mark as committed what is answered: it is on disk by now. Return its origin, if known."""
        asked = self._inbound.origin(answering)
        if asked:
            self._source.committed(asked.update)
        return asked

    def silent_for(self) -> float:
        """See `Audible`."""
        return self._source.silent_for()

    def link(self, payload: str) -> str:
        """Return a link that begins a conversation with the bot; `payload` comes in as `Opened.link`."""
        return f"https://t.me/{self.bot.username}?start={payload}"

    async def _send_result(self, chat: Chat, message: Image | File | Sequence[Say | Ask], poll: str) -> None:
        async with self._results.sending(poll):
            if isinstance(message, Image | File):
                await self._sender.show(chat, message, None)
            else:
                await self._sender.say(chat, message, None, quietly=True, again=False)

    def _take(self, raw: dict[str, Any]) -> None:
        """Take in one update. Acknowledge at once what says nothing to the bot."""
        number: int = raw["update_id"]
        try:
            update = Update.de_json(raw, self.bot)
            event = event_from(update, self.bot.bot)
        except (TelegramError, ValueError, TypeError, KeyError, AttributeError) as error:
            log.error("an update could not be read: %s", type(error).__name__)
            event, update = None, None
        if update and update.poll:
            self._tasks.start(self._take_poll(update.poll, number))
            return
        if isinstance(event, Moved):
            self._delivery.went_on(event.chat.room, event.room)
        if event is None or update is None or self._inbound.is_repeat(event):
            self._source.done(number)
        else:
            self._inbound.put(event, update)

    async def _take_poll(self, poll: Poll, update: int) -> None:
        """Take in the totals of a poll. They are announced once it is closed."""
        if not poll.is_closed:
            self._polls.stands_at(poll.id, totals_of(poll))
        elif await self._polls.was_closed(poll.id, totals_of(poll), update):
            return
        self._source.done(update)

    async def _connect(self) -> None:
        failures = 0
        while True:
            try:
                return await self.bot.initialize()
            except InvalidToken:
                raise StoppedError(WRONG_TOKEN) from None
            except (TelegramError, TypeError) as error:  # also an answer that cannot be read, as of a proxy
                log.warning("Telegram cannot be reached (%s): trying again", type(error).__name__)
                failures += 1
                await asyncio.sleep(BACK_OFF.after(failures))

    async def _close(self) -> None:
        await self.bot.shutdown()
        self._redaction.take_off()
