"""The bot's own sentences as editors may change them: which there are, and what they leave blank."""

from collections.abc import Iterable, Iterator, Mapping

from bot.content.problems import Problem, hint
from bot.content.references import Loaded
from bot.core.model.library import BLANK

SENTENCES = "language/*/sentences/*.yaml"
"""The place where they stand: language/nl/sentences/round.yaml holds those whose keys begin with "round."."""


def sentences_in(files: Iterable[Loaded]) -> dict[str, str]:
    """Return every sentence by its key. What comes later lies over what came before."""
    return {f"{loaded.id}.{name}": text for loaded in files for name, text in loaded.data.items()}


def blanks_in(text: str) -> frozenset[str]:
    """Return the names of the blanks in a sentence."""
    return frozenset(BLANK.findall(text))


def sentence_problems(files: Iterable[Loaded], shipped: Mapping[str, str]) -> list[Problem]:
    """Return what is wrong with the sentences that lie over the shipped ones."""
    return [wrong for loaded in files for wrong in _problems(loaded, shipped)]


def _problems(loaded: Loaded, shipped: Mapping[str, str]) -> Iterator[Problem]:
    for name, text in loaded.data.items():
        key = f"{loaded.id}.{name}"
        line = loaded.node.at((name,)).line
        if key not in shipped:
            yield loaded.wrong(line, "unknown", kind="De zin", typed=key, hint=hint(key, list(shipped)))
        elif (now := blanks_in(text)) != (asked := blanks_in(shipped[key])):
            yield loaded.wrong(line, "other-blanks", name=name, now=_listed(now), blanks=_listed(asked))


def _listed(blanks: Iterable[str]) -> str:
    return ", ".join(f"{{{blank}}}" for blank in sorted(blanks)) or "niets"
