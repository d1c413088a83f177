"""Turns what happened in a room into an event of ours, and looks up what the homeserver does not tell."""

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

from bot.channels.matrix import native_polls, parsing
from bot.channels.matrix.gate import MessageEvent, StateEvent
from bot.channels.matrix.lookups import Lookups
from bot.channels.matrix.rendering import ASKED, POLL, POLL_DILEMMA
from bot.channels.matrix.rooms import Rooms
from bot.core.model.events import Added, Chat, Event, Moved, Opened, Pressed, Said, Tallied

MOST = 10_000
"""Places whose last mark is known, and places where a letter is an answer. The oldest is let go."""


@dataclass(frozen=True, slots=True)
class Aside:
    """Something that has to do with Matrix only: it is answered here, and the app does not hear of it."""

    chat: Chat
    key: str
    """Of the sentence that answers it."""
    leaves: bool = False
    """True: the bot leaves the room after it."""


class Inbound:
    """Understands events of one account."""

    def __init__(self, rooms: Rooms, lookups: Lookups) -> None:
        self._rooms = rooms
        self._lookups = lookups
        self._marks: OrderedDict[Hashable, int] = OrderedDict()
        self._questions: OrderedDict[Hashable, None] = OrderedDict()
        self._recalled: OrderedDict[Hashable, None] = OrderedDict()

    async def understood(self, room: str, event: MessageEvent) -> Event | Aside | None:
        """Return what this means for the bot, or None: nothing."""
        if poll := native_polls.ended(event):
            return await self._tallied(room, poll, event)
        if event.sender == self._rooms.me:
            return None
        if reaction := parsing.reaction_in(event):
            return await self._pressed(room, reaction, event)
        return await self._typed(room, event)

    def came_in(self, room: str, event: StateEvent) -> Event | None:
        """Return what it means that the bot joined a room: a successor, a private conversation, or a group.

        Where it made the room itself it has something to say already.
        """
        if self._rooms.me in self._rooms.powers(room).creators:
            return None
        before = self._rooms.before(room)
        if before and self._rooms.knows(before):
            return Moved(self._rooms.chat(before, ""), room)
        others = self._rooms.others(room)
        chat = self._rooms.chat(room, others[0] if len(others) == 1 else "")
        # a minute earlier: the clock of somebody else's homeserver may be behind ours
        mark = self._mark(chat, event, early=60_000)
        return Opened(chat, mark=mark) if len(others) == 1 else Added(chat, mark=mark)

    def asked(self, chat: Chat, *, everyone: bool) -> None:
        """Note that a question was asked in a group: for a while, a letter there is an answer."""
        _remember(self._questions, (chat.room, "" if everyone else chat.person), None)

    async def _typed(self, room: str, event: MessageEvent) -> Event | Aside | None:
        text = parsing.text_in(event)
        if text is None:
            return None
        thread = parsing.thread_of(event.content)
        chat = self._rooms.chat(room, event.sender, thread, sealed=event.sealed)
        if chat.group:
            if not await self._meant_for_us(chat, text, event):
                return None
            text = parsing.bare(text, self._rooms.me, self._rooms.my_name(room))
        leads = self._rooms.powers(room).leads(chat.person)
        if parsing.sends_away(text) and (leads or not chat.group):
            return Aside(chat, "start.farewell", leaves=True)
        return Said(chat, parsing.command(text), mark=self._mark(chat, event), leads=leads)

    async def _meant_for_us(self, chat: Chat, text: str, event: MessageEvent) -> bool:
        if parsing.spoken_to(event, self._rooms.me, self._rooms.my_name(chat.room)):
            return True
        if parsing.letter_in(text.strip()):
            return await self._was_asked(chat)
        answered = parsing.reply_to(event.content)
        return bool(answered) and await self._lookups.content_of_ours(chat.room, answered) is not None

    async def _was_asked(self, chat: Chat) -> bool:
        """Return whether a letter of this person is an answer here. After a restart, ask the room."""
        if chat.room not in self._recalled:
            _remember(self._recalled, chat.room, None)
            for content in await self._lookups.said_lately(chat.room):
                if isinstance(asked := content.get(ASKED), dict):
                    _remember(self._questions, (chat.room, str(asked.get("owner", ""))), None)
        return any((chat.room, person) in self._questions for person in (chat.person, ""))

    async def _pressed(
        self, room: str, reaction: parsing.Reaction, event: MessageEvent
    ) -> Event | Aside | None:
        content = await self._lookups.content_of_ours(room, reaction.event) or {}
        asked = content.get(ASKED)
        if not isinstance(asked, dict):
            return None
        # clients never encrypt a reaction: what counts is who reads what is typed here next
        chat = self._rooms.chat(room, event.sender, parsing.thread_of(content))
        if asked.get("secret"):
            return Aside(chat, "trouble.not-by-reaction")
        key = parsing.key_for(reaction.letter, [str(one) for one in asked.get("keys") or ()])
        if not key:
            return None
        mark, leads = self._mark(chat, event), self._rooms.powers(room).leads(chat.person)
        prompt, owner = str(asked.get("prompt", "")), str(asked.get("owner", ""))
        return Pressed(chat, prompt, key, owner, mark=mark, leads=leads)

    async def _tallied(self, room: str, poll_id: str, event: MessageEvent) -> Event | None:
        """Return the totals of our poll, closed by the bot or by somebody who may close it."""
        start = await self._lookups.event(room, poll_id)
        name = str(start.content.get(POLL, "")) if start else ""
        if not start or not name or start.sender != self._rooms.me or start.sealed > event.sealed:
            return None
        powers = self._rooms.powers(room)
        if event.sender != self._rooms.me and not powers.may_redact(event.sender):
            return None
        redactors = frozenset(one for one in self._rooms.others(room) if powers.may_redact(one))
        related = await self._lookups.about(room, poll_id)
        counts = native_polls.tally(native_polls.poll_from(start), related, redactors)
        chat = self._rooms.chat(room, "", parsing.thread_of(start.content))
        dilemma = str(start.content.get(POLL_DILEMMA, ""))
        return Tallied(chat, name, dilemma, counts, mark=self._mark(chat, event))

    def _mark(self, chat: Chat, event: MessageEvent | StateEvent, early: int = 0) -> int:
        """Return when it was sent, in milliseconds: the same whenever the homeserver tells it again.

        In one place one person speaks, so one clock counts; two events in one millisecond are kept apart.
        """
        at = event.sent_at - early
        mark = max(1, at, self._marks.get(chat.place, 0) + 1)
        _remember(self._marks, chat.place, mark)
        return mark


def _remember(known: "OrderedDict[Hashable, Any]", key: Hashable, value: object) -> None:
    known[key] = value
    known.move_to_end(key)
    if len(known) > MOST:
        known.popitem(last=False)
