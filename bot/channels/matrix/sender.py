"""Sends: one queue for the whole account, in which whoever waits for an answer goes first.

Everything goes out under a transaction id made from what it answers. Sent again after a crash, the
homeserver knows it and shows it once.
"""

import asyncio
import io
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.channels.channel import ChannelError, UnreachableError
from bot.channels.matrix.account import Account
from bot.channels.matrix.homeserver import (
    AwayError,
    FaultyError,
    RefusedError,
    SignedOutError,
    asked,
    insisted,
)
from bot.channels.matrix.rate_limit import ANSWER, UNASKED, Pace

_GONE = frozenset({403, 404})


class Sender:
    """Sends messages."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self._pace = Pace()
        self._sharing = asyncio.Lock()
        self.ready = asyncio.Event()
        """Set while the homeserver knows us and we know our rooms. Cleared when it has forgotten us."""

    async def put(
        self, room: str, kind: str, content: Mapping[str, Any], key: str, *, answers: bool = True
    ) -> str:
        """Send one event, encrypted where the room is. Returns its id.

        Raises:
            ChannelError: if the homeserver refuses it for good; `UnreachableError` if we are not in the room.
        """

        async def attempt() -> Any:
            await self._share_keys(room)
            return await asked(
                lambda: self._account.client.room_send(
                    room, kind, dict(content), tx_id=key, ignore_unverified_devices=True
                )
            )

        sent = await self.insist(attempt, answers=answers)
        return str(sent.event_id)

    async def upload(self, content: bytes, kind: str, name: str, *, sealed: bool) -> dict[str, Any]:
        """Put a file on the homeserver, encrypted if `sealed`. Returns what refers to it in a message.

        Raises:
            ChannelError: as `put` does.
        """
        key: dict[str, Any] = {}

        async def attempt() -> Any:
            answer, found = await self._account.client.upload(
                io.BytesIO(content), kind, None if sealed else name, encrypt=sealed, filesize=len(content)
            )
            key.update(found or {})

            async def answered() -> Any:
                return answer

            return await asked(answered)

        uploaded = await self.insist(attempt)
        where = str(uploaded.content_uri)
        return {"file": key | {"url": where, "mimetype": kind}} if sealed else {"url": where}

    async def insist(self, attempt: Callable[[], Awaitable[Any]], *, answers: bool = True) -> Any:
        """Try until it is through: as long as the homeserver is away, asks for silence or forgot us."""

        async def one_turn() -> Any:
            async with self._pace.turn(ANSWER if answers else UNASKED):
                return await attempt()

        while True:
            await self.ready.wait()
            try:
                return await insisted(one_turn, pace=self._pace)
            except SignedOutError:
                self.ready.clear()
            except RefusedError as error:
                if error.status in _GONE:
                    raise UnreachableError(str(error)) from error
                raise
            except FaultyError as error:
                raise ChannelError("the homeserver is out of order") from error

    async def _share_keys(self, room: str) -> None:
        """See to it that everybody in the room can read what comes.

        nio does this by itself while it sends, but takes it as done when a request failed; then nobody
        could read the answers for a week.
        """
        client = self._account.client
        known = client.rooms.get(room)
        if known is None:
            raise UnreachableError("not in this room")
        if not known.encrypted:
            return
        async with self._sharing:
            if client.olm.should_share_group_session(room):
                await _shared(client, room)


async def _shared(client: Any, room: str) -> None:
    if client.should_query_keys:
        await asked(client.keys_query)
    if missing := client.get_missing_sessions(room):
        await asked(lambda: client.keys_claim(missing))
    answer = await client.share_group_session(room, ignore_unverified_devices=True)
    if not _readers(client, room) <= set(getattr(answer, "users_shared_with", ())):
        client.olm.outbound_group_sessions.pop(room, None)
        raise AwayError


def _readers(client: Any, room: str) -> set[tuple[str, str]]:
    """Return the person and device of everybody who must get the key and can get it."""
    return {
        (person, device.id)
        for person in client.rooms[room].users
        for device in client.device_store.active_user_devices(person)
        if device.id != client.device_id and client.olm.session_store.get(device.curve25519)
    }
