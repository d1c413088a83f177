"""Says things: text with buttons, pictures, and what only who pressed may see."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

from telegram import (
    Bot,
    InputFile,
    Update,
)
from telegram import Message as Sent
from telegram.constants import ParseMode
from telegram.error import TelegramError

from bot.channels.channel import ChannelError, File, Image, MutedError, Sentences, UnreachableError
from bot.channels.telegram.delivery import Delivery, FormattingError, NoTopicError
from bot.channels.telegram.markup import cut
from bot.channels.telegram.rendering import TextMessage, caption_for, messages_for
from bot.channels.telegram.transport import Transport
from bot.core.model.events import Chat
from bot.core.model.replies import Ask, Say, Toast

log = logging.getLogger("ruggespraak")

TOAST = 200
"""Characters that an answer to a press may have (Bot API, answerCallbackQuery)."""

GLANCE = 60
"""So many are read before they vanish; what is longer waits for a tap."""

_NO_PREVIEW = {"is_disabled": True}
"""A preview would have Telegram fetch an address for us, and covers the text on a phone."""


@dataclass(slots=True)
class Origin:
    """The origin of an event: where to answer it."""

    update: int
    query: str = ""
    """Id of the press, while it is not answered."""
    message: int = 0
    """The message that was typed."""

    @classmethod
    def of(cls, update: Update) -> Self:
        """Return what this update came with."""
        query = update.callback_query.id if update.callback_query else ""
        message = update.message.message_id if update.message else 0
        return cls(update.update_id, query, message)


class Sender:
    """Speaks in chats."""

    def __init__(self, bot: Bot, transport: Transport, delivery: Delivery, sentences: Sentences) -> None:
        self._bot = bot
        self._transport = transport
        self._deliver = delivery
        self._sentences = sentences

    async def say(
        self, chat: Chat, said: Sequence[Say | Ask], asked: Origin | None, *, quietly: bool, again: bool
    ) -> None:
        """Show texts. `quietly`: not as an answer to anybody's message. See `Channel.send` for errors."""
        everyone = isinstance(said[-1], Ask) and said[-1].everyone
        owner = chat.person if chat.group and not everyone else ""
        answered = asked.message if asked and chat.group and not quietly else 0
        how = self._sentences("group.how-to-answer") if chat.group else ""
        for message in messages_for(said, owner, how=how):
            await self._send(chat, message, answered, again=again)
            answered = 0

    async def show(self, chat: Chat, shown: Image | File, asked: Origin | None) -> None:
        """Show a picture or a document, with words. Where it is refused, the words of a picture remain."""
        text = "\n\n".join(part for part in (shown.title, shown.text) if part)
        caption, rest = caption_for(text)
        request = self._with_file(shown, caption or None)
        try:
            await self._in_topic(chat, request, asked=asked is not None, again=asked is not None)
        except UnreachableError:
            raise
        except ChannelError:
            if isinstance(shown, File):
                raise ChannelError from None  # that a document is not allowed says nothing of words
            log.warning("a picture was refused on telegram: its words are sent")
            rest = messages_for([Say(shown.text, shown.title)])
        for message in rest:
            await self._send(chat, message, 0, again=asked is not None)

    def _with_file(self, shown: Image | File, caption: str | None) -> Any:
        async def request(here: Chat) -> Sent:
            room, thread = int(here.room), _thread(here)
            if isinstance(shown, Image):
                picture = InputFile(shown.png, filename="uitslag.png")
                return await self._bot.send_photo(room, picture, caption=caption, message_thread_id=thread)
            paper = InputFile(shown.content, filename=shown.name)
            return await self._bot.send_document(room, paper, caption=caption, message_thread_id=thread)

        return request

    async def toast(self, chat: Chat, toast: Toast, asked: Origin | None) -> None:
        """Answer a press where only who pressed sees it. Otherwise: alone with that person, or not at all."""
        if asked and asked.query and await self.answer_press(asked, toast.text):
            return
        alone = Chat(chat.channel, chat.person) if chat.group else chat
        if not alone.room:
            return
        try:
            await self.say(alone, [Say(toast.text, toast.title)], None, quietly=True, again=False)
        except ChannelError:
            if not chat.group:
                raise
            log.info("a private answer could not be said")

    async def answer_press(self, asked: Origin, text: str = "") -> bool:
        """Return whether Telegram still took this answer. A press is answered once, with or without words."""
        query, asked.query = asked.query, ""
        if not query:
            return False
        try:
            await self._bot.answer_callback_query(
                query, cut(text, TOAST) or None, show_alert=len(text) > GLANCE or None
            )
        except TelegramError:
            return False
        return True

    async def _send(self, chat: Chat, message: TextMessage, answered: int, *, again: bool) -> None:
        """Send with our formatting; if Telegram cannot parse that, once more without any."""
        try:
            await self._in_topic(
                chat, self._request(message, answered, ParseMode.HTML), asked=again, again=again
            )
        except FormattingError:
            log.error("Telegram could not read our formatting")
            await self._in_topic(chat, self._request(message, answered, None), asked=again, again=again)

    def _request(self, message: TextMessage, answered: int, mode: str | None) -> Any:
        """Send a text, past `Bot.send_message`, which would parse the answer: nearly all of the time."""
        fields: dict[str, object] = {
            "text": message.html if mode else message.plain,
            "link_preview_options": _NO_PREVIEW,
        }
        if mode:
            fields["parse_mode"] = mode
        if message.buttons:
            fields["reply_markup"] = _markup(message)
        if answered:
            fields["reply_parameters"] = {"message_id": answered, "allow_sending_without_reply": True}

        async def request(here: Chat) -> None:
            thread = {"message_thread_id": int(here.thread)} if here.thread else {}
            url = f"{self._bot.base_url}/sendMessage"
            await self._transport.ask(url, {"chat_id": int(here.room), **thread, **fields})

        return request

    async def _in_topic(self, chat: Chat, request: Any, *, asked: bool, again: bool) -> None:
        """Send it in its topic, or in the group if that topic is gone."""
        try:
            await self._deliver(chat, request, asked=asked, again=again)
        except NoTopicError:
            try:
                await self._deliver(replace(chat, thread=""), request, asked=asked, again=again)
            except NoTopicError:  # what is left of the group is closed too
                raise MutedError from None


def _thread(chat: Chat) -> int | None:
    return int(chat.thread) if chat.thread else None


def _markup(message: TextMessage) -> dict[str, object]:
    rows = [[{"text": button.text, "callback_data": button.data}] for button in message.buttons]
    return {"inline_keyboard": rows}
