"""The one door of this room: all content, or all mistakes in it."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Any

from pydantic import TypeAdapter

from bot.content import formats, law
from bot.content.dialog_check import dialog_problems
from bot.content.dialog_formats import Dialog
from bot.content.files import OVERLAY, PLACES, CommandNames, Layers, Raw, Use, content_files, place_of
from bot.content.intent_formats import Intent
from bot.content.layers import off_problems, overlaid, without
from bot.content.lenient import MODELS, asks, not_forgiven
from bot.content.library_fields import library_of
from bot.content.load import load
from bot.content.many import entries, holds_many, named
from bot.content.node import Node
from bot.content.problems import ContentError, Problem
from bot.content.references import Files, Known, Loaded, link_problems
from bot.content.sentences import SENTENCES, sentence_problems, sentences_in
from bot.content.yaml_reader import read_yaml
from bot.core.model.library import Library

QUESTIONS = "knowledge/questions/*.yaml"

ADAPTERS: Mapping[str, TypeAdapter[Any]] = {
    "knowledge/themes.yaml": TypeAdapter(list[formats.Theme]),
    "knowledge/roles.yaml": TypeAdapter(list[formats.Role]),
    "knowledge/sources.yaml": TypeAdapter(list[formats.Source]),
    "knowledge/facts.yaml": TypeAdapter(list[formats.Fact]),
    "knowledge/signals.yaml": TypeAdapter(list[formats.Signal]),
    law.PATTERN: TypeAdapter(list[law.Article]),
    "knowledge/families.yaml": TypeAdapter(list[formats.Family]),
    "knowledge/intents.yaml": TypeAdapter(list[Intent]),
    "knowledge/hints/*.yaml": TypeAdapter(formats.Hint),
    "knowledge/synonyms.yaml": TypeAdapter(list[formats.SynonymGroup]),
    "knowledge/frames.yaml": TypeAdapter(list[formats.Frame]),
    "knowledge/abbreviations.yaml": TypeAdapter(list[formats.Abbreviation]),
    "knowledge/openers.yaml": TypeAdapter(list[formats.Opener]),
    "knowledge/coverage.yaml": TypeAdapter(list[formats.Covered]),
    "knowledge/quotes/*.yaml": TypeAdapter(list[formats.Quote]),
    "knowledge/dilemmas/*.yaml": TypeAdapter(formats.Dilemma),
    QUESTIONS: MODELS["check"],
    "dialogs/*.yaml": TypeAdapter(Dialog),
    SENTENCES: TypeAdapter(formats.Sentences),
}
"""The model of each place: one thing per file, or a list of them."""

_OVERLAY: TypeAdapter[Any] = TypeAdapter(formats.Overlay)


@dataclass(frozen=True, slots=True)
class Content:
    """Everything a folder holds, checked."""

    library: Library
    files: Files
    """Every file that counts, with the lines of what stands in it."""
    notes: tuple[str, ...] = ()
    """Everything that an overlay replaces and switches off, a line each, for the editor."""


def read_library(folder: Path, general: Path | None = None, commands: CommandNames | None = None) -> Library:
    """Return the content of a folder that holds knowledge/ and dialogs/.

    `general` is the folder that an overlay lies over, `commands` are the words that the bot knows.

    Raises:
        ContentError: with every mistake in every file.
    """
    return read_content(folder, general, commands).library


def read_content(folder: Path, general: Path | None = None, commands: CommandNames | None = None) -> Content:
    """Return the content, with notes about it for the editor."""
    return content_of(replace(content_files(folder, general), commands=commands or CommandNames()))


def content_of(layers: Layers, use: Use = "check") -> Content:
    """Return the content of these files, checked for what it is read for.

    Raises:
        ContentError: with every mistake in every file.
    """
    if layers.general is None:
        files, problems = _loaded(layers.own, use)
        return _content(files, problems, frozenset(), use, layers)
    return _overlaid(layers.own, layers.general, use, layers)


@lru_cache(maxsize=2)
def shipped_sentences(raw: tuple[tuple[PurePosixPath, bytes], ...]) -> Mapping[str, str]:
    """Return the bot's own sentences by key. The same files are read once.

    Raises:
        ContentError: with the mistakes in the first file that has any.
    """
    return sentences_in(_one(file, text, ADAPTERS[SENTENCES]) for file, text in raw)


def _overlaid(own: Raw, general: Raw, use: Use, layers: Layers) -> Content:
    overlay, problems = _overlay(own[OVERLAY])
    pages, wrong = _loaded({file: text for file, text in own.items() if file != OVERLAY}, use)
    under, faults = _loaded(general, use, general=True)
    both = overlaid(under, pages, overlay)
    problems += [*wrong, *faults]
    if not problems:  # a page that could not be read would seem not to exist
        problems += off_problems(both.files, overlay)
    return _content(both.files, problems, both.off, use, layers, both.notes)


def _overlay(text: bytes) -> tuple[Loaded, list[Problem]]:
    """Return the contents of overlay.yaml. It may be empty."""
    nothing = Loaded(OVERLAY, Node({}, 1), formats.Overlay().model_dump())
    try:
        return _one(OVERLAY, text, _OVERLAY), []
    except ContentError as error:
        return nothing, [one for one in error.problems if one.rule != "file-empty"]


def _content(  # noqa: PLR0913, PLR0917, everything that content is made of
    files: Files,
    problems: list[Problem],
    off: frozenset[str],
    use: Use,
    layers: Layers,
    notes: tuple[str, ...] = (),
) -> Content:
    shown = without(files, off)
    shipped = shipped_sentences(tuple(layers.shipped.items()))
    if not problems:
        problems = not_forgiven(link_problems(shown, Known(files), layers.commands), use)
        problems += sentence_problems(files[SENTENCES], shipped)
    if problems:
        raise ContentError(problems)
    sentences = {**shipped, **sentences_in(files[SENTENCES])}
    library = library_of({**_assembled(shown, off), "sentences": sentences})
    return Content(library, shown, notes)


def _loaded(raw: Raw, use: Use, *, general: bool = False) -> tuple[Files, list[Problem]]:
    files: dict[str, list[Loaded]] = {place.pattern: [] for place in PLACES}
    problems: list[Problem] = []
    for file, text in raw.items():
        place = place_of(file)
        assert place, file
        adapter = MODELS[use] if place.pattern == QUESTIONS else ADAPTERS[place.pattern]
        try:
            if holds_many(file, text):
                several, wrong_ones = _several(file, text, adapter, lines=use != "search")
                files[place.pattern] += [replace(one, general=general) for one in several]
                problems += [replace(wrong, general=general) for wrong in wrong_ones]
            else:
                one = _one(file, text, adapter)
                files[place.pattern].append(replace(one, general=general))
        except ContentError as error:
            problems += [replace(wrong, general=general) for wrong in error.problems]
    return files, problems


def _one(file: PurePosixPath, text: bytes, adapter: TypeAdapter[Any]) -> Loaded:
    node = read_yaml(text, file)
    checked = load(node, file, adapter)
    if isinstance(checked, Dialog) and (problems := dialog_problems(checked, node, file)):
        raise ContentError(problems)
    return Loaded(file, node, adapter.dump_python(checked, exclude_none=True))


def _several(
    file: PurePosixPath, text: bytes, adapter: TypeAdapter[Any], *, lines: bool
) -> tuple[list[Loaded], list[Problem]]:
    """Return the good questions, and the problems of the others. Without `lines` each takes 3 KB less."""
    loaded: list[Loaded] = []
    problems: list[Problem] = []
    for entry in entries(text, file):
        try:
            name, node = named(entry, file)
            checked = load(node, file, adapter)
            kept = node if lines else Node({}, node.line)
            loaded.append(Loaded(file, kept, adapter.dump_python(checked, exclude_none=True), name=name))
        except ContentError as error:
            problems += error.problems
    return loaded, problems


def _assembled(files: Files, off: Collection[str]) -> dict[str, object]:
    """Return the fields of a `Library` as plain values, without references to what is switched off."""
    lists = {name: _by_id(files[f"knowledge/{name}.yaml"]) for name in _LISTS}
    articles = _by_id(files[law.PATTERN])
    dilemmas = {loaded.id: _dilemma(loaded, off) for loaded in files["knowledge/dilemmas/*.yaml"]}
    return {
        **lists,
        "facts": lists["facts"] | {id_: law.as_fact(one) for id_, one in articles.items()},
        "synonyms": [group["words"] for loaded in files["knowledge/synonyms.yaml"] for group in loaded.data],
        "hints": {one.id: {"id": one.id, **one.data} for one in files["knowledge/hints/*.yaml"]},
        "quotes": _quotes(files["knowledge/quotes/*.yaml"]),
        "dilemmas": dilemmas,
        "questions": {one.id: _question(one, off, articles) for one in files[QUESTIONS]},
        "dialogs": {one.id: _dialog(one) for one in files["dialogs/*.yaml"]},
    }


_WORDS = ("signals", "families", "intents", "frames", "abbreviations")
_LISTS = (*_WORDS, "themes", "roles", "sources", "facts", "openers", "coverage")


def _by_id(lists: list[Loaded]) -> dict[str, Any]:
    """Return things by id, in the order of the files. What an overlay replaces stays in its place."""
    entries = {entry["id"]: entry for loaded in lists for entry in loaded.data}
    order = dict.fromkeys(id_ for loaded in lists for id_ in loaded.order)
    return {id_: entries[id_] for id_ in dict.fromkeys([*order, *entries])}


def _quotes(lists: list[Loaded]) -> dict[str, object]:
    """Return the quotes, by turns from each document, so that a long one does not fill the first hundred."""
    rows: dict[int, list[dict[str, object]]] = defaultdict(list)
    for loaded in lists:
        for at, quote in enumerate(loaded.data):
            rows[at].append({"document": loaded.id, **quote})
    return {str(quote["id"]): quote for at in sorted(rows) for quote in rows[at]}


def _question(loaded: Loaded, off: Collection[str], articles: Mapping[str, law.Entry]) -> dict[str, object]:
    related = [id_ for id_ in loaded.data["related"] if id_ not in off]
    answer = law.with_source(loaded.data["answer"], law.cited(loaded.data, articles))
    return {"id": loaded.id, **loaded.data, "ask": asks(loaded.data), "answer": answer, "related": related}


def _dialog(loaded: Loaded) -> dict[str, object]:
    """Return a dialog, with "6 weken" as a number."""
    steps = {
        name: step | {"look_back": int(step["look_back"].split()[0])} if "look_back" in step else step
        for name, step in loaded.data["steps"].items()
    }
    return {"id": loaded.id, **loaded.data, "steps": steps}


def _dilemma(loaded: Loaded, off: Collection[str]) -> dict[str, object]:
    data = dict(loaded.data)
    data["quotes"] = [id_ for id_ in data["quotes"] if id_ not in off]
    ways = [{"name": name, **way} for name, way in data.pop("options").items()]
    return {"id": loaded.id, **data, "ways": ways}
