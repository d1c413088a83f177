"""Publish a vote in bands, from which nobody can work out who chose what.

A count of at most T is "few", one of at least n - T is "nearly all", and only what lies in between
is a number. So (n, 0), (n - 1, 1) and (n - 2, 2) read the same, for the one who differed too. With
k = 2T + 1 votes or more, and T one more than the colleagues who lay their own votes together,
nobody is ever certain of another's vote: tests/core/model/test_disclosure.py goes through every case.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

MOST_OPTIONS = 5
"""So many is what was proved: four ways of working and "Anders"."""


CLEAR = 2
"""So many votes above half make a majority that is published. Any majority at all would, in a team of seven,
give an absentee away in 26 % of cases instead of 20 % at most."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Fixed when a round opens, and printed in it."""

    least: int = 5
    """k: with fewer votes there is no result."""
    hidden: int = 2
    """T: counts up to this one are published as one."""

    def __post_init__(self) -> None:
        """Refuse what was never proved.

        Raises:
            ValueError: if this is less than five votes and two hidden, or too few votes for the bands.
        """
        if self.hidden < 2 or self.least < 2 * self.hidden + 1:
            raise ValueError(f"least={self.least} is too little for hidden={self.hidden}")


RULES = {1: Rule(5, 2), 2: Rule(7, 3), 3: Rule(9, 4)}
"""The rules by the number of colleagues that may combine their votes and still learn nothing."""


def at_least(rule: Rule, earlier: Sequence["Outcome"]) -> Rule:
    """Return this rule, or the strictest under which the same dilemma was told before.

    A lighter one would tell now what was withheld then.
    """
    hidden = max([rule.hidden, *(one.hidden for one in earlier)])
    return next((one for one in RULES.values() if one.hidden >= hidden), rule)


@dataclass(frozen=True, slots=True)
class Band:
    """The published number of votes for an option."""

    kind: Literal["few", "some", "nearly all"]
    count: int = 0
    """Only of "some"."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The published result of a round."""

    kind: Literal["bands", "majority", "withheld", "too few"]
    """withheld: there were enough votes, but beside an earlier result anything would give somebody away."""
    votes: int = 0
    """Of "too few" always 0: four votes look like none."""
    hidden: int = 2
    bands: Mapping[str, Band] | None = None
    """By name of the option, in the order of the options. Only of "bands"."""
    most: str = ""
    """Only of "majority": the option with a clear majority, or empty where there is none."""


TOO_FEW = Outcome("too few")


def publish(counts: Mapping[str, int], rule: Rule, earlier: Sequence[Outcome] = ()) -> Outcome:
    """Return what may be published of these counts, which must hold every option, also one that nobody chose.

    `earlier` are the published results of this team on the same dilemma. Where the turn-out differs, two
    results laid side by side could give away who was absent, so then only a majority is published: where a
    majority leaves room for somebody who differed. Of six votes it would not.
    """
    votes = sum(counts.values())
    if votes < rule.least:
        return TOO_FEW
    turnouts = {one.votes for one in earlier if one.kind != "too few"}
    if turnouts - {votes}:
        if clear_from(votes) > votes - rule.hidden:
            return Outcome("withheld", votes, rule.hidden)
        return Outcome("majority", votes, rule.hidden, most=_majority(counts, votes))
    bands = {option: band(count, votes, rule.hidden) for option, count in counts.items()}
    return Outcome("bands", votes, rule.hidden, bands)


def band(count: int, votes: int, hidden: int) -> Band:
    """Return the band of this count."""
    if count <= hidden:
        return Band("few")
    return Band("nearly all") if count >= votes - hidden else Band("some", count)


def reach(found: Band, outcome: Outcome) -> tuple[int, int]:
    """Return the least and the most votes that a band stands for."""
    match found.kind:
        case "few":
            return 0, outcome.hidden
        case "nearly all":
            return outcome.votes - outcome.hidden, outcome.votes
        case "some":
            return found.count, found.count


def division(outcome: Outcome) -> float:
    """Return how divided a team is, from 0 (all alike) to 1 (spread evenly), from what was published only.

    The chance that two colleagues, drawn from the middles of the bands, chose differently; set
    against the most that so many options allow. Nothing but bands has a division: 0.
    """
    if not outcome.bands or len(outcome.bands) < 2:
        return 0.0
    middles = [sum(reach(found, outcome)) / 2 for found in outcome.bands.values()]
    alike = sum((middle / sum(middles)) ** 2 for middle in middles)
    return (1 - alike) / (1 - 1 / len(middles))


Spread = Literal["unknown", "alike", "apart", "far apart"]

TELLING = 8
"""With fewer votes the bands are too wide to say anything of a spread."""


def spread(outcome: Outcome) -> Spread:
    """Return how far colleagues lie apart on one and the same case, in a word."""
    if outcome.kind != "bands" or outcome.votes < TELLING or not outcome.bands:
        return "unknown"
    kinds = [found.kind for found in outcome.bands.values()]
    if "nearly all" in kinds:
        return "alike"
    over_half = any(found.count * 2 > outcome.votes for found in outcome.bands.values())
    return "apart" if over_half else "far apart"


def most_divided(outcomes: Mapping[str, Outcome], most: int = 3) -> list[str]:
    """Return the names of what divided a team most, first the most divided. Ties go by name."""
    divided = [(-division(outcome), name) for name, outcome in outcomes.items() if outcome.kind == "bands"]
    return [name for _, name in sorted(divided)[:most]]


def clear_from(votes: int) -> int:
    """Return how many of so many votes make a clear majority."""
    return math.ceil(votes / 2 + CLEAR)


def _majority(counts: Mapping[str, int], votes: int) -> str:
    return next((option for option, count in counts.items() if count >= clear_from(votes)), "")
