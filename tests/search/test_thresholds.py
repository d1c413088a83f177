"""Where "unknown" ends and "answer" begins, chosen from what is ours and what is elsewhere."""

import pytest

from bot.search.thresholds import FEW, LEAST, LEAST_SURE, MOST, Thresholds, fit_thresholds

RIGHT = [(0.9, True)] * FEW


def test_without_enough_that_is_elsewhere_the_usual_bands_hold() -> None:
    assert fit_thresholds(RIGHT, [0.1] * (FEW - 1)) == Thresholds()


def test_with_few_sentences_of_our_own_what_is_elsewhere_says_where_unknown_ends() -> None:
    outside = [0.2] * 80 + [0.45] * 20
    assert fit_thresholds([], outside).clarify_from == pytest.approx(0.45)
    assert fit_thresholds([], outside).answer_from == Thresholds().answer_from
    assert fit_thresholds(RIGHT[1:], [0.1] * 100).clarify_from == LEAST


def test_an_answer_begins_where_few_are_wrong() -> None:
    wrong = [(0.55, False)] * FEW
    assert LEAST_SURE < fit_thresholds([*RIGHT, *wrong], [0.1] * 100).answer_from <= MOST
    assert fit_thresholds([(0.4, True)] * FEW, [0.1] * 100).answer_from == LEAST_SURE
