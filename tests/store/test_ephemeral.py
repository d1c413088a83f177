"""What may never be on disk is held for an hour, and costs nothing to those who are active."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.core.model.session import Kept, Session
from bot.store.ephemeral import EphemeralSessions
from tests.conftest import NOW

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def session(number: int) -> Session:
    return Session(Kept(asked=number))


def test_it_is_held_for_an_hour_after_the_last_word() -> None:
    memory = EphemeralSessions()
    memory.hold("a", session(1), NOW)
    memory.hold("b", session(2), NOW + timedelta(minutes=10))
    memory.hold("a", session(3), NOW + timedelta(minutes=30))
    late = NOW + timedelta(minutes=75)
    assert memory.recall("b", late) is None
    assert memory.recall("a", late) == session(3)
    assert memory.recall("a", NOW + timedelta(minutes=90)) is None


def test_what_is_too_old_goes_whoever_speaks() -> None:
    memory = EphemeralSessions()
    for number in range(5):
        memory.hold(str(number), session(number), NOW + timedelta(minutes=number))
    memory.recall("somebody else", NOW + timedelta(minutes=62))
    assert list(memory._held) == ["3", "4"]


def test_to_recall_one_the_others_are_not_looked_at() -> None:
    class Untouchable(tuple[Session, float]):
        def __getitem__(self, at: object) -> object:  # type: ignore[override]
            raise AssertionError("somebody looked")

    memory = EphemeralSessions()
    for number in range(5):
        memory.hold(str(number), session(number), NOW)
    for name in ("1", "2", "3"):
        memory._held[name] = Untouchable(memory._held[name])
    assert memory.recall("4", NOW) == session(4)


def test_forgotten_is_forgotten() -> None:
    memory = EphemeralSessions()
    memory.hold("a", session(1), NOW)
    memory.forget("a")
    memory.forget("never there")
    assert memory.recall("a", NOW) is None


def test_the_hour_that_comes_twice_in_october_is_no_second_hour() -> None:
    """On the clock it is 2:30 both times; what was typed at the first is gone at the second."""
    memory = EphemeralSessions()
    first = datetime(2026, 10, 25, 2, 30, tzinfo=AMSTERDAM)
    memory.hold("a", session(1), first)
    assert memory.recall("a", first.replace(minute=59)) == session(1)
    assert memory.recall("a", first.replace(fold=1)) is None
