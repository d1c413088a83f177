"""Decide what to do with what was found: answer, ask which one is meant, or say that it is unknown."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.language.dutch import FRAME
from bot.core.model.finder import Verdict
from bot.search.documents import Document
from bot.search.query import ParsedQuery
from bot.search.ranking import Candidate
from bot.search.thresholds import MOST, Thresholds
from bot.search.wordlist import WordList

ALL_WORDS = 0.999
"""Share that counts as every word."""

COVERED = 0.5
"""Share of the telling words that must stand in what comes nearest, to be named at all."""

LEAST_TELLING = 2
"""Words of a question that say what it is about."""

LONE = 1
"""Up to so many words are no sentence: to stand somewhere is enough to be asked about."""

EVERYDAY = 5.2
"""On the Zipf scale: some 160 times in a million words, such as "vandaag", "weer" and "auto"."""

AHEAD = 0.06
"""By so much the first must beat the second; otherwise we ask."""

SAME = 0.85
"""From this score on these are the very words of an entry, whatever else comes near."""


@dataclass(frozen=True, slots=True)
class Judge:
    """Judges candidates by their scores and by how much the query says."""

    entries: Sequence[Document]
    listed: WordList

    def verdict(self, query: ParsedQuery, candidates: Sequence[Candidate], thresholds: Thresholds) -> Verdict:
        """Judge these candidates, best first."""
        if not candidates:
            return "unknown"
        best, kind = candidates[0], self.entries[candidates[0].entry].kind
        verdict = thresholds.verdict(best.score)
        known = verdict in ("answer", "clarify")
        if len(query.typed) <= LONE and self._everyday(query) and best.score < SAME:
            return "clarify" if kind == "question" and known else "unknown"
        if not known and len(query.typed) <= LONE and best.cover > ALL_WORDS:
            return "clarify"  # a word that stands somewhere in a long story
        telling = len(set(query.corrected) - FRAME)
        if verdict == "near":
            named = telling >= LEAST_TELLING and best.cover >= COVERED and kind in ("question", "dilemma")
            return "near" if named else "unknown"
        if verdict != "answer" or best.score >= SAME:
            return verdict
        beaten = len(candidates) == 1 or best.score - candidates[1].score >= AHEAD
        alone = telling < LEAST_TELLING and kind != "question"  # one word is no question
        weak = kind in ("quote", "source") and best.score < MOST
        return verdict if beaten and not alone and not weak else "clarify"

    def _everyday(self, query: ParsedQuery) -> bool:
        """Tell whether a word of it is in everybody's mouth, and says little of what is wanted."""
        return any(self.listed.zipf(word) >= EVERYDAY for word in query.corrected)
