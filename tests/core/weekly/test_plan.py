"""Once per chat per ISO week, by day, for ten years: with a clock that jumps and a bot that dies."""

from collections import Counter
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from random import Random

import pytest

from bot.app.clock import AMSTERDAM
from bot.core.language.calendar import monday, week_name
from bot.core.model.events import Chat
from bot.core.model.finder import Finder
from bot.core.model.library import Library
from bot.core.model.weekly_plan import Plan
from bot.core.weekly.plan import (
    asked_for,
    following,
    sending_day,
    silence,
    when_to_say,
)
from bot.search.matcher import Matcher
from tests.core.weekly_world import World, begun, chances, fits, plan_of

BEGIN = datetime(2026, 11, 25, 11, 0, tzinfo=AMSTERDAM)
YEARS = 10
CHAT = Chat("fake", "kamer", group=True)


@pytest.fixture(scope="module")
def finder() -> Finder:
    return Matcher(Library())


def lived(seed: int, library: Library, finder: Finder, years: int = YEARS) -> tuple[World, Plan]:
    random = Random(seed)  # noqa: S311, a world that can be lived again
    plan = Plan(
        random.choice((0, 1, 1, 2, 3, 4, 4, 5, 6)), time(random.randint(8, 16), random.choice((0, 30)))
    )
    world = World(library, finder, random, BEGIN + timedelta(minutes=random.randint(0, 10_000)))
    begun(world, plan)
    world.live(world.now + timedelta(days=365.25 * years))
    return world, plan


def held(world: World, plan: Plan, begin: datetime) -> int:
    """Hold what was said against what had to be. Returns how many weeks had a message."""
    weeks = Counter(monday(moment.date()) for moment in world.said)
    assert all(times == 1 for times in weeks.values()), "a week has one"
    assert all(fits(moment, plan) for moment in world.said), "by day, on a day one works"
    first = monday(asked_for(plan, CHAT, begin).due.date())
    for week, must, may in chances(world, plan, begin):
        if week >= first:
            assert must <= weeks[week] <= may, (week, must, may)
    return len(weeks)


def test_ten_years_with_jumps_of_the_clock_and_random_restarts(
    example: Library, finder: Finder, *, soak: bool
) -> None:
    said = 0
    chats = 1000 if soak else 20
    for seed in range(chats):
        world, plan = lived(seed, example, finder)
        said += held(world, plan, BEGIN if not world.up else world.up[0][0])
    assert said > chats * 300, "most weeks of most chats had one"


def test_a_bot_that_never_sleeps_says_it_in_every_week_of_ten_years(example: Library, finder: Finder) -> None:
    random = Random(1)  # noqa: S311, as above
    for day in range(7):
        world = World(example, finder, random, BEGIN)
        world.steady = True
        begun(world, Plan(day, time(9)))
        world.live(BEGIN + timedelta(weeks=522))
        weeks = [monday(moment.date()) for moment in world.said]
        assert len(weeks) == 522
        assert {later - earlier for earlier, later in pairwise(weeks)} == {timedelta(days=7)}
        named = [week_name(week) for week in weeks]
        assert {"2026-W53", "2032-W53"} <= set(named), "a year of 53 weeks has 53"


def said_in_ten_years(typed: str, library: Library, finder: Finder, begin: datetime = BEGIN) -> list[date]:
    """Return the days on which it came, with a bot that never sleeps."""
    world = World(library, finder, Random(1), begin)  # noqa: S311, as above
    world.steady = True
    turn = world.types(typed)
    assert len(world.outbox) == 1, turn
    world.live(begin + timedelta(weeks=522))
    assert all(fits(moment, Plan(4)) for moment in world.said), "by day, on a day one works"
    return [moment.date() for moment in world.said]


@pytest.mark.parametrize("day", ["maandag", "dinsdag", "vrijdag"])
def test_every_two_weeks_is_every_two_weeks_for_ten_years(day: str, example: Library, finder: Finder) -> None:
    weeks = [monday(one) for one in said_in_ten_years(f"om de week op {day} om 10 uur", example, finder)]
    assert len(weeks) == 261
    assert {later - earlier for earlier, later in pairwise(weeks)} == {timedelta(days=14)}


@pytest.mark.parametrize(
    "typed",
    ["eerste maandag van de maand", "tweede do", "laatste vrijdag van de maand", "maandelijks"],
)
def test_a_month_has_one_for_ten_years(typed: str, example: Library, finder: Finder) -> None:
    days = said_in_ten_years(typed, example, finder, datetime(2026, 12, 1, 7, 0, tzinfo=AMSTERDAM))
    assert len(days) in (120, 121)
    assert {later - earlier for earlier, later in pairwise(map(monday, days))} <= {
        timedelta(weeks=4),
        timedelta(weeks=5),
    }, "a holiday moves it, and never out of its week"


def test_a_week_is_left_out_once(example: Library, finder: Finder) -> None:
    world = World(example, finder, Random(1), BEGIN)  # noqa: S311, as above
    world.steady = True
    world.types("elke maandag om 10 uur")
    world.types("volgende week niet")
    world.live(BEGIN + timedelta(weeks=4))
    assert [str(moment.date()) for moment in world.said] == ["2026-12-07", "2026-12-14", "2026-12-21"]


def test_what_is_typed_again_keeps_the_weeks_of_a_rhythm(example: Library, finder: Finder) -> None:
    world = World(example, finder, Random(1), BEGIN)  # noqa: S311, as above
    world.types("om de week op maandag")
    (first,) = world.outbox.values()
    world.now = BEGIN + timedelta(days=2)
    world.types("om de week op dinsdag 10:00")
    (again,) = world.outbox.values()
    assert again.due.date() == first.due.date() + timedelta(days=1)
    assert plan_of(again).every == "two weeks"
    world.types("elke dinsdag")
    (weekly,) = world.outbox.values()
    assert plan_of(weekly).every == "week"


def monday_of(text: str) -> date:
    return date.fromisocalendar(int(text[:4]), int(text[6:]), 1)


@pytest.mark.parametrize(
    ("week", "day", "goes"),
    [
        ("2026-W15", 0, "2026-04-07"),  # Easter Monday: Tuesday
        ("2026-W20", 3, "2026-05-15"),  # Ascension: Friday
        ("2026-W52", 4, "2026-12-24"),  # Christmas on Friday and Saturday: the Thursday before
        ("2026-W53", 4, "2026-12-31"),  # New Year on Friday
        ("2025-W01", 2, "2025-01-02"),  # New Year on Wednesday
        ("2026-W18", 0, "2026-04-28"),  # King's day on Monday
        ("2025-W17", 6, "2025-04-27"),  # King's day is on Saturday, when the 27th is a Sunday
        ("2026-W48", 1, "2026-11-24"),
    ],
)
def test_a_holiday_moves_it_within_its_week(week: str, day: int, goes: str) -> None:
    assert str(sending_day(Plan(day), monday_of(week))) == goes


def test_a_whole_pause_is_skipped_and_then_it_comes_by_itself() -> None:
    plan = Plan(1, time(9), paused=date(2027, 9, 1))
    wake = asked_for(plan, CHAT, datetime(2027, 7, 5, 12, 0, tzinfo=AMSTERDAM))
    assert wake.due == datetime(2027, 9, 7, 9, 0, tzinfo=AMSTERDAM)


@pytest.mark.parametrize(
    ("now", "says"),
    [
        ("2026-11-24 09:00", "2026-11-24 09:00"),
        ("2026-11-24 07:59", "2026-11-24 08:00"),
        ("2026-11-24 17:45", "2026-11-25 08:00"),
        ("2026-11-25 03:00", "2026-11-25 08:00"),
        ("2026-11-27 17:44", "2026-11-27 17:44"),
        ("2026-11-27 17:45", None),
        ("2026-11-28 12:00", None),
        ("2026-12-01 09:00", None),
    ],
)
def test_a_late_one_waits_for_a_morning_of_its_week_or_lets_it_pass(now: str, says: str | None) -> None:
    moment = datetime.fromisoformat(now).replace(tzinfo=AMSTERDAM)
    expected = datetime.fromisoformat(says).replace(tzinfo=AMSTERDAM) if says else None
    assert when_to_say(date(2026, 11, 24), moment) == expected


@pytest.mark.parametrize("day", [date(2027, 3, 23), date(2026, 10, 20)])
def test_the_hour_stays_when_the_clock_changes(day: date) -> None:
    now = datetime.combine(day, time(9), AMSTERDAM)
    wake = following(Plan(1, last=day), CHAT, now, "", day)
    assert wake.due.timetz() == time(9, tzinfo=AMSTERDAM)
    hours = (wake.due.timestamp() - now.timestamp()) / 3600
    assert hours in (167, 169), "a week with a clock change is not 168 hours"


def test_switched_off_it_is_known_to_monday_that_this_week_had_one() -> None:
    now = datetime(2026, 11, 25, 10, 0, tzinfo=AMSTERDAM)
    assert silence(Plan(), CHAT, now) is None
    assert silence(Plan(last=date(2026, 11, 20)), CHAT, now) is None, "that was last week"
    kept = silence(Plan(last=date(2026, 11, 24), role="jeugd"), CHAT, now)
    assert kept
    assert kept.due == datetime(2026, 11, 30, 8, 0, tzinfo=AMSTERDAM)
    assert plan_of(kept) == Plan(last=date(2026, 11, 24), on=False)
