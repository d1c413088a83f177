"""Looks things up on the homeserver, decrypted: what somebody reacted to, and everything about a poll."""

import json
from collections import OrderedDict
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from bot.channels.matrix import gate
from bot.channels.matrix.account import Account
from bot.channels.matrix.gate import MessageEvent
from bot.channels.matrix.homeserver import FaultyError, RefusedError, insisted, raw

MOST = 1000
"""Messages of ours that are remembered. Older ones are looked up."""

LATELY = 30
"""Messages of ours that count as said lately."""

POLLS = "nl.ruggespraak.polls"
"""Kept by the homeserver with each room: name of a poll of ours, and the ids of its events."""

MOST_POLLS = 50
"""Per room. Older ones cannot be closed by the bot any more."""

_V3 = "/_matrix/client/v3"


class Lookups:
    """Requests to the homeserver about one event."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self._ours: OrderedDict[str, Mapping[str, Any]] = OrderedDict()

    def sent(self, event: str, content: Mapping[str, Any]) -> None:
        """Remember what the bot sent."""
        self._ours[event] = content
        if len(self._ours) > MOST:
            self._ours.popitem(last=False)

    async def content_of_ours(self, room: str, event: str) -> Mapping[str, Any] | None:
        """Return the content of one of the bot's own messages; None if somebody else's or unreadable."""
        if (known := self._ours.get(event)) is not None:
            return known
        found = await self.event(room, event)
        if not found or found.sender != self._account.client.user_id:
            return None
        self.sent(event, found.content)
        return found.content

    async def said_lately(self, room: str) -> list[Mapping[str, Any]]:
        """Return the contents of the bot's own latest messages in a room, newest first."""
        wanted = {"senders": [self._account.client.user_id], "types": ["m.room.message", "m.room.encrypted"]}
        asked_for = f"dir=b&limit={LATELY}&filter={quote(json.dumps(wanted))}"
        found = await self._get(f"{_V3}/rooms/{quote(room)}/messages?{asked_for}")
        readable = (self._readable(room, event) for event in (found or {}).get("chunk") or ())
        return [event.content for event in readable if event]

    async def event(self, room: str, event: str) -> MessageEvent | None:
        """Return one event, or None if there is none, or none that can be read."""
        found = await self._get(f"{_V3}/rooms/{quote(room)}/event/{quote(event)}")
        return self._readable(room, found) if found else None

    async def about(self, room: str, event: str) -> list[MessageEvent]:
        """Return everything that refers to an event; what cannot be read is left out."""
        path = f"/_matrix/client/v1/rooms/{quote(room)}/relations/{quote(event)}/m.reference?limit=100"
        found, page = list[MessageEvent](), ""
        while True:
            answer = await self._get(path + (f"&from={quote(page)}" if page else ""))
            chunk = (answer or {}).get("chunk") or []
            found += [one for one in (self._readable(room, raw_event) for raw_event in chunk) if one]
            page = str((answer or {}).get("next_batch") or "")
            if not page or not chunk:
                return found

    async def poll(self, room: str, name: str) -> tuple[str, ...]:
        """Return the events of our poll: what opened it, and its text version. Empty: there is none."""
        return tuple(map(str, (await self._polls(room)).get(name) or ()))

    async def opened_poll(self, room: str, name: str, *events: str) -> None:
        """Remember where a poll of ours is: events as `poll` gives them."""
        polls = await self._polls(room) | {name: events}
        latest = dict(list(polls.items())[-MOST_POLLS:])
        await insisted(lambda: raw(self._account.client, "PUT", self._polls_path(room), latest))

    async def _polls(self, room: str) -> dict[str, Any]:
        return await self._get(self._polls_path(room)) or {}

    def _polls_path(self, room: str) -> str:
        return f"{_V3}/user/{quote(self._account.client.user_id)}/rooms/{quote(room)}/account_data/{POLLS}"

    async def _get(self, path: str) -> dict[str, Any] | None:
        try:
            return dict(await insisted(lambda: raw(self._account.client, "GET", path)))
        except (RefusedError, FaultyError):
            return None

    def _readable(self, room: str, event: dict[str, Any]) -> MessageEvent | None:
        found = gate.read(self._account.client, event, room)
        return found if isinstance(found, MessageEvent) else None
