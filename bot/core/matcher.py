"""The first `Finder`: Dutch stems weighed by how rare they are, with typing errors repaired by rapidfuzz.

A text and a phrasing are compared by the words they share (cosine of tf-idf), and by how much of the
text the whole entry covers. The words "niet" and "wel" count in full: they turn a question round.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.core.dutch import FRAME, stem, words
from bot.core.finder import ALL, Finding, Found, Kind, Verdict
from bot.core.library import Library
from bot.core.vocabulary import telling, vocabulary

MOST_WORDS = 40
"""Words of a text that are looked at. A question has fewer; a case is no question."""

SURE = 0.56
"""From this score on the first is shown. Chosen on the `finds:` sentences; see `make bench`."""

MAYBE = 0.36
"""From this score on we ask which one is meant. Below it we do not know."""

AHEAD = 0.05
"""By so much the first must beat the second; otherwise we ask."""

COVER = 0.35
"""Share of the score for how much of the text the entry covers; the rest is the best phrasing's."""

SAYS = {0: 0.6, 1: 0.85}
"""What a score counts that rests on no telling word ("wie ben je"), or on one ("zijn alle lampen aan")."""

SAME = 0.9
"""From this score on these are the very words of a question, whatever else comes near."""

REPAIRED = 0.7
"""What a word counts that we had to repair, against one that was typed right."""

LONG = 7
"""From so many letters on, a word that stands once and looks like a common one is taken for an error."""

COMMON = 6
"""So often a word must stand in the content to be that common one."""

TRUST: Mapping[Kind, float] = {"question": 1.0, "dialog": 1.0, "source": 0.95, "dilemma": 0.95, "quote": 0.8}
"""A quote shares words by accident more often than a question that somebody wrote to be found."""


@dataclass(frozen=True, slots=True)
class _Entry:
    id: str
    kind: Kind
    title: str
    stems: frozenset[str]


Named = tuple[Kind, str, str]
"""Kind, id and title of something that can be found."""

Typed = Mapping[str, tuple[float, float]]
"""What was typed: stem, then how much it weighs and how sure we are of it (0..1)."""


class Matcher:
    """A `Finder` over one library. Holds an inverted index: stem, then phrasing, then weight."""

    def __init__(self, library: Library) -> None:
        self._vocabulary = vocabulary(library)
        self._canon = _canon(library.synonyms)
        self._entries: list[_Entry] = []
        self._owner: list[int] = []
        self._postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        spelt = [(entry, [words(text) for text in texts]) for entry, texts in _findable(library)]
        counted = Counter(word for _, texts in spelt for text in texts for word in text)
        self._mended = _mended(counted)
        self._spellings = {word: word for word in counted if len(word) > 3 and word not in self._mended}
        phrasings = list(self._read(spelt))
        self._rarity = _rarity(terms for _, terms in phrasings)
        self._rarest = max(self._rarity.values(), default=1.0)
        for owner, terms in phrasings:
            self._add(owner, terms)

    def find(self, text: str, kinds: Collection[Kind] = ALL, most: int = 5) -> Finding:
        """See `Finder`."""
        typed = self._typed(words(text)[:MOST_WORDS])
        found = sorted(
            self._scored(typed, kinds), key=lambda one: (-one.score, one.kind != "question", one.id)
        )[:most]
        return Finding(_verdict(typed, found), tuple(found))

    def telling(self, text: str) -> tuple[str, ...]:
        """See `Finder`."""
        return telling(text, self._vocabulary)

    def _read(self, spelt: Sequence[tuple[Named, list[list[str]]]]) -> Iterator[tuple[int, list[str]]]:
        """Number of an entry, and the stems of one text that leads to it."""
        for (kind, id_, title), texts in spelt:
            terms = [self._terms(text) for text in texts]
            self._entries.append(_Entry(id_, kind, title, frozenset(chain.from_iterable(terms))))
            for text in terms:
                yield len(self._entries) - 1, text

    def _terms(self, spelt: Sequence[str]) -> list[str]:
        return [self._term(self._mended.get(word, word)) for word in spelt]

    def _term(self, word: str) -> str:
        stemmed = stem(word)
        return self._canon.get(stemmed, stemmed)

    def _add(self, owner: int, terms: Sequence[str]) -> None:
        weights = {term: self._weight(term) * count**0.5 for term, count in Counter(terms).items()}
        length = math.sqrt(sum(weight**2 for weight in weights.values())) or 1.0
        at = len(self._owner)
        self._owner.append(owner)
        for term, weight in weights.items():
            self._postings[term].append((at, weight / length))

    def _weight(self, term: str) -> float:
        rarity = self._rarity.get(term)
        if rarity is None:
            return self._rarest
        return (
            rarity / 4 if term in _FRAME_STEMS else rarity
        )  # they frame a question; its subject is elsewhere

    def _typed(self, spelt: Sequence[str]) -> dict[str, tuple[float, float]]:
        """Weight and trust per stem. A word that nobody wrote weighs most: it says that we do not know."""
        typed: dict[str, tuple[float, float]] = {}
        for word in spelt:
            term, trust = self._repaired(word)
            typed[term] = max(typed.get(term, (0.0, 0.0)), (self._weight(term), trust))
        return typed

    def _repaired(self, word: str) -> tuple[str, float]:
        term = self._terms([word])[0]
        if term in self._postings or word in FRAME or len(word) < 4:
            return term, 1.0
        slips = 1 if len(word) < 8 else 2  # letters
        near = process.extractOne(word, self._spellings, scorer=OSA.distance, score_cutoff=slips)
        return (self._terms([near[0]])[0], REPAIRED) if near else (term, 1.0)

    def _scored(self, typed: Typed, kinds: Collection[Kind]) -> Iterator[Found]:
        total = sum(weight for weight, _ in typed.values()) or 1.0
        for owner, cosine in self._nearest(typed).items():
            entry = self._entries[owner]
            if entry.kind in kinds:
                shared = [term for term in typed if term in entry.stems]
                telling = sum(term not in _FRAME_STEMS for term in shared)
                covered = sum(typed[term][0] * typed[term][1] for term in shared) / total
                score = TRUST[entry.kind] * ((1 - COVER) * cosine + COVER * covered) * SAYS.get(telling, 1.0)
                yield Found(entry.id, entry.kind, entry.title, round(score, 4))

    def _nearest(self, typed: Typed) -> dict[int, float]:
        """Entry, and the cosine of its best phrasing."""
        length = math.sqrt(sum(weight**2 for weight, _ in typed.values())) or 1.0
        sums: dict[int, float] = defaultdict(float)
        for term, (weight, trust) in typed.items():
            for at, share in self._postings.get(term, ()):
                sums[at] += weight * trust * share / length
        best: dict[int, float] = {}
        for at, cosine in sums.items():
            owner = self._owner[at]
            best[owner] = max(best.get(owner, 0.0), cosine)
        return best


class LateMatcher:
    """A `Finder` that reads the library at the first question, so that a start need not wait for it."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def find(self, text: str, kinds: Collection[Kind] = ALL, most: int = 5) -> Finding:
        """See `Finder`."""
        return self._matcher.find(text, kinds, most)

    def telling(self, text: str) -> tuple[str, ...]:
        """See `Finder`."""
        return self._matcher.telling(text)

    @cached_property
    def _matcher(self) -> Matcher:
        return Matcher(self._library)


def _mended(counted: Counter[str]) -> dict[str, str]:
    """Words that an editor misspelt on purpose, as people do, and what they mean.

    Such an error stands in one `ask` only. Taken for a word of its own it would draw everybody who
    makes the same error to that one question.
    """
    common = [word for word, count in counted.items() if count >= COMMON and len(word) >= LONG - 1]
    rare = [word for word, count in counted.items() if count == 1 and len(word) >= LONG]
    near = ((word, process.extractOne(word, common, scorer=OSA.distance, score_cutoff=1)) for word in rare)
    return {word: found[0] for word, found in near if found}


def _findable(library: Library) -> Iterator[tuple[Named, tuple[str, ...]]]:
    for question in library.questions.values():
        yield ("question", question.id, question.ask[0]), question.ask
    for dialog in library.dialogs.values():
        yield ("dialog", dialog.id, dialog.title), (dialog.title, dialog.about, *dialog.start)
    for dilemma in library.dilemmas.values():
        labels = tuple(way.label for way in dilemma.ways)
        yield ("dilemma", dilemma.id, dilemma.title), (dilemma.title, dilemma.poll, dilemma.story, *labels)
    for quote in library.quotes.values():
        yield ("quote", quote.id, f"Citaat van {quote.speaker}"), (quote.text,)
    for source in library.sources.values():
        yield ("source", source.id, source.title), (source.title,)


def _canon(groups: Iterable[Sequence[str]]) -> dict[str, str]:
    """Stem, and the stem of the first word of its group."""
    return {
        stem(word): stem(words(group[0])[0]) for group in groups for one in group for word in words(one)[:1]
    }


def _rarity(phrasings: Iterable[Sequence[str]]) -> dict[str, float]:
    """Inverse document frequency: from about 1 (everywhere) to about 8 (once)."""
    counted: Counter[str] = Counter()
    total = 0
    for terms in phrasings:
        counted.update(set(terms))
        total += 1
    return {term: 1.0 + math.log((1 + total) / (1 + count)) for term, count in counted.items()}


def _verdict(typed: Typed, found: Sequence[Found]) -> Verdict:
    if not found or found[0].score < MAYBE:
        return "unknown"
    if len(typed) < 2 and found[0].kind != "question":  # one word is no question
        return "clarify"
    ahead = len(found) == 1 or found[0].score - found[1].score >= AHEAD
    said = found[0].kind == "question" and found[0].score >= SAME
    return "answer" if found[0].score >= SURE and (ahead or said) else "clarify"


_FRAME_STEMS = frozenset(stem(word) for word in FRAME) | FRAME
