"""The one door of this room: all content, or all mistakes in it."""

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

import msgspec
from pydantic import TypeAdapter

from bot.content import formats
from bot.content.dialog_check import dialog_problems
from bot.content.files import PLACES, content_files, place_of
from bot.content.links import Files, Loaded, link_problems
from bot.content.load import load
from bot.content.problems import ContentError, Problem
from bot.content.search_check import search_problems
from bot.content.yaml_reader import read_yaml
from bot.core.library import Library
from bot.core.matcher import Matcher

ADAPTERS: Mapping[str, TypeAdapter[Any]] = {
    "knowledge/themes.yaml": TypeAdapter(list[formats.Theme]),
    "knowledge/roles.yaml": TypeAdapter(list[formats.Role]),
    "knowledge/sources.yaml": TypeAdapter(list[formats.Source]),
    "knowledge/facts.yaml": TypeAdapter(list[formats.Fact]),
    "knowledge/signals.yaml": TypeAdapter(list[formats.Signal]),
    "knowledge/synonyms.yaml": TypeAdapter(list[formats.SynonymGroup]),
    "knowledge/coverage.yaml": TypeAdapter(list[formats.Covered]),
    "knowledge/quotes/*.yaml": TypeAdapter(list[formats.Quote]),
    "knowledge/dilemmas/*.yaml": TypeAdapter(formats.Dilemma),
    "knowledge/questions/*.yaml": TypeAdapter(formats.Question),
    "dialogs/*.yaml": TypeAdapter(formats.Dialog),
}
"""What each place must hold: one thing per file, or a list of them."""


def read_library(folder: Path) -> Library:
    """The content of a folder that holds knowledge/ and dialogs/.

    Raises:
        ContentError: with every mistake in every file.
    """
    return library_of(content_files(folder))


def searched_library(folder: Path) -> Library:
    """As `read_library`, with every sentence of `finds` and `not_finds` tried: seconds, so not at a start.

    Raises:
        ContentError: with every mistake in every file; with those of the search only if there is no other.
    """
    files = _linked(content_files(folder))
    library = _library(files)
    if problems := list(search_problems(files["knowledge/questions/*.yaml"], Matcher(library))):
        raise ContentError(problems)
    return library


def library_of(raw: Mapping[PurePosixPath, bytes]) -> Library:
    """The content of these files, by their path in the content folder.

    Raises:
        ContentError: with every mistake in every file.
    """
    return _library(_linked(raw))


def _linked(raw: Mapping[PurePosixPath, bytes]) -> Files:
    """Files that are right by themselves and together."""
    files, problems = _loaded(raw)
    if not problems:
        problems = link_problems(files)
    if problems:
        raise ContentError(problems)
    return files


def _loaded(raw: Mapping[PurePosixPath, bytes]) -> tuple[Files, list[Problem]]:
    files: dict[str, list[Loaded]] = {place.pattern: [] for place in PLACES}
    problems: list[Problem] = []
    for file, text in raw.items():
        place = place_of(file)
        assert place, file
        try:
            files[place.pattern].append(_one(file, text, place.pattern))
        except ContentError as error:
            problems += error.problems
    return files, problems


def _one(file: PurePosixPath, text: bytes, pattern: str) -> Loaded:
    node = read_yaml(text, file)
    adapter = ADAPTERS[pattern]
    checked = load(node, file, adapter)
    if pattern == "dialogs/*.yaml" and (problems := dialog_problems(checked, node, file)):
        raise ContentError(problems)
    return Loaded(file, node, adapter.dump_python(checked, exclude_none=True))


def _library(files: Files) -> Library:
    return msgspec.convert(_assembled(files), Library)


def _assembled(files: Files) -> dict[str, object]:
    """The fields of a `Library`, as plain values."""
    lists = {name: _by_id(files[f"knowledge/{name}.yaml"]) for name in _LISTS}
    dilemmas = {loaded.id: _dilemma(loaded) for loaded in files["knowledge/dilemmas/*.yaml"]}
    return {
        **lists,
        "synonyms": [group["words"] for loaded in files["knowledge/synonyms.yaml"] for group in loaded.data],
        "quotes": _quotes(files["knowledge/quotes/*.yaml"]),
        "dilemmas": dilemmas,
        "questions": {one.id: {"id": one.id, **one.data} for one in files["knowledge/questions/*.yaml"]},
        "dialogs": {one.id: {"id": one.id, **one.data} for one in files["dialogs/*.yaml"]},
    }


_LISTS = ("themes", "roles", "sources", "facts", "signals", "coverage")


def _by_id(lists: list[Loaded]) -> dict[str, object]:
    return {entry["id"]: entry for loaded in lists for entry in loaded.data}


def _quotes(lists: list[Loaded]) -> dict[str, object]:
    """Quotes by turns from each document, so that one long document does not fill the first hundred."""
    rows: dict[int, list[dict[str, object]]] = defaultdict(list)
    for loaded in lists:
        for at, quote in enumerate(loaded.data):
            rows[at].append({"document": loaded.id, **quote})
    return {str(quote["id"]): quote for at in sorted(rows) for quote in rows[at]}


def _dilemma(loaded: Loaded) -> dict[str, object]:
    data = dict(loaded.data)
    ways = [{"name": name, **way} for name, way in data.pop("options").items()]
    return {"id": loaded.id, **data, "ways": ways}
