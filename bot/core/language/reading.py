"""Tell what is asked in a message from what is only said around it.

A message is cut into clauses. Greetings, run-ups ("even een vraagje"), thanks and names come off; what is
left is a question or a statement about a case. The phrases are content: knowledge/frames.yaml.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.core.language.dutch import FRAME
from bot.core.model.library import Frame
from bot.core.model.text import folded

MOST_READINGS = 4
"""Texts that one message is looked up by: each takes a search."""

MOST_SIGNED = 4
"""Words behind a sign-off that are a name, a role, a town. More are a sentence."""

MOST_THANKED = 2
"""Words behind thanks that name the person who is thanked."""

LEAST_BEFORE = 3
"""Words of a run-up to a question that has no marks: less is its own beginning."""

_OPENERS: tuple[str, ...] = ("groet", "aanloop", "dank")
_CLOSERS: tuple[str, ...] = ("dank", "terugvraag", "groet")
_SIGNS: Mapping[str, int] = {"afsluiter": MOST_SIGNED, "dank": MOST_THANKED}

_SENTENCE = re.compile(r"[^.?!\n;]+[.?!\n;]*")
_CLAUSE = re.compile(r"[^,:()\u2013]+|\s-\s")
_WORD = re.compile(r"[a-z0-9]+")

_ASKING = frozenset(
    """
    hoe hoeveel hoelang hoezo wat wie waar waarom wanneer welk welke waarvoor waarmee waarop waarover waaraan
    waarheen wiens mag moet kan kun kunnen moeten mogen is zijn heeft hebben krijgt krijg hoeft bestaat
    bestaan geldt gelden telt tellen wordt worden zal zou zouden doe doet ben komt komen gaat
    """.split()  # noqa: SIM905, a list of words reads best as words
)
"""Words that open a question: the asking words, and verbs that come before who or what they are about."""

_OPENING = frozenset("hoe hoeveel hoelang wat waar waarom wanneer welk welke waarvoor mag moet of".split())  # noqa: SIM905
"""Of these, those that also open a question in the middle of a sentence without marks."""

_SUBJECTS = frozenset("ik je jij we wij men iemand u hij zij ze het er een de die dit dat".split())  # noqa: SIM905


@dataclass(frozen=True, slots=True)
class ParsedMessage:
    """The gist of a message."""

    whole: str
    """All of it but what is typed around a question; the message itself if nothing else is left."""
    questions: tuple[str, ...] = ()
    """The clauses that ask something, in order. Empty where none does, or where the whole is one question."""

    @property
    def texts(self) -> tuple[str, ...]:
        """Return what to look up: the whole, and each question apart."""
        return tuple(dict.fromkeys((self.whole, *self.questions)))[:MOST_READINGS]


@dataclass(frozen=True, slots=True)
class _Clause:
    """Words of one clause, as typed and folded."""

    typed: tuple[str, ...]
    folded: tuple[str, ...]
    asks: bool
    """It ends with a question mark, or begins as a question does."""

    @property
    def text(self) -> str:
        return " ".join(self.typed)

    @property
    def telling(self) -> bool:
        """Return whether a word of it says what it is about."""
        return any(word not in FRAME and len(word) > 1 for word in self.folded)


class Reader:
    """Reads messages by the frames of one library."""

    def __init__(self, frames: Iterable[Frame]) -> None:
        groups: dict[str, list[tuple[str, ...]]] = {kind: [] for kind in (*_OPENERS, *_CLOSERS, *_SIGNS)}
        for frame in frames:
            groups[frame.kind].append(frame.phrases)
        self._phrases: Mapping[str, Phrases] = {kind: Phrases(one) for kind, one in groups.items()}

    def read(self, message: str) -> ParsedMessage:
        """Return what is asked in this message."""
        clauses = [*self._clauses(message)]
        asking = [clause for clause in clauses if clause.asks and clause.telling]
        whole = " ".join(clause.text for clause in clauses)
        if not any(clause.telling for clause in clauses):
            return ParsedMessage(message)
        asked = [clause.text for clause in asking or [one for one in clauses if one.telling][-1:]]
        late = [question for clause in clauses for question in self._late(clause)]
        return ParsedMessage(whole, tuple(one for one in (*asked, *late) if one != whole))

    def _late(self, clause: _Clause) -> Iterator[str]:
        """Yield the question at the end of a clause that begins as a statement, as in dictation."""
        words = clause.folded
        for place in range(len(words) - 2, LEAST_BEFORE - 1, -1):
            run_up = self._phrases["aanloop"].ending(words, 0, place)
            if words[place] in _OPENING or (run_up and place - run_up >= 0):
                yield " ".join(clause.typed[place:])
                return

    def _clauses(self, message: str) -> Iterator[_Clause]:
        signed = False
        for sentence in _SENTENCE.finditer(message):
            marked = "?" in sentence[0]
            parts = [part for part in _CLAUSE.findall(sentence[0]) if _WORD.search(folded(part))]
            for at, part in enumerate(parts):
                typed, signed = self._stripped(part, signed=signed)
                if typed:
                    yield _clause(typed, marked=marked and at == len(parts) - 1)

    def _stripped(self, part: str, *, signed: bool) -> tuple[list[str], bool]:
        """Return the words of a clause without its frames, and whether a name may follow."""
        typed = [word for word in part.split() if _WORD.search(folded(word))]
        words = [_bare(word) for word in typed]
        begin, end = 0, len(words)
        if signed and len(words) <= MOST_SIGNED:
            return [], True
        while step := self._opening(words, begin, end, typed):
            begin += step
        for kind, most in _SIGNS.items():
            signs = self._phrases[kind].find(words, begin, end)
            if signs is not None and end - signs[1] <= most:
                end, signed = signs[0], True
        while step := self._closing(words, begin, end):
            end -= step
        if self._phrases["terugvraag"].at(words, begin) == end - begin:
            return [], signed
        return typed[begin:end], signed

    def _opening(self, words: Sequence[str], begin: int, end: int, typed: Sequence[str]) -> int:
        """Return how many words at this place are a greeting with a name, a run-up or thanks."""
        for kind in _OPENERS:
            long = self._phrases[kind].at(words, begin)
            if long and begin + long <= end:
                named = kind == "groet" and begin + long < end
                return long + (_name(typed[begin + long], last=begin + long == end - 1) if named else 0)
        return 0

    def _closing(self, words: Sequence[str], begin: int, end: int) -> int:
        for kind in _CLOSERS:
            if long := self._phrases[kind].ending(words, begin, end):
                return long
        return 0


class Phrases:
    """Rows of words, found at a place in a text; the longest that fits."""

    def __init__(self, groups: Iterable[Iterable[str]]) -> None:
        rows = {tuple(_WORD.findall(folded(one))) for group in groups for one in group} - {()}
        self._rows = rows
        self._lengths = sorted({len(row) for row in rows}, reverse=True)

    def at(self, words: Sequence[str], place: int) -> int:
        """Return how many words from this place on are a phrase; 0 for none."""
        for length in self._lengths:
            if tuple(words[place : place + length]) in self._rows:
                return length
        return 0

    def ending(self, words: Sequence[str], begin: int, end: int) -> int:
        """Return how many words before `end` are a phrase; 0 for none."""
        for length in self._lengths:
            if length <= end - begin and tuple(words[end - length : end]) in self._rows:
                return length
        return 0

    def find(self, words: Sequence[str], begin: int, end: int) -> tuple[int, int] | None:
        """Return where the first phrase begins and ends."""
        for place in range(begin, end):
            if long := self.at(words, place):
                return place, place + long
        return None


def _bare(word: str) -> str:
    """Return a word without the marks around it, folded."""
    return "".join(_WORD.findall(folded(word)))


def _name(word: str, *, last: bool) -> int:
    """Return 1 if this word behind a greeting is a name: with a capital, or nothing comes behind it."""
    return int(last or (word[:1].isupper() and _bare(word) not in _ASKING | _SUBJECTS))


def _clause(typed: Sequence[str], *, marked: bool) -> _Clause:
    words = tuple(map(_bare, typed))
    asks = marked or (words[0] in _ASKING and len(words) > 2)
    return _Clause(tuple(typed), words, asks)
