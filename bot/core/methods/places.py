"""The place of a walk: whether it still exists, its name, and what was lost of it."""

from collections.abc import Iterable
from dataclasses import replace

from bot.core.language.dutch import lowered
from bot.core.methods.steps import waits
from bot.core.model.dialog import Dialog
from bot.core.model.session import Session, Walk


def stands(dialog: Dialog | None, walk: Walk) -> bool:
    """Return whether this place still exists: an editor may have renamed a step meanwhile."""
    places = (*walk.trail, walk.step)
    if dialog is None or dialog.led:
        return False
    return all(name in dialog.steps and waits(dialog.steps[name]) for name in places)


def where(dialog: Dialog, walk: Walk) -> str:
    """Return where this walk stands, for in a sentence: "stap 3: de gevolgen"."""
    return titled(dialog, (*walk.trail, walk.step))


def titled(dialog: Dialog, steps: Iterable[str]) -> str:
    """Return the title that holds at the last of these steps, for in a sentence."""
    titles = [dialog.steps[name].title for name in steps if name in dialog.steps]
    last = next((title for title in reversed(titles) if title), dialog.title)
    return lowered(last)


def lost_notes(walk: Walk, session: Session) -> bool:
    """Return whether something was typed in this walk that is in memory no more."""
    return walk != without_lost_notes(walk, session)


def without_lost_notes(walk: Walk, session: Session) -> Walk:
    """Return the same walk, counting as typed only what is still in memory."""
    held = session.unkept.notes.get(walk.dialog, {})
    return replace(walk, typed=tuple(name for name in walk.typed if name in held))
