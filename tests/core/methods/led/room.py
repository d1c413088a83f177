"""A room in which a method is led: people type and press, time passes, and what is kept is carried on."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.core.model.dialog import (
    Choice,
    ChooseStep,
    CollectStep,
    CountStep,
    Dialog,
    LookBackStep,
    SayStep,
    Step,
    SummaryStep,
    TurnsStep,
    WaitStep,
)
from bot.core.model.events import Chat, Event, Pressed, Said, TimerFired
from bot.core.model.gathering import Gathered, Gathering, OpenGathering
from bot.core.model.library import Library
from bot.core.model.replies import (
    Ask,
    CancelTimer,
    Contribute,
    CountHands,
    EndGathering,
    KeepGathering,
    Turn,
    Wake,
)
from bot.core.model.session import Around, Session
from bot.core.model.team import Team
from bot.core.respond import respond
from bot.search.matcher import Matcher
from tests.conftest import NOW
from tests.core.talk import BUTTONS
from tests.dutch import DUTCH

STEPS: dict[str, Step] = {
    "begin": ChooseStep(
        say="Is er een voorval?",
        title="Vooraf",
        choices=(Choice("Ja", "vertel", "Mooi."), Choice("Nee", "end")),
    ),
    "vertel": WaitStep(say="De inbrenger vertelt.", title="Stap 1: inbreng", wait=10, next="rondje"),
    "rondje": TurnsStep(say="Zeg wat je hoort.", title="Stap 2: kern", turns=1, next="zinnen"),
    "zinnen": CollectStep(say="Wat neem je mee?", title="Stap 3: zinnen", collect="mee", next="handen"),
    "handen": CountStep(say="Waar begin je?", title="Stap 4: kiezen", count=("Thuis", "Hier"), next="alles"),
    "alles": SummaryStep(say="Dit was er.", title="Tot slot", summary=("mee", "handen"), next="later"),
    "later": ChooseStep(
        say="Kijken we terug?", choices=(Choice("Ja", "terugkijken"), Choice("Nee", "klaar"))
    ),
    "terugkijken": LookBackStep(say="Goed.", look_back=6, next="klaar"),
    "klaar": SayStep(say="Dank je.", next="end"),
}
LED = Dialog("proef", "Proefmethode", ("proef",), "Een proef.", "Een boek", STEPS, minutes=30, led=True)
OTHER = replace(LED, id="ander", title="Andere methode", start=("ander",))
LIBRARY = replace(DUTCH, dialogs={"proef": LED, "ander": OTHER})
FRESH = "BCDFGHJKLMNPQRSTVWXZ2345"
TEAM = Team("t1", "Noord", "BCDF2345", "-100", 6, belongs=True)


@dataclass
class Room:
    """A group, or one phone on the table. `anna`, `bram` and so on are the ids of people."""

    group: bool = True
    library: Library = LIBRARY
    teams: tuple[Team, ...] = ()
    now: datetime = NOW
    gathering: Gathering | None = None
    gathered: Gathered | None = None
    timers: dict[str, Wake] = field(default_factory=dict)

    def says(self, person: str, text: str) -> Turn:
        return self.hears(Said(self._chat(person), text))

    def presses(self, person: str, key: str, prompt: str = "") -> Turn:
        assert self.gathering
        return self.hears(Pressed(self._chat(person), prompt or f"leiding-{self.gathering.prompt}", key))

    def in_private(self, person: str, text: str) -> Turn:
        """What somebody types alone with the bot, in a team that meets in this room."""
        held = sum(len(lines) for lines in self.gathered.lines.values()) if self.gathered else 0
        open_ = (OpenGathering(self.gathering, held),) if self.gathering and self.teams else ()
        around = Around(teams=self.teams, fresh=FRESH, speaker=f"p-{person}", gatherings=open_)
        return self._carry_out(self._respond(Said(Chat("test", person, person), text), around))

    def later(self, minutes: float, away: timedelta = timedelta()) -> list[Turn]:
        """What the timers say that come due meanwhile, in their order."""
        self.now += timedelta(minutes=minutes)
        due = sorted((one for one in self.timers.values() if one.due <= self.now), key=lambda one: one.due)
        for one in due:
            del self.timers[one.key]
        return [self.hears(TimerFired(one.chat, one.key, one.payload, one.due, away=away)) for one in due]

    def restarts(self) -> None:
        """What is in memory only is gone."""
        self.gathered = None

    def hears(self, event: Event) -> Turn:
        person = event.chat.person
        around = Around(
            teams=self.teams,
            fresh=FRESH,
            speaker=f"p-{person}",
            gathering=self.gathering,
            gathered=self.gathered,
        )
        return self._carry_out(self._respond(event, around))

    def _respond(self, event: Event, around: Around) -> Turn:
        session = Session(around=around)
        return respond(event, session, self.library, Matcher(Library()), self.now, traits=BUTTONS)

    def _chat(self, person: str) -> Chat:
        return Chat("test", "-100", person, group=True) if self.group else Chat("test", "7", "7")

    def _carry_out(self, turn: Turn) -> Turn:
        for effect in turn.effects:
            match effect:
                case KeepGathering(gathering=gathering):
                    self.gathering = gathering
                    self.gathered = self.gathered or Gathered()
                case EndGathering():
                    self.gathering = self.gathered = None
                case Contribute(name=name, line=line):
                    self.gathered = (self.gathered or Gathered()).with_line(name, line)
                case CountHands(step=step, hands=hands):
                    self.gathered = (self.gathered or Gathered()).with_counts(step, hands)
                case Wake(key=key):
                    self.timers[key] = effect
                case CancelTimer(key=key):
                    self.timers.pop(key, None)
                case _:
                    pass
        return turn


def begun(*, group: bool = True, teams: tuple[Team, ...] = ()) -> Room:
    """A room in which Anna began."""
    room = Room(group=group, teams=teams)
    room.says("anna", "methode proef")
    return room


def at(step: str, *, group: bool = True, teams: tuple[Team, ...] = ()) -> Room:
    """A room that Anna led to this step."""
    room = begun(group=group, teams=teams)
    while room.gathering and room.gathering.step != step:
        match STEPS[room.gathering.step]:
            case ChooseStep():
                room.presses("anna", "A")
            case TurnsStep():
                room.presses("anna", "B")
            case _:
                room.presses("anna", "A")
    assert room.gathering
    return room


def options(turn: Turn) -> list[str]:
    """The labels under the last message."""
    asked = turn.replies[-1]
    assert isinstance(asked, Ask)
    return [option.label for option in asked.options]
