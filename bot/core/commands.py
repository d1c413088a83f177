"""The words that always work, with or without a slash, also with a typing error."""

from dataclasses import dataclass

from rapidfuzz.distance import OSA

from bot.core.dutch import folded

ALONE = {
    "start": ("start", "begin", "hallo", "hoi", "hey", "menu", "goedemorgen", "goedemiddag", "goedenavond"),
    "hulp": ("hulp", "help", "?", "commando's"),
    "terug": ("terug", "vorige", "vorige stap"),
    "pauze": ("pauze", "even pauze", "later", "straks"),
    "verder": ("verder", "ga verder", "volgende", "doorgaan", "hervat"),
    "stop": ("stop", "stoppen", "klaar", "einde", "afsluiten", "doei"),
    "opnieuw": ("opnieuw", "nog een keer"),
    "mijn gegevens": ("mijn gegevens", "gegevens"),
    "wis alles": ("wis alles", "vergeet mij", "verwijder mijn gegevens", "alles wissen"),
    "privacy": ("privacy",),
    "toets": ("toets", "omgekeerde toets", "de omgekeerde toets"),
    "ronde": ("ronde",),
    "peiling": ("peiling",),
    "uitslag": ("uitslag",),
    "team": ("team",),
}
"""Command, and what is typed for it. These stand alone: "hulp bij het huishouden" is a question."""

LED = {
    "dilemma": ("dilemma", "dilemma's", "nog een dilemma"),
    "tweestrijd": ("tweestrijd",),
    "citaat": ("citaat", "citaten", "quote", "nog een citaat"),
    "methode": ("methode", "methodes", "methoden"),
    "rol": ("rol",),
    "vraag": ("vraag", "ik heb een vraag", "vraagje"),
    "weekbericht": ("weekbericht",),
}
"""Command, and what is typed for it. More words may follow: "dilemma schulden"."""

_ALIASES = {alias: name for table in (ALONE, LED) for name, aliases in table.items() for alias in aliases}
_LEADS = sorted(((alias, name) for name, aliases in LED.items() for alias in aliases), reverse=True)


@dataclass(frozen=True, slots=True)
class Command:
    """A word that always works."""

    name: str
    """Key of `ALONE` or `LED`; empty for a slash with a word we do not know."""
    rest: str = ""
    """What was typed behind it."""
    slashed: bool = False


def command(text: str) -> Command | None:
    """The command that a cleaned text is, or None if it is something else.

    A slash always makes a command, known or not.
    """
    slashed = text.startswith("/")
    bare = _without_bot_name(text[1:]) if slashed else text
    return _exact(bare, slashed) or _misspelt(bare, slashed) or (Command("", bare, True) if slashed else None)


def exact_command(text: str) -> Command | None:
    """Like `command`, for where any text may be an answer: a word alone, or a slash."""
    if text.startswith("/"):
        return command(text)
    name = _ALIASES.get(_plain(text))
    return Command(name) if name in ALONE else None


def _exact(text: str, slashed: bool) -> Command | None:
    plain = _plain(text)
    if name := _ALIASES.get(plain):
        return Command(name, "", slashed)
    for alias, name in _LEADS:
        if plain.startswith((alias + " ", alias + ": ")):
            return Command(name, text.strip()[len(alias) :].lstrip(": ").strip(), slashed)
    return None


def _misspelt(text: str, slashed: bool) -> Command | None:
    """One typing error in a long word, such as "dilema" or "mijn gegevns"."""
    plain = _plain(text)
    near = [
        name
        for alias, name in _ALIASES.items()
        if len(alias) >= 5 and OSA.distance(plain, alias, score_cutoff=1) <= 1
    ]
    return Command(near[0], "", slashed) if len(set(near)) == 1 else None


def _plain(text: str) -> str:
    return folded(text).strip().rstrip(".! ").replace("’", "'") or text.strip()


def _without_bot_name(text: str) -> str:
    """Telegram writes "dilemma@ruggespraak_bot schulden" in a group for "dilemma schulden"."""
    head, space, rest = text.partition(" ")
    return head.partition("@")[0] + space + rest
