"""A token may be stored only when all before it is done."""

from hypothesis import given
from hypothesis import strategies as st

from bot.channels.matrix.sync_position import Progress


def test_a_batch_without_events_is_over_at_once() -> None:
    progress = Progress()
    assert progress.added(progress.begin("een")) == "een"


def test_a_later_batch_waits_for_an_earlier_one() -> None:
    progress = Progress()
    first = progress.begin("een")
    progress.add(first)
    progress.added(first)
    second = progress.begin("twee")
    progress.add(second)
    assert progress.added(second) == ""
    assert progress.done(second) == ""
    assert progress.under_way == 1
    assert progress.done(first) == "twee"
    assert progress.under_way == 0


@given(st.lists(st.integers(0, 4), min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_in_whatever_order_things_are_done_the_token_never_runs_ahead(
    sizes: list[int], chance: object
) -> None:
    progress, open_events = Progress(), list[int]()
    reached = -1
    for number, size in enumerate(sizes):
        assert progress.begin(str(number)) == number
        for _ in range(size):
            progress.add(number)
            open_events.append(number)
        reached = max(reached, int(progress.added(number) or -1))
    chance.shuffle(open_events)  # type: ignore[attr-defined]
    while open_events:
        assert reached < min(open_events)
        reached = max(reached, int(progress.done(open_events.pop()) or -1))
    assert reached == len(sizes) - 1
