"""What is published gives nobody away. TRUST T1, T2, T10 and T14, by going through every case.

Each check is also held against a naive way to publish, and must break it.
"""

import pytest

from bot.core.model.disclosure import (
    MOST_OPTIONS,
    RULES,
    TOO_FEW,
    Outcome,
    Rule,
    at_least,
    division,
    most_divided,
    publish,
    reach,
    spread,
)
from tests.core.publication import (
    NAIVE,
    Counts,
    absentee_known,
    as_told,
    certain,
    exact,
    falls,
    named,
    ours,
)

SIZES = range(5, 16)
CELLS = [(votes, options) for votes in SIZES for options in range(2, MOST_OPTIONS + 1)]


def test_one_colleague_is_never_certain_of_another() -> None:
    told = {cell: certain(ours(RULES[1]), *cell, knowing=1) for cell in CELLS}
    assert set(told.values()) == {0}, told
    assert all(certain(ours(RULES[1]), *cell, knowing=0) == 0 for cell in CELLS), "an outsider even less"


@pytest.mark.parametrize(("together", "rule"), [(2, RULES[2]), (3, RULES[3])])
def test_colleagues_who_lay_their_votes_together_are_not_certain_under_a_stricter_rule(
    together: int, rule: Rule
) -> None:
    cells = [(votes, options) for votes, options in CELLS if votes >= rule.least]
    assert all(certain(ours(rule), *cell, knowing=together) == 0 for cell in cells)


def test_two_colleagues_can_be_certain_under_the_lightest_rule() -> None:
    """So the check bites, and so the promise may not be more than one colleague."""
    assert any(certain(ours(RULES[1]), *cell, knowing=2) for cell in CELLS)


@pytest.mark.parametrize("way", NAIVE)
def test_every_naive_way_to_publish_gives_somebody_away(way: str) -> None:
    broken = [cell for cell in CELLS if certain(NAIVE[way], *cell, knowing=1)]
    assert len(broken) >= len(CELLS) // 2, f"{len(broken)} of {len(CELLS)}"
    if way in ("exact counts", "unanimity hidden", "small cells hidden", "bands of one"):
        assert broken == CELLS


@pytest.mark.parametrize(("votes", "options"), CELLS)
def test_all_alike_looks_like_all_but_one_and_all_but_two(votes: int, options: int) -> None:
    rest = (0,) * (options - 2)
    falls_ = [(votes, 0, *rest), (votes - 1, 1, *rest), (votes - 2, 2, *rest)]
    assert len({ours(RULES[1])(counts) for counts in falls_}) == 1
    assert len({exact(counts) for counts in falls_}) == 3, "exact counts fail this"


def test_the_options_are_told_in_their_own_order_whatever_was_chosen() -> None:
    for counts in falls(9, 3):
        bands = publish(named(counts), RULES[1]).bands
        assert bands is not None
        assert list(bands) == ["a", "b", "c"]


def test_fewer_than_five_votes_are_all_the_same() -> None:
    told = {ours(RULES[1])(counts) for votes in range(5) for counts in falls(votes, 4)}
    assert told == {as_told(TOO_FEW)}
    assert publish({"a": 6, "b": 0}, RULES[2]) == TOO_FEW


@pytest.mark.parametrize(("least", "hidden"), [(4, 2), (5, 1), (5, 3), (3, 1), (0, 0)])
def test_a_rule_weaker_than_what_was_proved_is_refused(least: int, hidden: int) -> None:
    with pytest.raises(ValueError, match="too little"):
        Rule(least, hidden)


def test_a_band_holds_the_count_it_was_made_of() -> None:
    for counts in falls(11, 3):
        outcome = publish(named(counts), RULES[1])
        for option, count in named(counts).items():
            least, most = reach((outcome.bands or {})[option], outcome)
            assert least <= count <= most


def pair(first: Counts, second: Counts) -> tuple[object, object]:
    """What is told of two rounds on one dilemma."""
    before = publish(named(first), RULES[1])
    return as_told(before), as_told(publish(named(second), RULES[1], (before,)))


def bands_twice(first: Counts, second: Counts) -> tuple[object, object]:
    return ours(RULES[1])(first), ours(RULES[1])(second)


def any_majority(first: Counts, second: Counts) -> tuple[object, object]:
    """The rule as it is usually written: more than half is a majority."""
    over_half = [at for at, count in enumerate(second) if count * 2 > sum(second)]
    return ours(RULES[1])(first), tuple(over_half)


def test_one_absentee_gives_little_away_between_two_rounds() -> None:
    """The worst case of TRUST 2.4: it is known who was absent, and that nobody else changed."""
    cells = [(votes, options) for votes in range(6, 14) for options in (2, 3, 4)]
    told = [absentee_known(pair, *cell) for cell in cells]
    naive = [absentee_known(bands_twice, *cell) for cell in cells]
    assert {absentee_known(lambda *both: both, *cell) for cell in cells} == {1}, "exact counts tell all"
    assert max(naive) > 0.7, "bands twice tell much"
    assert max(absentee_known(any_majority, *cell) for cell in cells) > 0.25
    assert max(told) <= 0.2
    assert all(ours_ <= theirs for ours_, theirs in zip(told, naive, strict=True))


def test_a_different_turn_out_gives_a_clear_majority_and_no_numbers() -> None:
    before = publish({"a": 6, "b": 4}, RULES[1])
    assert publish({"a": 8, "b": 3}, RULES[1], (before,)) == Outcome("majority", 11, most="a")
    assert publish({"a": 7, "b": 4}, RULES[1], (before,)) == Outcome("majority", 11)
    assert publish({"a": 2, "b": 8}, RULES[1], (before,)).kind == "bands"
    assert publish({"a": 2, "b": 1}, RULES[1], (before,)) == TOO_FEW


@pytest.mark.parametrize("together", [1, 2, 3])
def test_beside_an_earlier_result_nobody_is_certain_either(together: int) -> None:
    """Six vote, and of the five in the second round all are for one thing: then everybody knew it."""
    rule = RULES[together]
    cells = [(votes, options) for votes, options in CELLS if votes >= rule.least]

    def beside(counts: Counts) -> object:
        return as_told(publish(named(counts), rule, (Outcome("bands", sum(counts) + 1, rule.hidden),)))

    told = {cell: certain(beside, *cell, knowing=together) for cell in cells}
    assert set(told.values()) == {0}, {cell for cell, count in told.items() if count}
    kinds = {publish({"a": votes, "b": 0}, rule, (Outcome("bands", votes + 1),)).kind for votes, _ in cells}
    assert kinds == {"majority", "withheld"}, "a majority is still told where it leaves room"


def test_a_lighter_rule_does_not_undo_what_a_stricter_one_withheld() -> None:
    strict = publish({"a": 6, "b": 3}, RULES[2])
    assert at_least(RULES[1], [strict]) == RULES[2]
    assert at_least(RULES[2], [publish({"a": 6, "b": 3}, RULES[1])]) == RULES[2]
    assert at_least(RULES[1], []) == RULES[1]


def test_every_earlier_round_counts_also_one_that_told_a_majority_only() -> None:
    first = publish({"a": 6, "b": 4}, RULES[1])
    second = publish({"a": 6, "b": 3}, RULES[1], (first,))
    assert second.kind == "majority"
    assert publish({"a": 6, "b": 4}, RULES[1], (first, second)).kind == "majority"
    assert publish({"a": 6, "b": 4}, RULES[1], (first, TOO_FEW)).kind == "bands"


def test_division_is_of_the_published_bands_only() -> None:
    twins = [(11, 1, 0), (12, 0, 0), (10, 2, 0)]
    assert len({division(publish(named(counts), RULES[1])) for counts in twins}) == 1
    assert division(TOO_FEW) == 0
    assert division(Outcome("majority", 9, most="a")) == 0
    ranked = [division(publish(named(counts), RULES[1])) for counts in ((12, 0, 0), (8, 4, 0), (4, 4, 4))]
    assert ranked == sorted(ranked)
    assert ranked[-1] == 1


def test_the_agenda_begins_with_what_divided_most() -> None:
    told = {
        "eens": publish({"a": 12, "b": 0}, RULES[1]),
        "half": publish({"a": 6, "b": 6}, RULES[1]),
        "weinig": publish({"a": 2, "b": 2}, RULES[1]),
        "ook-half": publish({"a": 6, "b": 6}, RULES[1]),
        "meest": publish({"a": 8, "b": 4}, RULES[1]),
    }
    assert most_divided(told) == ["half", "ook-half", "meest"]
    assert "weinig" not in most_divided(told, 9)


def test_the_spread_in_a_word() -> None:
    def word(*counts: int) -> str:
        return spread(publish(named(counts), RULES[1]))

    assert word(7, 1) == "alike"
    assert word(6, 4) == "apart"
    assert word(4, 4, 3) == "far apart"
    assert word(3, 2) == "unknown", "with five votes the bands are too wide to say"
    assert spread(Outcome("majority", 12, most="a")) == "unknown"
