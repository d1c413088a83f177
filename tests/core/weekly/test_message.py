"""The words for the weekly message, alone and in a group, and its moment."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.app.clock import AMSTERDAM
from bot.core.features.command_reference import commands_written
from bot.core.model.dialog import END, LookBackStep
from bot.core.model.events import Chat, Said, TimerFired
from bot.core.model.library import Library
from bot.core.model.replies import CancelTimer, Lose, Turn, Wake, set_timer
from bot.core.model.session import Around, Session
from bot.core.model.timers import LookBackOnMethod, Timer
from bot.core.respond import respond
from tests.conftest import NOW
from tests.core.talk import Talk, read, shown
from tests.core.weekly_world import plan_of
from tests.dutch import say

ALONE = Chat("fake", "anna", "anna", sealed=True)
IN_GROUP = Chat("fake", "groep", "anna", group=True, sealed=True)
TUESDAY = datetime(2026, 11, 24, 9, 0, tzinfo=AMSTERDAM)


class Place:
    """One chat, with the moments that were asked for in it."""

    def __init__(self, library: Library, chat: Chat, *, leads: bool = False) -> None:
        self.talk = Talk(library)
        self.chat = chat
        self.leads = leads
        self.now = NOW
        self.session = Session()
        self.moments: dict[str, Wake] = {}

    def says(self, text: str) -> Turn:
        return self.hears(Said(self.chat, text, leads=self.leads))

    def rings(self, wake: Wake, now: datetime, *, missed: bool = False) -> Turn:
        self.now = now
        room = replace(self.chat, person="")
        return self.hears(TimerFired(room, wake.key, wake.payload, wake.due.astimezone(UTC), missed))

    def hears(self, event: Said | TimerFired) -> Turn:
        timers = {key: Timer(wake.due.astimezone(UTC), wake.payload) for key, wake in self.moments.items()}
        session = replace(self.session, around=Around(timers))
        turn = respond(event, session, self.talk.library, self.talk.finder, self.now)
        self.session = turn.session
        for effect in turn.effects:
            match effect:
                case CancelTimer(key=key):
                    self.moments.pop(key, None)
                case Wake(key=key):
                    self.moments[key] = effect
                case Lose():
                    self.moments = {}
                case _:
                    pass
        return turn

    @property
    def wake(self) -> Wake:
        (wake,) = self.moments.values()
        return wake


@pytest.fixture
def alone(library: Library) -> Place:
    return Place(library, ALONE)


@pytest.mark.parametrize("text", ["weekbericht aan", "weekbericht uit", "weekbericht pauze tot 1 september"])
def test_in_a_group_only_who_leads_decides(text: str, library: Library) -> None:
    member = Place(library, IN_GROUP)
    turn = member.says(text)
    assert shown(turn).strip() == say("weekly.only-leads")
    assert turn.effects == ()
    leader = Place(library, IN_GROUP, leads=True)
    leader.says("weekbericht aan dinsdag 9:00")
    assert leader.says(text).effects


def test_in_a_group_anybody_may_look_and_every_word_has_its_slash(library: Library) -> None:
    leader = Place(library, IN_GROUP, leads=True)
    said = [
        leader.says(text) for text in ("weekbericht", "weekbericht aan", "weekbericht", "weekbericht uit")
    ]
    for text in (commands_written(shown(turn), "/", group=True) for turn in said):
        assert "weekbericht" in text
        for line in text.splitlines():
            for part in line.split(": ")[1:]:
                assert not part.startswith("weekbericht"), line
    member = Place(library, IN_GROUP)
    assert "{cmd:dilemma} van de week" in shown(member.says("weekbericht voorbeeld"))


def test_a_group_gets_one_message_in_the_room_for_everybody(library: Library) -> None:
    leader = Place(library, IN_GROUP, leads=True)
    leader.says("rol jeugd")
    assert "De dilemma's zijn voor: jeugdprofessional." in shown(leader.says("weekbericht aan dinsdag 9:00"))
    wake = leader.wake
    assert wake.chat.group
    assert "anna" not in f"{wake.key} {wake.payload}", "who switched it on is nobody's to know"
    turn = leader.rings(wake, TUESDAY)
    assert say("weekly.title") in shown(turn)
    dilemma = shown(leader.says("dilemma van de week"))
    title = shown(turn).partition("Dilemma van de week: ")[2].splitlines()[0]
    assert title in dilemma


def test_the_first_message_says_how_to_stop_and_later_ones_do_not(alone: Place) -> None:
    assert "weekbericht uit" in read(shown(alone.says("weekbericht aan dinsdag 9:00")))
    wake = alone.wake
    first = alone.rings(wake, TUESDAY)
    assert "Stoppen? Typ weekbericht uit." in read(shown(first))
    del alone.moments[wake.key]
    assert "Stoppen?" not in shown(alone.rings(alone.wake, TUESDAY + timedelta(days=7)))


def test_rung_again_after_a_crash_it_says_the_same_and_asks_for_nothing_else(alone: Place) -> None:
    alone.says("weekbericht aan dinsdag 9:00")
    wake = alone.wake
    first = alone.rings(wake, TUESDAY)
    moments = dict(alone.moments)
    again = alone.rings(wake, TUESDAY + timedelta(minutes=5))
    assert again.replies == first.replies
    assert alone.moments == moments


def test_what_was_taken_back_is_not_said(alone: Place) -> None:
    alone.says("weekbericht aan dinsdag 9:00")
    wake = alone.wake
    alone.says("weekbericht uit")
    assert alone.moments == {}
    assert alone.rings(wake, TUESDAY) == Turn(alone.session)


@pytest.mark.parametrize("hour", [0, 3, 7, 18, 23])
def test_at_night_it_waits_for_the_morning(alone: Place, hour: int) -> None:
    alone.says("weekbericht aan dinsdag 9:00")
    wake = alone.wake
    turn = alone.rings(wake, TUESDAY.replace(hour=hour) + timedelta(days=1))
    assert turn.replies == ()
    assert alone.wake.key == wake.key, "it is the same message, put off"
    assert alone.wake.due.hour == 8


def test_what_was_missed_goes_by_without_a_word_and_the_next_week_stands(alone: Place) -> None:
    alone.says("weekbericht aan dinsdag 9:00")
    wake = alone.wake
    turn = alone.rings(wake, TUESDAY + timedelta(days=6), missed=True)
    assert turn.replies == ()
    assert [one.key.rpartition(":")[2] for one in alone.moments.values() if one != wake] == ["2026-W49"]


def test_a_role_that_changes_changes_the_message_and_is_remembered_for_it(alone: Place) -> None:
    alone.says("weekbericht aan dinsdag 9:00")
    alone.says("rol schuldhulp")
    alone.rings(alone.wake, TUESDAY)
    (following,) = (wake for wake in alone.moments.values() if "W49" in wake.key)
    assert plan_of(following).role == "schuldhulp", "a silent conversation is forgotten"


def test_erasing_takes_it_along(alone: Place) -> None:
    alone.says("weekbericht aan")
    alone.says("wis alles")
    alone.says("ja")
    assert alone.moments == {}


def test_erasing_oneself_in_a_group_leaves_the_groups_message(library: Library) -> None:
    leader = Place(library, IN_GROUP, leads=True)
    leader.says("weekbericht aan")
    leader.says("wis alles")
    leader.says("ja")
    assert len(leader.moments) == 1


def test_more_in_the_middle_of_a_dilemma_keeps_it_open(alone: Place) -> None:
    alone.says("dilemma")
    case = alone.session.kept.case
    assert case
    turn = alone.says("meer")
    assert alone.session.kept.case == case
    assert "Je dilemma staat nog open" in shown(turn)


def test_a_look_back_in_a_group_is_refused_kindly(example: Library) -> None:
    steps = dict(example.dialogs["gesprek"].steps)
    steps["klaar"] = LookBackStep(say="Tot dan.", look_back=6, next=END)
    dialog = replace(example.dialogs["gesprek"], steps=steps)
    library = replace(example, dialogs={"gesprek": dialog})
    group, own = Place(library, IN_GROUP), Place(library, ALONE)
    for place in (group, own):
        for text in ("methode gesprek", "a", "rust", "dag"):
            turn = place.says(text)
        told = shown(turn)
        assert (say("look-back.alone") in told) == place.chat.group
    assert group.moments == {}
    assert own.wake.due == datetime(2027, 1, 4, 9, 30, tzinfo=AMSTERDAM)
    assert "rust" not in f"{own.wake.key} {own.wake.payload}"


def test_a_look_back_at_night_or_on_a_holiday_waits(example: Library) -> None:
    own = Place(example, ALONE)
    wake = set_timer(LookBackOnMethod("gesprek", date(2026, 11, 13)), ALONE, NOW)
    own.moments = {wake.key: wake}
    assert own.rings(wake, datetime(2026, 12, 25, 9, 30, tzinfo=AMSTERDAM)).replies == ()
    assert own.wake.due == datetime(2026, 12, 28, 8, 0, tzinfo=AMSTERDAM)
    told = shown(own.rings(own.wake, own.wake.due))
    assert "Op vrijdag 13 november deed je hier Een gesprek voorbereiden." in told
    assert own.rings(own.wake, own.wake.due, missed=True).replies == ()


def test_a_look_back_on_a_method_that_is_gone_says_nothing(example: Library) -> None:
    own = Place(replace(example, dialogs={}), ALONE)
    wake = set_timer(LookBackOnMethod("weg", date(2026, 11, 13)), ALONE, NOW)
    own.moments = {wake.key: wake}
    assert own.rings(wake, NOW).replies == ()
