"""The world behind the Bot API: who is in which chat, what stands there, what waits for the bot."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.telegram_api.refusal import RefusedError, bad, forbidden, moved

BOT = 7_000_000_001
NAME = "ruggespraak_bot"
TOKEN = f"{BOT}:" + "AbC-dEf_" * 4 + "xyz"
"""Shaped like a token of Telegram's; opens nothing."""

KEPT = {"callback_query": 150.0}
"""Seconds that an update waits for a bot that is away (tdlib); everything else a day."""
DAY = 86_400.0
QUERY = 60.0
"""Seconds in which a press can be answered."""
NOT_BY_ITSELF = ("chat_member", "message_reaction", "message_reaction_count")
"""Updates that come only to a bot that asked for them by name."""


BEGUN = 1_790_000_000
"""Seconds since 1970 at which this world begins: no test depends on today's date."""


@dataclass
class Person:
    """Somebody with an account."""

    id: int
    first_name: str
    blocked: bool = False
    """Has put the bot out."""
    opened: bool = True
    """Has opened the chat with the bot: before that it may not write there."""

    def user(self) -> dict[str, Any]:
        return {"id": self.id, "is_bot": False, "first_name": self.first_name, "language_code": "nl"}


@dataclass
class Room:
    """A chat."""

    id: int
    kind: str = "private"
    title: str = ""
    members: dict[int, str] = field(default_factory=dict)
    """Person, and "member", "administrator", "creator", "left" or "kicked"."""
    bot: str = "member"
    topics: set[int] = field(default_factory=set)
    forum: bool = False
    moved_to: int = 0
    forbidden: frozenset[str] = frozenset()
    """What the bot may not send here: "text messages", "photos", "documents", "polls"."""
    closed: bool = False
    """In a group with topics: whether the general one is closed."""
    messages: dict[int, dict[str, Any]] = field(default_factory=dict)
    last: int = 0
    bot_spoke: bool = False

    @property
    def group(self) -> bool:
        return self.kind in {"group", "supergroup"}

    def chat(self) -> dict[str, Any]:
        named = {"title": self.title} if self.group else {"first_name": self.title}
        return {"id": self.id, "type": self.kind, **named, **({"is_forum": True} if self.forum else {})}


@dataclass
class Vote:
    """A native poll, and who voted for what. That never leaves this file."""

    poll: dict[str, Any]
    chat: int
    message: int
    closes: float = 0.0
    votes: dict[int, list[int]] = field(default_factory=dict)

    def shown(self) -> dict[str, Any]:
        """What the bot is told: sums."""
        chosen = [one for votes in self.votes.values() for one in votes]
        options = [
            {**option, "voter_count": chosen.count(at)} for at, option in enumerate(self.poll["options"])
        ]
        return {**self.poll, "options": options, "total_voter_count": len(self.votes)}


@dataclass
class Waiting:
    update: dict[str, Any]
    kind: str
    since: float
    chat: int


@dataclass
class World:
    """Everything there is. `clock` gives seconds since 1970."""

    clock: Callable[[], float] = lambda: BEGUN + time.monotonic()
    private_mode: bool = True
    """The bot sees in a group only what is meant for it."""
    people: dict[int, Person] = field(default_factory=dict)
    rooms: dict[int, Room] = field(default_factory=dict)
    polls: dict[str, Vote] = field(default_factory=dict)
    queries: dict[str, float] = field(default_factory=dict)
    toasts: list[dict[str, Any]] = field(default_factory=list)
    """What answerCallbackQuery showed, with the query it answered."""
    waiting: list[Waiting] = field(default_factory=list)
    history: list[Waiting] = field(default_factory=list)
    """Every update there ever was."""
    allowed: list[str] = field(default_factory=list)
    commands: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    news: asyncio.Event = field(default_factory=asyncio.Event)
    next_update: int = 500_000_000
    next_id: int = 1_000

    def number(self) -> int:
        self.next_id += 1
        return self.next_id

    def room(self, chat: int | str) -> Room:
        """The chat that a bot may send to.

        Raises:
            RefusedError: as Telegram does where there is none, or the bot was put out.
        """
        room = self.rooms.get(chat) if isinstance(chat, int) else None
        if room is None:
            raise bad("chat not found")
        if room.moved_to:
            raise moved(room.moved_to)
        if room.kind == "private" and self.people[room.id].blocked:
            raise forbidden("bot was blocked by the user")
        if room.kind == "private" and not self.people[room.id].opened:
            raise forbidden("bot can't initiate conversation with a user")
        if room.bot in {"kicked", "left"}:
            word = "was kicked from" if room.bot == "kicked" else "is not a member of"
            raise forbidden(f"bot {word} the {room.kind}{'' if room.bot == 'kicked' else ' chat'}")
        return room

    def message(self, room: Room, message: int, what: str) -> dict[str, Any]:
        found = room.messages.get(message)
        if found is None or found["from"]["id"] != BOT:
            raise bad(f"message {what} not found") if found is None else bad(f"message can't be {what[3:]}ed")
        return found

    def bot_user(self) -> dict[str, Any]:
        return {"id": BOT, "is_bot": True, "first_name": "Ruggespraak", "username": NAME}

    def put(self, room: Room, user: dict[str, Any], thread: int = 0, **content: Any) -> dict[str, Any]:
        """A new message in a chat. The bot is told nothing of it yet."""
        room.last += 1
        message = {
            "message_id": room.last,
            "date": int(self.clock()),
            "chat": room.chat(),
            "from": user,
            **content,
        }
        if thread:
            message["message_thread_id"] = thread
            if thread in room.topics:
                message["is_topic_message"] = True
        room.messages[room.last] = message
        room.bot_spoke |= user["id"] == BOT
        return message

    def tell(self, kind: str, payload: dict[str, Any], chat: int = 0) -> int:
        """Puts an update in the bot's queue, unless it did not ask for its kind."""
        wanted = kind in self.allowed if self.allowed else kind not in NOT_BY_ITSELF
        self.next_update += 1
        if wanted:
            update = {"update_id": self.next_update, kind: payload}
            waiting = Waiting(update, kind, self.clock(), chat)
            self.waiting.append(waiting)
            self.history.append(waiting)
            self.news.set()
        return self.next_update

    def expire(self) -> None:
        """Lets go what waited too long, and closes the polls whose time has come."""
        now = self.clock()
        self.waiting = [one for one in self.waiting if one.since + KEPT.get(one.kind, DAY) > now]
        for vote in self.polls.values():
            if vote.closes and vote.closes <= now and not vote.poll["is_closed"]:
                self.close(vote)

    def close(self, vote: Vote) -> dict[str, Any]:
        vote.poll["is_closed"] = True
        shown = vote.shown()
        self.rooms[vote.chat].messages[vote.message]["poll"] = shown
        self.tell("poll", shown)
        return shown

    def member(self, room: Room, person: int) -> dict[str, Any]:
        status = room.members.get(person, "left")
        if person == BOT:
            status = room.bot
        user = self.people[person].user() if person in self.people else self.bot_user()
        return {"status": status, "user": user, **_RIGHTS.get(status, {})}

    def again(self, update: int) -> None:
        """An update that was acknowledged comes again."""
        self.waiting += [one for one in self.history if one.update["update_id"] == update]
        self.news.set()


_ADMIN = [
    "is_anonymous",
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_send_welcome_messages",
]
_RIGHTS: dict[str, dict[str, Any]] = {
    "creator": {"is_anonymous": False},
    "administrator": {"can_be_edited": False, **dict.fromkeys(_ADMIN, False), "can_manage_chat": True},
    "kicked": {"until_date": 0},
}

__all__ = ["BOT", "NAME", "QUERY", "TOKEN", "Person", "RefusedError", "Room", "Vote", "Waiting", "World"]
