"""Seats: who has the page open, known by a random cookie and nothing else. In memory only."""

import asyncio
import re
import secrets
from collections import OrderedDict, deque
from collections.abc import Callable
from hashlib import sha256

from bot.channels.channel import Message
from bot.channels.web.transcript import Own, Transcript

MOST_SEATS = 2_000
"""Shown at the same time. Whoever was longest silent is asked to go on again, and loses nothing else."""

_FORM = re.compile(r"[A-Za-z0-9_-]{43}", re.ASCII)
_ONCE_HELD = 32


class Seat:
    """One browser."""

    def __init__(self, name: str, clock: Callable[[], float]) -> None:
        self.name = name
        self.transcript = Transcript(clock)
        self.pending = 0
        """Events that are not answered yet."""
        self.listeners: dict[asyncio.Event, None] = {}
        """In the order in which they came."""
        self._used: deque[str] = deque(maxlen=_ONCE_HELD)

    def show(self, shown: Message | Own) -> None:
        """Add a line, and wake every page that listens."""
        self.transcript.add(shown)
        self.wake()

    def wake(self) -> None:
        """Tell every page that listens that something changed."""
        for listener in self.listeners:
            listener.set()

    def is_first(self, once: str) -> bool:
        """Return whether this form was not sent before: a button can be pressed twice by a trembling hand."""
        if once in self._used:
            return False
        self._used.append(once)
        return True


class Seats:
    """The seats whose lines are in memory."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._seats: OrderedDict[str, Seat] = OrderedDict()

    def get(self, name: str) -> Seat | None:
        """Return the seat, if there are lines of it."""
        seat = self._seats.get(name)
        if seat:
            self._seats.move_to_end(name)
        return seat

    def take(self, name: str) -> Seat:
        """Return the seat; a new one without lines if it is not here."""
        seat = self.get(name)
        if seat is None:
            seat = self._seats[name] = Seat(name, self._clock)
            self._make_room()
        return seat

    def _make_room(self) -> None:
        """Let go of who was longest silent, but never of who waits for an answer or listens."""
        if len(self._seats) <= MOST_SEATS:
            return
        idle = (name for name, seat in self._seats.items() if not seat.pending and not seat.listeners)
        del self._seats[next(idle, next(iter(self._seats)))]


def new_cookie() -> str:
    """Return a cookie that nobody can guess."""
    return secrets.token_urlsafe(32)


def new_once() -> str:
    """Return a name for the forms of one page."""
    return secrets.token_urlsafe(9)


def seat_name(cookie: str) -> str:
    """Return the name of the seat that a cookie opens; empty if it is no cookie of ours.

    The name is what the rest knows. It does not open the seat: that only the cookie does.
    """
    return sha256(cookie.encode()).hexdigest()[:32] if _FORM.fullmatch(cookie) else ""
