"""Somebody at a step of a method, and what was said on the way there."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.core.model.dialog import Dialog, Step
from bot.core.model.library import Library
from bot.core.model.replies import Reply
from bot.core.model.session import MOST_STEPS, Session, Walk


@dataclass(frozen=True, slots=True)
class Visit:
    """A step of a walk, with the session and the library that it goes on in."""

    walk: Walk
    session: Session
    library: Library
    said: tuple[Reply, ...] = ()
    """To be said before anything of this step."""

    @property
    def dialog(self) -> Dialog:
        """Return the dialog that is walked through."""
        return self.library.dialogs[self.walk.dialog]

    @property
    def step(self) -> Step:
        """Return the step that this is at."""
        return self.dialog.steps[self.walk.step]

    @property
    def notes(self) -> Mapping[str, str]:
        """Return what was typed in this dialog and is still in memory, by the name of the note."""
        return self.session.unkept.notes.get(self.walk.dialog, {})

    def at(self, step: str) -> "Visit":
        """Return the same visit, moved to this step."""
        return replace(self, walk=replace(self.walk, step=step))

    def saying(self, *said: Reply) -> "Visit":
        """Return the same visit, with more to be said first."""
        return replace(self, said=(*self.said, *said))

    def leaving(self) -> "Visit":
        """Return the same visit, with this step behind it."""
        trail = (*self.walk.trail, self.walk.step)[-MOST_STEPS:]
        return replace(self, walk=replace(self.walk, trail=trail))


def without_notes(session: Session, dialog: str) -> Session:
    """Forget what was typed in this dialog."""
    notes = {name: texts for name, texts in session.unkept.notes.items() if name != dialog}
    return session.hold(notes=notes)
