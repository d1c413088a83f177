"""A team and its rounds, as plain data. Who belongs to it is a number here, never a list."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from bot.core.model.disclosure import Outcome, Rule

Kind = Literal["ronde", "spijt", "verzoek", "alleen"]
"""A dilemma voted on together; "spijt?" after a request; a request; dilemmas done alone, by the week."""


@dataclass(frozen=True, slots=True)
class Round:
    """A round that is open. What was voted, and whether anything was, is not in it."""

    id: str
    kind: Kind
    dilemma: str
    """`Dilemma.id`; of "verzoek" and "spijt" the day of the request, as 2026-11-23; else empty."""
    ways: tuple[str, ...]
    """Names of the options, in the order of their letters."""
    number: int
    """1 before the talk, 2 after it."""
    closes_at: datetime
    rule: Rule


@dataclass(frozen=True, slots=True)
class Past:
    """A round that is closed, and what was made public of it."""

    id: str
    kind: Kind
    dilemma: str
    number: int
    outcome: Outcome | None
    """None: the round was stopped, or its box could not be opened."""
    closed_on: date


@dataclass(frozen=True, slots=True)
class Team:
    """A team, as the person who speaks sees it."""

    id: str
    name: str
    code: str
    """The code that colleagues type to join."""
    room: str
    """The group it meets in, for a message there."""
    members: int
    belongs: bool = False
    """True: the person who speaks is a member."""
    started: bool = False
    """True: the person who speaks started it, and so may lead it."""
    alone: bool = False
    """True: what this person does alone may count in the weekly box."""
    rounds: tuple[Round, ...] = ()
    """The rounds that are open."""
    past: tuple[Past, ...] = ()
    """The published results, oldest first."""

    def open(self, *kinds: Kind) -> Round | None:
        """Return the round of such a kind that is open."""
        return next((one for one in self.rounds if one.kind in kinds), None)

    def outcomes_of(self, dilemma: str) -> list[Outcome]:
        """Return what was published to this team on a dilemma, oldest first."""
        return [past.outcome for past in self.past if past.dilemma == dilemma and past.outcome]
