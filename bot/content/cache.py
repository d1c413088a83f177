"""Remembers checked content by the hash of its files, so that a start need not check it again."""

import hashlib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath

import msgspec

from bot.content.files import content_files
from bot.core.library import Library

KEEP = 3
"""So many earlier contents stay remembered: a municipality's own, ours, and one being edited."""


def remembered_library(folder: Path, memory: Path, version: str) -> Library:
    """The content of a folder; checked, unless these very files were found right before.

    `memory` is a folder of our own, `version` the version of the bot: its rules may have changed.

    Raises:
        ContentError: with every mistake in every file.
    """
    raw = content_files(folder)
    page = memory / f"content-{_fingerprint(raw, version)}.json"
    if remembered := _recalled(page):
        return remembered
    library = _checked(raw)
    with suppress(OSError):  # a disk that is full or read-only costs time, not content
        _remember(page, msgspec.json.encode(library))
    return library


def _recalled(page: Path) -> Library | None:
    """What stands on a page; None if there is none, or if not every byte is as it was written."""
    with suppress(OSError, msgspec.MsgspecError):
        seal, _, text = page.read_bytes().partition(b"\n")
        if seal == _seal(text):
            return msgspec.json.decode(text, type=Library)
    return None


def _seal(text: bytes) -> bytes:
    return hashlib.sha256(text).hexdigest().encode()


def _checked(raw: Mapping[PurePosixPath, bytes]) -> Library:
    from bot.content.read import library_of  # noqa: PLC0415, brings YAML and pydantic: 0.3 s that most starts save

    return library_of(raw)


def _fingerprint(raw: Mapping[PurePosixPath, bytes], version: str) -> str:
    hashed = hashlib.sha256(f"{version} {_rules()}".encode())
    for file, text in raw.items():
        hashed.update(f"\n{file} {len(text)}\n".encode() + text)
    return hashed.hexdigest()[:32]


def _rules() -> str:
    """Changes whenever our own checks do: a developer must not get yesterday's verdict."""
    here = Path(__file__).parent
    rules = [*here.glob("*.py"), *here.parent.glob("core/*.py")]
    return " ".join(f"{file.name}:{file.stat().st_mtime_ns}" for file in sorted(rules))


def _remember(page: Path, text: bytes) -> None:
    page.parent.mkdir(parents=True, exist_ok=True)
    draft = page.with_suffix(".new")
    draft.write_bytes(_seal(text) + b"\n" + text)
    draft.replace(page)
    pages = sorted(page.parent.glob("content-*.json"), key=lambda one: one.stat().st_mtime, reverse=True)
    for old in pages[KEEP:]:
        old.unlink()
