"""Somebody with a Matrix client on mautrix and libolm: none of the code that the bot runs on."""

import asyncio
import json
import logging
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

from mautrix.api import HTTPAPI, Method, Path
from mautrix.client import Client
from mautrix.client.state_store.memory import MemoryStateStore
from mautrix.crypto import OlmMachine
from mautrix.crypto.store import MemoryCryptoStore
from mautrix.crypto.store import StateStore as CryptoStateStore
from mautrix.types import (
    CrossSigningUsage,
    EncryptionAlgorithm,
    EventType,
    MessageType,
    PowerLevelStateEventContent,
    RoomEncryptionStateEventContent,
    RoomID,
    SigningKey,
    TextMessageEventContent,
    TOFUSigningKey,
    UserID,
)

from tests.conftest import HUNG
from tests.matrix_server.synapse import Account, Synapse

logging.getLogger("mau").setLevel(logging.ERROR)

POLL_START = EventType.find("org.matrix.msc3381.poll.start", EventType.Class.MESSAGE)
POLL_RESPONSE = EventType.find("org.matrix.msc3381.poll.response", EventType.Class.MESSAGE)
POLL_END = EventType.find("org.matrix.msc3381.poll.end", EventType.Class.MESSAGE)

_ONLY_LEADERS = PowerLevelStateEventContent(events_default=50)
_ENCRYPTION = {"type": "m.room.encryption", "state_key": "", "content": {"algorithm": "m.megolm.v1.aes-sha2"}}


class _Rooms(MemoryStateStore, CryptoStateStore):  # type: ignore[misc]  # the two say different things of one method
    """What mautrix must know of rooms, for messages and for encryption."""

    async def find_shared_rooms(self, user_id: UserID) -> list[RoomID]:
        return [room for room, members in self.members.items() if user_id in members]


class _Keys(MemoryCryptoStore):
    """Takes in keys a second time too, which mautrix forgot to allow."""

    async def put_cross_signing_key(self, user_id: UserID, usage: CrossSigningUsage, key: SigningKey) -> None:
        known = self._cross_signing_keys.setdefault(user_id, {})
        first = known[usage].first if usage in known else key
        known[usage] = TOFUSigningKey(key=key, first=first)


class Heard:
    """One event that reached somebody, decrypted where it was encrypted."""

    def __init__(self, event: Any) -> None:
        self.room = str(event.room_id)
        self.sender = str(event.sender)
        self.id = str(event.event_id)
        self.type = str(event.type)
        self.content: dict[str, Any] = event.content.serialize()

    @property
    def body(self) -> str:
        return str(self.content.get("body", ""))


class Person:
    """`async with Person(server, account) as ans:`, and then what somebody does in an app."""

    def __init__(self, server: Synapse, account: Account, *, encrypts: bool = True, url: str = "") -> None:
        """`url`: if not that of the server itself."""
        self.id = account.user_id
        api = HTTPAPI(base_url=url or server.url, token=account.access_token)
        self._rooms = _Rooms()
        self.client = Client(UserID(account.user_id), account.device_id, api=api, state_store=self._rooms)
        if encrypts:
            self.client.crypto = OlmMachine(self.client, _Keys("", "somebody"), self._rooms)
        self.heard: list[Heard] = []
        self.sealed: list[Any] = []
        """What came encrypted, as it came."""
        self._came = asyncio.Event()
        self._read = 0

    async def __aenter__(self) -> Self:
        self.client.add_event_handler(EventType.ALL, self._hear)
        self.client.add_event_handler(EventType.ROOM_ENCRYPTED, self._hear_sealed)
        self.client.ignore_initial_sync = False
        if self.client.crypto:
            await self.client.crypto.load()
            await self.client.crypto.share_keys(0)
        self._syncing = self.client.start(None)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.client.stop()
        await asyncio.gather(self._syncing, return_exceptions=True)
        await self.client.api.session.close()

    async def room(
        self,
        *invited: str,
        encrypted: bool,
        direct: bool = True,
        version: str | None = None,
        only_leaders: bool = False,
    ) -> str:
        """A new room with these people asked in. `only_leaders`: the others just read."""
        room = await self.client.create_room(
            invitees=[UserID(one) for one in invited],
            is_direct=direct,
            initial_state=[_ENCRYPTION] if encrypted else [],
            room_version=version,
            power_level_override=_ONLY_LEADERS if only_leaders else None,
        )
        if encrypted:
            algorithm = EncryptionAlgorithm.MEGOLM_V1
            await self._rooms.set_encryption_info(room, RoomEncryptionStateEventContent(algorithm=algorithm))
        return str(room)

    async def says(self, room: str, text: str, **more: Any) -> str:
        """Returns the id of the event."""
        content = TextMessageEventContent(msgtype=MessageType.TEXT, body=text)
        raw = content.serialize() | more
        return await self.sends(room, EventType.ROOM_MESSAGE, raw)

    async def says_openly(self, room: str, text: str) -> None:
        """Unencrypted, also in an encrypted room: as a homeserver could say in somebody's name."""
        content = TextMessageEventContent(msgtype=MessageType.TEXT, body=text)
        await self.client.send_message_event(
            RoomID(room), EventType.ROOM_MESSAGE, content, disable_encryption=True
        )

    async def says_unreadably(self, room: str) -> None:
        """Something encrypted with a key that nobody has."""
        content = {
            "algorithm": "m.megolm.v1.aes-sha2",
            "ciphertext": "AwgAEoABzzz",
            "sender_key": "SGVsbG8gd29ybGQsIGhlbGxvIHdvcmxkLCBoZWxsb28",
            "session_id": "U2Vzc2llIHZhbiBuaWVtYW5kLCBzZXNzaWUgbmllbWE",
            "device_id": "NIEMAND",
        }
        kind = EventType.ROOM_ENCRYPTED
        await self.client.send_message_event(RoomID(room), kind, content, disable_encryption=True)  # type: ignore[arg-type]

    async def knows_encrypted(self, room: str) -> None:
        """Share a key with everybody in the room, whether the room is encrypted or not."""
        assert self.client.crypto
        members = [UserID(one) for one in await self.client.get_joined_members(RoomID(room))]
        algorithm = EncryptionAlgorithm.MEGOLM_V1
        await self._rooms.set_encryption_info(
            RoomID(room), RoomEncryptionStateEventContent(algorithm=algorithm)
        )
        await self.client.crypto.share_group_session(RoomID(room), members)

    async def sends_sealed(self, room: str, inside: object) -> None:
        """An encrypted event that holds this, whatever it is: no homeserver and no client looks inside."""
        assert self.client.crypto
        session = await self.client.crypto.crypto_store.get_outbound_group_session(RoomID(room))
        content = {
            "algorithm": "m.megolm.v1.aes-sha2",
            "ciphertext": session.encrypt(json.dumps(inside)),
            "sender_key": self.client.crypto.account.identity_key,
            "session_id": session.id,
            "device_id": self.client.device_id,
        }
        await self.client.crypto.crypto_store.update_outbound_group_session(session)
        await self.client.send_message_event(
            RoomID(room),
            EventType.ROOM_ENCRYPTED,
            content,  # type: ignore[arg-type]
            disable_encryption=True,
        )

    async def learns_of_devices(self, other: str) -> None:
        """What other clients do when somebody has a new device: a fresh key, for it as well."""
        assert self.client.crypto
        await self.client.crypto._fetch_keys([UserID(other)], include_untracked=True)
        rooms = [RoomID(room) for room in self._rooms.members]
        await self.client.crypto.crypto_store.remove_outbound_group_sessions(rooms)

    async def sends(self, room: str, kind: EventType, content: dict[str, Any]) -> str:
        return str(await self.client.send_message_event(RoomID(room), kind, content))  # type: ignore[arg-type]

    async def reacts(self, room: str, event: str, key: str) -> str:
        relation = {"rel_type": "m.annotation", "event_id": event, "key": key}
        return await self.sends(room, EventType.REACTION, {"m.relates_to": relation})

    async def edits(self, room: str, event: str, text: str, **more: Any) -> str:
        """What an app sends when somebody changes a message that was sent."""
        content = {"msgtype": "m.text", "body": text, **more}
        relation = {"rel_type": "m.replace", "event_id": event}
        instead = content | {"body": f"* {text}", "m.new_content": content, "m.relates_to": relation}
        return await self.sends(room, EventType.ROOM_MESSAGE, instead)

    async def votes(self, room: str, poll: str, *answers: str) -> str:
        relation = {"rel_type": "m.reference", "event_id": poll}
        chosen = {"org.matrix.msc3381.poll.response": {"answers": list(answers)}}
        return await self.sends(room, POLL_RESPONSE, {"m.relates_to": relation, **chosen})

    async def redacts(self, room: str, event: str) -> None:
        await self.client.redact(RoomID(room), event)  # type: ignore[arg-type]

    async def joins(self, room: str) -> None:
        await self.client.join_room(RoomID(room))

    async def leaves(self, room: str) -> None:
        await self.client.leave_room(RoomID(room))

    async def invites(self, room: str, other: str) -> None:
        await self.client.invite_user(RoomID(room), UserID(other))

    async def puts_out(self, room: str, other: str) -> None:
        await self.client.kick_user(RoomID(room), UserID(other))

    async def upgrades(self, room: str) -> str:
        """The id of the room that takes its place."""
        path = Path.v3.rooms[RoomID(room)].upgrade
        got = await self.client.api.request(Method.POST, path, {"new_version": "11"})
        return str(got["replacement_room"])

    async def downloads(self, heard: Heard) -> bytes:
        """What a picture or file holds: decrypted, where it was encrypted."""
        from mautrix.crypto.attachments import decrypt_attachment  # noqa: PLC0415, needs libolm

        if not (file := heard.content.get("file")):
            return bytes(await self.client.download_media(heard.content["url"]))
        raw = await self.client.download_media(file["url"])
        return bytes(decrypt_attachment(raw, file["key"]["k"], file["hashes"]["sha256"], file["iv"]))

    async def downloads_raw(self, heard: Heard) -> bytes:
        """The same, as the homeserver has it."""
        url = heard.content["file"]["url"] if "file" in heard.content else heard.content["url"]
        return bytes(await self.client.download_media(url))

    async def encrypts(self, room: str) -> None:
        """From here on everything in the room is encrypted."""
        content = RoomEncryptionStateEventContent(algorithm=EncryptionAlgorithm.MEGOLM_V1)
        await self.client.send_state_event(RoomID(room), EventType.ROOM_ENCRYPTION, content)
        await self._rooms.set_encryption_info(RoomID(room), content)

    async def sends_nonsense(self, room: str) -> None:
        """Events that no client would send."""
        nonsense: list[Any] = [{"msgtype": "m.nieuw", "body": ""}, {"msgtype": "m.image", "body": "x"}]
        for content in nonsense:
            kind = EventType.ROOM_MESSAGE
            await self.client.send_message_event(RoomID(room), kind, content, disable_encryption=True)

    async def hears(self, found: Callable[[Heard], bool]) -> Heard:
        """The first event after the last one heard that this holds for."""
        async with asyncio.timeout(HUNG):
            while True:
                for at in range(self._read, len(self.heard)):
                    if found(self.heard[at]):
                        self._read = at + 1
                        return self.heard[at]
                self._came.clear()
                await self._came.wait()

    async def hears_from(self, other: str, room: str) -> str:
        """The text of the next message of somebody else in a room."""
        heard = await self.hears(lambda one: _is_message(one, other, room))
        return heard.body

    def bodies_from(self, other: str, room: str) -> list[str]:
        return [one.body for one in self.heard if _is_message(one, other, room)]

    async def _hear(self, event: Any) -> None:
        told = hasattr(event, "event_id") and getattr(event, "content", None) is not None
        if told and event.type != EventType.ROOM_ENCRYPTED:
            self.heard.append(Heard(event))
            self._came.set()

    async def _hear_sealed(self, event: Any) -> None:
        self.sealed.append(event)


def _is_message(heard: Heard, sender: str, room: str) -> bool:
    return heard.sender == sender and heard.room == room and heard.type == "m.room.message"
