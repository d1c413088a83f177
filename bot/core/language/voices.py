"""The voice of a quote: somebody who studied it, does it, or lives with it."""

from typing import Literal

from bot.core.model.library import Quote
from bot.core.model.text import folded

Voice = Literal["research", "practice", "resident"]

VOICES: tuple[Voice, ...] = ("research", "practice", "resident")
"""In the order in which they are heard. The inwoner has the last word."""

_STUDIES = ("hoogleraar", "lector", "onderzoek", "rapport", "wetenschap")
_LIVES_WITH_IT = ("inwoner", "bewoner", "ervaringsdeskundige", "client", "mantelzorger")


def voice_of(quote: Quote) -> Voice:
    """Return whose voice it is, by the role that its editor wrote down."""
    role = folded(quote.role)
    if any(word in role for word in _LIVES_WITH_IT):
        return "resident"
    return "research" if any(word in role for word in _STUDIES) else "practice"
