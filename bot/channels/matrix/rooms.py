"""Keep the state of the rooms the bot is in. nio keeps the members; this adds what it gets wrong or lacks."""

from bot.channels.matrix import parsing
from bot.channels.matrix.account import Account
from bot.channels.matrix.gate import StateEvent
from bot.channels.matrix.power_levels import Powers
from bot.core.model.events import Chat

NAME = "matrix"


class Rooms:
    """Every room, by id. Only in memory: after a start the homeserver tells how all of them stand."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self._powers: dict[str, Powers] = {}
        self._before: dict[str, str] = {}
        self._after: dict[str, str] = {}

    @property
    def me(self) -> str:
        """Return the bot's own id."""
        return str(self._account.client.user_id)

    def see(self, room: str, event: StateEvent) -> None:
        """Take in a state event."""
        self._powers[room] = self._powers.get(room, Powers()).seen(event)
        if event.type == "m.room.create":
            before = event.content.get("predecessor")
            self._before[room] = str(before.get("room_id", "")) if isinstance(before, dict) else ""
        if after := parsing.moved_to(event):
            self._after[room] = after

    def forget(self, room: str) -> None:
        """Forget a room that the bot left."""
        self._powers.pop(room, None)
        self._before.pop(room, None)
        self._after.pop(room, None)
        self._account.client.rooms.pop(room, None)

    def knows(self, room: str) -> bool:
        """Return whether the bot is in this room."""
        return room in self._account.client.rooms

    def before(self, room: str) -> str:
        """Return the room that this one took the place of, or empty.

        Both rooms must say so: whoever makes a room can name any other as the one before it.
        """
        before = self._before.get(room, "")
        return before if self._after.get(before) == room else ""

    def expects(self, room: str) -> bool:
        """Return whether this room takes the place of one that the bot is in."""
        return room in self._after.values()

    def others(self, room: str) -> list[str]:
        """Return everybody in the room or asked into it, but the bot."""
        known = self._account.client.rooms.get(room)
        return [person for person in known.users if person != self.me] if known else []

    def sealed(self, room: str) -> bool:
        """Return whether what is said here is encrypted."""
        known = self._account.client.rooms.get(room)
        return bool(known and known.encrypted)

    def powers(self, room: str) -> Powers:
        """Return who may do what."""
        return self._powers.get(room, Powers())

    def my_name(self, room: str) -> str:
        """Return what people see as the bot's name here."""
        known = self._account.client.rooms.get(room)
        me = known.users.get(self.me) if known else None
        return str(me.display_name or "") if me else ""

    def chat(self, room: str, person: str, thread: str = "", *, sealed: bool | None = None) -> Chat:
        """Return the place in which this person speaks. A room with more than one person in it is a group.

        `sealed` tells of a text whether it came encrypted. Without it the room tells what is expected here.
        """
        others = self.others(room)
        group = len(others) > 1 or (len(others) == 1 and person not in ("", others[0]))
        return Chat(NAME, room, person, group, thread, self.sealed(room) if sealed is None else sealed)

    def private_with(self, person: str) -> str:
        """Return an encrypted room in which the bot is alone with this person, or empty."""
        alone = (room for room in self._account.client.rooms if self.others(room) == [person])
        return next((room for room in alone if self.sealed(room)), "")
