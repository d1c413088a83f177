"""Cuts what somebody typed about a time into known words, whatever the capitals, gaps and small typos.

One spelling is left of everything: "vr", "Vrijdags" and "vrydag" become "vrijdag", "9u30" becomes "9:30",
"veertiende" becomes "14e" and "vanmiddag" becomes "vandaag middag".
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, product

from rapidfuzz.distance import OSA

from bot.core.language.nl.number_words import NUMBERS, ORDINALS
from bot.core.language.nl.spoken import DAYS, MONTHS
from bot.core.model.text import folded

Words = tuple[str, ...]

MOST = 14
"""Words. Who says more tells a story, and is asked for the moment alone."""

PARTS = ("ochtend", "middag", "avond", "nacht")
EDGES = ("begin", "midden", "eind")

_PLAIN = (
    *("vandaag", "morgen", "overmorgen", "gisteren", "eergisteren", *PARTS, *EDGES),
    *("volgende", "komende", "deze", "week", "weekend", "maand", "dag", "werkdag", "jaar", "laatste"),
    *("minuut", "minuten", "kwartier", "uur", "halfuur", "uren", "dagen", "werkdagen", "weken", "maanden"),
    *(
        "half",
        "kwart",
        "anderhalf",
        "over",
        "voor",
        "na",
        "om",
        "tot",
        "met",
        "en",
        "elke",
        "lunch",
        "tussen",
    ),
    *("op", "de", "het", "van", "in", "aan", "dan", "graag", "maar", "die", "uiterlijk", "rond", "tegen"),
    *("pasen", "paasdag", "hemelvaart", "pinksteren", "pinksterdag", "kerst", "kerstdag", "kerstavond"),
    *("koningsdag", "bevrijdingsdag", "nieuwjaar", "oudjaar", "sinterklaas", "goede", "zomer"),
    *("s", "tussen", "keer", "per"),
)
"""What stands for itself."""

_SAME = {
    **{day[:2]: day for day in DAYS},
    **{f"{day}s": day for day in DAYS},
    **{month[:3]: month for month in MONTHS},
    "mrt": "maart",
    "sept": "september",
    "u": "uur",
    "h": "uur",
    "min": "minuten",
    "mins": "minuten",
    **{f"{part}s": part for part in PARTS},
    **{f"s{part}s": part for part in PARTS},
    "morgens": "ochtend",
    "smorgens": "ochtend",
    "vroeg": "ochtend",
    "avonds": "avond",
    "vanmiddag": "vandaag middag",
    "vanavond": "vandaag avond",
    "vannacht": "vandaag nacht",
    "vanochtend": "vandaag ochtend",
    "vanmorgen": "vandaag ochtend",
    "middernacht": "nacht",
    "einde": "eind",
    "medio": "midden",
    "halverwege": "midden",
    "halve": "half",
    "anderhalve": "anderhalf",
    "volgend": "volgende",
    "dit": "deze",
    "aanstaande": "komende",
    "aankomende": "komende",
    "komend": "komende",
    "aankomend": "komende",
    "eerstvolgende": "komende",
    "eerstkomende": "komende",
    "lunchpauze": "lunch",
    "lunchtijd": "lunch",
    "binnen": "over",
    "iedere": "elke",
    "elk": "elke",
    "ieder": "elke",
    "maandelijks": "elke maand",
    "wekelijks": "elke week",
    "omstreeks": "rond",
    "tweewekelijks": "elke 2 weken",
    "eens": "een keer",
    "x": "keer",
    "vd": "van de",
    "hemelvaartsdag": "hemelvaart",
    "kerstmis": "kerst",
    "nieuwjaarsdag": "nieuwjaar",
    "oudejaarsdag": "oudjaar",
    "oudjaarsdag": "oudjaar",
    "zomervakantie": "zomer",
    "paaszondag": "1e paasdag",
    "paasmaandag": "2e paasdag",
    "uurtje": "uur",
    "dagje": "dag",
    "weekje": "week",
    "kwartiertje": "kwartier",
    "halfuurtje": "halfuur",
}
"""One spelling, or several words, of what is said in more than one way."""

_COMPOUNDS = {
    f"{day}{part}": f"{day} {'ochtend' if part == 'morgen' else part}"
    for day, part in product((*DAYS, "morgen", "overmorgen", "gisteren"), (*PARTS, "morgen"))
}
_KNOWN: Mapping[str, Words] = {
    **{word: (word,) for word in (*_PLAIN, *DAYS, *MONTHS, *NUMBERS)},
    **{word: (f"{number}e",) for word, number in ORDINALS.items()},
    **{word: tuple(meant.split()) for word, meant in (_COMPOUNDS | _SAME).items()},
}

_SIGN = re.compile(
    r"(?P<iso>\d{4}-\d{1,2}-\d{1,2}(?![\d-]))"
    r"|(?P<dotted>\d{1,2}\.\d{1,2}\.\d{4})"
    r"|(?P<date>\d{1,2}[-/]\d{1,2}(?:[-/]\d{2,4})?(?![\d/-]))"
    r"|(?P<clock>\d{1,2}[:.uh]\d{2}(?![\d:]))"
    r"|(?P<ordinal>\d{1,2}(?:ste|de|e)\b)"
    r"|(?P<number>\d+)|(?P<word>[a-z]+)|(?P<silent>[\s,.!;]+|-(?=\s))"
)
_QUOTES = str.maketrans(dict.fromkeys("'’‘`´", " "))
_WRITTEN_SHORT = (
    (re.compile(r"\ba\.?\s?s\.?(?=\s|$)"), "aanstaande"),
    (re.compile(r"\bt/m\b"), "tot en met"),
)

_LEAST_MENDED = 5
"""Letters. One letter off in a shorter word is another word."""

_LEAST_GLUED = 3
_GLUED_SHORT = frozenset({"om", "op"})
"""Shorter pieces are too often part of an ordinary word."""


def time_words(text: str) -> Words | None:
    """Return the known words in order; None where any of it is not known, or it is too much."""
    plain = folded(text).translate(_QUOTES)
    for short, full in _WRITTEN_SHORT:
        plain = short.sub(full, plain)
    found: list[str] = []
    at = 0
    while at < len(plain):
        sign = _SIGN.match(plain, at)
        words = _known(sign) if sign else None
        if sign is None or words is None or len(found) > MOST:
            return None
        found += words
        at = sign.end()
    return tuple(_mornings(found)) if len(found) <= MOST else None


def _mornings(words: Sequence[str]) -> Iterator[str]:
    """Yield the same words, with "morgen" as a part of the day behind the name of a day."""
    for before, word in pairwise(("", *words)):
        yield "ochtend" if word == "morgen" and before in DAYS else word


def _known(sign: "re.Match[str]") -> Words | None:
    text = sign[0]
    match sign.lastgroup:
        case "silent":
            return ()
        case "clock":
            return (re.sub("[uh]", ":", text),)
        case "dotted":
            return (text.replace(".", "-"),)
        case "ordinal":
            return (f"{int(text.rstrip('sted'))}e",)
        case "word":
            text = text if text in _KNOWN else text.replace("y", "ij")
            return _KNOWN.get(text) or _parted(text) or _mended(text)
        case _:
            return (text.replace("/", "-"),)


def _parted(word: str) -> Words | None:
    """Return the fewest known words that stand here without a gap; None where two ways are as short."""
    ways = sorted(_ways(word), key=len)
    if not ways or (len(ways) > 1 and len(ways[0]) == len(ways[1])):
        return None
    return tuple(one for piece in ways[0] for one in _KNOWN[piece])


def _ways(word: str) -> Iterator[Words]:
    if word in _KNOWN:
        yield (word,)
    for cut in range(2, len(word) - 1):
        piece = word[:cut]
        if piece in _KNOWN and (cut >= _LEAST_GLUED or piece in _GLUED_SHORT) and len(word) <= 30:
            yield from ((piece, *rest) for rest in _ways(word[cut:]) if len(rest[0]) >= _LEAST_GLUED)


def _mended(word: str) -> Words | None:
    """Return the one long word that this is a single slip away from."""
    if len(word) < _LEAST_MENDED:
        return None
    near = {
        meant
        for known, meant in _KNOWN.items()
        if len(known) >= _LEAST_MENDED and OSA.distance(word, known, score_cutoff=1) <= 1
    }
    return next(iter(near)) if len(near) == 1 else None
