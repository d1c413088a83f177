"""The `Finder`: what it does, and what every part of it is worth, stands in docs/zoeken.md.

Typed words are corrected, looked up by letters and meaning, and the few entries that come near are told
apart by what their own sentences have in common. Scores are sums; ranks are never mixed.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from bot.core.language.reading import Reader
from bot.core.model.finder import ALL, LONGEST_QUESTION, Finding, Found, Kind
from bot.core.model.library import Library
from bot.search.bigrams import Bigrams
from bot.search.corpus import SentenceEncoder, content_stems, index_sentences, sentences_of
from bot.search.decoder import Decoder
from bot.search.documents import Synonyms, documents_of
from bot.search.explanation import Explanation, Reason
from bot.search.index import Index, IndexSearcher, QueryFeatures, hash_stem
from bot.search.judged import Judged, merged, ranked, second
from bot.search.query import ParsedQuery, features, parse_query
from bot.search.ranking import Candidate, Ranker
from bot.search.spelling import Speller
from bot.search.thresholds import Thresholds, fit_thresholds
from bot.search.verdict import Judge
from bot.search.vocabulary import telling, vocabulary
from bot.search.word_vectors import Vector, WordVectors
from bot.search.wordlist import WordList

TRUST: Mapping[Kind, float] = {"question": 1.0, "dialog": 0.7, "source": 0.95, "dilemma": 0.95, "quote": 0.8}
"""A quote shares words by accident more often than a question that somebody wrote to be found. Before a
method comes the answer about it, which ends with how to begin."""

BODY = 0.8
"""The same of an answer: it tells more than was asked."""

QUOTES = 1
"""Quotes among what was found, if there is anything else."""

NOT_ELSEWHERE = 0.5
"""So alike to one of our entries, a sentence is not elsewhere: other content may be about the weather."""

TRIED = 80
"""Sentences of our own that are tried to choose the thresholds."""

QUERY_WORDS = 25
"""Words of a query that the sentence model reads: a word takes it 2 ms."""


class Matcher:
    """A `Finder` over one library. Nothing of a query stays in it, and threads may share it."""

    def __init__(
        self,
        library: Library,
        listed: WordList | None = None,
        index: Index | None = None,
        encoder: SentenceEncoder | None = None,
    ) -> None:
        """`index` is what an earlier matcher over the same library and words had in `index`.

        Raises:
            ValueError: if it was another library.
        """
        self._listed = listed or WordList()
        self._vocabulary = vocabulary(library)
        self._reader = Reader(library.frames.values())
        short = [(one.id, one.means) for one in library.abbreviations.values()]
        self._synonyms = Synonyms([*short, *library.synonyms])
        self._entries = [*documents_of(library)]
        self._judge = Judge(self._entries, self._listed)
        sentences = [*sentences_of(self._entries, self._listed)]
        self._texts = [text for _, text, _ in sentences]
        counted = Counter(word for _, _, found in sentences for word in found)
        self._speller = speller = Speller(counted, self._listed)
        bigrams = Bigrams((found for _, _, found in sentences), counted)
        self._decoder = Decoder(speller, bigrams, frozenset(library.abbreviations))
        self._word_vectors = WordVectors(self._listed, speller)
        self._encoder = encoder
        self._search = IndexSearcher(
            index
            or index_sentences(sentences, len(self._entries), self._synonyms, self._word_vectors, encoder)
        )
        owner = self._search.index.owner
        if len(owner) != len(self._texts):
            raise ValueError("an index of other sentences")
        self._ranker = Ranker(self._search, len(self._entries))
        self._body = np.array([self._is_body(at, text) for at, text, _ in sentences], np.bool_)
        trust = np.array([*(TRUST[entry.kind] for entry in self._entries), 1.0], np.float32)
        self._boost = trust[owner] * np.where(self._body, np.float32(BODY), np.float32(1))
        self._boost[self._search.index.off] = 0
        self._thresholds = Thresholds(*map(float, index.thresholds)) if index else self._fitted()

    @property
    def index(self) -> Index:
        """Return everything that took time to build."""
        thresholds, off = np.array(self._thresholds.both, np.float32), np.flatnonzero(self._boost == 0)
        return replace(self._search.index, thresholds=thresholds, off=off)

    def find(self, text: str, kinds: Collection[Kind] = ALL, most: int = 5) -> Finding:
        """See `Finder`."""
        boost = self._among(kinds)
        best, *others = ranked(self._judged(text, boost))
        candidates = merged(best.candidates, [one.candidates for one in others])
        found = tuple(map(self._found, self._varied(candidates)[:most]))
        return Finding(best.verdict, found, also=tuple(map(self._found, second(best, others))))

    def _judged(self, text: str, boost: Vector) -> list[Judged]:
        """Look a message up as a whole, and by each of its questions."""
        judged = []
        for one in self._reader.read(text[:LONGEST_QUESTION]).texts:
            query = parse_query(one, self._decoder)
            candidates = self._ranker.candidates(self._features(query), boost)
            verdict = self._judge.verdict(query, candidates, self._thresholds)
            judged.append(Judged(one, verdict, candidates))
        return judged

    def telling(self, text: str) -> tuple[str, ...]:
        """See `Finder`."""
        return telling(text, self._vocabulary)

    def explain(self, text: str) -> Explanation:
        """Return what was made of a text, and every number behind what was found."""
        query = parse_query(text, self._decoder)
        looked_up = self._features(query)
        candidates = self._ranker.candidates(looked_up, self._boost)
        rows = np.array([one.sentence for one in candidates], np.int64)
        letters = self._search.letters(looked_up, rows).tolist() if len(rows) else []
        reasons = tuple(map(self._reason, candidates[:5], letters[:5]))
        named = tuple(map(self._synonyms.meant, self._synonyms.of(query.corrected)))
        verdict = self._judge.verdict(query, candidates, self._thresholds)
        return Explanation(verdict, query, named, reasons, self._thresholds)

    def confused(self) -> Iterator[tuple[str, str, str, str]]:
        """Yield sentences of a question that, left out, lead to another.

        Each comes as the id of its entry, the sentence, and the id and nearest sentence of the other.
        """
        for row, text in enumerate(self._texts):
            candidates = self._without(row) if self._asks(row) else []
            if not candidates or candidates[0].entry == self._search.index.owner[row]:
                continue
            other = self._entries[candidates[0].entry]
            verdict = self._judge.verdict(parse_query(text, self._decoder), candidates, self._thresholds)
            if other.kind == "question" and verdict == "answer":
                entry = self._entries[self._search.index.owner[row]]
                yield entry.id, text, other.id, self._texts[candidates[0].sentence]

    def _asks(self, row: int) -> bool:
        """Tell whether this is one of several sentences of a question."""
        owner = int(self._search.index.owner[row])
        entry = self._entries[owner] if owner < len(self._entries) else None
        if entry is None or self._body[row]:
            return False
        return entry.kind == "question" and len(entry.texts) > 2

    def _is_body(self, at: int, text: str) -> bool:
        return at < len(self._entries) and text == self._entries[at].body

    def _features(self, query: ParsedQuery) -> QueryFeatures:
        looked_up = self._lexical(query)
        if self._encoder is None:
            return looked_up
        vector = self._encoder([" ".join(query.corrected[:QUERY_WORDS])])[0]
        return replace(looked_up, sentence_vector=np.asarray(vector, np.float32))

    def _lexical(self, query: ParsedQuery) -> QueryFeatures:
        told = [part for word in query.corrected for part in self._parts(word)]
        stems = [*map(hash_stem, content_stems(told, self._synonyms))]
        return features(query, self._synonyms, self._word_vectors, np.unique(np.array(stems, np.uint16)))

    def _parts(self, word: str) -> Sequence[str]:
        """Return what a compound says that no editor wrote: "bijstandsbedragen" is about two things."""
        return (not self._speller.ours(word) and self._speller.parts(word)) or (word,)

    def _among(self, kinds: Collection[Kind]) -> Vector:
        if set(kinds) == ALL:
            return self._boost
        allowed = [*(entry.kind in kinds for entry in self._entries), True]
        return self._boost * np.array(allowed, np.float32)[self._search.index.owner]

    def _varied(self, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Leave out all quotes but one, if there is anything else."""
        quotes = {one.entry for one in candidates if self._entries[one.entry].kind == "quote"}
        if len(quotes) == len(candidates):
            return [*candidates]
        kept = {one.entry for one in [one for one in candidates if one.entry in quotes][:QUOTES]}
        return [one for one in candidates if one.entry in kept or one.entry not in quotes]

    def _found(self, candidate: Candidate) -> Found:
        entry = self._entries[candidate.entry]
        return Found(entry.id, entry.kind, entry.title, candidate.score)

    def _reason(self, one: Candidate, letters: float) -> Reason:
        text = self._texts[one.sentence]
        return Reason(self._found(one), text, letters, one.alike, one.likely, one.counts)

    def _without(self, row: int) -> list[Candidate]:
        """Rank what a sentence of our own would find if it were left out."""
        boost = self._boost.copy()
        boost[row] = 0
        looked_up = self._lexical(parse_query(self._texts[row], self._decoder))
        vectors = self._search.index.sentence_vectors
        looked_up = replace(looked_up, sentence_vector=None if vectors is None else vectors[row])
        return self._ranker.candidates(looked_up, boost)

    def _fitted(self) -> Thresholds:
        """Choose thresholds that let little of elsewhere through, and little that leads to a wrong entry."""
        inside = [row for row in range(len(self._texts)) if self._asks(row)]
        tried: list[tuple[float, bool]] = []
        for row in inside[:: max(1, len(inside) // TRIED)][:TRIED]:
            if candidates := self._without(row):
                right = candidates[0].entry == self._search.index.owner[row]
                tried.append((candidates[0].score, bool(right)))
        return fit_thresholds(tried, [*self._outside()])

    def _outside(self) -> Iterator[float]:
        """Yield scores of what is elsewhere. What comes near after all is not: it is left out from now on."""
        for row in range(len(self._texts) - len(self._listed.elsewhere), len(self._texts)):
            candidates = self._without(row)
            if candidates and candidates[0].alike >= NOT_ELSEWHERE:
                self._boost[row] = 0
            else:
                yield candidates[0].score if candidates else 0.0
