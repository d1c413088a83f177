"""Where "unknown" ends and "answer" begins, chosen from what is ours and what is elsewhere."""

import pytest

from bot.search.thresholds import FEW, LEAST, LEAST_SURE, MOST, Bands, fitted

RIGHT = [(0.9, True)] * FEW


def test_without_enough_that_is_elsewhere_the_usual_bands_hold() -> None:
    assert fitted(RIGHT, [0.1] * (FEW - 1)) == Bands()


def test_with_few_sentences_of_our_own_what_is_elsewhere_says_where_unknown_ends() -> None:
    outside = [0.2] * 80 + [0.45] * 20
    assert fitted([], outside).maybe == pytest.approx(0.45)
    assert fitted([], outside).sure == Bands().sure
    assert fitted(RIGHT[1:], [0.1] * 100).maybe == LEAST


def test_an_answer_begins_where_few_are_wrong() -> None:
    wrong = [(0.55, False)] * FEW
    assert LEAST_SURE < fitted([*RIGHT, *wrong], [0.1] * 100).sure <= MOST
    assert fitted([(0.4, True)] * FEW, [0.1] * 100).sure == LEAST_SURE
