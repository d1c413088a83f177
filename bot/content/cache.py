"""Remembers checked content by the hash of its files, so that a start need not check it again."""

import hashlib
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import msgspec

from bot.content.files import CommandNames, Layers, Use, content_files
from bot.content.library_fields import library_in
from bot.core.model.library import Library

KEEP = 3
"""So many earlier contents stay remembered: a municipality's own, ours, and one being edited."""


def remembered_library(  # noqa: PLR0913, PLR0917, everything that the content depends on
    folder: Path,
    memory: Path,
    version: str,
    general: Path | None = None,
    use: Use = "run",
    commands: CommandNames | None = None,
) -> Library:
    """Return the content of a folder; checked, unless these very files were found right for this use before.

    `general` is the folder that an overlay lies over, `memory` is a folder of our own, `version` the
    version of the bot: its rules may have changed. `commands` are the words that it knows.

    Raises:
        ContentError: with every mistake in every file.
    """
    layers = replace(content_files(folder, general, use), commands=commands or CommandNames())
    words = [*sorted(layers.commands.reserved), *sorted(layers.commands.typed.items())]
    page = memory / f"content-{_fingerprint(layers, f'{version} {use} {words}')}.json"
    if remembered := _recalled(page):
        return remembered
    library = _checked(layers, use)
    with suppress(OSError):  # a disk that is full or read-only costs time, not content
        _remember(page, msgspec.json.encode(library))
    return library


def _recalled(page: Path) -> Library | None:
    """Return the contents of a cache page; None if there is none, or if it is damaged."""
    with suppress(OSError, msgspec.MsgspecError):
        seal, _, text = page.read_bytes().partition(b"\n")
        if seal == _seal(text):
            return library_in(text)
    return None


def _seal(text: bytes) -> bytes:
    return hashlib.sha256(text).hexdigest().encode()


def _checked(layers: Layers, use: Use) -> Library:
    from bot.content.read import content_of  # noqa: PLC0415, brings YAML and pydantic: 0.3 s that most starts save

    return content_of(layers, use).library


def _fingerprint(layers: Layers, version: str) -> str:
    hashed = hashlib.sha256(f"{version} {_rules()}".encode())
    for name, raw in (("own", layers.own), ("general", layers.general or {}), ("shipped", layers.shipped)):
        for file, text in raw.items():
            hashed.update(f"\n{name} {file} {len(text)}\n".encode() + text)
    return hashed.hexdigest()[:32]


def _rules() -> str:
    """Return a hash of our own checks: a developer must not get yesterday's verdict."""
    here = Path(__file__).parent
    rules = [*here.glob("*.py"), *here.parent.glob("core/**/*.py")]
    return " ".join(f"{file.name}:{file.stat().st_mtime_ns}" for file in sorted(rules))


def _remember(page: Path, text: bytes) -> None:
    page.parent.mkdir(parents=True, exist_ok=True)
    draft = page.with_suffix(".new")
    draft.write_bytes(_seal(text) + b"\n" + text)
    draft.replace(page)
    pages = sorted(page.parent.glob("content-*.json"), key=lambda one: one.stat().st_mtime, reverse=True)
    for old in pages[KEEP:]:
        old.unlink()
