"""The texts of one message go together: the best first, and a second question beside the first."""

from bot.core.model.finder import Verdict
from bot.search.judged import AHEAD, Judged, merged, ranked, second
from bot.search.ranking import Candidate


def candidate(entry: int, score: float) -> Candidate:
    return Candidate(entry, entry, score, 1.0, 1.0, 1.0, score)


def judged(text: str, *scores: tuple[int, float], verdict: Verdict = "answer") -> Judged:
    return Judged(text, verdict, [candidate(*one) for one in scores])


def test_a_part_must_do_clearly_better_than_the_whole() -> None:
    whole = judged("de hele zin", (1, 0.6))
    slightly, clearly = judged("zin", (2, 0.6 + AHEAD / 2)), judged("hele", (3, 0.6 + 2 * AHEAD))
    assert ranked([whole, slightly])[0] is whole
    assert ranked([whole, slightly, clearly])[0] is clearly


def test_each_entry_is_named_once_and_the_first_stays_first() -> None:
    found = merged([candidate(1, 0.5), candidate(2, 0.4)], [[candidate(2, 0.7), candidate(3, 0.6)]])
    assert [(one.entry, one.score) for one in found] == [(1, 0.5), (2, 0.7), (3, 0.6)]
    assert merged([], [[candidate(2, 0.7)]]) == [candidate(2, 0.7)]


def test_only_another_question_that_is_surely_answered_comes_second() -> None:
    first, other = judged("mag dat?", (1, 0.8)), judged("hoe lang duurt het?", (2, 0.7))
    assert [one.entry for one in second(first, [other])] == [2]
    assert not [*second(first, [judged("hoe lang duurt het?", (1, 0.7))])], "the same answer"
    assert not [*second(first, [judged("mag dat? hoe lang?", (2, 0.7))])], (
        "the whole message is no second question"
    )
    assert not [*second(first, [judged("hoe lang?", (2, 0.7), verdict="clarify")])]
    assert not [*second(judged("mag dat?", (1, 0.4), verdict="near"), [other])]
