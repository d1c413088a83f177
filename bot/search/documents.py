"""Everything in the library that can be found, with the sentences that lead to it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.core.language.dutch import stem
from bot.core.model.finder import Kind
from bot.core.model.library import Library
from bot.core.model.text import words

LONGEST_SYNONYM = 3
"""Words of a synonym. "aanvullende inkomensvoorziening ouderen" fits."""

LEAST_BODY = 3
"""Words of an answer that says something."""

MOST_BODY, MANY, MOST_BODY_OF_MANY = 200, 10_000, 20
"""Words of an answer that count, and if there are more questions than that; memory is the limit."""

_FACT = re.compile(r"\{[^{}]*\}")


@dataclass(frozen=True, slots=True)
class Document:
    """One entry of the search."""

    kind: Kind
    id: str
    title: str
    texts: tuple[str, ...]
    body: str = ""
    """Its text. It has words that nobody asked with, too."""


def documents_of(library: Library) -> Iterator[Document]:
    """Yield every entry, in the order of the files."""
    most = MOST_BODY if len(library.questions) <= MANY else MOST_BODY_OF_MANY
    for question in library.questions.values():
        body = _FACT.sub(" ", question.answer).split(maxsplit=most)[:most]
        said = " ".join(body) if len(body) >= LEAST_BODY else ""
        yield Document("question", question.id, question.ask[0], question.ask, said)
    for dialog in library.dialogs.values():
        about = _FACT.sub(" ", dialog.about)
        yield Document("dialog", dialog.id, dialog.title, (dialog.title, about, *dialog.start))
    for dilemma in library.dilemmas.values():
        labels = tuple(way.label for way in dilemma.ways)
        texts = (dilemma.title, dilemma.poll, dilemma.story, *labels)
        yield Document("dilemma", dilemma.id, dilemma.title, texts)
    for quote in library.quotes.values():
        yield Document("quote", quote.id, f"Citaat van {quote.speaker}", (quote.text,))
    for source in library.sources.values():
        yield Document("source", source.id, source.title, (source.title,))


class Synonyms:
    """Words and short phrases that mean the same here. Of each found, a made-up word is added to a text."""

    def __init__(self, groups: Sequence[Sequence[str]]) -> None:
        self._names: Mapping[tuple[str, ...], str] = {
            tuple(map(stem, spelt)): _name(at)
            for at, group in enumerate(groups)
            for one in group
            if 0 < len(spelt := words(one)) <= LONGEST_SYNONYM
        }
        self._first = {_name(at): group[0] for at, group in enumerate(groups)}
        self._most = max(map(len, self._names), default=0)

    def of(self, text: Sequence[str]) -> list[str]:
        """Return the made-up words for what stands in these folded words, each once."""
        stems = [stem(word) for word in text] if self._most else []
        found = {
            self._names.get(tuple(stems[at : at + length]), "")
            for length in range(1, self._most + 1)
            for at in range(len(stems) - length + 1)
        }
        return sorted(found - {""})

    def meant(self, name: str) -> str:
        """Return the commonest word of the group that this made-up word stands for."""
        return self._first.get(name, "")


def _name(group: int) -> str:
    """Return a word like none that anybody types, and no two share more than a letter or two."""
    return f"{(group * 7919 + 101) % 9973:04d}x"
