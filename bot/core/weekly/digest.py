"""Write the weekly message: what fits on one screen of a phone, and the rest for people who ask.

It knows what editors wrote and what was made public of a team. What is hidden never gets here.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from bot.core.conversation.quotes import shown, where
from bot.core.language.calendar import monday
from bot.core.language.dutch import listed
from bot.core.model.library import Dilemma, Library, Opener, Quote, Role
from bot.core.model.replies import Picture, Say
from bot.core.weekly.rotation import of_week

T = TypeVar("T", Dilemma, Opener)

SCREEN = 900
"""Characters of one screen of a phone, at a readable size."""

MOST_NEW = 3
"""New things that are named. The others are counted."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the message. Whole, or behind "meer"."""

    title: str
    text: str

    def __str__(self) -> str:
        return f"{self.title}\n{self.text}"


@dataclass(frozen=True, slots=True)
class TeamNews:
    """The results of a team published since the last message. Empty: there is no team, or no news."""

    results: tuple[Say | Picture, ...] = ()
    """The newest first."""
    divided: Dilemma | None = None
    """The dilemma that divided it most, by published results."""


@dataclass(frozen=True, slots=True)
class Digest:
    """One message."""

    first: Picture | Say | None
    """The newest result of a team, before the text."""
    sections: tuple[Section, ...]
    """On the screen."""
    rest: tuple[Section | Picture | Say, ...]
    """Behind "meer"."""


@dataclass(frozen=True, slots=True)
class DigestRequest:
    """The audience and the day of one message."""

    day: date
    role: Role | None = None
    since: date | None = None
    """The day of the message before. None: this is the first, so nothing is new."""
    room: int = 0
    """Characters that are needed for what stands below it."""
    done: frozenset[str] = frozenset()
    """Dilemmas that are not chosen while there are others: `Dilemma.id`."""
    instead: str = ""
    """Stands in the place of the dilemma of the week, under its title."""


def digest(library: Library, asked: DigestRequest, news: TeamNews) -> Digest:
    """Return the message of a week: the same in every chat with this role, but for a team's own news."""
    here: list[Section] = []
    rest: list[Section | Picture | Say] = list(news.results[1:])
    room = SCREEN - len(library.say("weekly.title")) - asked.room
    for section in _sections(library, asked, news):
        if len(str(section)) + 2 <= room:
            here.append(section)
            room -= len(str(section)) + 2
        else:
            rest.append(section)
    return Digest(news.results[0] if news.results else None, tuple(here), tuple(rest))


def dilemma_of_week(
    library: Library, day: date, role: Role | None, done: Collection[str] = ()
) -> Dilemma | None:
    """Return this week's dilemma for a role, the same for all who did the same ones before."""
    fitting = [one.id for one in _fitting(library.dilemmas.values(), role)] or [*library.dilemmas]
    fresh = [id_ for id_ in fitting if id_ not in done]
    return library.dilemmas.get(of_week(day, fresh or fitting, "dilemma"))


def new_since(library: Library, since: date | None, day: date) -> dict[str, str]:
    """Return the id and title of every page written or reviewed after `since`, by title."""
    if since is None:
        return {}
    pages = [(one.title, one.id, one.reviewed) for one in library.dilemmas.values()]
    pages += [(one.ask[0], one.id, one.reviewed) for one in library.questions.values()]
    return {id_: title for title, id_, reviewed in sorted(pages) if since < reviewed <= day}


def _sections(library: Library, asked: DigestRequest, news: TeamNews) -> Iterator[Section]:
    if news.divided:
        title = library.say("weekly.divided", title=news.divided.title)
        yield Section(title, "\n".join(f"- {line}" for line in news.divided.talk))
    if dilemma := dilemma_of_week(library, asked.day, asked.role, asked.done):
        yield _dilemma(dilemma, asked, library)
    if opener := _opener(library, asked):
        yield _opening(opener, library)
    if quote := library.quotes.get(of_week(asked.day, library.quotes, "citaat")):
        yield _quoted(quote, library)
    yield from _new(library, asked)


def _dilemma(dilemma: Dilemma, asked: DigestRequest, library: Library) -> Section:
    title = library.say("weekly.dilemma", title=dilemma.title)
    if asked.instead:
        return Section(title, asked.instead)
    tension = library.say("weekly.tension", left=dilemma.tension.left, right=dilemma.tension.right)
    lines = [
        f"{tension} {dilemma.poll}",
        *([library.say("dilemma.safety-first")] if dilemma.safety else []),
        library.say("weekly.dilemma-type"),
    ]
    return Section(title, "\n".join(lines))


def _opener(library: Library, asked: DigestRequest) -> Opener | None:
    """Return a letter in one week and a question in the next. Without a role: only those for everybody."""
    every = library.openers.values()
    fitting = _fitting(every, asked.role) if asked.role else [one for one in every if not one.roles]
    letters = [one.id for one in fitting if one.title]
    questions = [one.id for one in fitting if not one.title]
    turn = monday(asked.day).toordinal() // 7 % 2
    ids = (letters, questions)[turn] or letters or questions
    return library.openers.get(of_week(asked.day, ids, "letter of vraag"))


def _opening(opener: Opener, library: Library) -> Section:
    source = where(opener.source, library)
    if not opener.title:
        return Section(library.say("weekly.question"), f"{opener.ask}\n{source}")
    asks = library.say("weekly.letter-asks", ask=opener.ask)
    return Section(library.say("weekly.letter", title=opener.title), f"{asks}\n{source}")


def _quoted(quote: Quote, library: Library) -> Section:
    said = shown(quote, library)
    return Section(library.say("weekly.quote"), f"{said.text}\n{said.source}")


def _new(library: Library, asked: DigestRequest) -> Iterator[Section]:
    fresh = new_since(library, asked.since, asked.day)
    if not fresh:
        return
    titles = [f"“{title}”" for title in fresh.values()]
    more = len(titles) - MOST_NEW
    if more > 0:
        text = library.say("weekly.new-more", titles=", ".join(titles[:MOST_NEW]), count=more)
    else:
        text = library.say("weekly.new-all", titles=listed(titles))
    yield Section(library.say("weekly.new"), text)


def _fitting(things: Iterable[T], role: Role | None) -> list[T]:
    """Return the things for this role, or for everybody."""
    jobs = frozenset(role.jobs) if role else frozenset[str]()
    return [one for one in things if not jobs or not one.roles or not jobs.isdisjoint(one.roles)]
