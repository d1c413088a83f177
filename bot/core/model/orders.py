"""Orders of a team to the store. Each is carried out whole, or not at all."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.core.model.disclosure import Rule
from bot.core.model.events import Chat
from bot.core.model.team import Kind


@dataclass(frozen=True, slots=True)
class CreateTeam:
    """Make a team that meets in this chat. Who speaks is its first member and may lead it."""

    chat: Chat
    team: str
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Join:
    """Make the person who speaks a member. Does nothing if they are one."""

    chat: Chat
    team: str


@dataclass(frozen=True, slots=True)
class Leave:
    """End the membership of the person who speaks, with their votes in open rounds."""

    chat: Chat
    team: str


@dataclass(frozen=True, slots=True)
class CountAlone:
    """Set whether what this member does alone may go into the weekly box."""

    chat: Chat
    team: str
    yes: bool


@dataclass(frozen=True, slots=True)
class Disband:
    """Erase a team with everything that belongs to it."""

    team: str


@dataclass(frozen=True, slots=True)
class OpenRound:
    """Open a round with an empty box. Nothing in it can be changed afterwards."""

    team: str
    round: str
    kind: Kind
    dilemma: str
    ways: tuple[str, ...]
    number: int
    closes_at: datetime
    rule: Rule
    asker: Chat | None = None
    """The member who makes a request, and so does not decide on it."""


@dataclass(frozen=True, slots=True)
class Vote:
    """Put a vote into the box of a round. Nothing else is written with it."""

    chat: Chat
    round: str
    way: str
    mark: int
    """`Happened.mark`: the same event again counts once."""
    topic: str = ""
    """Of a vote given alone: `Dilemma.id`."""


@dataclass(frozen=True, slots=True)
class ProlongRound:
    """An open round closes later. Nothing else of it changes."""

    round: str
    closes_at: datetime


@dataclass(frozen=True, slots=True)
class CloseRound:
    """Count, keep what may be told, and throw box and nonce away. A closed round stays as it is."""

    round: str
    ballots: Mapping[str, tuple[str, ...]]
    """Of the weekly box: the options of every dilemma that may be in it. Otherwise empty."""


@dataclass(frozen=True, slots=True)
class StopRound:
    """Throw box and nonce away without counting."""

    round: str


MembershipOrder = CreateTeam | Join | Leave | CountAlone | Disband
RoundOrder = OpenRound | ProlongRound | CloseRound | StopRound
TeamOrder = MembershipOrder | RoundOrder
