"""Shows messages of the bot: in the right room, in the right form, and each of them once."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from bot.channels.channel import File, Image, Message, MutedError, Sentences
from bot.channels.matrix import native_polls
from bot.channels.matrix.inbound import Inbound
from bot.channels.matrix.lookups import Lookups
from bot.channels.matrix.membership import Membership
from bot.channels.matrix.rendering import (
    DOCX,
    POLL,
    POLL_DILEMMA,
    closed_in_words,
    content_for,
    edited,
    file_for,
    image_for,
    poll_in_words,
    related,
)
from bot.channels.matrix.rooms import Rooms
from bot.channels.matrix.sender import Sender
from bot.core.model.events import Chat, Event, Tallied
from bot.core.model.replies import Ask, ClosePoll, OpenPoll, Say, Toast

MESSAGE = "m.room.message"


class Outbound:
    """Everything that is shown, and to what it is an answer."""

    def __init__(  # noqa: PLR0913, PLR0917, everything that has a part in it
        self,
        sender: Sender,
        rooms: Rooms,
        lookups: Lookups,
        inbound: Inbound,
        membership: Membership,
        sentences: Sentences,
    ) -> None:
        self._sender = sender
        self._rooms = rooms
        self._lookups = lookups
        self._inbound = inbound
        self._membership = membership
        self._sentences = sentences
        self._origins: dict[int, str] = {}
        self._sending: dict[int, int] = {}
        self._quiet = asyncio.Condition()

    def expect(self, event: Event, origin: str) -> None:
        """Expect an answer to this event; `origin` is its id on Matrix, or empty."""
        self._origins[id(event)] = origin

    async def sent_all(self, event: Event) -> None:
        """Wait until no answer to this event is being sent; then forget where it came from."""
        async with self._quiet:
            await self._quiet.wait_for(lambda: not self._sending.get(id(event)))
        self._origins.pop(id(event), None)

    async def show(self, chat: Chat, message: Message, key: str, answering: Event | None) -> None:
        """Send one message. See `Channel.send`."""
        self._sending[id(answering)] = self._sending.get(id(answering), 0) + 1
        try:
            await self._show(chat, message, key, answering)
        finally:
            async with self._quiet:
                self._sending[id(answering)] -= 1
                if not self._sending[id(answering)]:
                    del self._sending[id(answering)]
                self._quiet.notify_all()

    async def _show(self, chat: Chat, message: Message, key: str, answering: Event | None) -> None:
        send = self._send_as(chat, key, answering)
        match message:
            case Say() | Ask():
                if isinstance(message, Ask) and chat.group:
                    self._inbound.asked(chat, everyone=message.everyone)
                owner = "" if isinstance(message, Ask) and message.everyone else chat.person
                await send(MESSAGE, content_for(message, owner))
            case Image():
                await send(MESSAGE, await self._image(chat, message))
            case File():
                await send(MESSAGE, await self._file(chat, message))
            case Toast():
                await self._say_in_private(chat, message, key, answering)
            case OpenPoll():
                await self._open(chat, message, send)
            case ClosePoll():
                await self._close(chat, message, send)

    def _send_as(
        self, chat: Chat, key: str, answering: Event | None
    ) -> Callable[[str, dict[str, Any]], Awaitable[str]]:
        to = self._origins.get(id(answering), "") if chat.group else ""
        answers = answering is not None

        async def send(kind: str, content: dict[str, Any]) -> str:
            whole = related(content, chat, to)
            once = key if kind == MESSAGE else f"{key}-{kind.rpartition('.')[2]}"
            if not self._may_say(chat.room, kind):
                raise MutedError
            event = await self._sender.put(chat.room, kind, whole, once, answers=answers)
            self._lookups.sent(event, whole)
            return event

        return send

    def _may_say(self, room: str, kind: str) -> bool:
        sealed = self._rooms.sealed(room)
        return self._rooms.powers(room).may_send(self._rooms.me, "m.room.encrypted" if sealed else kind)

    async def _image(self, chat: Chat, image: Image) -> dict[str, Any]:
        sealed = self._rooms.sealed(chat.room)
        where = await self._sender.upload(image.png, "image/png", "plaatje.png", sealed=sealed)
        return image_for(image) | where

    async def _file(self, chat: Chat, file: File) -> dict[str, Any]:
        sealed = self._rooms.sealed(chat.room)
        where = await self._sender.upload(file.content, DOCX, file.name, sealed=sealed)
        return file_for(file) | where

    async def _say_in_private(self, chat: Chat, toast: Toast, key: str, answering: Event | None) -> None:
        """Say what only this person may see: not in a group, nor where others can read along."""
        room = chat.room
        if chat.group or not self._rooms.sealed(room):
            room = await self._sender.insist(lambda: self._membership.private_room(chat.person))
        text = content_for(Say(toast.text, toast.title))
        await self._sender.put(room, MESSAGE, text, f"{key}-alone", answers=answering is not None)

    async def _open(
        self, chat: Chat, poll: OpenPoll, send: Callable[[str, dict[str, Any]], Awaitable[str]]
    ) -> None:
        """Open a poll, and say the same in words beside it: not every client shows polls."""
        answers = [(option.key, f"{option.key}  {option.label}") for option in poll.options]
        ours = {POLL: poll.poll, POLL_DILEMMA: poll.dilemma}
        opened = await send(native_polls.START, native_polls.start(poll.text, answers) | ours)
        await self._lookups.opened_poll(chat.room, poll.poll, opened)
        in_words = await send(MESSAGE, poll_in_words(poll, self._sentences))
        await self._lookups.opened_poll(chat.room, poll.poll, opened, in_words)

    async def _close(
        self, chat: Chat, poll: ClosePoll, send: Callable[[str, dict[str, Any]], Awaitable[str]]
    ) -> None:
        if events := await self._lookups.poll(chat.room, poll.poll):
            await send(native_polls.END, native_polls.end(events[0], poll.text))

    async def poll_closed(self, closed: Tallied) -> None:
        """Edit the words beside a closed poll, whoever closed it, so that they ask for no more votes."""
        room = closed.chat.room
        for in_words in (await self._lookups.poll(room, closed.poll))[1:]:
            if content := await self._lookups.content_of_ours(room, in_words):
                instead = edited(closed_in_words(dict(content), self._sentences), in_words)
                await self._sender.put(room, MESSAGE, instead, f"closed-{in_words}", answers=False)
