"""Numbers that a law fixes, read from Dutch text: terms, ages, amounts, percentages and dates."""

import re
from collections.abc import Iterator

_ONE_TO_TWENTY_THREE = (
    "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf",
    "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien", "twintig",
    "eenentwintig", "tweeëntwintig", "drieëntwintig",
)  # fmt: skip
_OTHERS = {
    "een": "1",
    "half": "0,5",
    "anderhalf": "1,5",
    "drieënhalf": "3,5",
    "zevenentwintig": "27",
    "dertig": "30",
}
_WORDS = {word: str(number) for number, word in enumerate(_ONE_TO_TWENTY_THREE, start=1)} | _OTHERS

_UNITS = {
    "werkdag": "werkdagen",
    "dag": "dagen",
    "week": "weken",
    "maand": "maanden",
    "jaren": "jaar",
    "uren": "uur",
    "%": "procent",
}
"""The spellings of a unit, and the one that is kept. Other units have one spelling only."""

_NUMBER = rf"(?:\d+(?:\.\d{{3}})*(?:,\d+)?|{'|'.join(sorted(_WORDS, key=len, reverse=True))})"
_UNIT = r"(werkdag(?:en)?|dag(?:en)?|week|weken|maand(?:en)?|jaar|jaren|uur|uren|euro|procent|%)"
_BETWEEN = r"(?:, | en | of | tot | tot en met |-)"
_COUNTED = re.compile(rf"\b({_NUMBER}(?:{_BETWEEN}{_NUMBER})*)[ -]?{_UNIT}(?!\w)", re.IGNORECASE)
_EURO = re.compile(rf"€ ?({_NUMBER})")
MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
_DATE = re.compile(rf"\b\d{{1,2}} (?:{'|'.join(MONTHS)})(?: \d{{4}})?\b")
_STEP = re.compile(r"\bstap(?:pen)? \d+", re.IGNORECASE)
_DIGITS = re.compile(rf"(?<![\w.,]){_NUMBER}(?![\w])", re.IGNORECASE)


def quantities(text: str) -> set[str]:
    """Return every number with a unit, and every date, each in one form: "6 weken", "1200 euro".

    "18, 19 of 20 jaar" holds three; "zes weken" and "6 weken" are the same.
    """
    return {*_counted(text), *_DATE.findall(text)}


def bare_numbers(text: str) -> set[str]:
    """Return the numbers in digits that stand without a unit, such as the 27 of "onder de 27".

    The number of a step is no number of the law.
    """
    left = _DATE.sub("", _EURO.sub("", _COUNTED.sub("", _STEP.sub("", text))))
    return {_plain(found) for found in _DIGITS.findall(left) if found[0].isdigit()}


def numbers_in(quantity: str) -> set[str]:
    """Return the numbers of a quantity without their unit; of a date the year too."""
    return {_plain(found) for found in _DIGITS.findall(quantity)}


def _counted(text: str) -> Iterator[str]:
    for numbers, unit in _COUNTED.findall(text):
        for number in re.findall(_NUMBER, numbers, re.IGNORECASE):
            yield f"{_plain(number)} {_UNITS.get(unit.lower(), unit.lower())}"
    for number in _EURO.findall(text):
        yield f"{_plain(number)} euro"


def _plain(number: str) -> str:
    return _WORDS.get(number.lower(), number).replace(".", "").removesuffix(",00")
