"""Lays the content of a municipality over the general content."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from bot.content.files import PLACES
from bot.content.many import same_page
from bot.content.node import Node
from bot.content.problems import Problem, hint
from bot.content.references import Files, Loaded
from bot.content.sentences import SENTENCES

_KINDS = {
    "knowledge/dilemmas/*.yaml": "dilemma",
    "knowledge/questions/*.yaml": "vraag",
    "dialogs/*.yaml": "methode",
    "knowledge/quotes/*.yaml": "citaat",
}
"""The content that can be switched off, by its place."""


@dataclass(frozen=True, slots=True)
class Overlaid:
    """Two layers as one."""

    files: Files
    """With what is switched off still in it."""
    off: frozenset[str]
    notes: tuple[str, ...]
    """The layers, a line each, for the editor."""


def overlaid(general: Files, own: Files, overlay: Loaded) -> Overlaid:
    """Return the general content with the files and entries of the municipality in place of its own."""
    files = {place.pattern: _group(general[place.pattern], own[place.pattern]) for place in PLACES}
    files[SENTENCES] = [*general[SENTENCES], *own[SENTENCES]]  # laid over one another sentence by sentence
    notes = [_title(overlay), *_overriding(general, own), *_switched_off(files, overlay)]
    return Overlaid(files, frozenset(overlay.data["off"]), tuple(notes))


def off_problems(files: Files, overlay: Loaded) -> Iterator[Problem]:
    """Yield a problem for every id that should be switched off and does not exist."""
    known = [id_ for pattern in _KINDS for id_ in _ids(files[pattern])]
    for at, id_ in enumerate(overlay.data["off"]):
        if id_ not in known:
            line = overlay.node.at(("off", at)).line
            kind = "Een dilemma, vraag, methode of citaat"
            yield overlay.wrong(line, "unknown", kind=kind, typed=id_, hint=hint(id_, known))


def without(files: Files, off: Collection[str]) -> Files:
    """Return the same files without what is switched off."""
    return {
        pattern: [_less(loaded, off) for loaded in group if _is_list(loaded) or loaded.id not in off]
        if pattern in _KINDS
        else group
        for pattern, group in files.items()
    }


def _group(general: list[Loaded], own: list[Loaded]) -> list[Loaded]:
    """Return the files of one place. A page is replaced whole, a list entry by entry."""
    over = {same_page(loaded): loaded for loaded in own}
    under = [_under(loaded, over.get(same_page(loaded))) for loaded in general]
    return sorted([*(one for one in under if one), *own], key=lambda loaded: loaded.file)


def _under(general: Loaded, own: Loaded | None) -> Loaded | None:
    if own is None:
        return general
    return _less(general, _ids([own])) if _is_list(general) else None


def _less(loaded: Loaded, gone: Collection[str]) -> Loaded:
    """Return a list without these entries; anything else as it is. Entries without an id stay."""
    if not _is_list(loaded):
        return loaded
    assert isinstance(loaded.node.value, list)
    kept = [at for at, entry in enumerate(loaded.data) if entry.get("id") not in gone]
    node = Node([loaded.node.value[at] for at in kept], loaded.node.line)
    order = loaded.order or tuple(_ids([loaded]))
    return replace(loaded, node=node, data=[loaded.data[at] for at in kept], order=order)


def _is_list(loaded: Loaded) -> bool:
    return isinstance(loaded.data, list)


def _ids(group: Collection[Loaded]) -> list[str]:
    """Return the names of pages, and of the entries of lists."""
    return [
        id_
        for loaded in group
        for id_ in (
            [entry["id"] for entry in loaded.data if "id" in entry] if _is_list(loaded) else [loaded.id]
        )
    ]


def _title(overlay: Loaded) -> str:
    name = overlay.data.get("title")
    return (
        f"Eigen laag van {name}, over de algemene inhoud:" if name else "Eigen laag, over de algemene inhoud:"
    )


def _overriding(general: Files, own: Files) -> Iterator[str]:
    for pattern, group in own.items():
        under = {same_page(loaded): loaded for loaded in general[pattern]}
        for loaded in group:
            if pattern == SENTENCES:
                yield from (f"{loaded.file}: {name} (eigen)" for name in loaded.data)
            elif same_page(loaded) in under:
                yield from _described(loaded, under[same_page(loaded)])


def _described(own: Loaded, general: Loaded) -> Iterator[str]:
    file = str(own.file).removeprefix("knowledge/")
    if not _is_list(own):
        yield f"{file} (eigen)"
        return
    both = set(_ids([general]))
    yield from (f"{file}: {id_} (eigen)" for id_ in _ids([own]) if id_ in both)


def _switched_off(files: Files, overlay: Loaded) -> Iterator[str]:
    kinds = {id_: kind for pattern, kind in _KINDS.items() for id_ in _ids(files[pattern])}
    for id_ in overlay.data["off"]:
        yield f"uit: {kinds.get(id_, '')} {id_}"
