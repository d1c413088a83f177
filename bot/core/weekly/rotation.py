"""Chooses one thing for a week: without chance, the same for everybody, and no thing twice in a year.

A thing that editors add or take away during the year seldom changes what a week that goes on had.
"""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from hashlib import blake2b


def of_week(day: date, ids: Iterable[str], of: str) -> str:
    """Return the id for the ISO week of this day; empty if there are no ids. `of` names the kind of thing."""
    year, week, _ = day.isocalendar()
    return _chosen(tuple(sorted(ids)), of, year)[week - 1]


@lru_cache(maxsize=64)
def _chosen(ids: tuple[str, ...], of: str, year: int) -> tuple[str, ...]:
    """Return the id of each week of a year. One is repeated only after all others had their turn."""
    chosen: list[str] = []
    left: set[str] = set()
    for week in range(1, 54):
        left = left or set(ids)
        best = max(left, key=lambda id_: _draw(f"{of} {year} {week} {id_}"), default="")
        left.discard(best)
        chosen.append(best)
    return tuple(chosen)


def _draw(text: str) -> bytes:
    return blake2b(text.encode(), digest_size=8).digest()
