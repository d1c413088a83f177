import pytest

from bot.channels.web import rate_limit
from bot.channels.web.rate_limit import Rate, RateLimit
from tests.channels.web.test_transcript import Seconds


def test_so_many_at_once_and_then_so_many_in_a_second() -> None:
    seconds = Seconds()
    limit = RateLimit(Rate(3, 0.5), seconds)
    assert [limit.allows("a") for _ in range(4)] == [True, True, True, False]
    assert limit.allows("b"), "everybody has a bucket"
    seconds.now = 2.0
    assert [limit.allows("a") for _ in range(2)] == [True, False]
    seconds.now = 1_000.0
    assert [limit.allows("a") for _ in range(4)] == [True, True, True, False], "it does not grow"


def test_an_address_is_not_kept_and_buckets_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rate_limit, "MOST_BUCKETS", 2)
    limit = RateLimit(Rate(1, 0.0), Seconds())
    for address in ("10.1.2.3", "10.1.2.4", "10.1.2.5"):
        assert limit.allows(address)
    assert "10.1.2" not in repr(limit.__dict__)
    assert len(limit._buckets) == 2
    assert limit.allows("10.1.2.3"), "who was let go begins anew"
