"""A figure as PNG, readable on a phone: large letters, whole labels, and no meaning in colour alone."""

import io
import textwrap
from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure as Sheet

from bot.core.model.figures import Bar, Bars, Figure

DOTS = 100
"""Per inch. A picture is 800 dots wide: more is not seen on a phone."""

WIDE = 8.0
EDGE = 0.25
LONG = 4.5
"""Inches: the picture, the white around it, and a bar of everybody."""

LINE, ROW, GAP = 0.27, 0.34, 0.22
"""Inches: a line of a label, a bar, and the white below an option."""

INK, PALE = "#1b3a57", "#dde5ec"
PERHAPS = "////"
"""Hatched: somewhere in here lies the end of the bar."""

LETTERS_IN_LABEL, LETTERS_IN_TITLE, LETTERS_IN_NOTE = 62, 50, 78

Group = tuple[str, Sequence[tuple[str, Bar]]]
"""The label of an option, and its bars with what stands beside them."""


def drawn(figure: Figure) -> bytes:
    """The picture. Takes some hundred milliseconds, so call it in a thread."""
    groups, note = _groups(figure)
    title = textwrap.wrap(figure.title, LETTERS_IN_TITLE)
    small = textwrap.wrap(note, LETTERS_IN_NOTE)
    high = 2 * EDGE + 0.36 * len(title) + 0.2 + sum(map(_height, groups)) + 0.22 * len(small)
    sheet = Sheet(figsize=(WIDE, high), dpi=DOTS, facecolor="white")
    axes = sheet.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, WIDE)
    axes.set_ylim(high, 0)
    axes.axis("off")
    at = _text(axes, title, EDGE, 18, 0.36) + 0.2
    for group in groups:
        at = _draw(axes, group, at)
    _text(axes, small, at, 12, 0.22)
    png = io.BytesIO()
    FigureCanvasAgg(sheet).print_png(png, metadata={"Software": None})  # type: ignore[no-untyped-call]
    return png.getvalue()


def _groups(figure: Figure) -> tuple[list[Group], str]:
    """One bar for each option; of before and after two, one below the other."""
    if isinstance(figure, Bars):
        return [(_label(bar), [(bar.said, bar)]) for bar in figure.bars], figure.note
    pairs = zip(figure.before.bars, figure.after.bars, strict=True)
    groups: list[Group] = [
        (_label(after), [(f"eerst: {before.said}", before), (f"nu: {after.said}", after)])
        for before, after in pairs
    ]
    return groups, figure.after.note


def _label(bar: Bar) -> str:
    return f"{bar.key}  {bar.label}"


def _wrapped(label: str) -> list[str]:
    return textwrap.wrap(label, LETTERS_IN_LABEL, subsequent_indent="    ", drop_whitespace=True)


def _height(group: Group) -> float:
    label, bars = group
    return LINE * len(_wrapped(label)) + ROW * len(bars) + GAP


def _draw(axes: Axes, group: Group, at: float) -> float:
    """One option. Returns where the next one begins."""
    label, bars = group
    at = _text(axes, _wrapped(label), at, 14, LINE)
    for said, bar in bars:
        _bar(axes, bar, at)
        axes.text(EDGE + LONG + 0.12, at + ROW / 2, said, fontsize=14, color=INK, va="center")
        at += ROW
    return at + GAP


def _bar(axes: Axes, bar: Bar, at: float) -> None:
    """Full as far as it is sure, hatched where it may end."""
    middle, thick = at + ROW / 2, ROW * 0.8
    sure = bar.size if bar.sure is None else bar.sure
    axes.barh(middle, LONG, height=thick, left=EDGE, color=PALE)
    axes.barh(middle, LONG * sure, height=thick, left=EDGE, color=INK)
    if bar.size > sure:
        wide = LONG * (bar.size - sure)
        begin = EDGE + LONG * sure
        axes.barh(middle, wide, height=thick, left=begin, color="white", edgecolor=INK, hatch=PERHAPS)


def _text(axes: Axes, lines: Sequence[str], at: float, size: int, line: float) -> float:
    """Lines below one another. Returns where the next thing begins."""
    for number, text in enumerate(lines):
        axes.text(EDGE, at + line * (number + 0.5), text, fontsize=size, color=INK, va="center")
    return at + line * len(lines)
