"""The editors' content, checked and frozen. Everything the bot says about the work comes from here."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.core.model.dialog import Dialog

OTHER = "anders"
"""The option of a dilemma for a way of working of one's own. No option may have this name."""


@dataclass(frozen=True, slots=True)
class Source:
    """A document that content is drawn from."""

    id: str
    title: str
    publisher: str
    year: str
    """Text, because not every document tells its year: "ca. 2015"."""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """A place in a document."""

    document: str
    """`Source.id`."""
    section: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A telephone number, law article or amount: it goes out of date by itself."""

    id: str
    value: str
    """The placeholder for a fact in a text: an editor wrote `{fact:id}`."""
    says: str
    source: str
    check_by: date
    """From the day after this one the value is shown with "controleer dit"."""


@dataclass(frozen=True, slots=True)
class Theme:
    """A subject of dilemmas, questions and quotes."""

    id: str
    title: str
    also: tuple[str, ...] = ()
    """Other words that people type for it."""


@dataclass(frozen=True, slots=True)
class Role:
    """A role of the person who asks. Dilemmas are chosen by it."""

    id: str
    title: str
    jobs: tuple[str, ...]
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Family:
    """Words that phrases name together, such as all forms of a verb."""

    id: str
    words: tuple[str, ...]
    """Single words. "mishandel*" is every word that begins so, "*gevaar" every one that ends so."""


@dataclass(frozen=True, slots=True)
class Signal:
    """Words that bring a number before anything else: danger, suicide, violence, child abuse."""

    id: str
    phrases: tuple[str, ...]
    says: str
    unless: tuple[str, ...] = ()
    """Phrases that look the same and mean something else, such as "acute geldnood"."""


@dataclass(frozen=True, slots=True)
class Intent:
    """Something people do in a conversation, apart from the work: greet, thank, steer, ask about the bot."""

    id: str
    like: tuple[str, ...]
    """How people say it. "<jij>" is any word of that family."""
    says: str = ""
    does: str = ""
    """A word that the bot knows, such as "stop"."""
    opens: str = ""
    """`Question.id`."""
    always: bool = False
    """True: it holds also where any text may be an answer."""


@dataclass(frozen=True, slots=True)
class Hint:
    """Sentences that hint at one kind of danger, and the calm question that they bring."""

    id: str
    examples: tuple[str, ...]
    says: str = ""
    """Empty: these sentences are ordinary talk of the work, that the others are told apart from."""

    @property
    def calm(self) -> bool:
        """Return whether these sentences are to stay quiet."""
        return not self.says


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's own words, letter for letter."""

    id: str
    document: str
    text: str
    speaker: str
    role: str
    organisation: str
    section: str
    themes: tuple[str, ...]
    kind: str
    """"uitspraak" (a person or body) or "redactie" (the authors of the document)."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """One way of working in a dilemma. There is no field for right or wrong."""

    name: str
    """Stays for ever; the label may change."""
    label: str
    how: str
    values: tuple[str, ...]
    """The values behind this way."""
    cost: str
    """The cost of this way."""


@dataclass(frozen=True, slots=True)
class Tension:
    """The two things that pull at one another in a dilemma."""

    left: str
    right: str


@dataclass(frozen=True, slots=True)
class Dilemma:
    """A case with three or four ways of working that can each be defended."""

    id: str
    title: str
    story: str
    poll: str
    """The question in one line, short enough for a native poll."""
    roles: tuple[str, ...]
    themes: tuple[str, ...]
    safety: bool
    """True: the Meldcode and Veilig Thuis lines stand before the options."""
    ways: tuple[Way, ...]
    duel: tuple[str, str]
    """Names of the two ways that a "tweestrijd" puts against one another."""
    tension: Tension
    considerations: tuple[str, ...]
    talk: tuple[str, ...]
    """Two questions for a talk with colleagues."""
    quotes: tuple[str, ...]
    sources: tuple[Reference, ...]
    reviewed: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A question that people ask, and its answer."""

    id: str
    ask: tuple[str, ...]
    """Ways in which people really ask it. The first is the title."""
    answer: str
    sources: tuple[Reference, ...]
    related: tuple[str, ...]
    """Ids of quotes to show with the answer, and of dilemmas, dialogs or questions to go on with."""
    roles: tuple[str, ...]
    themes: tuple[str, ...]
    reviewed: date
    finds: tuple[str, ...]
    """Tests: other sentences that must lead here. The bot does not learn these."""
    not_finds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Opener:
    """Something to open a meeting with: a letter of the ABC van de Uitvoering, or a question."""

    id: str
    ask: str
    source: Reference
    roles: tuple[str, ...] = ()
    """Empty: for everybody."""
    title: str = ""
    """The heading in the source, such as "S: Streng liefhebben"; then the question is the editors' own."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Phrases that people type around a question. They say nothing of its subject."""

    id: str
    kind: str
    """groet, aanloop, dank, afsluiter or terugvraag: what `Reader` takes off, and where."""
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """An abbreviation of the trade, in small letters, and what it stands for."""

    id: str
    means: str


@dataclass(frozen=True, slots=True)
class Covered:
    """A part of the material that this content was made from, and where it went."""

    id: str
    title: str
    found: tuple[str, ...]
    """Ids of questions, dilemmas, quotes and dialogs; at least one."""
    word: str = ""
    """What is typed to do it, where that is no method."""


BLANK = re.compile(r"\{([a-z_]+)\}")
"""A blank in a sentence, such as `{when}`. `{fact:...}` has a colon and is filled in elsewhere."""


@dataclass(frozen=True, slots=True)
class Library:
    """All content. Every mapping goes from id to thing, in the order of the files."""

    themes: Mapping[str, Theme] = field(default_factory=dict)
    roles: Mapping[str, Role] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    facts: Mapping[str, Fact] = field(default_factory=dict)
    signals: Mapping[str, Signal] = field(default_factory=dict)
    families: Mapping[str, Family] = field(default_factory=dict)
    intents: Mapping[str, Intent] = field(default_factory=dict)
    hints: Mapping[str, Hint] = field(default_factory=dict)
    synonyms: tuple[tuple[str, ...], ...] = ()
    """Groups of words that mean the same here."""
    frames: Mapping[str, Frame] = field(default_factory=dict)
    abbreviations: Mapping[str, Abbreviation] = field(default_factory=dict)
    quotes: Mapping[str, Quote] = field(default_factory=dict)
    dilemmas: Mapping[str, Dilemma] = field(default_factory=dict)
    questions: Mapping[str, Question] = field(default_factory=dict)
    dialogs: Mapping[str, Dialog] = field(default_factory=dict)
    openers: Mapping[str, Opener] = field(default_factory=dict)
    coverage: Mapping[str, Covered] = field(default_factory=dict)
    """For editors; the conversation does without."""
    sentences: Mapping[str, str] = field(default_factory=dict)
    """The bot's own sentences: "round.closed" stands in language/nl/sentences/round.yaml under `closed`."""

    def say(self, key: str, /, **values: object) -> str:
        """Return the sentence with this key, its blanks filled in.

        Raises:
            KeyError: if there is no such sentence, or a blank has no value.
        """
        return BLANK.sub(lambda blank: str(values[blank[1]]), self.sentences[key])
