"""Dutch words: cut a text into them, and take them back to their stem."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

import Stemmer

_WORD = re.compile(r"[a-z0-9]+")
_stemmer = Stemmer.Stemmer("dutch", 0)


def folded(text: str) -> str:
    """Small letters without accents: "Cliënt" becomes "client"."""
    parts = unicodedata.normalize("NFKD", text.lower())
    return "".join(part for part in parts if not unicodedata.combining(part))


def words(text: str) -> list[str]:
    """The words in order, folded. A sign inside a word parts it: "her-indicatie" gives two."""
    return _WORD.findall(folded(text))


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """What is left of a folded word without its ending: "meldingen" and "melding" give "melding"."""
    return str(_stemmer.stemWord(word))


def stems(text: str) -> list[str]:
    """The stems of the words, in order."""
    return [stem(word) for word in words(text)]


def listed(things: Iterable[str]) -> str:
    """The things in a sentence: "a, b en c"."""
    *head, last = things
    return f"{', '.join(head)} en {last}" if head else last


def lowered(sentence: str) -> str:
    """The sentence, ready to stand behind a comma."""
    return sentence[:1].lower() + sentence[1:]
