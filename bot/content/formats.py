"""The fields of every file an editor writes. What a field means stands under it.

These models only say what may be typed. `links.py` checks what the files say of one another.
"""

import re
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from bot.content.files import ID

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def _filled_in(text: str) -> str:
    if not text.strip():
        raise PydanticCustomError("blank", "blank")
    return text


def _is_id(text: str) -> str:
    if not ID.fullmatch(text):
        raise PydanticCustomError("not_id", "not an id")
    return text


def _is_day(typed: Any) -> date:
    if isinstance(typed, str) and _DAY.fullmatch(typed):
        try:
            return date.fromisoformat(typed)
        except ValueError:
            pass
    raise PydanticCustomError("not_date", "not a date")


def _is_question(text: str) -> str:
    if not text.rstrip().endswith("?"):
        raise PydanticCustomError("not_question", "not a question")
    return text


def _is_link(text: str) -> str:
    if not text.startswith("https://"):
        raise PydanticCustomError("not_link", "not a link")
    return text


def reflowed(text: str) -> str:
    """The text with one line per paragraph. Lines that start with "- " stay lines."""
    paragraphs = re.split(r"\n\s*\n", text.strip())
    return "\n\n".join(_joined(paragraph) for paragraph in paragraphs)


def _joined(paragraph: str) -> str:
    lines = [line.strip() for line in paragraph.split("\n")]
    rest = (f"\n{line}" if line.startswith("- ") else f" {line}" for line in lines[1:])
    return "".join((lines[0], *rest))


class _WordCount:
    """Checks how many words a text has."""

    def __init__(self, least: int, most: int) -> None:
        self._least, self._most = least, most

    def __call__(self, text: str) -> str:
        now = len(text.split())
        if now < self._least:
            raise PydanticCustomError("words_few", "too few", {"now": now, "least": self._least})
        if now > self._most:
            raise PydanticCustomError("words_many", "too many", {"now": now, "most": self._most})
        return text


def _once(typed: list[str]) -> list[str]:
    seen: set[str] = set()
    for at, one in enumerate(typed):
        if one in seen:
            raise PydanticCustomError("twice", "twice", {"typed": one, "at": at})
        seen.add(one)
    return typed


def _lowered(typed: list[str]) -> list[str]:
    return [one.lower() for one in typed]


Text = Annotated[str, AfterValidator(_filled_in), AfterValidator(reflowed)]
Line = Annotated[str, StringConstraints(max_length=300), AfterValidator(_filled_in), AfterValidator(reflowed)]
Short = Annotated[str, StringConstraints(max_length=70), AfterValidator(_filled_in), AfterValidator(reflowed)]
Id = Annotated[str, AfterValidator(_is_id)]
Day = Annotated[date, BeforeValidator(_is_day)]
Ids = Annotated[list[Id], AfterValidator(_once)]
Lines = Annotated[list[Line], AfterValidator(_once)]
Words = Annotated[list[Line], AfterValidator(_lowered), AfterValidator(_once)]


class Model(BaseModel):
    """What all files share: no other fields, no guessing of types."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Overlay(Model):
    """De eigen laag van een gemeente over de algemene inhoud. Het bestand overlay.yaml."""

    title: Short | None = None
    off: Ids = []


class Theme(Model):
    """Waar een dilemma, vraag of citaat over gaat. Een lijst in knowledge/themes.yaml."""

    id: Id
    title: Short
    also: Annotated[Lines, Field(max_length=20)] = []


class Role(Model):
    """Voor wie een dilemma is. Een lijst in knowledge/roles.yaml."""

    id: Id
    title: Short
    jobs: Annotated[Lines, Field(min_length=1, max_length=60)]
    also: Annotated[Lines, Field(max_length=20)] = []


class Source(Model):
    """Een document waar inhoud uit komt. Een lijst in knowledge/sources.yaml."""

    id: Id
    title: Line
    publisher: Line
    year: Short
    url: Annotated[str, StringConstraints(max_length=300), AfterValidator(_is_link)] | None = None


class Fact(Model):
    """Een telefoonnummer, wetsartikel of bedrag. Een lijst in knowledge/facts.yaml."""

    id: Id
    value: Short
    says: Line
    source: Line
    check_by: Day


class Signal(Model):
    """Woorden die eerst een nummer laten zien. Een lijst in knowledge/signals.yaml."""

    id: Id
    says: Annotated[Text, StringConstraints(max_length=600)]
    phrases: Annotated[Lines, Field(min_length=1, max_length=120)]
    unless: Annotated[Lines, Field(max_length=120)] = []


class SynonymGroup(Model):
    """Woorden die hier hetzelfde betekenen. Een lijst in knowledge/synonyms.yaml."""

    words: Annotated[Lines, Field(min_length=2, max_length=20)]


class Covered(Model):
    """Een onderdeel van het materiaal, en waar je het vindt. Een lijst in knowledge/coverage.yaml."""

    id: Id
    title: Line
    found: Annotated[Ids, Field(min_length=1, max_length=20)]


class Reference(Model):
    """Een plek in een document."""

    document: Id
    section: Line


class Quote(Model):
    """Iemands eigen woorden, letter voor letter. Een lijst in knowledge/quotes/DOCUMENT.yaml."""

    id: Id
    text: Annotated[
        str, StringConstraints(max_length=500), AfterValidator(_filled_in), AfterValidator(_WordCount(1, 45))
    ]
    speaker: Line
    role: Line
    organisation: Line
    section: Line
    themes: Annotated[Ids, Field(min_length=1, max_length=6)]
    kind: Annotated[str, Field(pattern="^(uitspraak|redactie)$")]
    note: Annotated[Text, StringConstraints(max_length=600)] | None = None


class Way(Model):
    """Een manier van werken in een dilemma. De naam ervoor blijft altijd hetzelfde."""

    label: Short
    how: Line
    values: Annotated[Lines, Field(min_length=1, max_length=4)]
    cost: Line


class Tension(Model):
    """Wat er aan twee kanten trekt."""

    left: Line
    right: Line


class Dilemma(Model):
    """Een dilemma. Een bestand in knowledge/dilemmas/; de naam van het bestand is de naam van het dilemma."""

    title: Short
    story: Annotated[Text, AfterValidator(_WordCount(40, 120)), StringConstraints(max_length=1500)]
    poll: Annotated[Line, AfterValidator(_is_question)]
    roles: Annotated[Lines, Field(min_length=1, max_length=12)]
    themes: Annotated[Ids, Field(min_length=1, max_length=6)]
    safety: bool
    options: Annotated[dict[Id, Way], Field(min_length=3, max_length=4)]
    duel: Annotated[list[Id], Field(min_length=2, max_length=2)]
    tension: Tension
    considerations: Annotated[Lines, Field(min_length=2, max_length=6)]
    talk: Annotated[Lines, Field(min_length=2, max_length=2)]
    quotes: Annotated[Ids, Field(min_length=1, max_length=3)]
    sources: Annotated[list[Reference], Field(min_length=1, max_length=4)]
    note: Annotated[Text, StringConstraints(max_length=600)] | None = None
    reviewed: Day


class Question(Model):
    """Een vraag met een antwoord. Een bestand in knowledge/questions/."""

    ask: Annotated[Lines, Field(min_length=4, max_length=30)]
    answer: Annotated[Text, AfterValidator(_WordCount(3, 120)), StringConstraints(max_length=3500)]
    sources: Annotated[list[Reference], Field(max_length=4)]
    related: Annotated[Ids, Field(max_length=6)] = []
    roles: Annotated[Lines, Field(max_length=12)] = []
    themes: Annotated[Ids, Field(min_length=1, max_length=6)]
    reviewed: Day
    finds: Annotated[Lines, Field(min_length=2, max_length=20)]
    not_finds: Annotated[Lines, Field(max_length=20)] = []


class Choice(Model):
    """Een antwoord om te kiezen in een stap."""

    label: Short
    next: Id
    reply: Annotated[Text, StringConstraints(max_length=1500)] | None = None


class Step(Model):
    """Een stap van een dialoog: iets dat de bot zegt, en hooguit een ding waarop hij wacht."""

    say: Annotated[Text, StringConstraints(max_length=2500)]
    title: Short | None = None
    choices: Annotated[list[Choice], Field(min_length=2, max_length=8)] | None = None
    many: bool = False
    note: Id | None = None
    next: Id | None = None
    sends: Annotated[str, Field(pattern="^(dilemma)$")] | None = None


class Dialog(Model):
    """Een methode, stap voor stap. Een bestand in dialogs/. De eerste stap begint."""

    title: Short
    start: Annotated[Words, Field(min_length=1, max_length=8)]
    about: Line
    source: Line
    steps: Annotated[dict[Id, Step], Field(min_length=1, max_length=80)]
