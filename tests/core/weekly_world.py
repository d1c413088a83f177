"""A world for one chat: an outbox without a database, a clock that jumps, and a bot that dies."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from bot.app.clock import AMSTERDAM
from bot.core.conversation.context import Scene
from bot.core.conversation.here import Here
from bot.core.language.calendar import CLOSES, FRIDAY, LAST_BEGIN, OPENS, is_holiday
from bot.core.model.events import Chat, TimerFired
from bot.core.model.finder import Finder
from bot.core.model.library import Library
from bot.core.model.replies import CancelTimer, Turn, Wake
from bot.core.model.session import Around, Session
from bot.core.model.timers import Timer, WeeklyMessage
from bot.core.model.weekly_plan import Plan
from bot.core.weekly import message, preferences

JUMPS = (
    *(timedelta(minutes=minutes) for minutes in (-180, -60, -5, 5, 60, 180)),
    *(timedelta(days=days) for days in (-3, -1, 1, 3)),
)
LONG_JUMPS = tuple(timedelta(days=days) for days in (-12, 12))


@dataclass
class World:
    """One chat. `said` holds the moments at which it got its message, by the clock of the bot."""

    library: Library
    finder: Finder
    random: Random
    now: datetime
    chat: Chat = field(default_factory=lambda: Chat("fake", "kamer", group=True))
    outbox: dict[str, Wake] = field(default_factory=dict)
    said: list[datetime] = field(default_factory=list)
    up: list[tuple[datetime, datetime]] = field(default_factory=list)
    """Stretches of the clock in which the bot lived, in the order in which it lived them."""
    lives: bool = True
    steady: bool = False
    """Whether it never sleeps or dies, and its clock is right."""

    def scene(self) -> Scene:
        timers = {key: Timer(wake.due.astimezone(UTC), wake.payload) for key, wake in self.outbox.items()}
        session = Session(around=Around(timers))
        return Scene(session, self.library, self.finder, Here(self.chat, self.now, leads=True))

    def types(self, text: str) -> Turn:
        turn = preferences.weekbericht(self.scene(), text)
        self.carry_out(turn)
        return turn

    def carry_out(self, turn: Turn) -> None:
        for effect in turn.effects:
            match effect:
                case CancelTimer(key=key):
                    self.outbox.pop(key, None)
                case Wake(key=key, follows=follows) if not follows or follows in self.outbox:
                    self.outbox[key] = effect

    def look(self) -> None:
        """Ring what is due. Now and then the bot dies over it, before it wrote or before it spoke."""
        for wake in sorted(self.outbox.values(), key=lambda one: one.due):
            if wake.due > self.now or self.outbox.get(wake.key) != wake:
                continue
            fatal = self.random.random() < 0.05 and not self.steady
            dies = self.random.choice(("before", "after")) if fatal else ""
            if dies == "before":
                return
            turn = self.rings(wake)
            self.carry_out(turn)
            if dies == "after":
                return
            if turn.replies:
                self.said.append(self.now)
            if self.outbox.get(wake.key) == wake:
                del self.outbox[wake.key]

    def rings(self, wake: Wake) -> Turn:
        missed = wake.until is not None and wake.until < self.now
        payload = wake.payload
        assert isinstance(payload, WeeklyMessage)
        event = TimerFired(self.chat, wake.key, payload, wake.due.astimezone(UTC), missed)
        return message.timer_fired(payload, event, self.scene())

    def live(self, until: datetime) -> None:
        """Let real time go by: the bot sleeps, wakes and dies, and its clock jumps."""
        left = until - self.now
        while left > timedelta(0):
            stretch = min(left, timedelta(hours=self.random.expovariate(1 / 150)))
            self._stretch(stretch)
            left -= stretch
            match self.random.random() if not self.steady else 1.0:
                case chance if chance < 0.1:
                    self.now = _whole(self.now + self.random.choice(JUMPS))
                case chance if chance < 0.11:
                    self.now = _whole(self.now + self.random.choice(LONG_JUMPS))
                case chance if chance < 1:
                    self.lives = self.random.random() < 0.7

    def _stretch(self, stretch: timedelta) -> None:
        begin, end = self.now, _whole(self.now + stretch)
        while self.lives:
            self.look()
            coming = [one.due for one in self.outbox.values() if one.due > self.now]
            overdue = (
                [self.now + timedelta(minutes=1)]
                if any(one.due <= self.now for one in self.outbox.values())
                else []
            )
            step = min([*coming, *overdue, end])
            if step >= end:
                break
            self.now = _whole(step)
        self.now = end
        if self.lives:
            self.look()
            self.up.append((begin, end))


def _whole(moment: datetime) -> datetime:
    """The same moment in Amsterdam, in whole seconds. Sums go by UTC, as clocks do."""
    return moment.astimezone(UTC).replace(microsecond=0).astimezone(AMSTERDAM)


SURE = timedelta(minutes=10)
"""So long a chance must last to be one: a bot that dies over a message tries again a minute later."""


def chances(world: World, plan: Plan, begin: datetime) -> Iterator[tuple[date, bool, bool]]:
    """Every week in which the bot lived, by its Monday: whether its message must, and whether it may be said.

    Written without the code under test: by going along every day. What the clock has left behind is
    over, also where it jumps back into it.
    """
    must: dict[date, bool] = {}
    may: dict[date, bool] = {}
    latest = _monday(begin)
    for start, end in world.up:
        for week in _weeks(start, end):
            if week < latest:
                continue
            first = max(start, begin)
            must[week] = must.get(week, False) or _chance(plan, week, first, end, SURE)
            may[week] = may.get(week, False) or _chance(plan, week, first, end, timedelta(0))
            over = end >= _at(_usable(plan, week)[-1], CLOSES)
            latest = week + timedelta(days=7) if over else week
    yield from ((week, must[week], may[week]) for week in may)


def _usable(plan: Plan, week: date) -> list[date]:
    """The days of a week on which the message may come."""
    chosen = week + timedelta(days=plan.day)
    days = [week + timedelta(days=at) for at in range(max(FRIDAY, plan.day) + 1)]
    later = [day for day in days if day >= chosen and not is_holiday(day)]
    earlier = [day for day in days if day < chosen and not is_holiday(day)]
    return later or earlier[-1:]


def _chance(plan: Plan, week: date, start: datetime, end: datetime, lasts: timedelta) -> bool:
    usable = _usable(plan, week)
    for day in usable:
        opens = plan.time if day == usable[0] else OPENS
        first = max(_at(day, opens), start)
        if first + lasts <= end and first + lasts < _at(day, LAST_BEGIN):
            return True
    return False


def fits(moment: datetime, plan: Plan) -> bool:
    """Whether this is a civil moment for the message."""
    local = moment.astimezone(AMSTERDAM)
    weekday = local.weekday()
    by_day = OPENS <= local.time() < CLOSES
    return by_day and weekday <= max(FRIDAY, plan.day) and not is_holiday(local.date())


def begun(world: World, plan: Plan) -> None:
    """Subscribe now."""
    names = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
    turn = world.types(f"aan {names[plan.day]} {plan.time:%H:%M}")
    assert len(world.outbox) == 1, turn
    (wake,) = world.outbox.values()
    assert plan_of(wake) == Plan(plan.day, plan.time)


def _weeks(start: datetime, end: datetime) -> Iterator[date]:
    week = _monday(start)
    while week <= end.date():
        yield week
        week += timedelta(days=7)


def _monday(moment: datetime) -> date:
    return moment.date() - timedelta(days=moment.weekday())


def _at(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, AMSTERDAM)


def plan_of(wake: Wake) -> Plan:
    """Return the plan that a timer of the weekly message carries."""
    assert isinstance(wake.payload, WeeklyMessage)
    return wake.payload.plan
