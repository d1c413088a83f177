"""Hand a draft to the editors, before the turn that thanks for it is kept."""

import asyncio
from datetime import datetime

from bot.content.draft import drafted
from bot.core.model.library import Library
from bot.core.model.replies import Say, Submit, Turn
from bot.core.model.session import Session
from bot.store.drafts import Drafts

_NOT_SENT = {"full": "method.drafts-full", "too long": "method.draft-too-long"}


async def submitted(turn: Turn, before: Session, drafts: Drafts, library: Library, now: datetime) -> Turn:
    """Return the turn once its draft is on disk; where that fails, a turn that only says so.

    This comes before the turn is kept: a crash in between leaves a draft that nobody was thanked
    for, and the same text sent again is the same file.
    """
    for effect in turn.effects:
        if isinstance(effect, Submit):
            draft = drafted(effect.notes)
            outcome = await asyncio.to_thread(drafts.put, draft.name, draft.text, now)
            if outcome != "kept":
                return Turn(before, (Say(library.say(_NOT_SENT[outcome])),))
    return turn
