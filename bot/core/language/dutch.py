"""Dutch words: those that frame a sentence, and how others are taken back to their stem."""

import re
from collections.abc import Iterable

import Stemmer

from bot.core.model.text import words

FRAME = frozenset(
    """
    aan als bij daar dan dat de den der des die dit dus een eens en er ge had heb hebben heeft het
    hier hij hoe hun ik in is ja je jij jou jouw kan kun kunnen maar me mee men met mij mijn mag
    moet moeten naar nog nou nu of om ons onze ook op over te toch tot u uit uw van vaak veel voor
    waar waarom wanneer want was wat we wel welk welke werd wie wij wil worden wordt zal ze zeg zich
    zij zijn zo zou zullen even graag weten vertel iets over gaat doe doen ga gaan komt
    """.split()  # noqa: SIM905, a list of words reads best as words
)
"""Words that frame a sentence and say nothing of its subject."""

_ASKS = re.compile(
    r"(?:wat (?:is|zijn|betekent|betekenen|houdt)|hoe (?:werkt|lang|zit)|wie is|welke? (?:wet|artikel))\b",
    re.IGNORECASE,
)
"""The beginning of a question that nobody would write as an answer."""

_stemmer = Stemmer.Stemmer("dutch", 0)  # no cache: what people type must be gone in an hour


def stem(word: str) -> str:
    """Return the stem of a folded word: "meldingen" and "melding" give "melding".

    Never a word that frames a sentence: "geweld" would become "wel".
    """
    stemmed = str(_stemmer.stemWord(word))
    return word if stemmed in FRAME and word not in FRAME else stemmed


def stems(text: str) -> list[str]:
    """Return the stems of the words, in order."""
    return [stem(word) for word in words(text)]


def asks(text: str) -> bool:
    """Return whether a text is a question, also where the question mark was left out."""
    return text.rstrip().endswith("?") or bool(_ASKS.match(text))


def listed(things: Iterable[str]) -> str:
    """Return the things in a sentence: "a, b en c"."""
    *head, last = things
    return f"{', '.join(head)} en {last}" if head else last


def lowered(sentence: str) -> str:
    """Return the sentence, ready to stand behind a comma."""
    return sentence[:1].lower() + sentence[1:]
