"""Joins the rooms: hear, think, remember, answer."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import count

from bot.app.batching import Texts, joined
from bot.app.clock import Clock, wall_clock
from bot.app.command_text import with_commands
from bot.app.dedup import Dedup
from bot.app.deferred_search import respond_with_search
from bot.app.fault import fault
from bot.app.link_text import linked
from bot.app.queues import QueueFullError, Queues
from bot.app.room_locks import RoomLocks
from bot.app.submitting import submitted
from bot.channels.backoff import Backoff
from bot.channels.channel import (
    Channel,
    ChannelClosedError,
    ChannelError,
    File,
    Image,
    Joining,
    Message,
    MutedError,
    UncertainError,
    UnreachableError,
    checked,
)
from bot.core.conversation import navigation
from bot.core.editions import Editions
from bot.core.model.events import Event, Muted, Opened, Pressed, Removed, Said, TimerFired
from bot.core.model.figures import Figure
from bot.core.model.library import Library
from bot.core.model.replies import Ask, ClosePoll, OpenPoll, Paper, Picture, Reply, Say, Toast
from bot.core.team import ballots
from bot.core.team.teams import code_in
from bot.store.drafts import Drafts
from bot.store.errors import StoreBusyError, VoteRefusedError
from bot.store.store import Store

log = logging.getLogger("ruggespraak")

TRIES = 3
"""So often an event is tried that goes wrong. Then it is let go: nothing may stand in the way for ever."""

PATIENCE = 5.0
"""Seconds that an event waits for its answer to be shown before it counts as handled."""

GOODBYE = 10.0
"""Seconds at the end for what was begun."""

BACK_OFF = Backoff(1.0, 64.0)
"""Between two tries while the database cannot write."""


Draw = Callable[[Figure], bytes]
"""Draws a picture, as PNG. Runs in a thread."""


def drawn(figure: Figure) -> bytes:
    """Draw the picture. The room that draws brings Pillow and a font, so import it at the first picture."""
    from bot.pictures import draw  # noqa: PLC0415

    return draw.drawn(figure)


Write = Callable[[Paper], bytes]
"""Writes a document. Runs in a thread."""


def written(paper: Paper) -> bytes:
    """Return the printed sheet, drawn by the pictures room."""
    from bot.pictures import sheet  # noqa: PLC0415

    return sheet.written(paper)


@dataclass(frozen=True, slots=True)
class Bot:
    """Everything that is the same for all channels."""

    editions: Editions
    store: Store
    clock: Clock = wall_clock
    drafts: Drafts = field(kw_only=True)
    draw: Draw = drawn
    write: Write = written
    queues: Queues = field(default_factory=Queues)
    dedup: Dedup = field(default_factory=Dedup)
    rooms: RoomLocks = field(default_factory=RoomLocks)

    async def talk(self, channel: Channel) -> None:
        """Talk on one channel until it has no more events.

        Raises:
            TypeError: if it does not say what it can do.
        """
        checked(channel)
        async with channel:
            try:
                async for event in channel.events():
                    await self._take_in(event, channel)
            finally:
                await self.queues.drain(GOODBYE)

    async def _take_in(self, event: Event, channel: Channel) -> None:
        """Put an event in its queue. One that comes only once is never turned away: it is waited for."""
        try:
            finished = self.queues.put(event.chat.place, partial(self.hear, event, channel))
        except QueueFullError:
            await self._turn_away(event, channel)
        else:
            if not event.mark:
                await finished

    async def _turn_away(self, event: Event, channel: Channel) -> None:
        """Say that too much waits in this queue. Say it once, until something is answered again."""
        place = event.chat.place
        if self.dedup.start_rejecting(place):
            say = partial(self._say_too_fast, event, channel)
            self.queues.put(place, say, spare=True)
        await channel.done(event)

    async def _say_too_fast(self, event: Event, channel: Channel) -> None:
        try:
            await self._send(self._trouble("trouble.too-fast", event), "fast", event, channel)
        finally:
            self.dedup.stop_rejecting(event.chat.place)

    async def hear(self, event: Event, channel: Channel) -> None:
        """Handle one event to the end: an error in it must not end all conversations."""
        for _ in range(TRIES):
            try:
                await self._handle_patiently(event, channel)
            except ChannelClosedError:
                raise
            except Exception as error:  # noqa: BLE001, the one place
                log.error("event failed: %s", fault(error))
            else:
                return
        await self._send(self._trouble("trouble.sorry", event), "sorry", event, channel)
        await channel.done(event)

    async def _handle_patiently(self, event: Event, channel: Channel) -> None:
        """Handle it, again and again as long as the database cannot remember anything."""
        for failures in count(1):
            try:
                return await self.handle(event, channel)
            except StoreBusyError:
                wait = BACK_OFF.after(failures)
                log.error("the database cannot write now: trying again in %d s", wait)
                if failures == 1:
                    await self._send(self._trouble("trouble.busy", event), "busy", event, channel)
                await asyncio.sleep(wait)
        raise AssertionError("unreachable")

    async def handle(self, event: Event, channel: Channel) -> None:
        """Handle one event: remember first, then answer. So an answer is never about a lost state.

        After `PATIENCE` the event counts as handled while its answer still waits for the platform:
        it must not hold up everybody else's.
        """
        if self.dedup.seen(event):
            return await channel.done(event)
        replies = await self._remembered(event, channel)
        answering = asyncio.create_task(self._answer(replies, event, channel))
        await asyncio.wait({answering}, timeout=PATIENCE)
        self.dedup.add(event)
        await channel.done(event)
        await answering
        return None

    async def fire(self, moment: TimerFired, channel: Channel) -> None:
        """Handle a timer to the end, after earlier events in its chat. Errors are the caller's to handle."""
        await self.queues.put(moment.chat.place, partial(self._say_moment, moment, channel), spare=True)

    async def _say_moment(self, moment: TimerFired, channel: Channel) -> None:
        await self._answer(await self._remembered(moment, channel), moment, channel)

    async def _remembered(self, event: Event, channel: Channel) -> tuple[Reply, ...]:
        """Decide on an event and store the turn. Return the replies that have still to be sent.

        A vote shares nothing but its box, which keeps order itself: those of a room go side by side.
        """
        if not event.chat.group or _is_vote(event):
            return await self._decided(event, channel)
        async with self.rooms.hold(event.chat):
            return await self._decided(event, channel)

    async def _decided(self, event: Event, channel: Channel) -> tuple[Reply, ...]:
        now = self.clock()
        session = await self.store.session(event.chat, now, code_in(event))
        spoken = isinstance(event, Opened | Said | Pressed | Muted)
        if spoken and 0 < event.mark <= session.mark:  # remembered, but perhaps not answered
            event = Said(event.chat, navigation.AGAIN)
        turn = await respond_with_search(self.editions, event, session, now, channel.traits)
        turn = await submitted(turn, session, self.drafts, self._library, now)
        if spoken:
            try:
                await self.store.keep(event.chat, turn, now, max(event.mark, session.mark))
            except VoteRefusedError as refused:
                press = isinstance(event, Pressed) and event.chat.group
                return (ballots.refused(refused.why, self._library, press=press),)
        else:
            await self.store.carry_out(turn.effects, now)
        return turn.replies

    @property
    def _library(self) -> Library:
        return self.editions.current.library

    def _sentence(self, key: str) -> str:
        return self._library.say(key)

    def _trouble(self, key: str, event: Event) -> Reply:
        """Return what to say where something went wrong: to a press in a group, to one person alone.

        The press may have been a vote, and a message in the group would show that somebody gave one.
        """
        pressed = isinstance(event, Pressed) and event.chat.group
        return Toast(self._sentence(key)) if pressed else Say(self._sentence(key))

    async def _answer(self, replies: Sequence[Reply], event: Event, channel: Channel) -> None:
        for at, reply in enumerate(joined(replies, event.chat, channel)):
            if not await self._send(reply, str(at), event, channel):
                return

    async def _send(self, reply: Reply | Texts, key: str, event: Event, channel: Channel) -> bool:
        """Send a reply. Return whether it was shown, as far as anybody knows."""
        about = event.key if isinstance(event, TimerFired) else str(event.mark)
        answering = None if isinstance(event, TimerFired) else event
        try:
            if isinstance(reply, tuple):
                assert isinstance(channel, Joining), "others get one at a time"
                said = [with_commands(linked(one, channel), event.chat, channel) for one in reply]
                await channel.send_together(event.chat, said, f"{about}-{key}", answering)
            else:
                message = await self._drawn(with_commands(linked(reply, channel), event.chat, channel))
                await channel.send(event.chat, message, f"{about}-{key}", answering)
        except UnreachableError:
            log.warning("nobody can be reached in a chat on %s", channel.name)
            await self._remembered(Removed(event.chat), channel)
            return False
        except MutedError:
            log.warning("nothing may be written in a group on %s", channel.name)
            await self._say_alone(event, channel)
            return False
        except UncertainError:
            if isinstance(reply, ClosePoll):  # twice does no harm, and not at all does: the moment stays
                raise
            log.warning("a reply may not have arrived on %s", channel.name)
        except ChannelError:
            log.error("reply refused on %s", channel.name)
            return False
        return True

    async def _say_alone(self, event: Event, channel: Channel) -> None:
        """Answer privately in a group where the bot is muted, with what a channel can show to one person."""
        if not event.chat.group or not event.chat.person:
            return
        for reply in await self._remembered(Muted(event.chat), channel):
            if isinstance(reply, Toast):  # anything else would go to the group, and be refused again
                await self._send(reply, "muted", event, channel)

    async def _drawn(self, reply: Reply) -> Message:
        match reply:
            case Picture():
                return Image(await asyncio.to_thread(self.draw, reply.figure), reply.text, reply.title)
            case Paper():
                return File(f"{reply.name}.docx", await asyncio.to_thread(self.write, reply), reply.text)
            case Say() | Ask() | Toast() | OpenPoll() | ClosePoll():
                return reply


def _is_vote(event: Event) -> bool:
    return isinstance(event, Pressed) and event.prompt.startswith(ballots.PROMPT)
