"""Render answers outside a conversation: as JSON for scripts, as text for whoever wants to know why."""

import json
import time
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bot.core.language.sanitize import LONGEST, clean, too_long
from bot.core.model.finder import LONGEST_QUESTION, Finding, Verdict
from bot.search.explanation import Explanation
from bot.search.matcher import Matcher
from bot.search.ranking import LIKELY

_VERDICTS: Mapping[Verdict, str] = {
    "answer": "antwoord",
    "clarify": "vragen wat je bedoelt",
    "near": "niets precies, wel iets in de buurt",
    "unknown": "weet ik niet",
}


def as_json(lines: Iterable[str], matcher: Matcher, *, explain: bool) -> Iterator[str]:
    """Yield a JSON object for each question."""
    for line in lines:
        asked = line.rstrip("\n")
        question = clean(asked[:LONGEST])
        begin = time.perf_counter()
        finding = matcher.find(question)
        spent = (time.perf_counter() - begin) * 1000
        row = _row(asked, finding, spent)
        if len(question) > LONGEST_QUESTION or too_long(asked):
            row["cut"] = LONGEST_QUESTION
        if explain:
            row["why"] = _why(matcher.explain(question))
        yield json.dumps(row, ensure_ascii=False)


def as_text(lines: Iterable[str], matcher: Matcher) -> Iterator[str]:
    """Yield for each question how it was read, and every number behind what was found."""
    for line in lines:
        question = clean(line.rstrip("\n")[:LONGEST])
        yield "\n".join(_lines(question, matcher.explain(question)))


def _row(question: str, finding: Finding, spent: float) -> dict[str, Any]:
    found = [
        {"id": one.id, "kind": one.kind, "title": one.title, "score": one.score} for one in finding.found
    ]
    return {"q": question, "verdict": finding.verdict, "found": found, "ms": round(spent, 3)}


def _why(explained: Explanation) -> dict[str, Any]:
    return {
        "words": explained.query.corrected,
        "synonyms": explained.synonyms,
        "clarify_from": round(explained.thresholds.clarify_from, 4),
        "answer_from": round(explained.thresholds.answer_from, 4),
        "found": [
            {
                "id": one.found.id,
                "sentence": one.sentence,
                "letters": round(one.letters, 4),
                "alike": round(one.alike, 4),
                "likely": round(one.likely, 4),
                "counts": round(one.counts, 4),
                "score": one.found.score,
            }
            for one in explained.reasons
        ],
    }


def _lines(question: str, explained: Explanation) -> Iterator[str]:
    yield f"Vraag: {question[:LONGEST_QUESTION]}"
    if len(question) > LONGEST_QUESTION:
        yield f"  alleen de eerste {LONGEST_QUESTION} tekens tellen"
    if explained.query.typed != explained.query.corrected:
        yield f"  gelezen als: {' '.join(explained.query.corrected)}"
    if explained.synonyms:
        yield f"  synoniemen van: {', '.join(explained.synonyms)}"
    limits = explained.thresholds
    yield (
        f"  oordeel: {_VERDICTS[explained.verdict]}"
        f" (vragen vanaf {_number(limits.clarify_from)}, antwoord vanaf {_number(limits.answer_from)})"
    )
    yield from _why_asked(explained)
    for one in explained.reasons:
        yield f"  {_number(one.found.score)} {one.found.kind} {one.found.id}"
        yield (
            f"       letters {_number(one.letters)}, met betekenis {_number(one.alike)}, kans onder de besten"
            f' {_number(one.likely)}; dichtst bij "{one.sentence[:90]}"'
        )
        yield (
            f"       score = {_number(one.counts)} x ({_number(one.alike)} + {_number(LIKELY)} x"
            f" {_number(one.likely)}) / {_number(1 + LIKELY)}"
        )
    if not explained.reasons:
        yield "  niets gevonden"


def _why_asked(explained: Explanation) -> Iterator[str]:
    """Explain a question back that the score alone would not have led to."""
    if explained.verdict != "clarify":
        return
    score = explained.reasons[0].found.score
    if score < explained.thresholds.clarify_from:
        yield "  het is één woord, en het staat in de eerste: dan vraagt de bot het na"
    if score >= explained.thresholds.answer_from:
        yield "  één woord, de tweede is bijna even goed, of maar een citaat: dan vraagt de bot het na"


def _number(value: float) -> str:
    return f"{value:.2f}".replace(".", ",")
