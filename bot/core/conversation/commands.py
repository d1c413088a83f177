"""The words that always work, with or without a slash, also with a typing error."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from bot.core.language.dutch import folded

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
    "thema's": ("thema's", "themas", "thema", "welke thema's zijn er"),
    "bedankt": ("bedankt", "dank je", "dankjewel", "dank je wel", "dank u", "thanks"),
    "toets": ("toets", "omgekeerde toets", "de omgekeerde toets"),
    "insturen": ("insturen", "dilemma insturen", "eigen dilemma", "eigen dilemma insturen"),
    "typen": ("typen", "wel typen", "zelf typen"),
    "letters": ("letters", "alleen letters"),
    "uitslag": ("uitslag",),
    "stem": ("stem", "stemmen"),
    "agenda": ("agenda",),
    "ruismeter": ("ruismeter",),
    "gespreksblad": ("gespreksblad",),
    "spiegel": ("spiegel", "mijn spiegel", "jouw spiegel"),
    "vertrek": ("vertrek", "verlaat team", "team verlaten"),
    "tel mee": ("tel mee",),
    "tel niet mee": ("tel niet mee",),
    "akkoord": ("akkoord",),
    "meer": ("meer",),
    "terugkijken": ("terugkijken",),
    "terugkijken uit": ("terugkijken uit", "niet terugkijken"),
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
    "team": ("team",),
    "ronde": ("ronde",),
    "tweede ronde": ("tweede ronde", "ronde 2"),
    "verzoek": ("verzoek",),
    "rem": ("rem",),
    "peiling": ("peiling",),
}
"""Command, and what is typed for it. More words may follow: "dilemma schulden"."""

PLAIN = frozenset(
    {"help", "stoppen", "even pauze", "ga verder", "vorige stap", "nog een keer", "omgekeerde toets"}
)
"""Where any text may be an answer, these count beside the words themselves. "Afsluiten" and "later" do not:
they can be what somebody would do."""

_ALIASES = {alias: name for table in (ALONE, LED) for name, aliases in table.items() for alias in aliases}
_EXACT = frozenset({"stop", "wis alles", "bedankt", "vraag", "later", "begin"})
"""These end or erase something, or are close to everyday words ("graag"): no guessing."""

_ANSWERS_TOO = frozenset(
    {"bedankt", "akkoord", "rem", "verzoek", "vertrek", "agenda", "stem", "ronde", "team"}
    | {"meer", "terugkijken"}
)
"""Where any text may be an answer, these are one, unless there is a slash before them."""

IN_A_GROUP = frozenset({"akkoord", "rem", "verzoek"})
"""Alone with the bot these are just words."""

_WORDS = frozenset({"staat", "stort", "straat"})
"""Words one error away from a command, that are words themselves."""

_THEMED = frozenset({"dilemma", "tweestrijd", "citaat", "weekbericht"})
"""With more behind them these are told from a sentence, also misspelt."""

_ASKING = re.compile(
    r"^(?:ik wil(?: graag)?|geef(?: me| mij)?|doe(?: maar)?|mag ik|kan ik|heb je|toon|start)\s+(?:nog\s+)?"
    r"(?:een|het|de)\s+(?=dilem|tweestr|citaat)",
    re.IGNORECASE,
)
"""How people ask for a command in a sentence: "ik wil een dilemma over schulden"."""

CODE = r"[bcdfghjklmnpqrstvwxz2-9]{4}-?[bcdfghjklmnpqrstvwxz2-9]{4}"
"""Of a team: no vowels, so it is no word."""

NEAR_CODE = r"(?=[a-z-]*\d)[a-z\d]{3,5}-?[a-z\d]{3,5}"
"""What is meant as a code, also with a sign that is in none. It has a digit, as nearly all codes have."""

_TEAM = re.compile(rf"team:? (?:nieuw\b.*|mee|meedoen|weg|verlaten|opheffen(?: ja)?|{CODE}|{NEAR_CODE})")
"""What can stand behind "team"."""

_MOST_WORDS = 12
"""Of a sentence that names a command."""

_QUESTIONS = frozenset({"hoe", "wat", "wanneer", "waarom", "kan", "kun", "mag", "komt", "krijg", "is", "heb"})
_AROUND = frozenset(
    {"zet", "doe", "het", "de", "een", "dit", "dat", "ik", "wil", "graag", "mijn", "maar", "nu", "aub"}
    | {"svp", "alsjeblieft", "hoef", "stuur", "me", "mij", "meer", "die"}
)
"""Words in such a sentence that say nothing of what is wanted."""

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
    known = _exact(bare, slashed) or _misspelt(bare, slashed) or _weekly(bare, slashed)
    return known or (Command("", bare, True) if slashed else None)


def exact_command(text: str) -> Command | None:
    """Like `command`, for where any text may be an answer: the word itself, or a slash."""
    if text.startswith("/"):
        return command(text)
    plain = _plain(text)
    name = _ALIASES.get(plain, "")
    means_itself = plain == name and name not in _ANSWERS_TOO
    return Command(name) if means_itself or plain in PLAIN else None


def _exact(text: str, slashed: bool) -> Command | None:
    asked_for = _ASKING.sub("", text)
    plain = _plain(asked_for)
    if name := _ALIASES.get(_plain(text)) or _ALIASES.get(plain):
        return Command(name, "", slashed)
    if slashed and (name := _ALIASES.get(plain.partition(" ")[0])):
        return Command(name, text.strip().partition(" ")[2].strip(), slashed)
    for alias, name in _LEADS:
        if plain.startswith((alias + " ", alias + ": ")) and _may_lead(name, plain):
            return Command(name, asked_for.strip()[len(alias) :].lstrip(": ").strip(), slashed)
    return None


def _may_lead(name: str, plain: str) -> bool:
    """Whether what follows makes it this command. "Team van klantmanagers" begins a question."""
    return name != "team" or bool(_TEAM.fullmatch(plain))


def _misspelt(text: str, slashed: bool) -> Command | None:
    """One typing error in a long word, such as "dilema schulden" or "mijn gegevns"."""
    plain = _plain(_ASKING.sub("", text))
    if name := _near(plain, _ALIASES):
        return Command(name, "", slashed)
    head, _, rest = plain.partition(" ")
    name = _near(head, {alias: name for alias, name in _ALIASES.items() if name in _THEMED})
    return Command(name, rest, slashed) if name else None


def _weekly(text: str, slashed: bool) -> Command | None:
    """The weekly message, named in a sentence. Who asks about it only gets to read how it is changed."""
    words = _plain(text).split()
    if "weekbericht" not in words or len(words) > _MOST_WORDS:
        return None
    asks = text.rstrip().endswith("?") or words[0] in _QUESTIONS
    rest = [] if asks else [word for word in words if word != "weekbericht" and word not in _AROUND]
    return Command("weekbericht", " ".join(rest), slashed)


def _near(typed: str, aliases: Mapping[str, str]) -> str:
    """The one command that this is with a typing error in it, or an empty text."""
    if typed in _WORDS:
        return ""
    near = {
        name
        for alias, name in aliases.items()
        if len(alias) >= 5 and not {alias, name} & _EXACT and OSA.distance(typed, alias, score_cutoff=1) <= 1
    }
    return near.pop() if len(near) == 1 else ""


def _plain(text: str) -> str:
    return folded(text).strip().rstrip(".! ").replace("’", "'") or text.strip()


def _without_bot_name(text: str) -> str:
    """Telegram writes "dilemma@ruggespraak_bot schulden" in a group for "dilemma schulden"."""
    head, space, rest = text.partition(" ")
    return head.partition("@")[0] + space + rest
