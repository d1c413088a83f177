"""A method that is led in a room: where it stands, and what was said in it, as plain data.

`Gathering` goes to disk, so it holds no text and nobody's name. `Gathered` lives in memory only.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

MOST_LINES = 200
"""Lines held for one gathering. More nobody reads together."""

LONGEST_LINE = 300
"""Characters of a line: a sentence or two."""


@dataclass(frozen=True, slots=True)
class Gathering:
    """The place of a room in a method that is led there."""

    id: str
    """Letters that nobody can guess; a timer carries them."""
    dialog: str
    step: str
    leader: str
    """Keyed pseudonym of who leads, as in `Around.speaker`."""
    trail: tuple[str, ...] = ()
    """Earlier steps that waited, oldest first: where "terug" leads."""
    turn: int = 1
    """The number of the turn, in a step with turns."""
    asked: int = 1
    """The number of the open prompt: buttons of an earlier phase come too late."""
    clock: int = 0
    """The number of the clock: it goes up each time one is set, moved or stopped."""
    ends_at: datetime | None = None
    """The end of this phase, in whole seconds. None: no clock runs."""
    long: bool = False
    """True: so much time was given that the end is announced a while before."""
    left: int = 0
    """Seconds that were left when the clock was stopped. 0: it was not."""
    paused: bool = False
    held: tuple[str, ...] = ()
    """Names under which something is held in memory, to notice that a restart took it away."""

    @property
    def prompt(self) -> str:
        """Return the prompt that is open in the room."""
        return f"{self.id}-{self.asked}"


@dataclass(frozen=True, slots=True)
class Gathered:
    """The lines and counts of a gathering."""

    lines: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By `CollectStep.collect`, in the order in which they came. They are never shown in that order."""
    counts: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """By the name of the step: hands for each of its rows."""

    @property
    def number(self) -> int:
        """Return how many lines there are."""
        return sum(len(lines) for lines in self.lines.values())

    def with_line(self, name: str, line: str) -> "Gathered":
        """Return the same, with one more line."""
        return Gathered({**self.lines, name: (*self.lines.get(name, ()), line)}, self.counts)

    def with_counts(self, step: str, counts: tuple[int, ...]) -> "Gathered":
        """Return the same, with these hands counted. Counting again replaces what was counted."""
        return Gathered(self.lines, {**self.counts, step: counts})


@dataclass(frozen=True, slots=True)
class OpenGathering:
    """A gathering in the room of one of somebody's teams, seen from their own chat."""

    gathering: Gathering
    lines: int
    """How many lines are held for it."""
