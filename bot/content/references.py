"""Check references between files: names that must exist, and names that may exist only once."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any

from bot.content import law
from bot.content.files import CommandNames
from bot.content.node import Node
from bot.content.problems import Problem, hint, problem
from bot.core.model.library import OTHER
from bot.core.model.text import folded

_FACT = re.compile(r"\{fact:([^{}]*)\}")
_COMMAND = re.compile(r"\{(?:cmd|groupcmd):([^{}]*)\}")
_FAMILY = re.compile(r"<([^<>]*)>")
_NUMBER = re.compile(r"(?<![\d-])0(?:[89]00[- ]?\d{4,7}|\d{1,3}[- ]?\d{6,8})(?!\d)")
_ARTICLE = re.compile(r"\b[Aa]rt(?:ikel|\.)? ?\d[\d.:]*\w?")

_FREE = frozenset({"ask", "finds", "not_finds", "section", "phrases", "unless"})
"""Fields where a number or article may stand as people type it, or as a document prints it."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """One file: its tree with lines, and its checked data as plain values."""

    file: PurePosixPath
    node: Node
    data: Any
    general: bool = False
    """True: this is a file of the general content under an overlay."""
    order: tuple[str, ...] = ()
    """Of a list: ids that stood here before an overlay took some of them over."""
    name: str = ""
    """The id, where it is not the name of the file: of one of several questions in it."""

    @property
    def id(self) -> str:
        """Return the problem of a file that is not named after the one id in it."""
        return self.name or self.file.stem

    def wrong(self, line: int, rule: str, **details: object) -> Problem:
        """Return a mistake in this file."""
        return replace(problem(self.file, line, rule, **details), general=self.general)


Files = Mapping[str, list[Loaded]]
"""Pattern of the place, and its files in order."""


def link_problems(files: Files, known: "Known", commands: CommandNames | None = None) -> list[Problem]:
    """Return every name that does not exist, and every name that exists twice.

    `known` may hold more than stands in `files`: what an overlay switched off may still be named.
    `commands` are the words that the bot knows.
    """
    commands = commands or CommandNames()
    return [
        *_double_ids(files),
        *_double_sentences(files),
        *_starts(files, commands.reserved),
        *(wrong for loaded in _all(files) for wrong in _texts(loaded, known.facts, commands)),
        *(wrong for loaded in files["knowledge/signals.yaml"] for wrong in _signals(loaded, known)),
        *(wrong for loaded in files["knowledge/intents.yaml"] for wrong in _intents(loaded, known, commands)),
        *(wrong for loaded in files["knowledge/coverage.yaml"] for wrong in _coverage(loaded, known)),
        *(wrong for loaded in files["knowledge/openers.yaml"] for wrong in _openers(loaded, known)),
        *(wrong for loaded in files["knowledge/quotes/*.yaml"] for wrong in _quote_file(loaded, known)),
        *(wrong for loaded in files["knowledge/dilemmas/*.yaml"] for wrong in _dilemma(loaded, known)),
        *(wrong for loaded in files["knowledge/questions/*.yaml"] for wrong in _question(loaded, known)),
    ]


class Known:
    """Every id that can be named, by what it names."""

    def __init__(self, files: Files) -> None:
        self.themes = _ids(files["knowledge/themes.yaml"])
        self.law = {entry["id"]: entry for loaded in files[law.PATTERN] for entry in loaded.data}
        self.facts = _ids(files["knowledge/facts.yaml"]) | self.law.keys()
        self.sources = _ids(files["knowledge/sources.yaml"])
        self.families = _ids(files["knowledge/families.yaml"])
        self.quotes = _ids(files["knowledge/quotes/*.yaml"])
        self.jobs = {
            job for loaded in files["knowledge/roles.yaml"] for role in loaded.data for job in role["jobs"]
        }
        self.pages = {
            loaded.id
            for pattern in ("knowledge/dilemmas/*.yaml", "knowledge/questions/*.yaml", "dialogs/*.yaml")
            for loaded in files[pattern]
        }
        self.questions = {loaded.id for loaded in files["knowledge/questions/*.yaml"]}
        self.named = self.pages | self.quotes


def _general_first(group: list[Loaded]) -> list[Loaded]:
    """Sort the general content first, so that of two that clash the municipality's own is reported."""
    return sorted(group, key=lambda loaded: not loaded.general)


def _all(files: Files) -> Iterator[Loaded]:
    for loaded in files.values():
        yield from loaded


def _ids(lists: Collection[Loaded]) -> set[str]:
    return {entry["id"] for loaded in lists for entry in loaded.data}


def _wrong(loaded: Loaded, where: tuple[str | int, ...], rule: str, **details: object) -> Problem:
    return loaded.wrong(loaded.node.at(where).line, rule, **details)


def _double_ids(files: Files) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for loaded, where, id_ in sorted(_named(files), key=lambda one: not one[0].general):
        if id_ in seen:
            yield _wrong(loaded, where, "double-id", typed=id_.rpartition(" ")[2], other=seen[id_])
        seen.setdefault(id_, str(loaded.file))


def _named(files: Files) -> Iterator[tuple[Loaded, tuple[str | int, ...], str]]:
    """Yield everything with an id. Themes, roles, facts and sources each have their own namespace.

    Quotes, dilemmas, questions and dialogs share one: they name one another. So do facts and articles.
    """
    for pattern, group in files.items():
        for loaded in group:
            if not isinstance(loaded.data, list):
                yield loaded, (), loaded.id
                continue
            world = _WORLDS.get(pattern, f"{loaded.id}: ")
            for at, entry in enumerate(loaded.data):
                if "id" in entry:
                    yield loaded, (at, "id"), world + entry["id"]


_WORLDS = {"knowledge/quotes/*.yaml": "", law.PATTERN: "facts: "}
"""Places whose ids share a namespace with those of another place. An article is a fact too."""


def _double_sentences(files: Files) -> Iterator[Problem]:
    seen: dict[str, PurePosixPath] = {}
    for loaded in _general_first(files["knowledge/questions/*.yaml"]):
        for at, sentence in enumerate(loaded.data["ask"]):
            plain = folded(sentence).strip("?!. ")
            if seen.setdefault(plain, loaded.file) != loaded.file:
                yield _wrong(loaded, ("ask", at), "double-ask", other=seen[plain])


def _starts(files: Files, reserved: Collection[str]) -> Iterator[Problem]:
    seen: dict[str, PurePosixPath] = {}
    for loaded in _general_first(files["dialogs/*.yaml"]):
        for at, word in enumerate(loaded.data["start"]):
            if word in reserved:
                yield _wrong(loaded, ("start", at), "taken-start", typed=word)
            elif seen.setdefault(word, loaded.file) != loaded.file:
                yield _wrong(loaded, ("start", at), "double-start", typed=word, other=seen[word])


def _texts(loaded: Loaded, facts: Collection[str], commands: CommandNames) -> Iterator[Problem]:
    """Check that facts and commands exist, and that numbers and articles stand among the facts only."""
    for field, text, line in loaded.node.texts():
        for typed in _FACT.findall(text):
            if typed not in facts:
                yield loaded.wrong(line, "unknown", kind="Het feit", typed=typed, hint=hint(typed, facts))
        for typed in _COMMAND.findall(text) if commands.typed else ():
            if not commands.knows(typed):
                there_is = hint(typed, commands.typed)
                yield loaded.wrong(line, "unknown", kind="De opdracht", typed=typed, hint=there_is)
        if field not in _FREE and not _holds_loose_numbers(loaded.file):
            yield from _bare(loaded, line, " ".join(text.split()))


def _holds_loose_numbers(file: PurePosixPath) -> bool:
    return any(
        file.match(place) for place in ("knowledge/facts.yaml", law.PATTERN, "knowledge/quotes/*.yaml")
    )


def _bare(loaded: Loaded, line: int, text: str) -> Iterator[Problem]:
    for rule, pattern in (("bare-number", _NUMBER), ("bare-article", _ARTICLE)):
        for found in pattern.findall(text):
            yield loaded.wrong(line, rule, typed=found)


def _coverage(loaded: Loaded, known: Known) -> Iterator[Problem]:
    for at, entry in enumerate(loaded.data):
        yield from _names(loaded, (at, "found"), entry["found"], "De pagina of het citaat", known.named)


def _signals(loaded: Loaded, known: Known) -> Iterator[Problem]:
    """Check the families that phrases name."""
    for at, entry in enumerate(loaded.data):
        for field in ("phrases", "unless"):
            yield from _families(loaded, (at, field), entry[field], known)


def _families(
    loaded: Loaded, where: tuple[str | int, ...], phrases: Collection[str], known: Known
) -> Iterator[Problem]:
    for nth, phrase in enumerate(phrases):
        for name in _FAMILY.findall(phrase):
            if name not in known.families:
                there_is = hint(name, known.families)
                details = {"kind": "De woordgroep", "typed": name, "hint": there_is}
                yield _wrong(loaded, (*where, nth), "unknown", **details)


def _intents(loaded: Loaded, known: Known, commands: CommandNames) -> Iterator[Problem]:
    """Yield what an intent leads to that is not there. Without the commands of the bot no word is refused."""
    for at, entry in enumerate(loaded.data):
        yield from _families(loaded, (at, "like"), entry["like"], known)
        if sum(key in entry for key in ("says", "does", "opens")) != 1:
            yield _wrong(loaded, (at, "id"), "intent-one", name=entry["id"])
        for field, kind, names in (
            ("does", "Het woord", commands.typed or {entry.get("does")}),
            ("opens", "De vraag", known.questions),
        ):
            if field in entry and entry[field] not in names:
                there_is = hint(entry[field], [*names])
                yield _wrong(loaded, (at, field), "unknown", kind=kind, typed=entry[field], hint=there_is)


def _openers(loaded: Loaded, known: Known) -> Iterator[Problem]:
    for at, entry in enumerate(loaded.data):
        document = entry["source"]["document"]
        yield from _names(loaded, (at, "roles"), entry["roles"], "Het beroep", known.jobs)
        if document not in known.sources:
            where, there_is = (at, "source", "document"), hint(document, known.sources)
            yield _wrong(loaded, where, "unknown", kind="Het document", typed=document, hint=there_is)


def _quote_file(loaded: Loaded, known: Known) -> Iterator[Problem]:
    if loaded.id not in known.sources:
        yield _wrong(
            loaded, (), "unknown", kind="Het document", typed=loaded.id, hint=hint(loaded.id, known.sources)
        )
    for at, quote in enumerate(loaded.data):
        yield from _names(loaded, (at, "themes"), quote["themes"], "Het thema", known.themes)


def _dilemma(loaded: Loaded, known: Known) -> Iterator[Problem]:
    data = loaded.data
    if OTHER in data["options"]:
        yield _wrong(loaded, ("options", OTHER), "taken-name", typed=OTHER)
    if len(set(data["duel"])) == 1:
        yield _wrong(loaded, ("duel",), "duel-same")
    yield from _names(loaded, ("duel",), data["duel"], "De weg", data["options"])
    yield from _names(loaded, ("themes",), data["themes"], "Het thema", known.themes)
    yield from _names(loaded, ("roles",), data["roles"], "Het beroep", known.jobs)
    yield from _names(loaded, ("quotes",), data["quotes"], "Het citaat", known.quotes)
    yield from _references(loaded, known)


def _question(loaded: Loaded, known: Known) -> Iterator[Problem]:
    data = loaded.data
    yield from _names(loaded, ("themes",), data["themes"], "Het thema", known.themes)
    yield from _names(loaded, ("roles",), data["roles"], "Het beroep", known.jobs)
    yield from _names(loaded, ("related",), data["related"], "De pagina of het citaat", known.named)
    if loaded.id in data["related"]:
        yield _wrong(loaded, ("related", data["related"].index(loaded.id)), "self")
    yield from _names(loaded, ("law",), data["law"], "Het wetsartikel", known.law)
    for number in law.unsupported(data["answer"], law.cited(data, known.law)):
        yield _wrong(loaded, ("answer",), "law-number", typed=number)
    yield from _references(loaded, known)


def _references(loaded: Loaded, known: Known) -> Iterator[Problem]:
    for at, reference in enumerate(loaded.data["sources"]):
        where = ("sources", at, "document")
        yield from _names(loaded, where, [reference["document"]], "Het document", known.sources)


def _names(
    loaded: Loaded, where: tuple[str | int, ...], typed: Collection[str], kind: str, known: Collection[str]
) -> Iterator[Problem]:
    for at, name in enumerate(typed):
        if name not in known:
            yield _wrong(loaded, (*where, at), "unknown", kind=kind, typed=name, hint=hint(name, list(known)))
