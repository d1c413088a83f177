"""On which days a feast falls: "pasen", "tweede kerstdag"."""

from collections.abc import Mapping
from datetime import date, timedelta

from dateutil.easter import easter

from bot.core.language.calendar import kings_day

Span = tuple[date, date]
"""The first and the last day."""

_FROM_EASTER: Mapping[tuple[str, ...], tuple[int, int]] = {
    ("goede", "vrijdag"): (-2, -2),
    ("pasen",): (0, 1),
    ("1e", "paasdag"): (0, 0),
    ("2e", "paasdag"): (1, 1),
    ("hemelvaart",): (39, 39),
    ("pinksteren",): (49, 50),
    ("1e", "pinksterdag"): (49, 49),
    ("2e", "pinksterdag"): (50, 50),
}
_FIXED: Mapping[tuple[str, ...], tuple[tuple[int, int], tuple[int, int]]] = {
    ("nieuwjaar",): ((1, 1), (1, 1)),
    ("bevrijdingsdag",): ((5, 5), (5, 5)),
    ("sinterklaas",): ((12, 5), (12, 5)),
    ("kerstavond",): ((12, 24), (12, 24)),
    ("kerst",): ((12, 25), (12, 26)),
    ("1e", "kerstdag"): ((12, 25), (12, 25)),
    ("2e", "kerstdag"): ((12, 26), (12, 26)),
    ("oudjaar",): ((12, 31), (12, 31)),
}
_SEASONS: Mapping[tuple[str, ...], tuple[tuple[int, int], tuple[int, int]]] = {
    ("zomer",): ((6, 21), (8, 31)),
    ("de", "zomer"): ((6, 21), (8, 31)),
}
"""Only what comes after a season is a day."""

_KING = ("koningsdag",)

FEASTS = frozenset({*_FROM_EASTER, *_FIXED, _KING})
SEASONS = frozenset(_SEASONS)


def coming(name: tuple[str, ...], today: date) -> Span:
    """Return the days of this feast or season, the next time that it is not over."""
    this_year = _days(name, today.year)
    return this_year if this_year[1] >= today else _days(name, today.year + 1)


def _days(name: tuple[str, ...], year: int) -> Span:
    if name in _FROM_EASTER:
        first, last = _FROM_EASTER[name]
        return easter(year) + timedelta(days=first), easter(year) + timedelta(days=last)
    if name == _KING:
        return kings_day(year), kings_day(year)
    begin, end = {**_FIXED, **_SEASONS}[name]
    return date(year, *begin), date(year, *end)
