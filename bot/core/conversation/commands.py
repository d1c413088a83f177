"""Recognises the words that always work, with or without a slash, also with a typing error."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from bot.core.model.text import folded

ANYTHING = r"(?s:.*)"
"""`Words.rest` of a command that takes whatever is typed behind it."""

_EVERYDAY = frozenset({"staat", "stort", "straat"})
"""Words one error away from a command, that are words themselves."""

_MOST_WORDS = 12
"""Of a sentence that names a command."""

_QUESTIONS = frozenset({"hoe", "wat", "wanneer", "waarom", "kan", "kun", "mag", "komt", "krijg", "is", "heb"})
_AROUND = frozenset(
    {"zet", "doe", "het", "de", "een", "dit", "dat", "ik", "wil", "graag", "mijn", "maar", "nu", "aub"}
    | {"svp", "alsjeblieft", "hoef", "stuur", "me", "mij", "meer", "die"}
)
"""Words in such a sentence that say nothing of what is wanted."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words that people type for one command."""

    aliases: tuple[str, ...]
    rest: str = ""
    """Pattern of what may follow: "dilemma schulden". Empty: the word stands alone, so that "hulp bij het
    huishouden" is a question."""
    guess: bool = True
    """True: one typing error is forgiven: not where a word ends or erases something."""
    exact: tuple[str, ...] = ()
    """Aliases close to everyday words ("graag"), in which no typing error is forgiven."""
    themed: bool = False
    """True: it is told from a sentence with more behind it also when misspelt ("dilema schulden"), and may
    be asked for in one ("ik wil een dilemma over schulden")."""
    in_sentence: bool = False
    """True: it is recognised anywhere in a short sentence: "zet het weekbericht maar uit"."""
    interrupts: bool = True
    """True: the name itself counts where any text may be an answer. Otherwise it needs a slash there."""
    interrupts_as: tuple[str, ...] = ()
    """Aliases that count there beside the name. "Afsluiten" and "later" do not: they can be what somebody
    would do."""


@dataclass(frozen=True, slots=True)
class Command:
    """A word that always works."""

    name: str
    """A name in the `CommandWords`; empty for a slash with a word we do not know."""
    rest: str = ""
    """The rest of the text."""
    slashed: bool = False


class CommandWords:
    """Every command by name, and the words that people type for it."""

    def __init__(self, words: Mapping[str, Words]) -> None:
        """Raise `ValueError` where one word would mean two commands."""
        self.names = tuple(words)
        self.aliases: dict[str, str] = {}
        for name, one in words.items():
            for alias in one.aliases:
                if self.aliases.setdefault(alias, name) != name:
                    raise ValueError(f"{alias!r} means {self.aliases[alias]!r} and {name!r}")
        self._words = words
        self._leading = sorted(
            ((alias, name) for alias, name in self.aliases.items() if words[name].rest), reverse=True
        )
        self._themed = {alias: name for alias, name in self.aliases.items() if words[name].themed}
        self._forgiving = frozenset(
            alias
            for alias, name in self.aliases.items()
            if len(alias) >= 5 and words[name].guess and alias not in words[name].exact
        )
        self._asking = _asking(name for name, one in words.items() if one.themed and not one.in_sentence)

    def command(self, text: str) -> Command | None:
        """Return the command that a cleaned text is, or None if it is something else.

        A slash always makes a command, known or not.
        """
        slashed = text.startswith("/")
        bare = _without_bot_name(text[1:]) if slashed else text
        known = (
            self._exact(bare, slashed) or self._misspelt(bare, slashed) or self._in_sentence(bare, slashed)
        )
        return known or (Command("", bare, True) if slashed else None)

    def exact_command(self, text: str) -> Command | None:
        """Return the command, as `command`, where any text may be an answer: the word itself, or a slash."""
        if text.startswith("/"):
            return self.command(text)
        plain = _plain(text)
        name = self.aliases.get(plain, "")
        if not name:
            return None
        words = self._words[name]
        means_itself = plain == name and words.interrupts
        return Command(name) if means_itself or plain in words.interrupts_as else None

    def _exact(self, text: str, slashed: bool) -> Command | None:
        asked_for = self._asking.sub("", text)
        plain = _plain(asked_for)
        if name := self.aliases.get(_plain(text)) or self.aliases.get(plain):
            return Command(name, "", slashed)
        if slashed and (name := self.aliases.get(plain.partition(" ")[0])):
            return Command(name, text.strip().partition(" ")[2].strip(), slashed)
        for alias, name in self._leading:
            if plain.startswith((alias + " ", alias + ": ")) and self._may_follow(name, plain[len(alias) :]):
                return Command(name, asked_for.strip()[len(alias) :].lstrip(": ").strip(), slashed)
        return None

    def _may_follow(self, name: str, rest: str) -> bool:
        """Return whether what follows makes it this command. "Team van klantmanagers" begins a question."""
        return bool(re.fullmatch(self._words[name].rest, rest.lstrip(": ")))

    def _misspelt(self, text: str, slashed: bool) -> Command | None:
        """Return a command with one typing error in a long word: "dilema schulden", "mijn gegevns"."""
        plain = _plain(self._asking.sub("", text))
        if name := self._near(plain, self.aliases):
            return Command(name, "", slashed)
        head, _, rest = plain.partition(" ")
        name = self._near(head, self._themed)
        return Command(name, rest, slashed) if name else None

    def _in_sentence(self, text: str, slashed: bool) -> Command | None:
        """Return a command named in a sentence. Somebody who asks about it only gets to read how it works."""
        typed = _plain(text).split()
        name = next((word for word in typed if word in self._words and self._words[word].in_sentence), "")
        if not name or len(typed) > _MOST_WORDS:
            return None
        asks = text.rstrip().endswith("?") or typed[0] in _QUESTIONS
        rest = [] if asks else [word for word in typed if word != name and word not in _AROUND]
        return Command(name, " ".join(rest), slashed)

    def _near(self, typed: str, aliases: Mapping[str, str]) -> str:
        """Return the one command that this is with a typing error in it, or an empty text."""
        if typed in _EVERYDAY:
            return ""
        near = {
            name
            for alias, name in aliases.items()
            if alias in self._forgiving and OSA.distance(typed, alias, score_cutoff=1) <= 1
        }
        return near.pop() if len(near) == 1 else ""


def _asking(names: Iterable[str]) -> re.Pattern[str]:
    """Return the pattern of a request for a command: "ik wil een dilemma over schulden", also misspelt."""
    begins = "|".join(re.escape(name[:5]) for name in names) or r"(?!)"
    return re.compile(
        r"^(?:ik wil(?: graag)?|geef(?: me| mij)?|doe(?: maar)?|mag ik|kan ik|heb je|toon|start)"
        rf"\s+(?:nog\s+)?(?:een|het|de)\s+(?={begins})",
        re.IGNORECASE,
    )


def _plain(text: str) -> str:
    return folded(text).strip().rstrip(".! ").replace("’", "'") or text.strip()


def _without_bot_name(text: str) -> str:
    """Drop the bot's name: some clients write "dilemma@ruggespraak_bot schulden" in a group."""
    head, space, rest = text.partition(" ")
    return head.partition("@")[0] + space + rest
