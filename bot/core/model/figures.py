"""Figures as plain data. The room `pictures` draws them. The same is said in words beside them."""

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
    """The number beside the bar, such as "5" or "hooguit 2"."""
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
    """The question."""
    total: str = ""
    """The number of answers, in words."""
    legend: str = ""
    """The legend of a hatched bar. Drawn only if there is one."""


@dataclass(frozen=True, slots=True)
class Shift:
    """Two results of one dilemma, before and after a talk, side by side."""

    title: str
    before: Bars
    after: Bars
    question: str = ""
    """The question, both times."""


Figure = Bars | Shift
