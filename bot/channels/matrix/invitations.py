"""Answers invitations beside the listening: a join may take a minute, and nobody waits for it."""

import asyncio
import itertools
from collections.abc import Sequence

from bot.channels.background import BackgroundTasks
from bot.channels.matrix.gate import StateEvent
from bot.channels.matrix.homeserver import BACK_OFF, SignedOutError
from bot.channels.matrix.membership import Membership
from bot.channels.matrix.sender import Sender


class Invitations:
    """The invitations that are being answered."""

    def __init__(self, membership: Membership, sender: Sender, tasks: BackgroundTasks) -> None:
        self._membership = membership
        self._sender = sender
        self._tasks = tasks
        self._answering: set[str] = set()

    def answer(self, room: str, invitation: Sequence[StateEvent]) -> None:
        """Join or decline. Does nothing while that is under way already."""
        if room not in self._answering:
            self._answering.add(room)
            answered = self._tasks.start(self._until_known(room, invitation))
            answered.add_done_callback(lambda _: self._answering.discard(room))

    async def _until_known(self, room: str, invitation: Sequence[StateEvent]) -> None:
        """Answer, again as long as the homeserver does not know us: the listening brings us back."""
        for failures in itertools.count(1):
            try:
                return await self._membership.invited(room, invitation)
            except SignedOutError:
                await asyncio.sleep(BACK_OFF.after(failures))
                await self._sender.ready.wait()
        raise AssertionError("unreachable")
