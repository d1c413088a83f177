"""When a chat gets its weekly message: which day, which week, and until when it may still come.

In a week it comes once. The plan itself is written into the moment that is asked for, so there is no
other place where it stands, and what takes back the moment takes back the plan.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from bot.core.language.calendar import (
    CLOSES,
    FRIDAY,
    LAST_BEGIN,
    OPENS,
    at,
    by_day,
    is_holiday,
    monday,
    week_name,
)
from bot.core.model.events import Chat
from bot.core.model.replies import Wake

KIND = "weekbericht"
"""First word of `Wake.what`, and how its key begins."""

DAY, TIME = 1, time(9)
"""Tuesday at nine, where nothing else was said."""

LATEST = time(17, 30)
"""So late it may be asked for. What has to wait for the platform is still out before the day ends."""

_MOST_WEEKS = 60
"""Looked ahead: a pause lasts a year at most."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What was asked for, and how far it came."""

    day: int = DAY
    """0 is Monday."""
    time: time = TIME
    role: str = ""
    """`Role.id`: for whom the dilemmas are. Empty: for everybody."""
    last: date | None = None
    """The day of the last one, also where it is over: a week has one."""
    before: date | None = None
    """The day of the one before that: what is new, is new since then."""
    paused: date | None = None
    """Until then nothing comes."""
    round: bool = False
    """Whether the dilemma of the week is a confidential round of the team here."""
    on: bool = True
    """False: switched off in a week that had one already. To the end of that week it must have no second."""


def text_of(plan: Plan) -> str:
    """The plan as `Wake.what`."""
    if not plan.on:
        return f"{KIND} uit=ja vorige={plan.last}"
    fields = {
        "dag": plan.day,
        "om": f"{plan.time:%H:%M}",
        "rol": plan.role,
        "vorige": plan.last,
        "daarvoor": plan.before,
        "pauze": plan.paused,
        "ronde": "ja" if plan.round else "",
    }
    return " ".join([KIND, *(f"{name}={value}" for name, value in fields.items() if value not in ("", None))])


def plan_of(what: str) -> Plan:
    """The plan in a `Wake.what`."""
    fields = dict(part.split("=", 1) for part in what.split()[1:])

    def day(name: str) -> date | None:
        return date.fromisoformat(fields[name]) if name in fields else None

    return Plan(
        day=int(fields.get("dag", DAY)),
        time=time.fromisoformat(fields.get("om", f"{TIME:%H:%M}")),
        role=fields.get("rol", ""),
        last=day("vorige"),
        before=day("daarvoor"),
        paused=day("pauze"),
        round="ronde" in fields,
        on="uit" not in fields,
    )


def key_of(chat: Chat, day: date) -> str:
    """Room and ISO week: asked for twice it is the same moment, and said twice it is the same message."""
    return f"{KIND}:{chat.channel}:{chat.room}:{week_name(day)}"


def asked_for(plan: Plan, chat: Chat, now: datetime) -> Wake:
    """The first message of a plan that was made just now: never earlier than the time that was named."""
    return next(wake for wake in _ahead(plan, chat, now) if wake.due > now)


def following(plan: Plan, chat: Chat, now: datetime, stands: str, week: date) -> Wake:
    """The next message after the one of `week`. One that is late is still of use on a day of its week.

    `stands` is the key of the moment that brings us here: was it taken back meanwhile, so is this.
    """
    coming = next(
        wake
        for wake in _ahead(plan, chat, now)
        if wake.until and wake.until > now and monday(wake.due.date()) > monday(week)
    )
    return replace(coming, follows=stands)


def silence(plan: Plan, chat: Chat, now: datetime) -> Wake | None:
    """What is kept of a plan that is switched off: until Monday, that this week had its message."""
    if not plan.last or plan.last < monday(now.date()):
        return None
    over = at(monday(plan.last) + timedelta(days=7), OPENS, now)
    off = Plan(last=plan.last, on=False)
    return Wake(key_of(chat, plan.last), chat, over, text_of(off))


def when_to_say(due: date, now: datetime) -> datetime | None:
    """When a message that was due on this day may be said: `now`, a later morning of its week, or never."""
    if by_day(now) and _fits(now.date(), due):
        return now
    first = now.date() if now.time() < LAST_BEGIN else now.date() + timedelta(days=1)
    days = (monday(due) + timedelta(days=ahead) for ahead in range(7))
    return next((at(day, OPENS, now) for day in days if day >= first and _fits(day, due)), None)


def _fits(day: date, due: date) -> bool:
    return due <= day <= _last_day(due) and not is_holiday(day)


def sending_day(plan: Plan, week: date) -> date | None:
    """The day of the message in the week of this Monday.

    On a holiday it is the next day of the working week, or else the last one before. None in a week
    that has only holidays, which does not happen.
    """
    chosen = week + timedelta(days=plan.day)
    later = [chosen + timedelta(days=ahead) for ahead in range(max(FRIDAY, plan.day) - plan.day + 1)]
    earlier = [chosen - timedelta(days=back) for back in range(1, plan.day + 1)]
    return next((day for day in (*later, *earlier) if not is_holiday(day)), None)


def _ahead(plan: Plan, chat: Chat, now: datetime) -> Iterator[Wake]:
    """Every message of the weeks ahead that is not over or paused, the first first. Also this week's."""
    first = monday(now.date())
    for week in (first + timedelta(weeks=ahead) for ahead in range(_MOST_WEEKS)):
        day = sending_day(plan, week)
        if day is None or (plan.last and week <= plan.last) or (plan.paused and day < plan.paused):
            continue
        yield Wake(key_of(chat, day), chat, at(day, plan.time, now), text_of(plan), ends(day, now))


def ends(day: date, now: datetime) -> datetime:
    """Until when a message that was due on this day is still of use."""
    return at(_last_day(day), CLOSES, now)


def _last_day(day: date) -> date:
    """The last day of the week on which a message that was due on this day may still come."""
    friday = monday(day) + timedelta(days=FRIDAY)
    days = [day + timedelta(days=ahead) for ahead in range((friday - day).days + 1)] or [day]
    return next(one for one in reversed(days) if one == day or not is_holiday(one))
