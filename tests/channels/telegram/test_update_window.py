"""An update is acknowledged when it is done, and so is everything before it. Never earlier."""

import random

from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.update_window import PAGE, Window


def test_the_offset_stays_at_the_first_that_is_not_done() -> None:
    window = Window()
    assert window.offset == 0
    assert all(window.take(number) for number in (10, 11, 12))
    window.done(11)
    window.done(12)
    assert window.offset == 10
    window.done(10)
    assert window.offset == 13
    assert not window.busy


def test_what_comes_twice_is_taken_once() -> None:
    window = Window()
    assert window.take(10)
    assert not window.take(10)
    window.done(10)
    assert not window.take(10)


def test_one_that_is_stuck_hides_no_others_for_ever() -> None:
    window = Window()
    for number in range(PAGE):
        window.take(number + 1)
        if number:
            window.done(number + 1)
    assert window.offset == 1, "not on disk yet: it must come again"
    window.committed(1)
    assert window.offset == PAGE + 1, "on disk; only its answer is slow"


def test_committed_is_not_enough_while_there_is_room() -> None:
    window = Window()
    window.take(1)
    window.committed(1)
    assert window.offset == 1, "its answer may still be lost"


def test_numbers_may_begin_anew_after_a_week_of_silence() -> None:
    window = Window()
    window.take(900)
    window.done(900)
    assert window.take(17)
    window.done(17)
    assert window.offset == 18


@given(st.lists(st.integers(1, 60), unique=True, min_size=1), st.randoms(use_true_random=False))
def test_nothing_is_acknowledged_before_it_is_done(numbers: list[int], chance: random.Random) -> None:
    window, undone = Window(), set[int]()
    for number in sorted(numbers):
        window.take(number)
        undone.add(number)
    order = list(numbers)
    chance.shuffle(order)
    for number in order:
        assert window.offset <= min(undone)
        window.done(number)
        undone.discard(number)
    assert window.offset == max(numbers) + 1
