"""A figure as PNG, readable on a phone: large letters, whole labels, and no meaning in colour alone."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from PIL import Image, ImageDraw

from bot.core.model.figures import Bar, Bars, Figure
from bot.pictures.lettering import BOLD, REGULAR, Font, font, wrapped

DENSE = 3
"""Pixels per point. A point is what a phone of 360 wide shows as one."""

WIDE, EDGE = 360 * DENSE, 16 * DENSE
ROOM = WIDE - 2 * EDGE
"""Pixels: the picture, the white around it, and what is left between."""

LEADING = 1.35
"""Height of a line, in heights of its letters."""

INK, QUIET, PAPER, TRACK = "#14293d", "#44566a", "#ffffff", "#e4eaf0"
"""Dark on an opaque white sheet, so that it reads the same in a dark room and in print."""


@dataclass(frozen=True, slots=True)
class Face:
    """The typefaces. Smaller than 13 points is not read on a phone."""

    size: int
    weight: int = REGULAR
    colour: str = INK

    @property
    def font(self) -> Font:
        """Return the font in this size and weight."""
        return font(self.size, self.weight)

    @property
    def line(self) -> int:
        """Return the height of a line, in pixels."""
        return round(self.size * LEADING)


TITLE, LABEL, SAID = Face(18 * DENSE, BOLD), Face(14 * DENSE, BOLD), Face(14 * DENSE)
TOTAL, LEGEND, NOTE = Face(14 * DENSE, colour=QUIET), Face(13 * DENSE), Face(13 * DENSE, colour=QUIET)

GAP = 12 * DENSE
TAG, LONG = 46 * DENSE, 168 * DENSE
"""Pixels: where "eerst" and "nu" stand, and a bar of everybody."""

STRIPE = 4 * DENSE
"""Pixels between two stripes of hatching."""


@dataclass(frozen=True, slots=True)
class Style:
    """The look of a bar. Before and after differ in height and in lightness, so also in grey."""

    high: int
    colour: str


NOW = Style(22 * DENSE, "#0b4f8a")
EARLIER = Style(12 * DENSE, "#d88a1c")

FIRST_TAG, NOW_TAG = "eerst", "nu"


@dataclass(frozen=True, slots=True)
class Row:
    """One bar, with the word before it and the words behind it."""

    bar: Bar
    style: Style
    tag: str = ""


def drawn(figure: Figure) -> bytes:
    """Draw the picture. Takes some tens of milliseconds, so call it in a thread."""
    sheet = Image.new("RGB", (WIDE, _on(None, figure)), PAPER)
    _on(ImageDraw.Draw(sheet), figure)
    png = io.BytesIO()
    sheet.quantize(64, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(png, "PNG")
    return png.getvalue()


Pen = ImageDraw.ImageDraw | None
"""Without one nothing is drawn: the same way through tells how high the picture becomes."""


def _on(pen: Pen, figure: Figure) -> int:
    """Draw everything from top to bottom. Returns the height."""
    last = figure if isinstance(figure, Bars) else figure.after
    at = _text(pen, EDGE, EDGE, figure.title, TITLE)
    at = _text(pen, EDGE, at + GAP // 3, figure.question, SAID)
    at = _text(pen, EDGE, at, last.total, TOTAL)
    for label, rows in _groups(figure):
        at = _text(pen, EDGE, at + GAP, label, LABEL)
        for row in rows:
            at = _row(pen, at, row)
    at = _legend(pen, at + GAP, last.legend) if _any_hatched(figure) else at
    return _text(pen, EDGE, at + GAP // 2, last.note, NOTE) + EDGE


def _groups(figure: Figure) -> list[tuple[str, Sequence[Row]]]:
    """Return one bar for each option; of before and after two, one below the other."""
    if isinstance(figure, Bars):
        return [(_label(bar), [Row(bar, NOW)]) for bar in figure.bars]
    pairs = zip(figure.before.bars, figure.after.bars, strict=True)
    return [
        (_label(after), [Row(before, EARLIER, FIRST_TAG), Row(after, NOW, NOW_TAG)])
        for before, after in pairs
    ]


def _label(bar: Bar) -> str:
    return f"{bar.key}. {bar.label}"


def _any_hatched(figure: Figure) -> bool:
    return any(_is_hatched(row.bar) for _, rows in _groups(figure) for row in rows)


def _is_hatched(bar: Bar) -> bool:
    return bar.sure is not None and bar.sure < bar.size


def _row(pen: Pen, at: int, row: Row) -> int:
    """Draw one bar between its words. Returns where the next one begins."""
    left = EDGE + (TAG if row.tag else 0)
    beside = left + LONG + GAP
    lines = wrapped(row.bar.said, SAID.font, WIDE - EDGE - beside)
    high = max(row.style.high, SAID.line * len(lines)) + GAP // 2
    middle = at + high // 2
    _lines(pen, EDGE, middle - SAID.line // 2, [row.tag], SAID)
    _lines(pen, beside, middle - SAID.line * len(lines) // 2, lines, SAID)
    if pen:
        _bar(pen, left, middle - row.style.high // 2, row)
    return at + high


def _bar(pen: ImageDraw.ImageDraw, left: int, top: int, row: Row) -> None:
    """Draw it full as far as it is sure, and hatched where it may end."""
    bar, style = row.bar, row.style
    size, sure = round(LONG * bar.size), round(LONG * (bar.size if bar.sure is None else bar.sure))
    bottom = top + style.high
    pen.rectangle((left, top, left + LONG, bottom), fill=TRACK)
    if sure:
        pen.rectangle((left, top, left + sure, bottom), fill=style.colour)
    if _is_hatched(bar):
        _hatch(pen, (left + sure, top, left + size, bottom), style.colour)


def _hatch(pen: ImageDraw.ImageDraw, box: tuple[int, int, int, int], colour: str) -> None:
    left, top, right, bottom = box
    pen.rectangle(box, fill=PAPER)
    pen.bitmap((left, top), _stripes(right - left, bottom - top), fill=colour)
    pen.rectangle(box, outline=colour, width=DENSE)


@cache
def _stripes(wide: int, high: int) -> Image.Image:
    """Make a mask of slanting stripes, drawn twice as large and halved, so that their edges are smooth."""
    mask = Image.new("L", (2 * wide, 2 * high))
    pen = ImageDraw.Draw(mask)
    for begin in range(-2 * high, 2 * wide, 2 * STRIPE):
        pen.line((begin, 2 * high, begin + 2 * high, 0), fill=255, width=2 * DENSE)
    return mask.resize((max(wide, 1), max(high, 1)), Image.Resampling.BOX)


def _legend(pen: Pen, at: int, legend: str) -> int:
    """Say in one line what hatching means, beside a piece of it."""
    wide, high = 22 * DENSE, 12 * DENSE
    if pen:
        top = at + (LEGEND.line - high) // 2
        _hatch(pen, (EDGE, top, EDGE + wide, top + high), NOW.colour)
    return _text(pen, EDGE + wide + GAP // 2, at, legend, LEGEND)


def _text(pen: Pen, left: int, at: int, text: str, face: Face) -> int:
    """Write `text` as wide as there is room. Returns where the next thing begins."""
    lines = wrapped(text, face.font, WIDE - EDGE - left)
    _lines(pen, left, at, lines, face)
    return at + face.line * len(lines)


def _lines(pen: Pen, left: int, at: int, lines: Sequence[str], face: Face) -> None:
    if pen:
        for number, line in enumerate(lines):
            middle = at + face.line * number + face.line // 2
            pen.text((left, middle), line, fill=face.colour, font=face.font, anchor="lm")
