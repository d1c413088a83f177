"""A method as an editor wrote it: steps of different kinds, each with the name of the step that follows."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import assert_never

END = "end"
"""The step behind the last one of a dialog. No step may have this name."""


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer to pick in a step."""

    label: str
    next: str
    """Name of a step, or "end", as everywhere."""
    reply: str = ""
    wording: str = ""
    """How this pick reads in a text that is made of the answers. Empty: as its label."""
    under: str = ""
    """Name of a list that this pick goes on, such as "sterk"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SayStep:
    """Say something, and go on at once."""

    say: str
    title: str = ""
    """Such as "Stap 3: gevolgen". Holds for the steps after it, until the next title; in every kind."""
    next: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseStep:
    """Wait until one of the choices is picked. Each says itself what comes next."""

    say: str
    title: str = ""
    choices: tuple[Choice, ...]
    many: bool = False
    """True: one may pick here several times, and every pick counts. Otherwise the last one does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteStep:
    """Wait for typed text."""

    say: str
    title: str = ""
    note: str
    """Name under which the text is held in memory until the dialog ends."""
    question: bool = False
    """True: what is asked for may be a question, so a text with a question mark is an answer like any."""
    next: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SendStep:
    """Hand over what was typed, to the editors. Only a choice leads here, and nothing follows."""

    say: str
    title: str = ""
    sends: str
    """The kind of draft: "dilemma"."""
    next: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LookBackStep:
    """Say something, and ask some weeks later how it went. Only a choice leads here."""

    say: str
    title: str = ""
    look_back: int
    """Weeks from now."""
    next: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ForkStep:
    """Go one way if a pick stands on a list, and another if none does. Says nothing."""

    title: str = ""
    listed: str
    """Name of the list, as in `Choice.under`."""
    next: str
    """The step that follows if something is on the list."""
    otherwise: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitStep:
    """Keep the time while people do something together."""

    say: str
    title: str = ""
    wait: int
    """Minutes."""
    next: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnsStep:
    """Give everybody a turn of the same length. How many there are, the group knows itself."""

    say: str
    title: str = ""
    turns: int
    """Minutes for each."""
    next: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectStep:
    """Collect lines from everybody, and show them together. They are in memory only."""

    say: str
    title: str = ""
    collect: str
    """Name under which the lines are held until the method ends."""
    minutes: int = 0
    """0: nobody keeps the time."""
    next: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CountStep:
    """Count hands: whoever leads types how many there are for each of these."""

    say: str
    title: str = ""
    count: tuple[str, ...]
    next: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryStep:
    """Show once more what was collected and counted, and go on."""

    say: str
    title: str = ""
    summary: tuple[str, ...]
    """Names of lines, as in `CollectStep.collect`, and of steps that count."""
    next: str


LedOnlyStep = WaitStep | TurnsStep | CollectStep | CountStep | SummaryStep
"""A step of a method that is led in a group, and of no other."""

SpokenStep = SayStep | ChooseStep | WriteStep | SendStep | LookBackStep | LedOnlyStep
"""A step that says something."""

Step = SayStep | ChooseStep | WriteStep | SendStep | LookBackStep | ForkStep | LedOnlyStep

KEYS: Mapping[str, type[Step]] = {
    "choices": ChooseStep,
    "note": WriteStep,
    "sends": SendStep,
    "look_back": LookBackStep,
    "listed": ForkStep,
    "wait": WaitStep,
    "turns": TurnsStep,
    "collect": CollectStep,
    "count": CountStep,
    "summary": SummaryStep,
}
"""The field that tells a kind of step apart. A step with none of these only says something."""


def kind_of(fields: Mapping[str, object]) -> type[Step]:
    """Return the kind of the step that has these fields."""
    return next((kind for key, kind in KEYS.items() if key in fields), SayStep)


def roads(step: Step) -> list[tuple[str, str]]:
    """Return where a step leads: the label to pick ("" if none), and the name of the step behind it."""
    match step:
        case ChooseStep():
            return [(choice.label, choice.next) for choice in step.choices]
        case ForkStep():
            return [("", step.next), ("", step.otherwise)]
        case SayStep() | WriteStep() | SendStep() | LookBackStep():
            return [("", step.next)]
        case WaitStep() | TurnsStep() | CollectStep() | CountStep() | SummaryStep():
            return [("", step.next)]
        case _:
            assert_never(step)


@dataclass(frozen=True, slots=True)
class Dialog:
    """A method, walked through step by step. The first step starts."""

    id: str
    title: str
    start: tuple[str, ...]
    """Words that begin it."""
    about: str
    source: str
    steps: Mapping[str, Step]
    minutes: int = 0
    """The minutes it takes; 0 if that is unknown."""
    people: str = ""
    """For whom it is: "alleen", "tweetal" or "team"."""
    good_for: str = ""
    """The occasion for it."""
    ours: str = ""
    """The part that this bot adds to the source."""
    owner: str = ""
    """Whose name it is, where it is somebody's product."""
    led: bool = False
    """True: somebody leads a group through it, and the bot keeps the time."""

    @property
    def sends(self) -> bool:
        """Return whether what is typed here may leave memory, after a yes."""
        return any(isinstance(step, SendStep) for step in self.steps.values())

    @property
    def awaits_text(self) -> bool:
        """Return whether something is to be typed in any of the steps."""
        return any(isinstance(step, WriteStep) for step in self.steps.values())
