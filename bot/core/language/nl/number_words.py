"""Dutch numbers in words, as far as clocks and calendars need them."""

from collections.abc import Mapping

_SMALL = (
    *("een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien"),
    *("elf", "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien"),
)
_TENS = {20: "twintig", 30: "dertig", 40: "veertig", 50: "vijftig"}
_IRREGULAR = {1: "eerste", 3: "derde", 8: "achtste"}

MOST_DAYS = 31
"""In a month."""


def _word(number: int) -> str:
    if number < 20:
        return _SMALL[number - 1]
    ones, tens = number % 10, _TENS[number - number % 10]
    return f"{_SMALL[ones - 1]}en{tens}" if ones else tens


NUMBERS: Mapping[str, int] = {_word(number): number for number in range(1, 60)}
"""1 to 59, folded."""


def _ordinal(number: int) -> str:
    return _IRREGULAR.get(number, _word(number) + ("de" if number < 20 else "ste"))


ORDINALS: Mapping[str, int] = {_ordinal(number): number for number in range(1, MOST_DAYS + 1)}
"""First to thirty-first."""


def number_of(word: str) -> int | None:
    """Return the number that this word or these digits say."""
    return int(word) if word.isdecimal() and len(word) < 5 else NUMBERS.get(word)


def ordinal_of(word: str) -> int | None:
    """Return the number in "14e", as `time_words` writes every ordinal."""
    return int(word[:-1]) if word.endswith("e") and word[:-1].isdecimal() else None
