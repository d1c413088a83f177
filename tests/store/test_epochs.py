"""Weekly secrets: made once, never made anew, destroyed when nothing needs them."""

import os
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.store.epochs import Epochs
from bot.store.erasures import KEEP, Erasures
from bot.store.sealed_box import UnopenableError

MONDAY = date(2026, 11, 23)


def test_one_week_one_secret_that_only_its_owner_reads(tmp_path: Path) -> None:
    epochs = Epochs(tmp_path)
    name = epochs.current(MONDAY)
    assert name.startswith("2026-W48-")
    assert epochs.current(MONDAY + timedelta(days=6)) == name
    assert epochs.current(MONDAY + timedelta(days=7)) != name
    assert len(epochs.secret(name)) == 32
    assert (tmp_path / f"epoch-{name}.key").stat().st_mode & 0o777 == 0o600


def test_the_last_week_of_a_long_year_is_its_own(tmp_path: Path) -> None:
    assert Epochs(tmp_path).current(date(2027, 1, 1)).startswith("2026-W53-")


def test_what_is_lost_or_damaged_opens_nothing(tmp_path: Path) -> None:
    epochs = Epochs(tmp_path)
    name = epochs.current(MONDAY)
    file = tmp_path / f"epoch-{name}.key"
    file.write_bytes(b"short")
    for wrong in (name, "2026-W48-0000000000000000", "", "../../etc/passwd"):
        with pytest.raises(UnopenableError):
            epochs.secret(wrong)
    file.unlink()
    assert epochs.current(MONDAY) != name, "a new secret has a new name"


def test_only_what_is_over_and_not_needed_is_destroyed(tmp_path: Path) -> None:
    epochs = Epochs(tmp_path)
    first, second = epochs.current(MONDAY), epochs.current(MONDAY + timedelta(days=7))
    epochs.destroy([first], MONDAY + timedelta(days=8))
    assert epochs.names() == [first, second]
    epochs.destroy([], MONDAY + timedelta(days=8))
    assert epochs.names() == [second]


def test_a_destroyed_secret_was_overwritten_before_its_name_went(tmp_path: Path) -> None:
    epochs = Epochs(tmp_path)
    name = epochs.current(MONDAY)
    before = epochs.secret(name)
    os.link(tmp_path / f"epoch-{name}.key", other := tmp_path / "seen-by-another-name")
    epochs.destroy([], MONDAY + timedelta(days=8))
    assert other.read_bytes() != before


def test_erasures_are_numbered_and_leave_after_their_time(tmp_path: Path) -> None:
    erasures = Erasures(tmp_path / "secrets")
    assert erasures.last() == 0
    assert [erasures.add([name], MONDAY) for name in ("a", "b", "c")] == [1, 2, 3]
    assert [one.names for one in erasures.since(1)] == [("b",), ("c",)]
    erasures.sweep(MONDAY + KEEP)
    assert len(erasures.since(0)) == 3
    erasures.sweep(MONDAY + KEEP + timedelta(days=1))
    assert [one.number for one in erasures.since(0)] == [3], "the last one holds the number"
    assert erasures.add(["d"], MONDAY) == 4
