"""No text tells people to type a word that does not exist: not ours, not an editor's."""

import re
from collections.abc import Iterator

import pytest

from bot.core.features.command_reference import commands_written
from bot.core.features.registry import REGISTRY
from bot.core.methods import shelf
from bot.core.model.dialog import ChooseStep, ForkStep
from bot.core.model.finder import Finder
from bot.core.model.library import Library
from tests.dutch import SENTENCES

TELLS = re.compile(r"\btyp(?:t|en)?\b[^.?!\n]*", re.IGNORECASE)
"""From the word to the end of its sentence."""

QUOTED = re.compile(r"(?<!\w)'([^'\n]+)'(?!\w)")

METHOD = re.compile(
    r"\bmethode (?!(?:om|voor|en|als|of)\b)([a-z0-9' -]+?)(?= (?:om|voor|en|als)\b|[,.:;)\n]|$)"
)

_BETWEEN = r"(?: (?:dan|hier|daar|eerst|gewoon|later|daarna|bijvoorbeeld|toch|weer|straks|na het gesprek))*"
BARE = re.compile(rf"\btyp(?:t|en)?{_BETWEEN}:? (?P<words>[a-z]{{2,}}(?:[' ][a-z]+){{0,2}})", re.IGNORECASE)
"""Up to three words that follow: "mijn gegevens" and "tweede ronde" are words to type."""

_PLAIN_DUTCH = {"vraag", "bedankt", "start", "begin"}
"""Commands that stand in such sentences for what they mean: "typ een letter, of je vraag"."""

_COMMANDS = "|".join(sorted({*REGISTRY.commands} - _PLAIN_DUTCH, key=len, reverse=True))
_UNMARKED = re.compile(
    rf"(?:\btyp(?:t|en)?{_BETWEEN}:? |, |\b(?:of|en) )'?(?P<word>{_COMMANDS})(?![\w'])", re.IGNORECASE
)

NO_WORD = frozenset(
    """
    een je iets het wat in nog zonder de er hier ook antwoord terwijl over opnieuw namen maar dit
    geen zelf alleen ze mensen voor om niet met erbij zoals mag wel of hem hen haar nu die dus drie tel
    bij waarom
    """.split()  # noqa: SIM905
)
"""What may follow "typ" and stands for what it means: "typ een letter"."""


def unmarked(text: str) -> list[str]:
    """Commands that this text tells people to type as bare words: in a group nothing hears those.

    What is typed in one's own conversation is typed as it stands.
    """
    return [
        found["word"].lower()
        for sentence in re.split(r"(?<=[.?!])\s|\n", text)
        if "eigen gesprek" not in sentence
        for tells in TELLS.findall(sentence)
        for found in _UNMARKED.finditer(tells)
    ]


def told(library: Library) -> Iterator[tuple[str, str]]:
    """Every text that may say so, with where it stands."""
    yield from SENTENCES.items()
    for question in library.questions.values():
        yield f"knowledge/questions/{question.id}.yaml", question.answer
    for dilemma in library.dilemmas.values():
        yield f"knowledge/dilemmas/{dilemma.id}.yaml", f"{dilemma.story}\n{dilemma.note}"
    for signal in library.signals.values():
        yield f"knowledge/signals.yaml {signal.id}", signal.says
    for dialog in library.dialogs.values():
        for step in dialog.steps.values():
            if not isinstance(step, ForkStep):
                yield f"dialogs/{dialog.id}.yaml", step.say
            for choice in step.choices if isinstance(step, ChooseStep) else ():
                yield f"dialogs/{dialog.id}.yaml", f"{choice.label}\n{choice.reply}"


def exists(word: str, library: Library, finder: Finder) -> bool:
    """Whether the bot knows this: as a command, as the name of a method, or as a question it can answer."""
    command = REGISTRY.vocabulary.command(word)
    if command and command.name == "methode" and command.rest:
        return (
            bool(shelf.wished(command.rest))
            or 0 < len(shelf.meant(command.rest, library)) <= shelf.PER_SCREEN
        )
    return command is not None or finder.find(word).verdict == "answer"


def missing(text: str, library: Library, finder: Finder) -> list[str]:
    """Words that this text tells people to type, and that nothing knows."""
    gone: set[str] = set()
    for said in TELLS.findall(commands_written(text, "", group=False)):
        exact = {word for word in QUOTED.findall(said) if "{" not in word}
        exact |= {f"methode {name.strip()}" for name in METHOD.findall(said)}
        gone |= {word for word in exact if not exists(word, library, finder)}
        if (bare := BARE.match(said)) and not any(
            exists(one, library, finder) for one in _heads(bare["words"])
        ):
            gone |= {bare["words"].split()[0].lower()} - NO_WORD
    return sorted(gone)


def _heads(said: str) -> list[str]:
    """The words with which a text begins: three of them, two, one."""
    words = said.lower().split()
    return [" ".join(words[:count]) for count in range(len(words), 0, -1)]


def test_every_word_that_is_told_exists(library: Library, finder: Finder) -> None:
    assert [(place, gone) for place, text in told(library) if (gone := missing(text, library, finder))] == []


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("Typ 'dilema' of 'stop'.", []),
        ("Typ in de groep 'vliegtuig'.", ["vliegtuig"]),
        ("Typ later methode ruimtevaart om verder te gaan.", ["methode ruimtevaart"]),
        ("Typ methode krantentoets voor een andere, of start.", []),
        ("Typ vliegtuig.", ["vliegtuig"]),
        ("Typ een letter. Hij zei: 'vliegtuig'.", []),
    ],
)
def test_a_word_that_is_not_there_is_seen(
    text: str, gone: list[str], library: Library, finder: Finder
) -> None:
    assert missing(text, library, finder) == gone


def test_every_command_that_is_told_is_named_as_one(library: Library) -> None:
    """So that it is written with the sign that the channel hears, in a group."""
    assert [(place, bare) for place, text in told(library) if (bare := unmarked(text))] == []


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("Typ terug, pauze of stop.", ["terug", "pauze", "stop"]),
        ("Typ {cmd:terug}, {cmd:pauze} of {cmd:stop}.", []),
        ("Typ een letter, of typ hulp.", ["hulp"]),
        ("Typ in je eigen gesprek met mij: stem.", []),
        ("Of stop met de ronde.", []),
        ("Typ straks 'methode krantentoets'.", ["methode"]),
    ],
)
def test_a_command_that_is_not_named_as_one_is_seen(text: str, bare: list[str]) -> None:
    assert unmarked(text) == bare
