"""The output of a turn: orders to a channel (replies) and to the app (effects)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.core.model.events import Chat
from bot.core.model.figures import Figure
from bot.core.model.gathering import Gathering
from bot.core.model.orders import TeamOrder, Vote
from bot.core.model.session import Option, Session
from bot.core.model.timer_keys import key_of
from bot.core.model.timers import TimerPayload


@dataclass(frozen=True, slots=True)
class Say:
    """Show a text. Paragraphs are parted by an empty line; lines that start with "- " are a list."""

    text: str
    title: str = ""
    """Shown above the text, stronger."""
    source: str = ""
    """Shown below the text, weaker: where it comes from."""


@dataclass(frozen=True, slots=True)
class Ask:
    """Show a text with answers to pick from. A channel shows buttons if it has them."""

    prompt: str
    """Names this one asking. A press that carries another prompt comes too late."""
    text: str
    options: tuple[Option, ...]
    title: str = ""
    hint: str = ""
    """Shown below the options: what else can be typed."""
    everyone: bool = False
    """True: anybody in the room may answer. False: only the person who was asked."""
    secret: bool = False
    """True: nobody else may see the answer. Where others can see a press, it is typed instead."""


@dataclass(frozen=True, slots=True)
class Toast:
    """Answer a press so that only who pressed sees it. A channel without such a thing says it in private."""

    text: str
    """At most 200 characters."""
    title: str = ""
    """Only where it is said in private."""


@dataclass(frozen=True, slots=True)
class Picture:
    """Show a picture."""

    figure: Figure
    text: str
    """The same in words: for a screen reader, and for people who cannot load pictures."""
    title: str = ""


@dataclass(frozen=True, slots=True)
class PaperSection:
    """A part of a document."""

    title: str
    lines: tuple[str, ...]
    """Empty ones are lines to write on."""
    listed: bool = False
    """True: the lines are a list."""
    heading: bool = False
    """True: a new subject begins here."""


@dataclass(frozen=True, slots=True)
class Paper:
    """Hand over a document to print."""

    name: str
    """Of the file, without its ending: small letters, digits and dashes."""
    title: str
    parts: tuple[PaperSection, ...]
    text: str
    """The text that goes with it."""


@dataclass(frozen=True, slots=True)
class OpenPoll:
    """Open a poll of the platform's own. It is not secret, and its numbers show while it is open."""

    poll: str
    """Names this poll."""
    dilemma: str
    """`Dilemma.id` of what it asks about; comes back in `Tallied`. Empty: its result is not announced."""
    text: str
    """The question, of at most 300 characters."""
    options: tuple[Option, ...]
    """Labels of at most 100 characters."""
    closes_at: datetime
    title: str = ""
    """Only where the question is written out beside the poll."""


@dataclass(frozen=True, slots=True)
class ClosePoll:
    """Close a poll of the platform's own. Its totals come in as `Tallied`."""

    poll: str
    text: str = ""
    """For people who cannot see that a poll was closed."""
    title: str = ""


Reply = Say | Ask | Toast | Picture | Paper | OpenPoll | ClosePoll


@dataclass(frozen=True, slots=True)
class Forget:
    """Erase everything that is remembered of this chat."""


@dataclass(frozen=True, slots=True)
class Submit:
    """Hand a dilemma to the editors. Its writer said yes. Who that is and when, is not in it."""

    notes: Mapping[str, str]
    """Name of the note, and what was typed there. None is empty."""


@dataclass(frozen=True, slots=True)
class Missed:
    """Count these words for the week: they stood in a question that was not understood."""

    words: tuple[str, ...]
    """Words of the editors' own, never of the person's; in alphabetical order."""


@dataclass(frozen=True, slots=True)
class Wake:
    """Set a timer: at `due`, `TimerFired` comes in. Set again with the same key, it is moved."""

    key: str
    """Idempotency key, from `key_of`. Nothing reads it."""
    chat: Chat
    """The chat in which it fires."""
    due: datetime
    payload: TimerPayload
    until: datetime | None = None
    """After this it is of no use any more. None: always of use."""
    follows: str = ""
    """Key of the timer that this one succeeds. Was that cancelled meanwhile, this one is not set."""


@dataclass(frozen=True, slots=True)
class CancelTimer:
    """Cancel one timer."""

    key: str
    """`Wake.key`."""


@dataclass(frozen=True, slots=True)
class CancelRoundTimers:
    """Cancel every timer of a round or request."""

    round: str
    """`Round.id`."""


@dataclass(frozen=True, slots=True)
class LookBack:
    """Ask, weeks from now, how it went with a method. Of the case nothing is in it."""

    dialog: str
    """`Dialog.id`."""
    weeks: int


@dataclass(frozen=True, slots=True)
class Rename:
    """The room of this chat goes on under another id: take everything along."""

    chat: Chat
    room: str


@dataclass(frozen=True, slots=True)
class Lose:
    """Nothing can be said in the room of this chat any more: take back every moment there."""

    chat: Chat


@dataclass(frozen=True, slots=True)
class KeepGathering:
    """Remember where a gathering stands in the room of this chat."""

    chat: Chat
    gathering: Gathering


@dataclass(frozen=True, slots=True)
class EndGathering:
    """Forget the gathering in the room of this chat, with everything that was said in it."""

    chat: Chat
    gathering: str
    """`Gathering.id`."""


@dataclass(frozen=True, slots=True)
class Contribute:
    """Add a line to a gathering, in memory only. Whose it is, is not in it."""

    gathering: str
    """`Gathering.id`."""
    name: str
    """As in `CollectStep.collect`."""
    line: str


@dataclass(frozen=True, slots=True)
class CountHands:
    """Hold in memory how many hands were counted."""

    gathering: str
    """`Gathering.id`."""
    step: str
    hands: tuple[int, ...]
    """For each of `CountStep.count`."""


TimerEffect = Wake | CancelTimer | CancelRoundTimers

GatheringEffect = KeepGathering | EndGathering

LastingEffect = TimerEffect | Rename | Lose | GatheringEffect | TeamOrder
"""Carried out in the transaction that keeps the turn."""

PassingEffect = Forget | Submit | Missed | LookBack | Contribute | CountHands | Vote
"""Carried out elsewhere: by the app, beside the transaction, or turned into a `Wake` before it."""

Effect = LastingEffect | PassingEffect


@dataclass(frozen=True, slots=True)
class Turn:
    """Everything that follows from one event."""

    session: Session
    """The session to remember until the next event of this chat."""
    replies: tuple[Reply, ...] = ()
    """Shown in this order."""
    effects: tuple[Effect, ...] = ()
    understood: bool = True
    """False: all that this turn says is that what was typed could not be answered."""
    traceless: bool = False
    """True: nothing is written. The turn shows a ballot, and a row beside the box would tell who voted."""

    def then(self, after: "Turn") -> "Turn":
        """Return both turns as one: `after` was decided on the session of this one."""
        replies, effects = (*self.replies, *after.replies), (*self.effects, *after.effects)
        understood, traceless = self.understood and after.understood, self.traceless or after.traceless
        return Turn(after.session, replies, effects, understood, traceless)


def set_timer(payload: TimerPayload, chat: Chat, due: datetime, until: datetime | None = None) -> Wake:
    """Return the effect that sets a timer in this chat, or moves it if it is set already."""
    return Wake(key_of(payload, chat), chat, due, payload, until)


def ask(  # noqa: PLR0913, everything that an asking has
    session: Session,
    text: str,
    options: tuple[Option, ...],
    *,
    title: str = "",
    hint: str = "",
    secret: bool = False,
) -> tuple[Session, Ask]:
    """Return a question under a new prompt, and the session in which that prompt is open."""
    asked = session.prompted()
    return asked, Ask(asked.prompt, text, options, title, hint, secret=secret)
