"""The session: the memory of one chat, as plain data.

`Kept` goes to disk, so it holds no text that a person typed and no choice in a dilemma: only
where the conversation stands. `Unkept` holds the rest. It lives in memory, for an hour at most.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bot.core.model.gathering import Gathered, Gathering, OpenGathering
from bot.core.model.team import Team
from bot.core.model.timers import Timer

MOST_SEEN = 600
"""Ids remembered as shown, per kind: more than there are dilemmas or quotes."""

MOST_STEPS = 200
"""Steps of a walk that "terug" can lead back over: nobody goes round so often."""

TYPING, LETTERS = "typen", "letters"
"""The way to answer where others can read along: in own words, or by letters only."""

MOST_PAUSED = 3
"""Dialogs that can wait at the same time. The oldest is let go."""


@dataclass(frozen=True, slots=True)
class Option:
    """An answer that can be picked."""

    id: str
    """In a menu: the text that could be typed instead."""
    key: str
    """The letter to type."""
    label: str
    detail: str = ""
    """A second line, smaller. Not on a button."""


@dataclass(frozen=True, slots=True)
class Case:
    """An open dilemma. What was chosen is not here."""

    dilemma: str
    ways: tuple[str, ...]
    """Names of the ways that were shown, in order: all, or two in a tweestrijd."""
    phase: str = "choose"
    """"choose" (a way) or "talk" (chosen; may change one's mind)."""
    edition: str = ""
    """`Edition.mark` of the content it was begun in, and is finished in where that is possible."""


@dataclass(frozen=True, slots=True)
class Walk:
    """A place in a dialog."""

    dialog: str
    step: str
    trail: tuple[str, ...] = ()
    """Earlier steps that waited, oldest first: where "terug" leads."""
    picked: tuple[tuple[str, str], ...] = ()
    """Step and label of the buttons that were picked, oldest first."""
    typed: tuple[str, ...] = ()
    """Names of the notes that were typed. Their texts are in `Unkept`."""
    edition: str = ""
    """As in `Case`."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The part of a session that may be on disk."""

    asked: int = 0
    """The number of the open prompt: it goes up each time something is asked. 0: nothing ever was."""
    role: str = ""
    """`Role.id`, or empty: all dilemmas."""
    case: Case | None = None
    walk: Walk | None = None
    paused: tuple[Walk, ...] = ()
    """Dialogs that wait, oldest first."""
    offered: tuple[Option, ...] = ()
    """A menu that was shown last and is still open."""
    misses: int = 0
    """The number of questions in a row that were not understood."""
    seen_dilemmas: tuple[str, ...] = ()
    seen_quotes: tuple[str, ...] = ()
    reading: str = ""
    """`TYPING` or `LETTERS`; empty: not asked, or nobody else reads here."""
    started: tuple[str, ...] = ()
    """Native polls that were begun from here, oldest first. What was voted is nowhere."""
    muted: bool = False
    """True: it was said, in private, that the bot may not write in this group."""

    @property
    def pages(self) -> tuple[tuple[str, str], ...]:
        """Return the id and edition of every dialog and dilemma that is open or set aside."""
        walks = (*self.paused, *((self.walk,) if self.walk else ()))
        cases = (self.case,) if self.case else ()
        return (*((one.dialog, one.edition) for one in walks), *((one.dilemma, one.edition) for one in cases))

    def marked(self, editions: Mapping[str, str]) -> "Kept":
        """Return the same, with what is open or set aside marked by these editions, by its id."""
        walk, case = self.walk, self.case
        return replace(
            self,
            walk=replace(walk, edition=editions[walk.dialog]) if walk else None,
            paused=tuple(replace(one, edition=editions[one.dialog]) for one in self.paused),
            case=replace(case, edition=editions[case.dilemma]) if case else None,
        )


@dataclass(frozen=True, slots=True)
class Unkept:
    """The part of a session that may only be in memory."""

    notes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Dialog, then name of the note, then what was typed."""
    chosen: str = ""
    """Name of the way chosen last in the open dilemma."""
    own: bool = False
    """True: somebody picked "Anders" and is asked for a way of their own."""
    voices_shown: bool = False
    """True: what others say of the open dilemma was shown, so a line is about what remains uneasy."""
    unsure: str = ""
    """A text with a question mark, typed at a note, while we ask whether to look it up or to hold it."""
    leaned: Mapping[str, str] = field(default_factory=dict)
    """Dilemma, and the way chosen last: for a mirror that only who chose gets to see."""
    ballot: tuple[Option, ...] = ()
    """A ballot that is open, or the choice between ballots: on disk it would tell who is about to vote."""
    doubted: tuple[str, ...] = ()
    """While we ask which answer is meant: the words to count if it is none of these."""

    telling: bool = False
    """True: somebody is asked to tell what is going on. What they then tell is held nowhere."""

    def __bool__(self) -> bool:
        """Return whether there is anything to forget."""
        typed = self.notes or self.chosen or self.own or self.doubted or self.leaned
        return bool(typed or self.unsure or self.telling)


@dataclass(frozen=True, slots=True)
class Around:
    """The surroundings of a conversation. Read with the session, changed only by effects."""

    timers: Mapping[str, Timer] = field(default_factory=dict)
    """By `Wake.key`, the first one first: what the bot will say by itself in this room."""
    teams: tuple[Team, ...] = ()
    """In a group the team that meets there; in private every team one belongs to."""
    invited: Team | None = None
    """The team whose code was typed, or came with a link."""
    fresh: str = ""
    """Letters and digits that nobody can guess, new each time: for ids and codes."""
    speaker: str = ""
    """Keyed pseudonym of the person who speaks, in this room."""
    gathering: Gathering | None = None
    """The method that is led in this room."""
    gathered: Gathered | None = None
    """What was said in it. None: nothing yet, or a restart took it away."""
    gatherings: tuple[OpenGathering, ...] = ()
    """In private: what is led in the rooms of the teams one belongs to."""


@dataclass(frozen=True, slots=True)
class Session:
    """The memory of one chat."""

    kept: Kept = field(default_factory=Kept)
    unkept: Unkept = field(default_factory=Unkept)
    mark: int = 0
    """`Happened.mark` of the event that brought the conversation here."""
    around: Around = field(default_factory=Around)

    @property
    def prompt(self) -> str:
        """Return the prompt that is open. Presses under any other come too late."""
        return str(self.kept.asked)

    @property
    def offered(self) -> tuple[Option, ...]:
        """Return the menu that is open: a ballot, or what was shown last."""
        return self.unkept.ballot or self.kept.offered

    def prompted(self) -> "Session":
        """Return the same session with a new prompt open."""
        return self.keep(asked=self.kept.asked + 1)

    def counting_from(self, mark: int) -> "Session":
        """Return the same session; if nothing was asked yet, prompts are numbered from this event on.

        Marks rise. So no number comes back after everything was erased, or after a month of silence:
        a button of before would fit a question of now.
        """
        return self if self.kept.asked else self.keep(asked=mark)

    def without_menu(self) -> "Session":
        """Return the same session with no menu open. A press on the menu that was open comes too late."""
        closed = self.hold(ballot=())
        return closed.prompted().keep(offered=()) if self.kept.offered else closed

    def keep(self, **changes: object) -> "Session":
        """Return the same session with other fields in `kept`. A new menu takes the place of a ballot."""
        closed = self.hold(ballot=()) if "offered" in changes and self.unkept.ballot else self
        return replace(closed, kept=replace(self.kept, **changes))  # type: ignore[arg-type]

    def hold(self, **changes: object) -> "Session":
        """Return the same session with other fields in `unkept`."""
        return replace(self, unkept=replace(self.unkept, **changes))  # type: ignore[arg-type]

    def without_choice(self) -> "Session":
        """Return the same session, with what was chosen in a dilemma forgotten."""
        return self.hold(chosen="", own=False, voices_shown=False)

    def saw_dilemma(self, dilemma: str) -> "Session":
        """Return the same session, with this dilemma as the one shown last."""
        return self.keep(seen_dilemmas=_last(self.kept.seen_dilemmas, dilemma))

    def saw_quote(self, quote: str) -> "Session":
        """Return the same session, with this quote as the one shown last."""
        return self.keep(seen_quotes=_last(self.kept.seen_quotes, quote))


def _last(seen: tuple[str, ...], new: str) -> tuple[str, ...]:
    return (*(old for old in seen if old != new), new)[-MOST_SEEN:]
