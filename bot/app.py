"""Joins the rooms: hear, think, remember, answer. Nobody else reads the clock."""

import asyncio
import hashlib
import logging
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePath
from zoneinfo import ZoneInfo

import msgspec

from bot.channels.channel import Channel, ChannelError
from bot.content.draft import drafted
from bot.core import words
from bot.core.editions import Edition, Editions
from bot.core.events import Event
from bot.core.finder import Finder
from bot.core.library import Library
from bot.core.matcher import Matcher
from bot.core.replies import Say, Submit, Turn
from bot.core.session import Session
from bot.store.drafts import Drafts
from bot.store.store import Store

log = logging.getLogger("ruggespraak")

AMSTERDAM = ZoneInfo("Europe/Amsterdam")

Clock = Callable[[], datetime]


def wall_clock() -> datetime:
    """Now, in Europe/Amsterdam."""
    return datetime.now(AMSTERDAM)


@dataclass(frozen=True, slots=True)
class Bot:
    """Everything that is the same for all channels."""

    editions: Editions
    store: Store
    clock: Clock = wall_clock
    drafts: Drafts = field(kw_only=True)

    async def talk(self, channel: Channel) -> None:
        """Talk on one channel until it has no more events."""
        async with channel:
            async for event in channel.events():
                try:
                    await self.handle(event, channel)
                except Exception as error:  # noqa: BLE001, one event must not end all conversations
                    log.error("event failed: %s", fault(error))
                    await channel.send(event.chat, Say(words.SORRY))

    async def handle(self, event: Event, channel: Channel) -> None:
        """One event: remember first, then answer. So an answer is never about a lost state."""
        now = self.clock()
        session = await self.store.session(event.chat, now)
        turn = self.editions.respond(event, session, now)
        turn = await self._sent(turn, session, now)
        await self.store.keep(event.chat, turn, now)
        for reply in turn.replies:
            try:
                await channel.send(event.chat, reply)
            except ChannelError:
                log.error("reply refused on %s", channel.name)
                return

    async def _sent(self, turn: Turn, before: Session, now: datetime) -> Turn:
        """The turn, with what was sent in safely on disk. If that cannot be, all is as it was before.

        This comes before the turn is kept: a crash in between leaves a draft that nobody was thanked
        for, and the same text sent again is the same file.
        """
        for effect in turn.effects:
            if isinstance(effect, Submit):
                draft = drafted(effect.notes)
                outcome = await asyncio.to_thread(self.drafts.put, draft.name, draft.text, now)
                if outcome != "kept":
                    return Turn(before, (Say(_NOT_SENT[outcome]),))
        return turn


_NOT_SENT = {"full": words.DRAFTS_FULL, "too long": words.DRAFT_TOO_LONG}


def edition_of(library: Library, finder: Callable[[Library], Finder] = Matcher) -> Edition:
    """This content with its search, marked by what stands in it."""
    mark = hashlib.sha256(msgspec.json.encode(library)).hexdigest()[:8]
    return Edition(library, finder(library), mark)


def fault(error: BaseException) -> str:
    """Class and places of an error. Not its message: that may quote what a person typed."""
    frames = traceback.extract_tb(error.__traceback__)
    places = " < ".join(
        f"{PurePath(frame.filename).name}:{frame.lineno} {frame.name}" for frame in reversed(frames)
    )
    return f"{type(error).__name__} at {places}"
