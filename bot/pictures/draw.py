"""A figure as PNG, readable on a phone: large letters, and no meaning in colour alone."""

import io

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Sheet

from bot.core.figures import Bars, Figure, Shift

DOTS = 100
"""Per inch. A picture is 800 dots wide: more is not seen on a phone."""

WIDE = 8.0
"""Inches."""

INK, PALE = "#1b3a57", "#dde5ec"

LETTERS_IN_LABEL = 44
"""Of a label, per line."""


def drawn(figure: Figure) -> bytes:
    """The picture. Takes some hundred milliseconds, so call it in a thread."""
    parts = (figure.before, figure.after) if isinstance(figure, Shift) else (figure,)
    rows = max(len(part.bars) for part in parts)
    sheet = Sheet(figsize=(WIDE, (1.2 + 0.9 * rows) * len(parts)), dpi=DOTS, facecolor="white")
    for part, axes in zip(parts, sheet.subplots(len(parts), 1, squeeze=False)[:, 0], strict=True):
        _draw(part, axes)
    if isinstance(figure, Shift):
        sheet.suptitle(figure.title, fontsize=18, color=INK, x=0.02, ha="left")
    sheet.tight_layout()
    png = io.BytesIO()
    sheet.savefig(png, format="png", metadata={"Software": None})
    return png.getvalue()


def _draw(part: Bars, axes: Axes) -> None:
    for at, bar in enumerate(part.bars):
        axes.barh(at, 1.0, height=0.36, color=PALE)
        axes.barh(at, bar.size, height=0.36, color=INK)
        label = f"{bar.key}  {_cut(bar.label)}"
        axes.text(0, at - 0.3, label, fontsize=14, color=INK, va="bottom")
        axes.text(1.02, at, bar.said, fontsize=14, color=INK, va="center")
    axes.set_xlim(0, 1.3)
    axes.set_ylim(len(part.bars) - 0.4, -0.9)
    axes.set_title(part.title, fontsize=17, color=INK, loc="left")
    axes.set_xlabel(part.note, fontsize=12, color=INK, loc="left")
    axes.set_xticks([])
    axes.set_yticks([])
    axes.set_frame_on(False)


def _cut(label: str) -> str:
    return label if len(label) <= LETTERS_IN_LABEL else label[: LETTERS_IN_LABEL - 1] + "…"
