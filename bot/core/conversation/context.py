"""One event's surroundings: what is remembered, what is known, and what is open."""

from dataclasses import dataclass, field, replace

from bot.core.conversation.activity import Activity, ActivityKind
from bot.core.conversation.here import Here
from bot.core.model.finder import Finder
from bot.core.model.library import Library
from bot.core.model.session import Option, Session


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The features, as far as a conversation may know of them."""

    help: tuple[str, ...] = ()
    """A line for each."""
    menu: tuple[tuple[str, str, str], ...] = ()
    """The bot's own menu: name (also the word to type), label, detail."""
    activities: tuple[ActivityKind, ...] = ()
    """The activities that can be open in a chat."""


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything that a feature may look at to decide."""

    session: Session
    library: Library
    finder: Finder
    here: Here = field(default_factory=Here)
    catalogue: Catalogue = field(default_factory=Catalogue)

    @property
    def activity(self) -> Activity | None:
        """Return what is open: a dilemma, a method. Never two things."""
        found = (kind.find(self.session, self.library, self.here) for kind in self.catalogue.activities)
        return next((one for one in found if one), None)

    @property
    def is_new(self) -> bool:
        """Return whether nothing was ever asked here: then prompts are counted from this very event."""
        return self.session.kept.asked == self.here.mark

    @property
    def options(self) -> tuple[Option, ...]:
        """Return what can be picked now: in the menu shown last, or in what is open."""
        if self.session.offered:
            return self.session.offered
        return self.activity.options() if self.activity else ()

    @property
    def awaits_text(self) -> bool:
        """Return whether any text may be an answer to what is open."""
        return not self.session.offered and bool(self.activity and self.activity.awaits_text())

    def say(self, key: str, /, **values: object) -> str:
        """Return the sentence with this key, in the language of this chat."""
        return self.library.say(key, **values)

    def at(self, session: Session) -> "Scene":
        """Return the same surroundings with something else remembered."""
        return replace(self, session=session)

    def without_menu(self) -> "Scene":
        """Return the same surroundings with no menu open."""
        return self.at(self.session.without_menu())
