"""What a picture shows, as plain data. The room `pictures` draws it. The same stands in words beside it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of a picture."""

    key: str
    """The letter of the option."""
    label: str
    size: float
    """Length of the bar, from 0 (nothing) to 1 (everybody)."""
    said: str
    """What stands beside the bar, such as "5" or "hooguit 2"."""
    sure: float | None = None
    """Of a band: so long it is at least, and `size` at most. None: exactly `size`."""


@dataclass(frozen=True, slots=True)
class Bars:
    """One result."""

    title: str
    bars: tuple[Bar, ...]
    note: str = ""
    """A line below it."""
    question: str = ""
    """What was asked."""
    total: str = ""
    """How many answered, in words."""
    legend: str = ""
    """What a hatched bar means. Shown where one is."""


@dataclass(frozen=True, slots=True)
class Shift:
    """Two results of one dilemma, before and after a talk, side by side."""

    title: str
    before: Bars
    after: Bars
    question: str = ""
    """What was asked, both times."""


Figure = Bars | Shift
