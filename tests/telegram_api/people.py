"""People with the app in their hands: they type, press, vote, add the bot to a group, and put it out."""

import re
from dataclasses import dataclass
from typing import Any

from tests.telegram_api.html import units
from tests.telegram_api.world import BOT, NAME, Person, Room, World

Update = int
"""Number of the update that the bot gets."""


class People:
    """Everybody outside the bot."""

    def __init__(self, world: World) -> None:
        self.world = world

    def person(self, name: str = "Amina", *, opened: bool = True) -> "Someone":
        """Somebody new, who opened the chat with the bot, or knows it only from a group."""
        number = self.world.number() + 410_000_000
        self.world.people[number] = Person(number, name, opened=opened)
        self.world.rooms[number] = Room(number, title=name)
        return Someone(self.world, number)

    def group(self, *members: "Someone", title: str = "Wijkteam", kind: str = "supergroup") -> "Group":
        """A group without the bot. The first member made it."""
        number = -self.world.number() if kind == "group" else -1_000_000_000_000 - self.world.number()
        room = Room(number, kind, title, bot="left")
        room.members = {one.id: "creator" if at == 0 else "member" for at, one in enumerate(members)}
        self.world.rooms[number] = room
        return Group(self.world, number)


@dataclass(frozen=True)
class Someone:
    """One person."""

    world: World
    id: int

    def types(self, text: str, at: "Group | None" = None, *, to: int = 0, topic: int = 0) -> Update:
        """A message in the own chat or in a group, in answer to message `to`. 0: the bot may not see it."""
        room = self.world.rooms[at.id if at else self.id]
        answered = room.messages.get(to)
        content: dict[str, Any] = {"text": text}
        if entities := _entities(text):
            content["entities"] = entities
        if answered:
            content["reply_to_message"] = {k: v for k, v in answered.items() if k != "reply_to_message"}
            if room.kind == "supergroup" and not topic:
                topic = answered.get("message_thread_id", to)  # a thread of answers; no topic
        message = self.world.put(room, self._user(), topic, **content)
        if room.group and not self._seen(room, text, answered):
            return 0
        return self.world.tell("message", message, room.id)

    def edits(self, message: int, text: str, at: "Group | None" = None) -> Update:
        room = self.world.rooms[at.id if at else self.id]
        room.messages[message] = {
            **room.messages[message],
            "text": text,
            "edit_date": int(self.world.clock()),
        }
        return self.world.tell("edited_message", room.messages[message], room.id)

    def sends_photo(self, at: "Group | None" = None) -> Update:
        room = self.world.rooms[at.id if at else self.id]
        photo = {"file_id": "p", "file_unique_id": "p", "width": 90, "height": 90}
        message = self.world.put(room, self._user(), 0, photo=[photo])
        return self.world.tell("message", message, room.id)

    def presses(self, label: str, at: "Group | None" = None, *, message: int = 0) -> Update:
        """Presses the button with this label, on the newest message that has it."""
        room = self.world.rooms[at.id if at else self.id]
        for number in sorted(room.messages, reverse=True):
            for button in buttons(room.messages[number]):
                if _same(button["text"], label) and message in {0, number}:
                    return self.forges(button["callback_data"], at, message=number)
        raise AssertionError(f"no button {label!r} in {[texts(one) for one in room.messages.values()]}")

    def forges(
        self, callback: str, at: "Group | None" = None, *, message: int = 0, gone: bool = False
    ) -> Update:
        """A press with any data at all, as a client of one's own can send. `gone`: its message is."""
        room = self.world.rooms[at.id if at else self.id]
        query = str(self.world.number())
        self.world.queries[query] = self.world.clock()
        under = room.messages.get(message or room.last)
        shown: dict[str, Any] = under or {"chat": room.chat(), "message_id": message or 1, "date": 0}
        if gone:
            shown = {"chat": room.chat(), "message_id": message or 1, "date": 0}
        payload = {
            "id": query,
            "from": self._user(),
            "message": shown,
            "chat_instance": str(room.id),
            "data": callback,
        }
        return self.world.tell("callback_query", payload, room.id)

    def votes(self, poll: str, *options: int) -> None:
        """Votes in a native poll; with no option the vote is taken back."""
        vote = self.world.polls[poll]
        self.world.expire()
        if vote.poll["is_closed"]:
            return
        vote.votes[self.id] = list(options)
        if not options:
            del vote.votes[self.id]
        self.world.rooms[vote.chat].messages[vote.message]["poll"] = vote.shown()
        self.world.tell("poll", vote.shown())

    def puts_out(self) -> Update:
        """Blocks the bot."""
        self.world.people[self.id].blocked = True
        room = self.world.rooms[self.id]
        return self.world.tell(
            "my_chat_member", _changed(self.world, room, self.id, "member", "kicked"), room.id
        )

    def lets_in(self) -> Update:
        self.world.people[self.id].blocked = False
        room = self.world.rooms[self.id]
        return self.world.tell(
            "my_chat_member", _changed(self.world, room, self.id, "kicked", "member"), room.id
        )

    def reads(self) -> list[str]:
        """What the bot wrote in the own chat, oldest first."""
        return [texts(one) for one in self.world.rooms[self.id].messages.values() if one["from"]["id"] == BOT]

    def _user(self) -> dict[str, Any]:
        return self.world.people[self.id].user()

    def _seen(self, room: Room, text: str, answered: dict[str, Any] | None) -> bool:
        """Whether privacy mode lets the bot see this message."""
        if room.bot in {"left", "kicked"}:
            return False
        if not self.world.private_mode or room.bot == "administrator":
            return True
        command = re.match(r"/\w+(?:@(\w+))?", text)
        meant = bool(command) and (command[1] == NAME if command and command[1] else room.bot_spoke)
        return meant or bool(answered and answered["from"]["id"] == BOT)


@dataclass(frozen=True)
class Group:
    """A group, seen from outside."""

    world: World
    id: int

    @property
    def room(self) -> Room:
        return self.world.rooms[self.id]

    def takes_in(self, by: Someone, *, admin: bool = False) -> Update:
        """The bot is added: Telegram tells it twice, as a change of member and as a message."""
        before, self.room.bot = self.room.bot, "administrator" if admin else "member"
        change = _changed(self.world, self.room, by.id, before, self.room.bot)
        self.world.tell("my_chat_member", change, self.id)
        joined = self.world.put(self.room, by._user(), 0, new_chat_members=[self.world.bot_user()])
        return self.world.tell("message", joined, self.id)

    def puts_out(self, by: Someone) -> Update:
        before, self.room.bot = self.room.bot, "kicked"
        return self.world.tell(
            "my_chat_member", _changed(self.world, self.room, by.id, before, "kicked"), self.id
        )

    def forbids(self, *what: str) -> None:
        """An admin takes away what the bot may send; with nothing, all is allowed again."""
        self.room.forbidden = frozenset(what)

    def promotes(self, someone: Someone, status: str = "administrator") -> None:
        self.room.members[someone.id] = status

    def opens_topic(self) -> int:
        """Makes the group one with topics, and a topic in it."""
        self.room.forum = True
        self.room.last += 1
        self.room.topics.add(self.room.last)
        return self.room.last

    def grows(self, by: Someone, *, old: bool = True, new: bool = True) -> "Group":
        """Becomes a supergroup under another number. Each of the two service messages may be lost."""
        number = -1_000_000_000_000 - self.world.number()
        room = Room(number, "supergroup", self.room.title, dict(self.room.members), self.room.bot)
        room.bot_spoke = self.room.bot_spoke
        self.world.rooms[number] = room
        last = self.world.put(self.room, by._user(), 0, migrate_to_chat_id=number)
        self.room.moved_to = number
        first = self.world.put(room, by._user(), 0, migrate_from_chat_id=self.id)
        if old:
            self.world.tell("message", last, self.id)
        if new:
            self.world.tell("message", first, number)
        return Group(self.world, number)

    def reads(self) -> list[str]:
        """What the bot wrote here, oldest first."""
        return [texts(one) for one in self.room.messages.values() if one["from"]["id"] == BOT]

    def newest(self) -> int:
        """Number of the bot's newest message."""
        return max(number for number, one in self.room.messages.items() if one["from"]["id"] == BOT)


def buttons(message: dict[str, Any]) -> list[dict[str, Any]]:
    """The buttons under a message, from top to bottom."""
    return [one for row in message.get("reply_markup", {}).get("inline_keyboard", []) for one in row]


def texts(message: dict[str, Any]) -> str:
    """What can be read in a message."""
    poll = message.get("poll")
    shown = [poll["question"], *(one["text"] for one in poll["options"])] if poll else []
    return "\n".join([message.get("text") or message.get("caption") or "", *shown]).strip()


def _same(button: str, label: str) -> bool:
    """Whether this is the button of a label: it may carry its letter, and may be cut short."""
    bare = re.sub(r"^[A-Z]\W+", "", button)
    return label in {button, bare} or (bare.endswith("…") and label.startswith(bare[:-1].rstrip()))


def _entities(text: str) -> list[dict[str, Any]]:
    found = [(match, "bot_command") for match in re.finditer(r"(?<!\S)/\w{1,32}(@\w+)?", text)]
    found += [(match, "mention") for match in re.finditer(r"(?<!\w)@\w{5,32}", text)]
    return [
        {"type": kind, "offset": units(text[: match.start()]), "length": units(match[0])}
        for match, kind in found
    ]


def _changed(world: World, room: Room, by: int, before: str, after: str) -> dict[str, Any]:
    old, new = ({**world.member(Room(0, bot=one), BOT)} for one in (before, after))
    return {
        "chat": room.chat(),
        "from": world.people[by].user(),
        "date": int(world.clock()),
        "old_chat_member": old,
        "new_chat_member": new,
    }
