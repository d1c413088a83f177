"""A dilemma that somebody sent in, as a file an editor can go on with: the format that this room reads.

Imports no YAML and no pydantic, for `chat` does without. A test holds it against formats.py.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.core.model.library import OTHER
from bot.core.model.text import words

WAYS = ("1", "2", "3", "4")

PARTS = frozenset(
    {"titel", "casus", "vraag", "links", "rechts", "gesprek-1", "gesprek-2"}
    | {f"{part}-{way}" for part in ("weg", "trekt", "kost") for way in WAYS}
)
"""Names of the notes that have a place in a dilemma."""

LEAST_STORY = 40
"""Words. Fewer is a draft, and said so in it."""

_LONGEST_NAME = 50

_TO_DO = (
    "Lees alles na: staat er een naam, nummer of herkenbare situatie in? Haal die weg.",
    "roles, themes: voor wie en waarover? Zie roles.yaml en themes.yaml.",
    "safety: true of false. Speelt er geweld of mishandeling? Dan true.",
    "options: vul bij elke weg how in. Wat doe je dan?",
    "duel: kies de twee wegen voor een tweestrijd.",
    "considerations: twee tot zes dingen om over na te denken.",
    "quotes, sources: zoek een citaat en een bron.",
    "reviewed: de datum waarop je dit nakeek.",
    "Zet het bestand in knowledge/dilemmas/ en typ make check.",
)

_SEPARATOR = re.compile(r"\s*[,;]\s*")

Notes = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Draft:
    """A file for the editors' folder."""

    name: str
    """Made from the title: small letters, digits and dashes."""
    text: str
    """The whole file."""


def drafted(notes: Notes) -> Draft:
    """Return a draft of the notes. It does not say who wrote them, or when.

    Every text must be cleaned: on one line, and none is empty.
    """
    lines = [*_to_do(notes), *_head(notes), *_options(notes), *_tension(notes), *_talk(notes)]
    return Draft(_name(notes.get("titel", "")) or "dilemma", "\n".join(lines) + "\n")


def _to_do(notes: Notes) -> Iterator[str]:
    yield "# Ingestuurd. Doe nog dit, en haal daarna deze regels weg:"
    missing = [field for field, part in _SINGLE if part not in notes]
    todo = [f"{', '.join(missing)}: nog niet ingevuld."] if missing else []
    if "casus" in notes and (now := len(notes["casus"].split())) < LEAST_STORY:
        todo.append(f"story: nu {now} woorden; {LEAST_STORY} tot 120 moet.")
    for line in (*todo, *_TO_DO):
        yield f"# - {line}"


_SINGLE = (("title", "titel"), ("story", "casus"), ("poll", "vraag"))
"""Field of a dilemma, and the note it comes from."""


def _head(notes: Notes) -> Iterator[str]:
    for field, part in _SINGLE:
        if part in notes:
            yield f"{field}: {_quoted(notes[part])}"


def _options(notes: Notes) -> Iterator[str]:
    typed = [way for way in WAYS if any(f"{part}-{way}" in notes for part in ("weg", "trekt", "kost"))]
    if typed:
        yield "options:"
    taken = {OTHER}
    for way in typed:
        name = _name(notes.get(f"weg-{way}", ""))
        name = f"weg-{way}" if not name or name in taken else name
        taken.add(name)
        yield f"  {name}:"
        yield from _way(notes, way)


def _way(notes: Notes, way: str) -> Iterator[str]:
    if label := notes.get(f"weg-{way}"):
        yield f"    label: {_quoted(label)}"
    if pulls := notes.get(f"trekt-{way}"):
        yield "    values:"
        yield from (f"      - {_quoted(value)}" for value in _listed(pulls))
    if cost := notes.get(f"kost-{way}"):
        yield f"    cost: {_quoted(cost)}"


def _listed(text: str) -> Sequence[str]:
    """Return the values between commas: "rust, regie" gives two."""
    return [part for part in dict.fromkeys(_SEPARATOR.split(text)) if part] or [text]


def _tension(notes: Notes) -> Iterator[str]:
    sides = [(field, part) for field, part in (("left", "links"), ("right", "rechts")) if part in notes]
    if sides:
        yield "tension:"
    yield from (f"  {field}: {_quoted(notes[part])}" for field, part in sides)


def _talk(notes: Notes) -> Iterator[str]:
    asked = [notes[part] for part in ("gesprek-1", "gesprek-2") if part in notes]
    if asked:
        yield "talk:"
    yield from (f"  - {_quoted(question)}" for question in asked)


def _quoted(text: str) -> str:
    """Return YAML for exactly this text, whatever characters are in it."""
    return f'"{text}"' if not {'"', "\\"} & set(text) else "'{}'".format(text.replace("'", "''"))


def _name(text: str) -> str:
    return "-".join(words(text))[:_LONGEST_NAME].strip("-")
