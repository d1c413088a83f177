"""Which day of the week, time or date somebody means: "di 9 uur", "dinsdag half tien", "tot 1 september"."""

import re
from datetime import date, time, timedelta

from rapidfuzz.distance import OSA

from bot.core.language.calendar import monday
from bot.core.language.deadlines import DAYS, MONTHS
from bot.core.model.text import folded

_NUMBERS = ("een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf")

_HALVES = {"half": -30, "kwart over": 15, "kwart voor": -15}
"""Minutes beside the hour that is named: "half tien" is 9:30."""

_EARLY = 7
"""An hour from 1 to 6 is meant in the afternoon: nobody wants a message at two in the night."""

_CLOCK = re.compile(r"(?<![\d:.])(?P<hour>\d{1,2})(?:[:.u](?P<minute>\d{2}))?(?:\s*u(?:ur)?)?(?![\d:.])")
_SPOKEN = re.compile(
    rf"\b(?P<part>half|kwart over|kwart voor)\s+(?P<hour>\d{{1,2}}|{'|'.join(_NUMBERS)})\b(?:\s*uur)?"
)
_WORD_HOUR = re.compile(rf"\b(?P<hour>{'|'.join(_NUMBERS)})\s+uur\b")
_AFTERNOON = re.compile(r"\w*middags?\b|\w*middag\b")

_FILLER = frozenset(
    "op om elke iedere de het een uur u graag maar en dan s ochtends ochtend morgens middags".split()  # noqa: SIM905
)
_RELATIVE = {"vandaag": 0, "morgen": 1, "overmorgen": 2}
_PARTS = ("ochtend", "morgen", "middag", "s")
"""The endings that the name of a day may have: "dinsdagochtend", "dinsdags"."""

_DATE = re.compile(
    r"\b(?P<day>\d{1,2})(?:[-/ ](?P<number>\d{1,2})\b| (?P<month>[a-z]{3,9})\b)(?:[-/ ](?P<year>\d{4}))?"
)
_SPAN = re.compile(rf"\b(?P<count>\d{{1,2}}|{'|'.join(_NUMBERS)}) (?P<unit>week|weken|maand|maanden)\b")
_SEASONS = {"zomer": (9, 1), "zomervakantie": (9, 1), "na de zomer": (9, 1), "kerst": (1, 4)}
"""Until when a season lasts here, as month and day."""

_INCLUDING = ("tot en met", "t/m")
_UNTIL = re.compile(r"^(?:tot en met|tot aan|tot|t/m)\s+")

MOST_DAYS = 366
"""Of a pause."""


def day_and_time(text: str, today: date) -> tuple[int | None, time | None] | None:
    """Return the day of the week (0 is Monday) and the time; None if any word is neither."""
    rest = folded(text).replace(",", " ").replace("’", " ").replace("'", " ")
    clock, rest = _clock(rest)
    if clock == "wrong":
        return None
    day: int | None = None
    for word in rest.split():
        named = _weekday(word, today)
        if named is None and word not in _FILLER:
            return None
        if named is not None and day not in (None, named):
            return None
        day = named if named is not None else day
    return day, clock if isinstance(clock, time) else None


def until_day(text: str, today: date) -> date | None:
    """Return the first day after a pause ("tot 1 september", "3 weken"): later than today, or None."""
    plain = folded(text).strip(" .")
    bare = _UNTIL.sub("", plain)
    if bare in _SEASONS:
        return _coming(today, *_SEASONS[bare])
    found = _span(bare, today) or _written(bare, today) or _named_day(bare, today)
    if found and plain.startswith(_INCLUDING):
        found += timedelta(days=1)
    return found if found and today < found <= today + timedelta(days=MOST_DAYS) else None


def _clock(text: str) -> tuple[time | str, str]:
    """Return the time, or "none" or "wrong", and what is left of the text."""
    for pattern in (_SPOKEN, _WORD_HOUR, _CLOCK):
        if found := pattern.search(text):
            rest = f"{text[: found.start()]} {text[found.end() :]}"
            if pattern.search(rest):
                return "wrong", rest
            return _time(found, afternoon=bool(_AFTERNOON.search(rest))), rest
    return "none", text


def _time(found: "re.Match[str]", *, afternoon: bool) -> time | str:
    named = found.groupdict()
    hour = _number(named["hour"])
    minutes = int(named.get("minute") or 0)
    if hour > 24 or minutes > 59:
        return "wrong"
    if hour < _EARLY or (afternoon and hour < 12):
        hour += 12
    total = hour * 60 + minutes + _HALVES.get(named.get("part") or "", 0)
    return time(total // 60 % 24, total % 60)


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS.index(word) + 1


def _weekday(word: str, today: date) -> int | None:
    if word in _RELATIVE:
        return (today.weekday() + _RELATIVE[word]) % 7
    for part in _PARTS:
        word = word if len(word) <= len(part) + 5 else word.removesuffix(part)
    for number, name in enumerate(DAYS):
        if word in (name, name[:2], f"{name[:2]}.") or (len(word) > 4 and OSA.distance(word, name) <= 1):
            return number
    return None


def _span(text: str, today: date) -> date | None:
    found = _SPAN.search(text)
    if not found:
        return None
    count = _number(found["count"])
    return today + timedelta(weeks=count if found["unit"].startswith("w") else count * 52 / 12)


def _written(text: str, today: date) -> date | None:
    found = _DATE.search(text)
    if not found:
        return None
    months = [at for at, name in enumerate(MONTHS, 1) if found["month"] and name.startswith(found["month"])]
    month = int(found["number"]) if found["number"] else (months[0] if months else 0)
    try:
        if found["year"]:
            return date(int(found["year"]), month, int(found["day"]))
        return _coming(today, month, int(found["day"]))
    except ValueError:  # 31 February
        return None


def _coming(today: date, month: int, day: int) -> date:
    this_year = date(today.year, month, day)
    return this_year if this_year > today else date(today.year + 1, month, day)


def _named_day(text: str, today: date) -> date | None:
    """Return the next day with this name: "tot maandag"."""
    words = [word for word in text.split() if word not in _FILLER]
    if len(words) != 1 or (day := _weekday(words[0], today)) is None:
        return None
    coming = monday(today) + timedelta(days=day)
    return coming if coming > today else coming + timedelta(days=7)
