"""Danger goes first: words of acute danger, suicide, violence or child abuse bring a number."""

from collections.abc import Sequence

from bot.core.dutch import stems
from bot.core.library import Library, Signal

GAP = 3
"""Other words that may stand between two words of a phrase: "hij slaat [zijn jongste] kind"."""


def warnings(text: str, library: Library) -> list[str]:
    """The lines that must come before anything else, each once. Usually none."""
    typed = stems(text)
    return [signal.says for signal in library.signals.values() if _rings(signal, typed)]


def _rings(signal: Signal, typed: Sequence[str]) -> bool:
    if any(holds(typed, stems(phrase)) for phrase in signal.unless):
        return False
    return any(holds(typed, stems(phrase)) for phrase in signal.phrases)


def holds(typed: Sequence[str], phrase: Sequence[str]) -> bool:
    """Whether the words of the phrase stand in the text in this order, close together."""
    return any(_follows(typed, phrase, at) for at, word in enumerate(typed) if word == phrase[0])


def _follows(typed: Sequence[str], phrase: Sequence[str], at: int) -> bool:
    for word in phrase[1:]:
        near = typed[at + 1 : at + 2 + GAP]
        if word not in near:
            return False
        at += 1 + near.index(word)
    return True
