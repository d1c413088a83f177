"""What goes out: orders to a channel (replies) and to the app (effects)."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.core.session import Option, Session


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


Reply = Say | Ask


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


Effect = Forget | Submit | Missed


@dataclass(frozen=True, slots=True)
class Turn:
    """Everything that follows from one event."""

    session: Session
    """What to remember of this chat until its next event."""
    replies: tuple[Reply, ...] = ()
    """Shown in this order."""
    effects: tuple[Effect, ...] = ()


def ask(
    session: Session, text: str, options: tuple[Option, ...], *, title: str = "", hint: str = ""
) -> tuple[Session, Ask]:
    """A new asking under a prompt of its own, and the session in which that prompt is open."""
    asked = session.prompted()
    return asked, Ask(asked.prompt, text, options, title, hint)
