"""Looks for somebody whose vote is certain, by going through every way in which votes can fall.

And the ways to publish that look safe and are not: the same checks break each of them.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator
from functools import cache
from itertools import combinations_with_replacement

from bot.core.model.disclosure import Outcome, Rule, publish

Counts = tuple[int, ...]
Publisher = Callable[[Counts], Hashable]


@cache
def falls(votes: int, options: int) -> tuple[Counts, ...]:
    """Every way in which so many votes can fall over so many options."""
    if options == 1:
        return ((votes,),)
    return tuple((first, *rest) for first in range(votes + 1) for rest in falls(votes - first, options - 1))


def certain(publisher: Publisher, votes: int, options: int, knowing: int) -> int:
    """In how many cases somebody who knows so many votes is certain of one more.

    He knows the rule, what was published and how many voted. He is certain when every fall of the
    votes that fits leaves his colleagues with only one option between them.
    """
    alike: dict[Hashable, list[Counts]] = defaultdict(list)
    for counts in falls(votes, options):
        alike[publisher(counts)].append(counts)
    return sum(
        len(_chosen_by_others(worlds, known)) == 1
        for worlds in alike.values()
        for known in combinations_with_replacement(range(options), knowing)
    )


def _chosen_by_others(worlds: list[Counts], known: tuple[int, ...]) -> set[int]:
    """What a colleague can have chosen, over all worlds in which the known votes were given."""
    chosen: set[int] = set()
    for counts in worlds:
        left = [count - known.count(option) for option, count in enumerate(counts)]
        if min(left) >= 0:
            chosen |= {option for option, count in enumerate(left) if count}
    return chosen


def absentee_known(publisher: Callable[[Counts, Counts], Hashable], votes: int, options: int) -> float:
    """How often an absentee in the second round gives his vote away, when nobody else changed: 0 to 1.

    Over every fall of the first round's votes, for each person in it.
    """
    alike: dict[Hashable, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for first, absent, second in _absences(votes, options):
        alike[publisher(first, second)][absent] += first[absent]
    total = sum(sum(of.values()) for of in alike.values())
    return sum(sum(of.values()) for of in alike.values() if len(of) == 1) / total


def _absences(votes: int, options: int) -> Iterator[tuple[Counts, int, Counts]]:
    for first in falls(votes, options):
        for absent in range(options):
            if first[absent]:
                yield first, absent, tuple(n - (at == absent) for at, n in enumerate(first))


def ours(rule: Rule) -> Publisher:
    """What the bot publishes, as something that can be compared."""
    return lambda counts: as_told(publish(named(counts), rule))


def as_told(outcome: Outcome) -> Hashable:
    bands = tuple((outcome.bands or {}).items())
    return outcome.kind, outcome.votes, outcome.most, bands


def named(counts: Counts) -> dict[str, int]:
    return {"abcde"[at]: count for at, count in enumerate(counts)}


def exact(counts: Counts) -> Hashable:
    return counts


def unanimous_hidden(counts: Counts) -> Hashable:
    return None if max(counts) == sum(counts) else counts


def small_cells_hidden(counts: Counts) -> Hashable:
    return tuple(count if count > 2 else "hidden" for count in counts)


def tens_of_percents(counts: Counts) -> Hashable:
    return tuple(round(10 * count / sum(counts)) for count in counts)


def bands_of_one(counts: Counts) -> Hashable:
    """Bands, but too narrow: with T = 1 the one who differed knows everybody else."""
    votes = sum(counts)
    return tuple("few" if count <= 1 else "nearly all" if count >= votes - 1 else count for count in counts)


NAIVE: dict[str, Publisher] = {
    "exact counts": exact,
    "unanimity hidden": unanimous_hidden,
    "small cells hidden": small_cells_hidden,
    "tens of percents": tens_of_percents,
    "bands of one": bands_of_one,
}
