"""Sees personal data that somebody typed anyway, to say so. A nudge, never a proof that a text is clean.

The rules are small and bounded: each pattern is tested on hostile text. Names and descriptions are
not seen; that is why the bot also asks for a text without names.
"""

import re
from collections.abc import Callable

_BSN_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
"""The "elfproef" of a burgerservicenummer: the weighted sum is a multiple of eleven."""


def personal(text: str) -> str:
    """Return the personal data that this text seems to hold, in words ("een telefoonnummer"), or ""."""
    for name, pattern, holds in _RULES:
        if any(holds(found[0]) for found in pattern.finditer(text)):
            return name
    return ""


def _is_bsn(found: str) -> bool:
    digits = [int(sign) for sign in found if sign.isdigit()]
    nine = [0] * (9 - len(digits)) + digits
    return sum(digit * weight for digit, weight in zip(nine, _BSN_WEIGHTS, strict=True)) % 11 == 0 and any(
        nine
    )


def _is_iban(found: str) -> bool:
    plain = found.replace(" ", "").upper()
    turned = plain[4:] + plain[:4]
    return int("".join(str(int(sign, 36)) for sign in turned)) % 97 == 1


def _always(_: str) -> bool:
    return True


_RULES: tuple[tuple[str, re.Pattern[str], Callable[[str], bool]], ...] = (
    (
        "een rekeningnummer",
        re.compile(r"\b[A-Z]{2}\d{2} ?[A-Z]{4} ?\d{4} ?\d{4} ?\d{2}\b", re.IGNORECASE | re.ASCII),
        _is_iban,
    ),
    (
        "een BSN",
        re.compile(r"(?<![\d.,-])(?:\d{8,9}|\d{4}[. ]\d{2}[. ]\d{3}|\d{3}[. ]\d{3}[. ]\d{3})(?![\d,-])"),
        _is_bsn,
    ),
    (
        "een telefoonnummer",
        re.compile(
            r"(?<![\w-])(?:(?:\+|00)31[ -]?(?:\(0\) ?)?|\(?0)"
            r"(?!6[-/. ]\d\d?[-/. ](?:19|20)\d\d\b)"  # a date and a time: "06-12-2024 10:30"
            r"(?:6\)?[-/. ]{0,3}\d(?:[-. ]?\d){7}"
            r"|[1-57]\d\)?[-/. ]{0,3}\d(?: ?\d){6}"
            r"|[1-57]\d\d\)?[-/. ]{0,3}\d(?: ?\d){5})(?!\d)"
        ),
        _always,
    ),
    (
        "een mailadres",
        re.compile(r"\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,63}){1,4}\b", re.ASCII),
        _always,
    ),
    (
        "een adres",
        re.compile(
            r"\b[1-9]\d{3} ?[A-Z]{2}\b(?=.{0,12}\b\d{1,5}\b)|\b\d{1,5}[a-z]?,? [1-9]\d{3} ?[A-Z]{2}\b"
            r"|\b[A-Za-z]{2,30}(?:straat|laan|plein|gracht|singel|steeg|kade|dreef) \d{1,4}\b"
        ),
        _always,
    ),
    (
        "een geboortedatum",
        re.compile(
            r"\b(?:geboren|geb\.?|geboortedatum)\b.{0,20}?\b(?:(?:19|20)\d\d-\d\d-\d\d|\d{1,2}[-/. ]"
            r"(?:\d{1,2}|[a-z]{3,9})[-/. ]{1,2}(?:19|20)?\d{2})\b",
            re.IGNORECASE,
        ),
        _always,
    ),
)
