"""Explain why something was found: what an editor or engineer reads from `ruggespraak ask --explain`."""

from dataclasses import dataclass

from bot.core.model.finder import Found, Verdict
from bot.search.query import ParsedQuery
from bot.search.thresholds import Thresholds


@dataclass(frozen=True, slots=True)
class Reason:
    """The numbers behind one thing that was found."""

    found: Found
    sentence: str
    """Its nearest sentence."""
    letters: float
    """Share of grams in common with it."""
    alike: float
    """How alike it is in letters and meaning, times the trust in its kind."""
    likely: float
    """Chance among its rivals."""
    counts: float
    """The final score: lower if no word, or not every one, says what the text is about."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything that led to a verdict."""

    verdict: Verdict
    query: ParsedQuery
    synonyms: tuple[str, ...]
    """First words of the groups that were recognised."""
    reasons: tuple[Reason, ...]
    thresholds: Thresholds
