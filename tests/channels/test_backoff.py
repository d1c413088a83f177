"""Waits grow, up to a limit, however often something fails."""

import pytest

from bot.channels.backoff import Backoff


def test_each_wait_is_twice_the_last_up_to_the_longest() -> None:
    assert Backoff(1.0, 30.0).waits(7) == (1, 2, 4, 8, 16, 30, 30)
    assert [Backoff(0.5, 60.0).after(tries) for tries in (1, 2, 3, 7, 8, 1000)] == [0.5, 1, 2, 32, 60, 60]


@pytest.mark.parametrize("failures", [100, 100_000])
def test_it_never_waits_longer(failures: int) -> None:
    assert Backoff(0.5, 60.0).after(failures) == 60.0
