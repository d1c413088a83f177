"""How a moment is said: "vrijdag 27 november om 12:00"."""

from datetime import date, datetime

DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)

NTH = {1: "eerste", 2: "tweede", 3: "derde", 4: "vierde", -1: "laatste"}
"""Of the days with one name in a month."""


def spoken(moment: datetime) -> str:
    """Return a moment in words: "vrijdag 27 november om 12:00"."""
    return f"{day_spoken(moment.date())} om {moment:%H:%M}"


def day_spoken(day: date) -> str:
    """Return a day in words: "vrijdag 27 november"."""
    return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"
