"""Somebody leads a group through a method: who may do what, what the clock says, what is shown of lines."""

from datetime import timedelta

import pytest

from bot.core.model.gathering import LONGEST_LINE
from bot.core.model.replies import Ask, Contribute, EndGathering, KeepGathering, Say, Toast, Wake
from bot.core.model.timers import LookBackOnMethod
from tests.core.methods.led.room import TEAM, Room, at, begun, options
from tests.core.talk import shown
from tests.dutch import say


def test_who_begins_leads_and_everybody_is_told_how() -> None:
    room = Room()
    turn = room.says("anna", "methode proef")
    assert say("led.how-group") in shown(turn)
    assert options(turn) == ["Ja", "Nee"]
    asked = turn.replies[-1]
    assert isinstance(asked, Ask)
    assert asked.everyone
    assert room.gathering
    assert room.gathering.leader == "p-anna"


def test_on_one_phone_whoever_holds_it_leads() -> None:
    room = Room(group=False)
    assert say("led.how-alone") in shown(room.says("anna", "methode proef"))
    assert "Stap 1: inbreng" in shown(room.says("bram", "a"))
    assert "Stap 2: kern" in shown(room.says("chris", "verder"))


def test_a_phase_tells_how_long_it_takes_and_the_clock_says_when_it_is_nearly_over_and_over() -> None:
    room = begun()
    assert say("led.time", time="10 minuten") in shown(room.presses("anna", "A"))
    assert [shown(turn).strip() for turn in room.later(8)] == [
        say("led.soon", time="2 minuten", where="stap 1: inbreng")
    ]
    assert [shown(turn).strip() for turn in room.later(2)] == [say("led.over", where="stap 1: inbreng")]
    assert room.later(60) == []


@pytest.mark.parametrize("word", ["verder", "langer", "terug", "stop", "a", "b"])
def test_only_who_leads_drives(word: str) -> None:
    room = at("vertel")
    before = room.gathering
    turn = room.says("bram", word)
    assert turn.replies == (Say(say("led.not-leader")),)
    assert turn.effects == ()
    assert room.gathering == before


def test_a_press_of_somebody_else_is_answered_to_that_person_alone() -> None:
    room = at("vertel")
    assert room.presses("bram", "A").replies == (Toast(say("led.not-leader")),)


def test_anybody_may_pause_and_the_clock_goes_on_where_it_stopped() -> None:
    room = at("vertel")
    room.later(4)
    assert say("led.paused", where="stap 1: inbreng") in shown(room.says("bram", "pauze"))
    assert room.later(600) == []
    assert say("led.resumed-time", where="stap 1: inbreng", time="6 minuten") in shown(
        room.says("anna", "verder")
    )
    assert [shown(turn).strip() for turn in room.later(6)][-1] == say("led.over", where="stap 1: inbreng")


def test_pausing_twice_loses_no_time() -> None:
    room = at("vertel")
    room.later(4)
    room.presses("bram", "C")
    room.says("chris", "pauze")
    assert "6 minuten" in shown(room.says("anna", "verder"))


def test_two_minutes_more_also_when_the_time_is_over() -> None:
    room = at("vertel")
    assert say("led.longer-set", time="12 minuten") in shown(room.says("anna", "langer"))
    room.later(30)
    assert say("led.longer-set", time="2 minuten") in shown(room.says("anna", "langer"))
    assert [shown(turn).strip() for turn in room.later(2)] == [say("led.over", where="stap 1: inbreng")]


def test_where_no_clock_runs_there_is_nothing_to_prolong() -> None:
    assert say("led.no-clock") in shown(begun().says("anna", "langer"))


def test_everybody_gets_a_turn_with_a_clock_of_its_own() -> None:
    room = at("rondje")
    assert options(room.says("anna", "opnieuw"))[:2] == [say("led.next-turn"), say("led.all-had-turn")]
    assert [shown(turn).strip() for turn in room.later(1)] == [say("led.turn-over")]
    assert say("led.turn", number=2, time="1 minuut") in shown(room.says("anna", "volgende"))
    assert say("led.turn", number=3, time="1 minuut") in shown(room.presses("anna", "A"))
    assert "Stap 3: zinnen" in shown(room.says("anna", "iedereen is geweest"))


def test_a_button_of_an_earlier_phase_or_turn_comes_too_late() -> None:
    room = at("rondje")
    assert room.gathering
    old = f"leiding-{room.gathering.prompt}"
    room.presses("anna", "A")
    assert room.presses("anna", "A", old).replies == (Toast(say("trouble.too-late")),)
    assert room.gathering.turn == 2


def test_a_clock_of_an_earlier_phase_says_nothing() -> None:
    room = at("vertel")
    old = dict(room.timers)
    room.presses("anna", "A")
    room.timers = {**room.timers, **old}
    said = [shown(turn).strip() for turn in room.later(10)]
    assert say("led.over", where="stap 1: inbreng") not in said


def test_back_and_forth() -> None:
    room = at("rondje")
    assert "Stap 1: inbreng" in shown(room.says("anna", "terug"))
    assert "Vooraf" in shown(room.says("anna", "terug"))
    assert say("led.first-phase") in shown(room.says("anna", "terug"))


def test_somebody_else_takes_over() -> None:
    room = at("vertel")
    assert say("led.taken-over") in shown(room.says("bram", "ik leid"))
    assert say("led.not-leader") in shown(room.says("anna", "verder"))
    assert "Stap 2: kern" in shown(room.says("bram", "verder"))
    assert say("led.leads-already") in shown(room.says("bram", "ik leid"))


def test_a_room_has_one_method_at_a_time() -> None:
    room = at("vertel")
    turn = room.says("bram", "methode andere methode")
    assert turn.replies == (Say(say("led.already-open", title="Proefmethode")),)
    assert "Stap 1: inbreng" in shown(room.says("bram", "methode proef"))


@pytest.mark.parametrize("word", ["langer", "ik leid", "inbreng een zin"])
def test_without_a_method_the_words_say_so(word: str) -> None:
    assert say("led.none") in shown(Room().says("anna", word))


def test_lines_typed_in_a_group_are_shown_together_from_three_on_by_the_alphabet() -> None:
    room = at("zinnen")
    assert say("led.hint-collect-group").strip() in shown(room.says("anna", "opnieuw"))
    for person, line in (("bram", "rust"), ("chris", "een plan"), ("dina", "Moed")):
        assert say("led.line-held") in shown(room.says(person, f"inbreng {line}"))
    assert "- een plan\n- Moed\n- rust" in shown(room.says("anna", "verder"))


@pytest.mark.parametrize(("lines", "told"), [([], "led.lines-none"), (["rust", "moed"], "led.lines-few")])
def test_fewer_than_three_lines_are_not_shown(lines: list[str], told: str) -> None:
    room = at("zinnen")
    for line in lines:
        room.says("bram", f"inbreng {line}")
    said = shown(room.says("anna", "verder"))
    assert say(told) in said
    assert "rust" not in said


def test_a_member_sends_a_line_in_private_and_nothing_is_written_with_it() -> None:
    room = at("zinnen", teams=(TEAM,))
    assert "Typ in je eigen gesprek met mij: inbreng" in shown(room.says("anna", "opnieuw"))
    turn = room.in_private("bram", "inbreng ik zou eerst bellen")
    assert turn.replies == (Say(say("led.line-held")),)
    assert turn.traceless
    (effect,) = turn.effects
    assert isinstance(effect, Contribute)
    assert "bram" not in repr(effect)
    assert room.gathered
    assert room.gathered.lines == {"mee": ("ik zou eerst bellen",)}


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("", say("led.line-empty")),
        ("x" * (LONGEST_LINE + 1), say("led.line-long", most=LONGEST_LINE)),
        ("bel 06-12345678", say("trouble.personal-again", what="een telefoonnummer")),
    ],
)
@pytest.mark.parametrize("private", [True, False])
def test_a_line_that_cannot_be_read_together_is_not_held(line: str, told: str, private: bool) -> None:
    room = at("zinnen", teams=(TEAM,))
    turn = room.in_private("bram", f"inbreng {line}") if private else room.says("bram", f"inbreng {line}")
    assert told in shown(turn)
    assert not room.gathered or not room.gathered.lines


def test_a_line_comes_too_late_or_from_outside_the_team() -> None:
    assert say("led.line-too-late") in shown(at("vertel").says("bram", "inbreng een zin"))
    assert say("led.line-no-team") in shown(at("zinnen").in_private("zoe", "inbreng een zin"))
    assert say("led.line-no-team") in shown(at("vertel", teams=(TEAM,)).in_private("bram", "inbreng een zin"))


def test_on_one_phone_a_line_is_simply_typed_and_a_letter_is_no_line() -> None:
    room = at("zinnen", group=False)
    assert say("led.line-held") in shown(room.says("anna", "Ik zou eerst bellen."))
    said = shown(room.says("anna", "a"))
    assert "- Ik zou eerst bellen." in said
    assert "Stap 4: kiezen" in said


def test_hands_are_counted_as_whoever_leads_types_them() -> None:
    room = at("handen")
    wrong = say("led.count-wrong", number=2, example="3 1")
    for typed in ("3", "3 4 5", "3 x", "3 999"):
        assert wrong in shown(room.says("anna", typed))
    assert say("led.not-leader") in shown(room.says("bram", "3 2"))
    said = shown(room.says("anna", "3 2"))
    assert say("led.counted", counts="Thuis 3 en Hier 2") in said


def test_the_summary_holds_what_was_said_and_nothing_of_it_stays() -> None:
    room = at("zinnen")
    for line in ("rust", "moed", "een plan"):
        room.says("bram", f"inbreng {line}")
    room.says("anna", "verder")
    said = shown(room.says("anna", "3 2"))
    assert "Stap 3: zinnen" in said
    assert "- een plan" in said
    assert "Thuis 3" in said
    last = room.says("anna", "nee")
    assert say("led.ended") in shown(last)
    assert any(isinstance(effect, EndGathering) for effect in last.effects)
    assert room.gathering is None
    assert room.timers == {}


def test_a_group_may_ask_to_look_back() -> None:
    room = at("later")
    turn = room.says("anna", "ja")
    (wake,) = [one for one in turn.effects if isinstance(one, Wake)]
    assert isinstance(wake.payload, LookBackOnMethod)
    assert say("look-back.alone") not in shown(turn)


def test_a_restart_says_what_is_lost_and_goes_on() -> None:
    room = at("zinnen")
    room.says("bram", "inbreng rust")
    room.restarts()
    said = shown(room.says("anna", "verder"))
    assert say("led.lost").strip() in said
    assert "Stap 4: kiezen" in said
    room.restarts()
    assert say("led.lost").strip() in shown(room.says("anna", "opnieuw"))


@pytest.mark.parametrize(("due_in", "heard", "left"), [(8, "2 minuten", 2), (10, "2 minuten", 2)])
def test_time_in_which_the_bot_was_away_is_given_back(due_in: int, heard: str, left: int) -> None:
    """It went away two minutes before the end, and came back half an hour later."""
    room = at("vertel")
    if due_in == 10:
        room.later(8)
    passed = 38 if due_in == 8 else 30
    turns = room.later(passed, away=timedelta(minutes=30))
    said = [shown(turn).strip() for turn in turns if turn.replies]
    assert said == [say("led.was-away", where="stap 1: inbreng", time=heard)]
    assert [shown(turn).strip() for turn in room.later(left)] == [say("led.over", where="stap 1: inbreng")]


def test_nothing_typed_and_nobody_named_is_in_what_is_kept() -> None:
    room = at("zinnen")
    turn = room.says("bram", "inbreng geheim-9921")
    (kept,) = [one for one in turn.effects if isinstance(one, KeepGathering)]
    assert "geheim" not in repr(kept)
    assert "bram" not in repr(kept.gathering)


def test_a_dilemma_of_ones_own_beside_it_does_not_stop_it() -> None:
    room = at("vertel")
    before = room.gathering
    room.says("bram", "start")
    assert room.gathering == before
