"""Comes into rooms and leaves them: who may invite, where the bot goes along, and when it goes."""

import asyncio
from collections.abc import Iterable, Mapping
from typing import Any

from bot.channels.backoff import Backoff
from bot.channels.matrix.account import Account
from bot.channels.matrix.gate import StateEvent
from bot.channels.matrix.homeserver import FaultyError, RefusedError, asked, insisted, raw
from bot.channels.matrix.rooms import Rooms

ENCRYPTION = {"algorithm": "m.megolm.v1.aes-sha2"}

MOST_WAIT = 60.0
"""Seconds until the homeserver tells us of a room that we made ourselves."""

JOIN_AGAIN = Backoff(2.0, 60.0)
"""Between two tries to go where we are invited."""

MOST_JOINS = 5
"""Tries, over about a minute; then the invitation is declined, so that it does not stand open for ever."""

_CREATE = "/_matrix/client/v3/createRoom"


class Membership:
    """The membership of all rooms."""

    def __init__(self, account: Account, rooms: Rooms, inviters: Iterable[str]) -> None:
        """`inviters` are homeservers and people; empty: everybody of the bot's own homeserver."""
        self._account = account
        self._rooms = rooms
        self._inviters = frozenset(inviters)

    async def invited(self, room: str, state: Iterable[StateEvent]) -> None:
        """Go in, or decline without a word.

        A join that is refused is tried again: an invitation may be here before the homeserver knows of it.
        """
        inviter = _inviter(state, self._rooms.me)
        if self.welcome(inviter) or self._rooms.expects(room):
            for wait in JOIN_AGAIN.waits(MOST_JOINS):
                if await self._allowed(lambda: self._account.client.join(room)):
                    return
                await asyncio.sleep(wait)
        await self.leave(room)

    def welcome(self, person: str) -> bool:
        """Return whether this person may invite the bot."""
        homeserver = person.partition(":")[2]
        return bool(homeserver) and not self._listed.isdisjoint({person, homeserver})

    @property
    def _listed(self) -> frozenset[str]:
        return self._inviters or frozenset({self._rooms.me.partition(":")[2]})

    async def follow(self, room: str) -> None:
        """Join the room that replaces another. If it is by invitation only, the invitation will follow."""
        await self._allowed(lambda: self._account.client.join(room))

    async def leave(self, room: str) -> None:
        """Leave, or decline."""
        await self._allowed(lambda: self._account.client.room_leave(room))

    async def private_room(self, person: str) -> str:
        """Return an encrypted room with this person alone; create one and invite them if there is none.

        Raises:
            RefusedError: if the homeserver does not let us.
        """
        if known := self._rooms.private_with(person):
            return known
        encryption = {"type": "m.room.encryption", "state_key": "", "content": ENCRYPTION}
        asked_for: Mapping[str, Any] = {
            "preset": "trusted_private_chat",
            "is_direct": True,
            "invite": [person],
            "initial_state": [encryption],
        }
        made = await insisted(lambda: raw(self._account.client, "POST", _CREATE, asked_for))
        async with asyncio.timeout(MOST_WAIT):
            while self._rooms.private_with(person) != made["room_id"]:  # noqa: ASYNC110, seldom and soon over
                await asyncio.sleep(0.05)
        return str(made["room_id"])

    async def _allowed(self, request: Any) -> bool:
        """Do it if the homeserver lets us, and return whether it did."""
        try:
            await insisted(lambda: asked(request))
        except (RefusedError, FaultyError):
            return False
        return True


def _inviter(state: Iterable[StateEvent], me: str) -> str:
    """Return who asked us in, by the room's state as an invitation shows it."""
    ours = (event for event in state if event.type == "m.room.member" and event.state_key == me)
    return next((event.sender for event in ours), "")
