"""The protocol of an activity: whatever can be open in a chat, such as a dilemma or a method."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from bot.core.conversation.here import Here
from bot.core.model.library import Library
from bot.core.model.replies import Reply, Turn
from bot.core.model.session import Option, Session


class Activity(Protocol):
    """Something open in one chat, as it stands in the session it was found in.

    Every method that returns a turn leaves a menu over the activity to the caller.
    """

    def options(self) -> tuple[Option, ...]:
        """Return what can be picked now."""

    def awaits_text(self) -> bool:
        """Return whether any text may be the answer."""

    def pick(self, option: Option, *, quietly: bool) -> Turn | None:
        """Answer one of `options()`; None if it stands for a command, named by its id.

        `quietly`: others read along, so the answer must not show what was picked.
        """

    def take_text(self, text: str) -> Turn:
        """Answer a text where one is awaited."""

    def take_unasked(self, text: str, *, quietly: bool) -> Turn | None:
        """Answer a text where a letter is awaited; None if it is no answer to this.

        `quietly` as in `pick`.
        """

    def show(self) -> Turn:
        """Show again where it stands."""

    def lead_back(self, *said: Reply) -> Turn:
        """Say this, and bring people back to where it stands: show it, or only mention it if it is long."""

    def mention(self, *said: Reply) -> Turn:
        """Say this, and mention that it is still open."""

    def back(self) -> Turn | None:
        """Go one step back; None from the beginning of something that the menu comes before."""

    def go_on(self) -> Turn | None:
        """Go on as it stands; None if it gives way to what was set aside."""

    def pause(self) -> Turn:
        """Leave it, to be taken up later."""

    def set_aside(self) -> Turn:
        """Make room for something else."""

    def stop(self) -> Turn:
        """End it."""


@dataclass(frozen=True, slots=True)
class ActivityKind:
    """A kind of activity: how one is found in a session, and what becomes of it there."""

    find: Callable[[Session, Library, Here], Activity | None]
    """The one that is open. Call it after `restore`."""
    restore: Callable[[Session, Library], tuple[Session, tuple[Reply, ...]]]
    """The session as far as it still holds, and what must be said of the rest: an editor may have taken away
    what was open, and a restart takes away what was typed."""
    resume: Callable[[Session, Library], Turn | None] = lambda _session, _library: None
    """Take up what was set aside last; None if nothing was."""
