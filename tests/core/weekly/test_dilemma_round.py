"""The dilemma of the week as a round: who gets it, on what, and until when. Votes have no part in it."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.app.clock import AMSTERDAM
from bot.core.language.calendar import CLOSES, OPENS, works
from bot.core.model.disclosure import RULES, TOO_FEW
from bot.core.model.events import Chat, Said, TimerFired
from bot.core.model.library import Library
from bot.core.model.orders import OpenRound
from bot.core.model.replies import Ask, Turn, Wake
from bot.core.model.session import Around, Session
from bot.core.model.team import Past, Round, Team
from bot.core.model.timers import Timer, WeeklyMessage
from bot.core.model.weekly_plan import Plan
from bot.core.respond import respond
from bot.core.team.closing import LATEST
from bot.core.weekly.dilemma_round import parted
from bot.core.weekly.plan import asked_for, following
from bot.search.matcher import Matcher
from tests.conftest import NOW
from tests.core.talk import BUTTONS, shown
from tests.core.weekly_world import plan_of
from tests.dutch import DUTCH, say

GROUP = Chat("telegram", "-100", "anna", group=True)
TUESDAY = datetime(2026, 11, 24, 9, 0, tzinfo=AMSTERDAM)
TEAM = Team("team12345678", "Noord", "ABCD2345", "-100", members=5)
WITH = Plan(round=True)


@dataclass
class Group:
    """A group whose weekly message was asked for, and the team that meets there."""

    library: Library
    plan: Plan = WITH
    team: Team | None = TEAM
    now: datetime = TUESDAY
    moments: dict[str, Wake] = field(default_factory=dict)

    def __post_init__(self) -> None:
        wake = asked_for(self.plan, replace(GROUP, person=""), self.now - timedelta(hours=1))
        self.moments.setdefault(wake.key, wake)

    def rings(self) -> Turn:
        (wake,) = self.moments.values()
        return self.hears(TimerFired(wake.chat, wake.key, wake.payload, wake.due.astimezone(UTC)))

    def says(self, text: str) -> Turn:
        return self.hears(Said(GROUP, text, leads=True))

    def hears(self, event: TimerFired | Said) -> Turn:
        timers = {key: Timer(wake.due.astimezone(UTC), wake.payload) for key, wake in self.moments.items()}
        teams = (self.team,) if self.team else ()
        session = Session(around=Around(timers, teams=teams, fresh="x" * 24))
        return respond(event, session, self.library, Matcher(DUTCH), self.now, traits=BUTTONS)


def opened(turn: Turn) -> OpenRound | None:
    return next((effect for effect in turn.effects if isinstance(effect, OpenRound)), None)


def begun(order: OpenRound) -> Round:
    return Round(
        order.round, order.kind, order.dilemma, order.ways, order.number, order.closes_at, order.rule
    )


def ballots(turn: Turn) -> list[Ask]:
    return [reply for reply in turn.replies if isinstance(reply, Ask)]


def test_the_message_opens_a_round_on_its_dilemma(library: Library) -> None:
    turn = Group(library).rings()
    order = opened(turn)
    assert order
    assert order.kind == "ronde"
    assert order.rule == RULES[1]
    assert order.closes_at == datetime(2026, 11, 30, 16, tzinfo=AMSTERDAM)
    title = library.dilemmas[order.dilemma].title
    assert f"Dilemma van de week: {title}\n{say('weekly.round-below')}" in shown(turn)
    (ballot,) = ballots(turn)
    assert (ballot.title, ballot.everyone, ballot.secret) == (title, True, True)
    assert turn.replies[-1] is ballot, "one votes below the message"


def without_round(library: Library, **changes: object) -> Turn:
    group = replace(Group(library), **changes)  # type: ignore[arg-type]
    group.__post_init__()
    return group.rings()


@pytest.mark.parametrize(
    "changes",
    [
        {"team": None},
        {"team": replace(TEAM, members=4)},
        {"plan": Plan(), "moments": {}},
        {"team": replace(TEAM, rounds=(Round("ander", "ronde", "x", ("a",), 1, TUESDAY, RULES[1]),))},
    ],
    ids=["no team", "four people", "not chosen", "another round is open"],
)
def test_otherwise_the_dilemma_stands_in_the_message(changes: dict[str, object], library: Library) -> None:
    turn = without_round(library, **changes)
    assert opened(turn) is None
    assert not ballots(turn)
    assert "Aan de ene kant:" in shown(turn)
    assert say("weekly.round-below") not in shown(turn)


def test_said_again_after_a_crash_it_shows_the_same_ballot_and_opens_nothing(library: Library) -> None:
    group = Group(library)
    first = group.rings()
    order = opened(first)
    assert order
    later = begun(order)
    group.team = replace(TEAM, rounds=(replace(later, closes_at=later.closes_at.astimezone(UTC)),))
    group.now = TUESDAY + timedelta(minutes=5)
    again = group.rings()
    assert again.replies == first.replies
    assert opened(again) is None


def test_stopped_before_it_is_said_again_it_stays_stopped(library: Library) -> None:
    group = Group(library)
    order = opened(group.rings())
    assert order
    stopped = Past(order.round, "ronde", order.dilemma, 1, None, TUESDAY.date())
    group.team = replace(TEAM, past=(stopped,))
    again = group.rings()
    assert opened(again) is None
    assert not ballots(again)
    assert library.dilemmas[order.dilemma].title in shown(again), "the week keeps its dilemma"


def test_a_dilemma_the_team_did_is_not_the_round_again(library: Library) -> None:
    seen: list[str] = []
    past: tuple[Past, ...] = ()
    for _ in range(len(library.dilemmas)):
        order = opened(Group(library, team=replace(TEAM, past=past)).rings())
        assert order
        assert order.number == 1
        seen.append(order.dilemma)
        past = (*past, Past(f"p{len(past)}", "ronde", order.dilemma, 1, TOO_FEW, date(2026, 1, 1)))
    assert sorted(seen) == sorted(library.dilemmas)
    order = opened(Group(library, team=replace(TEAM, past=past)).rings())
    assert order
    assert order.number == 2, "after all of them they come back, as a round to compare with"


@pytest.mark.parametrize("day", range(7))
@pytest.mark.parametrize("clock", [time(8), time(9), time(17, 30)])
def test_it_closes_by_day_before_the_next_message_in_every_week_of_ten_years(
    day: int, clock: time, example: Library, soak: bool
) -> None:
    if clock == time(9) and not soak:
        pytest.skip("the first and the last hour tell most: every hour only with --soak")
    plan = Plan(day, clock, round=True)
    group = Group(example, plan=plan, now=NOW)
    for _ in range(520):
        (wake,) = group.moments.values()
        group.now = wake.due
        turn = group.rings()
        order = opened(turn)
        assert order
        group.moments = {
            one.key: one
            for one in turn.effects
            if isinstance(one, Wake) and isinstance(one.payload, WeeklyMessage)
        }
        (coming,) = group.moments.values()
        assert timedelta(days=1) <= order.closes_at - group.now <= LATEST
        assert order.closes_at <= coming.due
        assert OPENS <= order.closes_at.time() < CLOSES
        assert works(order.closes_at.date()) or order.closes_at.date() == coming.due.date()


def test_a_message_that_comes_late_on_friday_still_gives_a_round_some_time(library: Library) -> None:
    plan = Plan(0, time(9), round=True)
    group = Group(library, plan=plan, now=datetime(2026, 11, 23, 9, 0, tzinfo=AMSTERDAM))
    group.now = datetime(2026, 11, 27, 17, 0, tzinfo=AMSTERDAM)
    order = opened(group.rings())
    assert order
    assert order.closes_at == datetime(2026, 11, 30, 8, 0, tzinfo=AMSTERDAM)


def test_before_a_long_pause_it_stays_open_for_about_a_week(library: Library) -> None:
    group = Group(library, plan=replace(WITH, paused=None))
    (wake,) = group.moments.values()
    paused = replace(WITH, paused=date(2027, 3, 1))
    assert following(paused, GROUP, TUESDAY, wake.key, TUESDAY.date()).due.year == 2027
    group.moments = {wake.key: replace(wake, payload=WeeklyMessage("2026-W48", paused))}
    order = opened(group.rings())
    assert order
    assert order.closes_at == datetime(2026, 11, 30, 16, tzinfo=AMSTERDAM)


def test_alone_or_without_a_team_it_says_what_to_do(library: Library) -> None:
    alone = replace(GROUP, group=False, room="anna")
    turn = Group(library).hears(Said(alone, "weekbericht met ronde"))
    assert say("weekly.round-alone") in shown(turn)
    assert say("team.none") in shown(Group(library, team=None).says("weekbericht met ronde"))


def test_it_stands_in_the_plan_until_it_is_taken_out(library: Library) -> None:
    group = Group(library)
    for text, yes in (
        ("weekbericht zonder ronde", False),
        ("weekbericht ronde", True),
        ("weekbericht", True),
    ):
        for effect in group.says(text).effects:
            if isinstance(effect, Wake):
                group.moments = {effect.key: effect}
        (wake,) = group.moments.values()
        assert plan_of(wake).round is yes, text
    wakes = [one for one in group.says("weekbericht donderdag 14:00").effects if isinstance(one, Wake)]
    assert plan_of(wakes[0]).round, "another day changes only the day"


@pytest.mark.parametrize(
    ("typed", "rest", "chosen"),
    [
        ("aan dinsdag 9:00 met ronde", "aan dinsdag 9:00", True),
        ("met een ronde", "", True),
        ("zonder ronde", "", False),
        ("Met Ronde dinsdag", "dinsdag", True),
        ("aan dinsdag", "aan dinsdag", None),
        ("ronde", "ronde", None),
    ],
)
def test_what_is_named(typed: str, rest: str, chosen: bool | None) -> None:
    assert parted(typed) == (rest, chosen)
