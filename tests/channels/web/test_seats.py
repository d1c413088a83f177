import asyncio

import pytest

from bot.channels.web import seats
from bot.channels.web.seats import Seats, new_cookie, seat_name
from bot.channels.web.transcript import Own
from tests.channels.web.test_transcript import Seconds


def test_a_name_does_not_open_the_seat_and_nonsense_has_none() -> None:
    cookie = new_cookie()
    name = seat_name(cookie)
    assert name
    assert cookie not in name
    assert seat_name(name) == seat_name("") == seat_name("é" * 43) == ""
    assert new_cookie() != cookie


def test_the_longest_silent_makes_room_but_never_who_waits_or_listens(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(seats, "MOST_SEATS", 3)
    here = Seats(Seconds())
    here.take("waits").pending = 1
    here.take("listens").listeners[asyncio.Event()] = None
    here.take("idle")
    here.take("new")
    assert here.get("idle") is None
    assert here.get("waits")
    assert here.get("listens")
    assert here.take("new") is here.get("new")


def test_a_form_counts_once_and_a_line_wakes_who_listens() -> None:
    seat = Seats(Seconds()).take("a")
    assert [seat.is_first(once) for once in ("x", "x", "y")] == [True, False, True]
    seat.listeners[changed := asyncio.Event()] = None
    seat.show(Own("hoi"))
    assert changed.is_set()
