"""Content may change while people talk: who is in the middle of something finishes what they began.

Everything else comes from the newest edition at once: facts, warnings, answers and the search.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.core.model.dialog import Dialog
from bot.core.model.events import Event
from bot.core.model.finder import Finder
from bot.core.model.library import Dilemma, Library
from bot.core.model.replies import Turn
from bot.core.model.session import Kept, Session
from bot.core.model.traits import PLAIN, ChannelTraits
from bot.core.respond import respond

HOLD = timedelta(minutes=60)
"""After so long without a word from anybody in it, an earlier edition is let go."""

MOST_EARLIER = 3
"""Earlier editions held at the same time. The oldest is let go."""


@dataclass(frozen=True, slots=True)
class Edition:
    """One state of the content, and the search that belongs to it."""

    library: Library
    finder: Finder
    mark: str = ""
    """The same for the same content, and short: it is remembered with every chat."""


class Editions:
    """The edition in force, and earlier ones as long as somebody is in the middle of one."""

    def __init__(self, current: Edition, *, typing: bool = True) -> None:
        """`typing`: whether people may type about a case where others can read along."""
        self.current = current
        self._typing = typing
        self._earlier: dict[str, Edition] = {}
        self._last_used: dict[str, datetime] = {}

    @property
    def earlier(self) -> tuple[str, ...]:
        """Return the marks of the earlier editions that are still held, oldest first."""
        return tuple(self._earlier)

    def publish(self, edition: Edition, now: datetime) -> None:
        """Put this edition in force, for every event from now on."""
        self._earlier[self.current.mark] = self.current
        self._earlier.pop(edition.mark, None)
        self.current = edition
        self._let_go(now)

    def respond(
        self,
        event: Event,
        session: Session,
        now: datetime,
        traits: ChannelTraits = PLAIN,
        finder: Finder | None = None,
    ) -> Turn:
        """Respond to an event, with what is open as it was when it was begun.

        `finder` searches instead of that of the edition in force.
        """
        self._let_go(now)
        homes = dict(self._homes(session.kept))
        library = self.current.library
        for page, home in homes.items():
            library = _with_page(page, home.library, library)
        finder = finder or self.current.finder
        turn = respond(event, session, library, finder, now, traits=traits, typing=self._typing)
        turn = replace(turn, session=self._marked(turn.session, homes))
        self._last_used |= {mark: now for _, mark in turn.session.kept.pages}
        return turn

    def _homes(self, kept: Kept) -> Iterator[tuple[str, Edition]]:
        """Yield what is open and reads otherwise by now, and the edition that it was begun in."""
        for page, mark in kept.pages:
            home = self._earlier.get(mark)
            if home and _page(page, home.library) not in (None, _page(page, self.current.library)):
                yield page, home

    def _marked(self, session: Session, homes: Mapping[str, Edition]) -> Session:
        """Return the same session, with what is open marked by the edition that it is read from."""
        marks = {page: homes.get(page, self.current).mark for page, _ in session.kept.pages}
        return replace(session, kept=session.kept.marked(marks))

    def _let_go(self, now: datetime) -> None:
        alive = [
            mark for mark in self._earlier if mark in self._last_used and self._last_used[mark] + HOLD > now
        ]
        self._earlier = {mark: self._earlier[mark] for mark in alive[-MOST_EARLIER:]}
        held = {*self._earlier, self.current.mark}
        self._last_used = {mark: moment for mark, moment in self._last_used.items() if mark in held}


def _page(page: str, library: Library) -> Dialog | Dilemma | None:
    """Return a dialog or dilemma: they share one namespace."""
    return library.dialogs.get(page) or library.dilemmas.get(page)


def _with_page(page: str, old: Library, new: Library) -> Library:
    """Return the new content with one page as it was, and the facts that this page may still name."""
    facts = {**old.facts, **new.facts}
    if page in old.dialogs:
        return replace(new, facts=facts, dialogs={**new.dialogs, page: old.dialogs[page]})
    dilemma = _without_gone(old.dilemmas[page], new)
    return replace(new, facts=facts, dilemmas={**new.dilemmas, page: dilemma})


def _without_gone(dilemma: Dilemma, library: Library) -> Dilemma:
    """Return an old dilemma without the references that editors removed since."""
    return replace(
        dilemma,
        themes=tuple(theme for theme in dilemma.themes if theme in library.themes),
        quotes=tuple(quote for quote in dilemma.quotes if quote in library.quotes),
        sources=tuple(place for place in dilemma.sources if place.document in library.sources),
    )
