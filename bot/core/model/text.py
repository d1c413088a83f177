"""Fold a text and cut it into words, the same way for every language in Latin letters."""

import re
import unicodedata

_WORD = re.compile(r"[a-z0-9]+")


def folded(text: str) -> str:
    """Return small letters without accents: "Cliënt" becomes "client"."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text.lower())
    return "".join(part for part in parts if not unicodedata.combining(part))


def words(text: str) -> list[str]:
    """Return the words in order, folded. A sign inside a word parts it: "her-indicatie" gives two."""
    return _WORD.findall(folded(text))
