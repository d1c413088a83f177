"""A plan for the weekly message, as plain data: day, time, for whom, and how far it came."""

import datetime as dt
from dataclasses import dataclass
from datetime import date
from typing import Literal

DAY, TIME = 1, dt.time(9)
"""Tuesday at nine, where nothing else was said."""

Every = Literal["week", "two weeks", "month"]

MOST_NTH, LAST = 4, -1
"""Not every month has a fifth Monday; each has a last one."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The wishes for the weekly message, and the messages sent so far."""

    day: int = DAY
    """0 is Monday."""
    time: dt.time = TIME
    role: str = ""
    """`Role.id`: for whom the dilemmas are. Empty: for everybody."""
    last: date | None = None
    """The day of the last one, also where it is over: a week has one."""
    before: date | None = None
    """The day of the one before that: what is new, is new since then."""
    paused: date | None = None
    """Until then nothing comes."""
    round: bool = False
    """True: the dilemma of the week is a confidential round of the team here."""
    every: Every = "week"
    nth: int = 1
    """Every month: on its first such day, its second, ...; or on its `LAST`."""
    even: bool = True
    """Every two weeks: in those of an even number, counted from the year 1. A year of 53 is no matter."""
    skip: tuple[date, date] | None = None
    """From the first day until the second nothing comes."""
    on: bool = True
    """False: switched off in a week that had one already. To the end of that week it must have no second."""
