"""Plays Matrix: the real channel, over a homeserver that is only a queue. Nothing leaves this process."""

import asyncio
import json
from datetime import date
from itertools import count
from pathlib import Path
from types import SimpleNamespace, TracebackType
from typing import Any, Self

import nio

from bot.app.bot import Bot
from bot.app.scheduler import Scheduler
from bot.channels.matrix import checkpoint
from bot.channels.matrix.matrix import Matrix
from bot.core.editions import Edition, Editions
from bot.core.model.finder import Finder
from bot.core.model.library import Library
from bot.store.drafts import Drafts
from tests.conftest import HUNG, NOW
from tests.dutch import say
from tests.harness.conversation import Clock
from tests.harness.html import words_in
from tests.harness.whole_store import whole_store

KEY = b"k" * 32
ME, ANS = "@ruggespraak:gemeente.example", "@ans:gemeente.example"
ROOM = "!kamer:gemeente.example"

Json = dict[str, Any]


class Loopback:
    """What of a nio client the channel uses. Answers of `/sync` go in raw, and are read by nio."""

    def __init__(self) -> None:
        self.user_id = ME
        self.rooms: dict[str, nio.MatrixRoom] = {}
        self.olm = SimpleNamespace(should_share_group_session=lambda _room: False)
        self.outgoing_to_device_messages: list[object] = []
        self.should_upload_keys = self.should_query_keys = self.should_claim_keys = False
        self.told: asyncio.Queue[Json] = asyncio.Queue()
        self.sent: dict[str, Json] = {}
        """Content of every event, by transaction id."""

    async def sync(self, **_: object) -> Any:
        response = nio.SyncResponse.from_dict(await self.told.get())
        for room, info in response.rooms.join.items():
            known = self.rooms.setdefault(room, nio.MatrixRoom(room, ME))
            for event in [*info.state, *info.timeline.events]:
                member = isinstance(event, nio.RoomMemberEvent)
                known.handle_membership(event) if member else known.handle_event(event)
        return response

    def decrypt_event(self, event: nio.MegolmEvent) -> Any:
        """Read what `sealed` made."""
        return nio.Event.parse_decrypted_event({**event.source, **json.loads(event.ciphertext)})

    async def room_send(self, room: str, kind: str, content: Json, tx_id: str, **_: object) -> Any:
        self.sent.setdefault(tx_id, {"type": kind, "content": content})
        return nio.RoomSendResponse(f"$van-de-bot-{tx_id}", room)


class LoopbackAccount:
    """An account that is always logged in."""

    def __init__(self, client: Loopback) -> None:
        self.client = client

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        pass

    async def anew(self) -> None:
        raise AssertionError("nobody signed out")


class Reached:
    """A `Position` that can be waited for."""

    def __init__(self) -> None:
        self._value = ""
        self._moved = asyncio.Condition()

    def today(self) -> date:
        return NOW.date()

    async def get(self) -> tuple[str, date] | None:
        return (self._value, NOW.date()) if self._value else None

    async def put(self, value: str) -> None:
        async with self._moved:
            self._value = value
            self._moved.notify_all()

    async def reaches(self, value: str) -> None:
        async with self._moved, asyncio.timeout(HUNG):
            await self._moved.wait_for(lambda: self._value == value)


def sealed(inside: Json) -> Json:
    """The content of an encrypted event; only its form is real."""
    return {
        "algorithm": "m.megolm.v1.aes-sha2",
        "ciphertext": json.dumps(inside),
        "sender_key": "sleutel",
        "session_id": "sessie",
        "device_id": "APPARAAT",
    }


class MatrixWire:
    """An encrypted room of two. To pick is to react with the letter."""

    def __init__(self, folder: Path, library: Library, finder: Finder) -> None:
        self._folder = folder
        self._editions = Editions(Edition(library, finder))
        self._clock = Clock(NOW)
        self._times = count(1_800_000_000_000, 100_000)
        self._numbers = count(1)
        self._position = Reached()
        self._talking: asyncio.Task[None] | None = None
        self._scheduler: Scheduler | None = None
        self._last = ""

    async def open(self) -> str:
        """The bot is put out, and asked in again."""
        joined = self._event("m.room.member", ME, {"membership": "join"}, state_key=ME)
        joined["unsigned"] = {"prev_content": {"membership": "leave"}}
        return await self._hear(joined)

    async def type(self, text: str) -> str:
        inside = {"type": "m.room.message", "content": {"msgtype": "m.text", "body": text}}
        return await self._hear(self._event("m.room.encrypted", ANS, sealed(inside)))

    async def pick(self, label: str) -> str:
        letters = [line.split()[0] for line in self._last.split("\n") if line.strip()[3:] == label]
        assert len(letters) == 1, f"{label!r} is not one of the options in:\n{self._last}"
        asked = next(
            key for key in reversed(self._client.sent) if f"  {letters[0]}  {label}" in self._body(key)
        )
        relation = {"rel_type": "m.annotation", "event_id": f"$van-de-bot-{asked}", "key": letters[0]}
        return await self._hear(self._event("m.reaction", ANS, {"m.relates_to": relation}))

    async def restart(self) -> None:
        await self.close()
        self._scheduler = None

    async def close(self) -> None:
        if self._talking:
            self._talking.cancel()
            await asyncio.gather(self._talking, return_exceptions=True)
            await self._store.__aexit__(None, None, None)
            self._talking = None

    def wait(self, minutes: int) -> None:
        self._clock.move(minutes)

    async def ring(self) -> str:
        """Have said what is due by now."""
        if self._talking is None:
            await self._start()
        before = len(self._client.sent)
        scheduler = self._scheduler = self._scheduler or Scheduler(
            self._bot, {self._matrix.name: self._matrix}
        )
        for _ in range(3):
            await scheduler.once()
            await scheduler.drain()
        return "".join(f"{self._body(key)}\n\n" for key in list(self._client.sent)[before:])

    def on_disk(self) -> bytes:
        return b"".join(file.read_bytes() for file in self._folder.iterdir() if file.is_file())

    async def _hear(self, event: Json) -> str:
        if self._talking is None:
            await self._start()
        before = len(self._client.sent)
        await self._tell({"timeline": {"events": [event], "limited": False, "prev_batch": "p"}})
        new = list(self._client.sent)[before:]
        self._last = "".join(f"{self._body(key)}\n\n" for key in new)
        return self._last

    def _body(self, key: str) -> str:
        """What a screen reader says, which must be what everybody else sees."""
        content = self._client.sent[key]["content"]
        assert words_in(content["formatted_body"]) == [
            word for line in content["body"].split("\n") for word in line.removeprefix("- ").split()
        ]
        return str(content["body"])

    async def _start(self) -> None:
        self._client = Loopback()
        self._store = whole_store(self._folder, KEY)
        await self._store.__aenter__()
        checkpoint.STORE_EVERY = 0  # the harness waits for what is stored
        account: Any = LoopbackAccount(self._client)
        self._matrix = Matrix(account, self._position, say)
        self._bot = Bot(self._editions, self._store, self._clock, drafts=Drafts(self._folder / "drafts"))
        self._talking = asyncio.create_task(self._bot.talk(self._matrix))
        await self._tell({"state": {"events": self._room()}, "timeline": {"events": [], "limited": False}})

    async def _tell(self, room: Json) -> None:
        token = f"token-{next(self._numbers)}"
        empty: Json = {"state": {"events": []}, "timeline": {"events": []}, "ephemeral": {"events": []}}
        joined = {**empty, "account_data": {"events": []}, "summary": {}, "unread_notifications": {}, **room}
        await self._client.told.put({"next_batch": token, "rooms": {"join": {ROOM: joined}}})
        assert self._talking
        reached = asyncio.create_task(self._position.reaches(token))
        done, _ = await asyncio.wait({reached, self._talking}, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()

    def _room(self) -> list[Json]:
        """Ans made the room, and the bot was in it before anything here happened."""
        encryption = {"algorithm": "m.megolm.v1.aes-sha2"}
        return [
            self._event("m.room.create", ANS, {"room_version": "12"}, state_key=""),
            self._event("m.room.encryption", ANS, encryption, state_key=""),
            self._event("m.room.member", ANS, {"membership": "join"}, state_key=ANS),
            self._event("m.room.member", ME, {"membership": "join"}, state_key=ME),
        ]

    def _event(self, kind: str, sender: str, content: Json, **more: object) -> Json:
        at = next(self._times)
        return {
            "type": kind,
            "sender": sender,
            "event_id": f"$gebeurtenis-{at}",
            "origin_server_ts": at,
            "content": content,
            **more,
        }
