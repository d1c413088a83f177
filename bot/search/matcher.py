"""The `Finder`: what it does, and what every part of it is worth, stands in docs/zoeken.md.

Typed words are mended, looked up by letters and meaning, and the few entries that come near are told
apart by what their own sentences have in common. Scores are sums; ranks are never mixed.
"""

from array import array
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from operator import itemgetter

import numpy as np

from bot.core.language.dutch import FRAME, stem
from bot.core.model.finder import ALL, Finding, Found, Kind, Verdict
from bot.core.model.library import Library
from bot.core.model.text import words
from bot.search.bigrams import Follows
from bot.search.decoder import Meant
from bot.search.documents import Synonyms, findable
from bot.search.explanation import Explained, Reason
from bot.search.grams import Ids, Starts
from bot.search.index import Index, Search, Typed, hashed, indexed
from bot.search.query import Asked, read, typed
from bot.search.ranking import Candidate, Ranking
from bot.search.spelling import Speller
from bot.search.thresholds import MOST, Bands, fitted
from bot.search.vocabulary import telling, vocabulary
from bot.search.word_vectors import Meanings, Vector, Vectors
from bot.search.wordlist import WordList

TRUST: Mapping[Kind, float] = {"question": 1.0, "dialog": 1.0, "source": 0.95, "dilemma": 0.95, "quote": 0.8}
"""A quote shares words by accident more often than a question that somebody wrote to be found."""

BODY = 0.8
"""The same of an answer: it tells more than was asked."""

ALL_WORDS = 0.999
"""Share that counts as every word."""

LONE = 1
"""Up to so many words are no sentence: to stand somewhere is enough to be asked about."""

EVERYDAY = 5.2
"""On the Zipf scale: some 160 times in a million words, such as "vandaag", "weer" and "auto"."""

AHEAD = 0.06
"""By so much the first must beat the second; otherwise we ask."""

SAME = 0.85
"""From this score on these are the very words of an entry, whatever else comes near."""

QUOTES = 1
"""Quotes among what was found, if there is anything else."""

NOT_ELSEWHERE = 0.5
"""So alike to one of our entries, a sentence is not elsewhere: other content may be about the weather."""

TRIED = 80
"""Sentences of our own that are tried to choose where the bands lie."""

SENSED, OURS_SENSED = 25, 40
"""Words of a question, and of our own texts, that the sentence model reads: a word takes it 2 ms."""

Spelt = tuple[int, str, list[str]]
"""Of a sentence the number of its entry, its text, and its words."""

Sense = Callable[[Sequence[str]], Vectors]
"""A sentence model: a vector of length 1 for every text, in their order."""


class Matcher:
    """A `Finder` over one library."""

    def __init__(
        self,
        library: Library,
        listed: WordList | None = None,
        index: Index | None = None,
        sense: Sense | None = None,
    ) -> None:
        """`index` is what an earlier matcher over the same library and words had in `index`.

        Raises:
            ValueError: if it was another library.
        """
        self._listed = listed or WordList()
        self._vocabulary = vocabulary(library)
        self._synonyms = Synonyms(library.synonyms)
        self._entries = [*findable(library)]
        spelt = [*self._spelt()]
        self._texts = [text for _, text, _ in spelt]
        counted = Counter(word for _, _, found in spelt for word in found)
        self._speller = Speller(counted, self._listed)
        self._meant = Meant(self._speller, Follows((found for _, _, found in spelt), counted))
        self._meanings = Meanings(self._listed, self._speller)
        self._sense = sense
        self._search = Search(index or self._indexed(spelt))
        owner = self._search.index.owner
        if len(owner) != len(self._texts):
            raise ValueError("an index of other sentences")
        self._ranking = Ranking(self._search, len(self._entries))
        self._body = np.array([self._is_body(at, text) for at, text, _ in spelt], np.bool_)
        trust = np.array([*(TRUST[entry.kind] for entry in self._entries), 1.0], np.float32)
        self._favour = trust[owner] * np.where(self._body, np.float32(BODY), np.float32(1))
        self._favour[self._search.index.off] = 0
        self._bands = Bands(*map(float, index.bands)) if index else self._fitted()

    @property
    def index(self) -> Index:
        """Everything that took time to build."""
        bands, off = np.array(self._bands.both, np.float32), np.flatnonzero(self._favour == 0)
        return replace(self._search.index, bands=bands, off=off)

    def find(self, text: str, kinds: Collection[Kind] = ALL, most: int = 5) -> Finding:
        """See `Finder`."""
        asked = read(text, self._meant)
        candidates = self._ranking.candidates(self._typed(asked), self._among(kinds))
        found = tuple(map(self._found, self._varied(candidates)[:most]))
        return Finding(self._verdict(asked, candidates), found)

    def telling(self, text: str) -> tuple[str, ...]:
        """See `Finder`."""
        return telling(text, self._vocabulary)

    def explained(self, text: str) -> Explained:
        """What was made of a text, and every number behind what was found."""
        asked = read(text, self._meant)
        looked = self._typed(asked)
        candidates = self._ranking.candidates(looked, self._favour)
        rows = np.array([one.sentence for one in candidates], np.int64)
        letters = self._search.letters(looked, rows).tolist() if len(rows) else []
        reasons = [
            Reason(
                self._found(one),
                self._texts[one.sentence],
                letter,
                one.alike,
                one.likely,
                one.near,
                one.counts,
            )
            for one, letter in zip(candidates, letters, strict=True)
        ]
        named = tuple(map(self._synonyms.meant, self._synonyms.of(asked.mended)))
        verdict = self._verdict(asked, candidates)
        return Explained(verdict, asked, named, tuple(reasons[:5]), self._bands)

    def confused(self) -> Iterator[tuple[str, str, str, str]]:
        """Sentences of a question that, left out, lead to another: id, sentence, id, its nearest sentence."""
        for row, text in enumerate(self._texts):
            candidates = self._without(row, text) if self._asks(row) else []
            if not candidates or candidates[0].entry == self._search.index.owner[row]:
                continue
            other = self._entries[candidates[0].entry]
            told = self._verdict(read(text, self._meant), candidates)
            if other.kind == "question" and told == "answer":
                entry = self._entries[self._search.index.owner[row]]
                yield entry.id, text, other.id, self._texts[candidates[0].sentence]

    def _asks(self, row: int) -> bool:
        """Whether this is one of several sentences of a question."""
        owner = int(self._search.index.owner[row])
        entry = self._entries[owner] if owner < len(self._entries) else None
        if entry is None or self._body[row]:
            return False
        return entry.kind == "question" and len(entry.texts) > 2

    def _is_body(self, at: int, text: str) -> bool:
        return at < len(self._entries) and text == self._entries[at].body

    def _spelt(self) -> Iterator[Spelt]:
        """Every sentence. Behind those of the entries what is elsewhere."""
        once: dict[str, str] = {}  # a word that stands in a thousand sentences is held once
        for at, entry in enumerate(self._entries):
            for text in filter(None, (*entry.texts, entry.body)):
                if found := words(text):
                    yield at, text, [once.setdefault(word, word) for word in found]
        for text in self._listed.elsewhere:
            yield len(self._entries), text, words(text)

    def _indexed(self, spelt: Sequence[Spelt]) -> Index:
        texts = [" ".join([*found, *self._synonyms.of(found)]) for _, _, found in spelt]
        meaning = self._meanings.of_many(found for _, _, found in spelt)
        index = indexed(texts, [at for at, _, _ in spelt], meaning, self._stems(spelt))
        if not self._sense or not texts:
            return index
        return replace(index, sense=self._sense([" ".join(found[:OURS_SENSED]) for _, _, found in spelt]))

    def _stems(self, spelt: Sequence[Spelt]) -> tuple[Ids, Starts]:
        """Hashed stems of each entry, and where those of each start."""
        flat = array("H")
        counts = np.zeros(len(self._entries) + 1, np.uint32)
        for at, group in groupby(spelt, itemgetter(0)):
            if at < len(self._entries):
                stems = {hashed(one) for _, _, found in group for one in self._telling_stems(found)}
                flat.extend(sorted(stems))
                counts[at + 1] = len(stems)
        return np.array(flat, np.uint16), np.cumsum(counts, dtype=np.uint32)

    def _telling_stems(self, found: Sequence[str]) -> Iterator[str]:
        """Stems of the words that say what a text is about, and its synonyms."""
        yield from (stem(word) for word in found if word not in FRAME and len(word) > 1)
        yield from self._synonyms.of(found)

    def _typed(self, asked: Asked, row: int | None = None) -> Typed:
        """`row` is that of the text, if it is one of our own sentences."""
        looked = typed(
            asked,
            self._synonyms,
            self._meanings,
            np.unique(np.array([*map(hashed, self._telling_stems(asked.mended))], np.uint16)),
        )
        if self._sense is None or row is not None:
            known = None if row is None or self._search.index.sense is None else self._search.index.sense[row]
            return replace(looked, sense=known)
        sense = self._sense([" ".join(asked.mended[:SENSED])])[0]
        return replace(looked, sense=np.asarray(sense, np.float32))

    def _among(self, kinds: Collection[Kind]) -> Vector:
        if set(kinds) == ALL:
            return self._favour
        allowed = [*(entry.kind in kinds for entry in self._entries), True]
        return self._favour * np.array(allowed, np.float32)[self._search.index.owner]

    def _varied(self, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Without more than one quote, if there is anything else."""
        quotes = {one.entry for one in candidates if self._entries[one.entry].kind == "quote"}
        if len(quotes) == len(candidates):
            return [*candidates]
        kept = {one.entry for one in [one for one in candidates if one.entry in quotes][:QUOTES]}
        return [one for one in candidates if one.entry in kept or one.entry not in quotes]

    def _found(self, candidate: Candidate) -> Found:
        entry = self._entries[candidate.entry]
        return Found(entry.id, entry.kind, entry.title, candidate.score)

    def _verdict(self, asked: Asked, candidates: Sequence[Candidate]) -> Verdict:
        if not candidates:
            return "unknown"
        best, kind = candidates[0], self._entries[candidates[0].entry].kind
        verdict = self._bands.verdict(best.score)
        if len(asked.typed) <= LONE and self._everyday(asked) and best.score < SAME:
            return "clarify" if kind == "question" and verdict != "unknown" else "unknown"
        if verdict == "unknown" and len(asked.typed) <= LONE and best.cover > ALL_WORDS:
            return "clarify"  # a word that stands somewhere in a long story
        if verdict != "answer" or best.score >= SAME:
            return verdict
        beaten = len(candidates) == 1 or best.score - candidates[1].score >= AHEAD
        alone = len(set(asked.mended) - FRAME) < 2 and kind != "question"  # one word is no question
        weak = kind in ("quote", "source") and best.score < MOST
        return verdict if beaten and not alone and not weak else "clarify"

    def _everyday(self, asked: Asked) -> bool:
        """Whether there is a word in it that is in everybody's mouth, and says little of what is wanted."""
        return any(self._listed.zipf(word) >= EVERYDAY for word in asked.mended)

    def _without(self, row: int, text: str) -> list[Candidate]:
        """What a sentence of our own would lead to if it did not stand there."""
        favour = self._favour.copy()
        favour[row] = 0
        return self._ranking.candidates(self._typed(read(text, self._meant), row=row), favour)

    def _fitted(self) -> Bands:
        """Bands that let through little of what is elsewhere, and little that leads to the wrong entry."""
        inside = [row for row in range(len(self._texts)) if self._asks(row)]
        tried: list[tuple[float, bool]] = []
        for row in inside[:: max(1, len(inside) // TRIED)][:TRIED]:
            if candidates := self._without(row, self._texts[row]):
                right = candidates[0].entry == self._search.index.owner[row]
                tried.append((candidates[0].score, bool(right)))
        return fitted(tried, [*self._outside()])

    def _outside(self) -> Iterator[float]:
        """Scores of what is elsewhere. What comes near after all is not: it is no longer compared with."""
        for row in range(len(self._texts) - len(self._listed.elsewhere), len(self._texts)):
            candidates = self._without(row, self._texts[row])
            if candidates and candidates[0].alike >= NOT_ELSEWHERE:
                self._favour[row] = 0
            else:
                yield candidates[0].score if candidates else 0.0
