"""One event's surroundings: what is remembered, what is known, and what is open."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from bot.core.conversation import dialogs, dilemmas
from bot.core.model.events import Chat
from bot.core.model.finder import Finder
from bot.core.model.library import Dialog, Dilemma, Library
from bot.core.model.session import Case, Option, Session, Walk
from bot.core.model.traits import PLAIN, ChannelTraits

NEVER = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Here:
    """Where, when and by whom something was said or pressed."""

    chat: Chat = field(default_factory=lambda: Chat("", "", sealed=True))
    now: datetime = NEVER
    """In Europe/Amsterdam."""
    leads: bool = False
    mark: int = 0
    typing: bool = True
    """Whether an operator lets people type about a case where others can read along."""
    traits: ChannelTraits = PLAIN
    """Of the channel it came by."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What a conversation may know of the features there are."""

    help: tuple[str, ...] = ()
    """A line for each."""
    menu: tuple[tuple[str, str, str], ...] = ()
    """What the bot's own menu offers: name (also the word to type), label, detail."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What a rule may look at to decide."""

    session: Session
    library: Library
    finder: Finder
    here: Here = field(default_factory=Here)
    catalogue: Catalogue = field(default_factory=Catalogue)

    @property
    def walk(self) -> tuple[Dialog, Walk] | None:
        """The dialog that is going on."""
        walk = self.session.kept.walk
        return (self.library.dialogs[walk.dialog], walk) if walk else None

    @property
    def is_new(self) -> bool:
        """Whether nothing was ever asked here: then prompts are counted from this very event."""
        return self.session.kept.asked == self.here.mark

    @property
    def case(self) -> tuple[Dilemma, Case] | None:
        """The dilemma that is open."""
        case = self.session.kept.case
        return (self.library.dilemmas[case.dilemma], case) if case else None

    @property
    def options(self) -> tuple[Option, ...]:
        """What can be picked now: in the menu shown last, the step of the dialog, or the dilemma."""
        if self.session.kept.offered:
            return self.session.kept.offered
        if self.walk:
            dialog, walk = self.walk
            return dialogs.options(dialog.steps[walk.step])
        return dilemmas.pickable(*self.case, self.library) if self.case else ()

    @property
    def awaits_note(self) -> bool:
        """Whether any text may be an answer: a note in a dialog, or one's own way in a dilemma."""
        if self.session.kept.offered:
            return False
        if self.walk:
            dialog, walk = self.walk
            return bool(dialog.steps[walk.step].note)
        return bool(self.case and self.session.unkept.own)

    def say(self, key: str, /, **values: object) -> str:
        """Return the sentence with this key, in the language of this chat."""
        return self.library.say(key, **values)

    def at(self, session: Session) -> "Scene":
        """The same surroundings with something else remembered."""
        return replace(self, session=session)


def vanished(session: Session, library: Library) -> bool:
    """Whether an editor took away what was open."""
    walk, case = session.kept.walk, session.kept.case
    if walk and not dialogs.stands(library.dialogs.get(walk.dialog), walk):
        return True
    return bool(case and not _has_ways(library.dilemmas.get(case.dilemma), case))


def _has_ways(dilemma: Dilemma | None, case: Case) -> bool:
    return dilemma is not None and {way.name for way in dilemma.ways} >= set(case.ways)
