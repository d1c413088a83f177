"""Plan the weekly messages of a chat: on which day, in which week, and until when one may still come.

In a week it comes once. The plan itself is written into the moment that is asked for, so there is no
other place where it stands, and what takes back the moment takes back the plan.
"""

from collections.abc import Iterator
from dataclasses import replace
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
from bot.core.model.replies import Wake, set_timer
from bot.core.model.timers import WeeklyMessage
from bot.core.model.weekly_plan import LAST, Plan

LATEST = time(17, 30)
"""So late it may be asked for. What has to wait for the platform is still out before the day ends."""

_MOST_WEEKS = 80
"""Looked ahead: a pause lasts a year at most, and then a month may be left out."""


def asked_for(plan: Plan, chat: Chat, now: datetime) -> Wake:
    """Return the first message of a new plan: never earlier than the time that was asked for."""
    return next(wake for wake in _ahead(plan, chat, now) if wake.due > now)


def following(plan: Plan, chat: Chat, now: datetime, stands: str, week: date) -> Wake:
    """Return the next message after the one of `week`. A late one is still of use on a day of its week.

    `stands` is the key of the moment that brings us here: was it taken back meanwhile, so is this.
    """
    coming = next(
        wake
        for wake in _ahead(plan, chat, now)
        if wake.until and wake.until > now and monday(wake.due.date()) > monday(week)
    )
    return replace(coming, follows=stands)


def silence(plan: Plan, chat: Chat, now: datetime) -> Wake | None:
    """Return what to keep of a plan that is switched off: until Monday, that this week had its message."""
    if not plan.last or plan.last < monday(now.date()):
        return None
    over = at(monday(plan.last) + timedelta(days=7), OPENS, now)
    off = Plan(last=plan.last, on=False)
    return set_timer(WeeklyMessage(week_name(plan.last), off), chat, over)


def when_to_say(due: date, now: datetime) -> datetime | None:
    """Return when a message due on this day may be sent: `now`, a later morning of its week, or never."""
    if by_day(now) and _fits(now.date(), due):
        return now
    first = now.date() if now.time() < LAST_BEGIN else now.date() + timedelta(days=1)
    days = (monday(due) + timedelta(days=ahead) for ahead in range(7))
    return next((at(day, OPENS, now) for day in days if day >= first and _fits(day, due)), None)


def _fits(day: date, due: date) -> bool:
    return due <= day <= _last_day(due) and not is_holiday(day)


def sending_day(plan: Plan, week: date) -> date | None:
    """Return the day of the message in the week of this Monday.

    On a holiday it is the next day of the working week, or else the last one before. None in a week
    that has only holidays, which does not happen.
    """
    chosen = week + timedelta(days=plan.day)
    later = [chosen + timedelta(days=ahead) for ahead in range(max(FRIDAY, plan.day) - plan.day + 1)]
    earlier = [chosen - timedelta(days=back) for back in range(1, plan.day + 1)]
    return next((day for day in (*later, *earlier) if not is_holiday(day)), None)


def _ahead(plan: Plan, chat: Chat, now: datetime) -> Iterator[Wake]:
    """Yield the messages from this week on, in order, without those that are over or paused."""
    first = monday(now.date())
    for week in (first + timedelta(weeks=ahead) for ahead in range(_MOST_WEEKS)):
        day = sending_day(plan, week)
        if day is None or (plan.last and week <= plan.last) or not _comes(plan, week, day):
            continue
        message = WeeklyMessage(week_name(day), plan)
        yield set_timer(message, chat, at(day, plan.time, now), ends(day, now))


def in_step(plan: Plan, chat: Chat, now: datetime) -> Plan:
    """Return the same plan every two weeks, beginning with the first week that can still have one."""
    first = asked_for(replace(plan, every="week"), chat, now)
    return replace(plan, every="two weeks", even=_even(monday(first.due.date())))


def _comes(plan: Plan, week: date, day: date) -> bool:
    """Return whether the message of this week comes, that would be sent on this day."""
    if (plan.paused and day < plan.paused) or (plan.skip and plan.skip[0] <= day < plan.skip[1]):
        return False
    match plan.every:
        case "week":
            return True
        case "two weeks":
            return _even(week) == plan.even
        case "month":
            return _is_nth(week + timedelta(days=plan.day), plan.nth)


def _even(week: date) -> bool:
    return week.toordinal() // 7 % 2 == 0


def _is_nth(day: date, nth: int) -> bool:
    """Return whether this is the nth such day of its month, also if it is a holiday."""
    if nth == LAST:
        return (day + timedelta(days=7)).month != day.month
    return (day.day - 1) // 7 + 1 == nth


def ends(day: date, now: datetime) -> datetime:
    """Return until when a message due on this day is still of use."""
    return at(_last_day(day), CLOSES, now)


def _last_day(day: date) -> date:
    """Return the last day on which a message due on this day may still come."""
    friday = monday(day) + timedelta(days=FRIDAY)
    days = [day + timedelta(days=ahead) for ahead in range((friday - day).days + 1)] or [day]
    return next(one for one in reversed(days) if one == day or not is_holiday(one))
