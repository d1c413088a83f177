"""The words that editors work with. Of a question that was not understood, only these may be counted."""

from collections import Counter
from collections.abc import Iterator, Mapping

from bot.core.language.dutch import FRAME, stem
from bot.core.model.library import Library
from bot.core.model.text import words

LEAST_LETTERS = 4
"""Of a stem. Shorter ones say little, and are often part of a name."""

MOST_WORDS = 10
"""Counted of one question."""

Vocabulary = Mapping[str, str]
"""Stem, and the way editors write it most."""


def vocabulary(library: Library) -> Vocabulary:
    """Return the words in asks, titles, themes and synonyms. Cases and quotes tell of people: left out."""
    spelt: dict[str, Counter[str]] = {}
    for text in _texts(library):
        for word in words(text):
            if word not in FRAME and len(stem(word)) >= LEAST_LETTERS and not word.isdigit():
                spelt.setdefault(stem(word), Counter())[word] += 1
    return {one: min(found, key=lambda word: (-found[word], word)) for one, found in spelt.items()}


def telling(text: str, known: Vocabulary) -> tuple[str, ...]:
    """Return the first words of this text that editors know, each once and not in the order of the text."""
    found = dict.fromkeys(known[one] for one in map(stem, words(text)) if one in known)
    return tuple(sorted([*found][:MOST_WORDS]))


def _texts(library: Library) -> Iterator[str]:
    for question in library.questions.values():
        yield from question.ask
    yield from (dilemma.title for dilemma in library.dilemmas.values())
    yield from (dialog.title for dialog in library.dialogs.values())
    for theme in library.themes.values():
        yield from (theme.title, *theme.also)
    for group in library.synonyms:
        yield from group
