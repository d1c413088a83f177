"""Does every sentence of `finds` and `not_finds` lead where its editor says?"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from bot.app.command_names import command_names
from bot.content.problems import ContentError, Problem
from bot.content.read import QUESTIONS, Content, read_content
from bot.content.references import Loaded
from bot.core.model.finder import Finder, Finding, Found
from bot.search.build import matcher_of

NEAR = 3
"""So many of what was found can be offered; a question further down is not found."""


def searched_content(folder: Path, general: Path | None = None) -> Content:
    """Read the content and search every sentence of `finds` and `not_finds`. Too slow for a start.

    Raises:
        ContentError: with every mistake in every file; with those of the search only if there is no other.
    """
    content = read_content(folder, general, command_names())
    questions = content.files[QUESTIONS]
    if problems := list(search_problems(questions, matcher_of(content.library))):
        raise ContentError(problems)
    return content


def search_problems(questions: Iterable[Loaded], finder: Finder) -> Iterator[Problem]:
    """Yield a problem for every sentence that finds the wrong question."""
    for loaded in questions:
        yield from _missed(loaded, finder)
        yield from _misled(loaded, finder)


def _missed(loaded: Loaded, finder: Finder) -> Iterator[Problem]:
    for at, typed in enumerate(loaded.data["finds"]):
        near = _near(finder.find(typed))
        if loaded.id not in [one.id for one in near]:
            line = loaded.node.at(("finds", at)).line
            yield loaded.wrong(line, "finds", typed=typed, found=_listed(near))


def _near(finding: Finding) -> Sequence[Found]:
    """Return the results that the bot would offer. It does not mention guesses."""
    return finding.found[:NEAR] if finding.verdict in ("answer", "clarify") else ()


def _misled(loaded: Loaded, finder: Finder) -> Iterator[Problem]:
    for at, typed in enumerate(loaded.data["not_finds"]):
        finding = finder.find(typed)
        if finding.verdict == "answer" and finding.found[0].id == loaded.id:
            line = loaded.node.at(("not_finds", at)).line
            yield loaded.wrong(line, "not-finds", typed=typed, found=_listed(finding.found[:1]))


def _listed(found: Sequence[Found]) -> str:
    return ", ".join(f"{one.id} ({one.score:.2f})".replace(".", ",") for one in found) or "niets"
