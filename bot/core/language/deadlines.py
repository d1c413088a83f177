"""Which moment somebody means by "sluit vrijdag 12:00", and how a moment is said."""

import re
from datetime import date, datetime, timedelta
from typing import Literal

from bot.core.model.text import folded

DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)

NOON = 12
"""The hour where none was said."""

SOONEST = timedelta(minutes=2)
LATEST = timedelta(days=14)
"""Longer no round stays open: the secret of its week must go in time (TRUST 2.3)."""

_CLOSES = re.compile(
    r"(?:^|\s)(?:die |en )?(?:sluit op|sluiten|sluit|tot)\s+(?P<when>.{1,60})$", re.IGNORECASE
)
_SOON = re.compile(r"over (?P<count>\d{1,3}) (?P<unit>minuut|minuten|uur|uren|dag|dagen)")
_TIME = re.compile(r"\b(?:om )?(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2})(?: uur)?| uur)\b")
_DATE = re.compile(r"\b(?P<day>\d{1,2})(?:-(?P<number>\d{1,2})\b| (?P<month>[a-z]{3,9})\b)")

Trouble = Literal["unclear", "too soon", "too late"]


def parted(text: str) -> tuple[str, str]:
    """Return what stands before "sluit", and what behind it. Either may be empty."""
    found = _CLOSES.search(text)
    return (text[: found.start()].strip(), found["when"].strip()) if found else (text.strip(), "")


def closing(text: str, now: datetime) -> datetime | Trouble:
    """Parse a closing time, in the zone of `now`. If there is none: the next working day at noon."""
    moment = _moment_in(folded(text), now) if text else _next_working_day(now)
    if moment is None:
        return "unclear"
    if moment - now < SOONEST:
        return "too soon"
    return "too late" if moment - now > LATEST else moment


def spoken(moment: datetime) -> str:
    """Return a moment in words: "vrijdag 27 november om 12:00"."""
    return f"{day_spoken(moment.date())} om {moment:%H:%M}"


def day_spoken(day: date) -> str:
    """Return a day in words: "vrijdag 27 november"."""
    return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def _moment_in(text: str, now: datetime) -> datetime | None:
    if soon := _SOON.search(text):
        return now + _span(int(soon["count"]), soon["unit"])
    time = _TIME.search(text)
    hour, minute = (int(time["hour"]), int(time["minute"] or 0)) if time else (NOON, 0)
    day = _day(_TIME.sub(" ", text), now.date())
    if hour > 23 or minute > 59 or (day is None and not time):
        return None
    at = now.replace(hour=hour, minute=minute, second=0, microsecond=0)
    if day is None:
        return at if at > now else at + timedelta(days=1)
    moment = at + (day - now.date())
    named = any(name in text for name in DAYS)
    return moment + timedelta(days=7) if named and moment <= now else moment


def _span(count: int, unit: str) -> timedelta:
    if unit.startswith("m"):
        return timedelta(minutes=count)
    return timedelta(hours=count) if unit.startswith("u") else timedelta(days=count)


def _day(text: str, today: date) -> date | None:
    for word, later in (("overmorgen", 2), ("morgen", 1), ("vandaag", 0), ("vanmiddag", 0)):
        if word in text:
            return today + timedelta(days=later)
    for number, name in enumerate(DAYS):
        if name in text:
            return today + timedelta(days=(number - today.weekday()) % 7)
    return _written(text, today)


def _written(text: str, today: date) -> date | None:
    """Return a date such as "27 november" or "27-11"; in the past it is next year's."""
    found = _DATE.search(text)
    if not found:
        return None
    months = [at for at, name in enumerate(MONTHS, 1) if found["month"] and name.startswith(found["month"])]
    month = int(found["number"]) if found["number"] else (months[0] if months else 0)
    try:
        day = date(today.year, month, int(found["day"]))
    except ValueError:
        return None
    return day if day >= today else day.replace(year=today.year + 1)


def _next_working_day(now: datetime) -> datetime:
    day = now + timedelta(days=1)
    while day.weekday() > 4:
        day += timedelta(days=1)
    return day.replace(hour=NOON, minute=0, second=0, microsecond=0)
