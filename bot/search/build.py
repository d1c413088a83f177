"""Build the search over a library, and keep on disk what took time."""

import hashlib
import zipfile
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import fields
from functools import partial
from pathlib import Path

import msgspec
import numpy as np

from bot.core.model.finder import Finder
from bot.core.model.library import Library
from bot.search.corpus import SentenceEncoder
from bot.search.documents import documents_of
from bot.search.dutch import dutch_words
from bot.search.fallback import FallbackFinder
from bot.search.index import Index
from bot.search.matcher import Matcher
from bot.search.sentence_model import PACKAGE, VERSION, sentence_model

KEEP = 3
"""So many earlier indexes stay remembered."""

MODEL = f"{PACKAGE} {VERSION}"

MOST_ENCODED = 20_000
"""Sentences up to which the sentence model is used: it reads some fifty in a second, so ten minutes."""


def matcher_of(
    library: Library, memory: Path | None = None, encoder: SentenceEncoder | None = None, model: str = ""
) -> Matcher:
    """Build the search over a library.

    `memory` is a folder of our own that may be thrown away at any time; without it everything is built
    anew. `encoder` is a sentence model and `model` names it: a cached index of another model is no use.
    """
    if memory is None:
        return Matcher(library, dutch_words(), encoder=encoder)
    page = _page(memory, library, model if encoder else "")
    if index := _recalled(page, encoder is not None):
        with suppress(IndexError, ValueError):  # not of these sentences after all
            return Matcher(library, dutch_words(), index, encoder)
    matcher = Matcher(library, dutch_words(), encoder=encoder)
    with suppress(OSError):  # a disk that is full or read-only costs time, not answers
        _remember(page, matcher.index)
    return matcher


def best_matcher(library: Library, memory: Path | None = None) -> Matcher:
    """Do the same, with the sentence model if it is installed and can run here, and there is not too much."""
    return matcher_of(library, memory, _encoder(library, memory), MODEL)


def prompt_matcher(library: Library, memory: Path | None = None) -> Finder:
    """Do the same, at once: by words for as long as the sentence model still has to read the content."""
    encoder = _encoder(library, memory)
    if encoder is None or (memory and _page(memory, library, MODEL).exists()):
        return matcher_of(library, memory, encoder, MODEL)
    return FallbackFinder(matcher_of(library, memory), partial(matcher_of, library, memory, encoder, MODEL))


def _encoder(library: Library, memory: Path | None) -> SentenceEncoder | None:
    too_much = sum(len(one.texts) for one in documents_of(library)) > MOST_ENCODED
    return None if too_much else sentence_model(memory)


def _page(memory: Path, library: Library, model: str) -> Path:
    return memory / f"search-{_fingerprint(library, model)}.npz"


def _fingerprint(library: Library, model: str) -> str:
    """Return a hash of what the index is made from."""
    hashed = hashlib.sha256(f"{model} {' '.join(_rules())}\n".encode())
    for part in (library.questions, library.dialogs, library.dilemmas, library.quotes, library.sources):
        for one in part.values():
            hashed.update(msgspec.json.encode(one))
    for words in (library.synonyms, library.frames, library.abbreviations):
        hashed.update(msgspec.json.encode(words))
    return hashed.hexdigest()[:32]


def _rules() -> Iterable[str]:
    """Yield what changes whenever the code or the word list does."""
    here = Path(__file__).parent
    for file in sorted([*here.glob("*.py"), *here.glob("dutch/*"), *here.parent.glob("core/language/*.py")]):
        if file.is_file():
            yield f"{file.name}:{file.stat().st_mtime_ns}"


def _recalled(page: Path, with_vectors: bool) -> Index | None:
    """Return the index in a file; None if there is none, or if it is damaged."""
    damage = (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile)
    with suppress(*damage), np.load(page, allow_pickle=False) as kept:
        names = [one.name for one in fields(Index) if with_vectors or one.name != "sentence_vectors"]
        return Index(**{name: kept[name] for name in names})
    return None


def _remember(page: Path, index: Index) -> None:
    page.parent.mkdir(parents=True, exist_ok=True)
    draft = page.with_suffix(".new")
    arrays = {one.name: getattr(index, one.name) for one in fields(Index)}
    with draft.open("wb") as file:
        np.savez(file, **{name: array for name, array in arrays.items() if array is not None})
    draft.replace(page)
    pages = sorted(page.parent.glob("search-*.npz"), key=lambda one: one.stat().st_mtime, reverse=True)
    for old in pages[KEEP:]:
        old.unlink(missing_ok=True)
