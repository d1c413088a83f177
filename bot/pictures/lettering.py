"""Text in a picture: one font that travels with the bot, measured and wrapped by width, without boxes."""

import unicodedata
from functools import cache

import fontpkg_noto_sans
from PIL import ImageFont

FILE = fontpkg_noto_sans.ROOT / "files" / "NotoSans[wdth,wght].ttf"
"""Latin, Greek and Cyrillic. Pillow's own font has no accented letters, and a server may have no font."""

REGULAR, BOLD = 400, 700
"""Weights of the font."""

ABSENT = "\U0010ffff"
"""A character that no font has: it is drawn as the box that stands for all characters a font lacks."""

IN_LETTERS = {"→": "->", "←": "<-", "≤": "<=", "≥": ">=", "✓": "v", "✗": "x", "•": "-", "●": "-"}
UNKNOWN = "?"
"""Stands for a letter of a script that the font does not have."""

Font = ImageFont.FreeTypeFont


@cache
def font(pixels: int, weight: int) -> Font:
    """Return the font in one size. Basic layout draws the same picture on every machine."""
    made = ImageFont.truetype(FILE, pixels, layout_engine=ImageFont.Layout.BASIC)
    made.set_variation_by_axes([weight, 100])
    return made


def legible(text: str) -> str:
    """Return `text` in characters that the font has. An emoji is left out: the text beside it has it."""
    composed = unicodedata.normalize("NFC", text)
    return " ".join("".join(_legible(character) for character in composed).split())


@cache
def _legible(character: str) -> str:
    if character.isspace():
        return " "
    category = unicodedata.category(character)
    if category in {
        "Cc",
        "Cf",
        "Mn",
        "Me",
    }:  # joiners and accents of their own: basic layout cannot place them
        return ""
    if _has(character):
        return character
    simpler = IN_LETTERS.get(character) or unicodedata.normalize("NFKD", character)
    if simpler != character:
        return "".join(map(_legible, simpler))
    return "" if category.startswith("S") else UNKNOWN


def _has(character: str) -> bool:
    here = font(16, REGULAR)
    return bytes(here.getmask(character)) != bytes(here.getmask(ABSENT))


def wrapped(text: str, font: Font, width: float) -> list[str]:
    """Split `text` into lines of at most `width` pixels. A word that is longer is cut, never lost."""
    lines: list[str] = []
    line = ""
    for word in legible(text).split():
        longer = f"{line} {word}" if line else word
        if font.getlength(longer) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        *full, line = _cut(word, font, width)
        lines += full
    return [*lines, line] if line else lines


def _cut(word: str, font: Font, width: float) -> list[str]:
    parts = [""]
    for character in word:
        if parts[-1] and font.getlength(parts[-1] + character) > width:
            parts.append("")
        parts[-1] += character
    return parts
