"""Who may do what in a team, and what a code looks like."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.model.disclosure import RULES
from bot.core.model.events import Added, Chat, Event, Moved, Opened, Pressed, Removed, Said
from bot.core.model.orders import CreateTeam, Join, OpenRound, StopRound, Vote
from bot.core.model.replies import Ask, Lose, Rename, Say, Toast, Turn, Wake
from bot.core.model.session import Around, Session
from bot.core.model.team import Round, Team
from bot.core.model.traits import ChannelTraits
from bot.core.respond import respond
from bot.core.team.teams import code_in
from bot.search.matcher import Matcher
from tests.conftest import NOW
from tests.core.talk import BUTTONS, READ_ALONG
from tests.dutch import DUTCH, say

GROUP = Chat("telegram", "-100", "7", group=True)
ALONE = Chat("telegram", "7", "7")
ROUND = Round("r1", "ronde", "de-brief", ("a", "b", "anders"), 1, NOW + timedelta(hours=2), RULES[1])
TEAM = Team("t1", "Noord", "BCDF2345", "-100", 6, belongs=True)
FRESH = "BCDFGHJKLMNPQRSTVWXZ2345"


def hears(event: Event, *teams: Team, invited: Team | None = None, traits: ChannelTraits = BUTTONS) -> Turn:
    session = Session(around=Around(teams=teams, invited=invited, fresh=FRESH))
    return respond(event, session, DUTCH, Matcher(DUTCH), NOW, traits=traits)


@pytest.mark.parametrize(
    ("event", "code"),
    [
        (Said(ALONE, "team bcdf-2345"), "BCDF2345"),
        (Said(ALONE, "/team BCDF2345"), "BCDF2345"),
        (Said(ALONE, "team: BCDF2345."), "BCDF2345"),
        (Opened(ALONE, link="team-BCDF2345"), "BCDF2345"),
        (Said(ALONE, "team overlegt"), ""),
        (Said(ALONE, "team nieuw"), ""),
        (Said(ALONE, "BCDF2345"), ""),
        (Opened(ALONE, link="dilemma-de-brief"), ""),
        (Pressed(ALONE, "1", "A"), ""),
        (Said(ALONE, "team " + "B" * 5_000), ""),
    ],
)
def test_a_code_is_told_from_words(event: Event, code: str) -> None:
    assert code_in(event) == code


def test_a_team_is_made_with_letters_nobody_can_guess_and_a_box_for_the_week() -> None:
    turn = hears(Said(GROUP, "team nieuw Wijk Oost"))
    made, week, moment = turn.effects
    assert made == CreateTeam(GROUP, FRESH[:12], FRESH[12:20], "Wijk Oost")
    assert isinstance(week, OpenRound)
    assert week.kind == "alleen"
    assert isinstance(moment, Wake)
    assert moment.due == NOW.replace(hour=9, minute=0) + timedelta(days=7)


def test_a_name_is_not_longer_than_a_line() -> None:
    made = hears(Said(GROUP, "team nieuw " + "x" * 500)).effects[0]
    assert isinstance(made, CreateTeam)
    assert len(made.name) == 60


@pytest.mark.parametrize("link", [True, False])
def test_who_has_a_code_joins_in_private(link: bool) -> None:
    event: Event = Opened(ALONE, link="team-BCDF2345") if link else Said(ALONE, "team bcdf-2345")
    stranger = replace(TEAM, belongs=False)
    assert hears(event, invited=stranger).effects == (Join(ALONE, "t1"),)
    assert hears(event).replies == (Say(say("team.unknown-code")),)
    assert hears(event, TEAM, invited=TEAM).effects == ()


@pytest.mark.parametrize(
    ("leads", "started", "may"), [(True, False, True), (False, True, True), (False, False, False)]
)
def test_who_leads_may_stop_a_round(leads: bool, started: bool, may: bool) -> None:
    team = replace(TEAM, started=started, rounds=(ROUND,))
    turn = hears(Said(GROUP, "ronde stop", leads=leads), team)
    assert (StopRound("r1") in turn.effects) == may


def test_a_press_carries_its_mark_and_only_that_is_asked_for() -> None:
    team = replace(TEAM, rounds=(ROUND,))
    turn = hears(Pressed(GROUP, "ronde-r1", "B", mark=42), team)
    assert turn.effects == (Vote(GROUP, "r1", "b", 42),)
    assert isinstance(turn.replies[0], Toast)
    assert turn.session.kept == Session().kept


@pytest.mark.parametrize(
    ("prompt", "option"),
    [
        ("ronde-r1", "D"),
        ("ronde-r1", ""),
        ("ronde-r1", "AA x"),
        ("ronde-r2", "A"),
        ("ronde-", "A"),
        ("verzoek-r1", "A"),
    ],
)
def test_a_forged_press_changes_nothing(prompt: str, option: str) -> None:
    turn = hears(Pressed(GROUP, prompt, option, mark=42), replace(TEAM, rounds=(ROUND,)))
    assert [type(reply) for reply in turn.replies] == [Toast]
    assert turn.effects == ()


def test_after_its_time_a_round_takes_no_vote_also_before_it_was_counted() -> None:
    late = replace(ROUND, closes_at=NOW)
    turn = hears(Pressed(GROUP, "ronde-r1", "A", mark=42), replace(TEAM, rounds=(late,)))
    assert turn.replies == (Toast(say("round.over")),)
    assert turn.effects == ()


def test_put_out_of_the_group_its_rounds_end_and_moved_they_go_along() -> None:
    team = replace(TEAM, rounds=(ROUND,))
    assert hears(Removed(GROUP), team).effects == (Lose(GROUP), StopRound("r1"))
    assert hears(Moved(GROUP, "-200"), team).effects == (Rename(GROUP, "-200"),)
    assert hears(Added(GROUP)).effects == ()
    assert hears(Removed(ALONE), team).effects == (Lose(ALONE),), "who blocks the bot stops nobody's round"


def test_a_letter_typed_in_the_group_joins_but_never_votes() -> None:
    assert hears(Said(GROUP, "a"), replace(TEAM, belongs=False)).effects == (Join(GROUP, "t1"),)
    team = replace(TEAM, rounds=(ROUND,))
    assert hears(Said(GROUP, "a"), team).replies == (Say(say("ballot.not-in-group")),)
    request = replace(ROUND, kind="verzoek", ways=("akkoord", "rem", "vraag"))
    agreed = hears(Said(GROUP, "a", mark=9), replace(TEAM, rounds=(request,))).effects
    assert agreed[0] == Vote(GROUP, "r1", "akkoord", 9)


def test_a_ballot_is_secret_wherever_it_is_shown() -> None:
    """So where a press can be seen, no press or reaction counts: Matrix sends those in the clear."""
    team = replace(TEAM, rounds=(ROUND,))
    alone = hears(Said(ALONE, "stem"), team).replies
    group = hears(Said(GROUP, "ronde"), team).replies
    ballots = [one for one in (*alone, *group) if isinstance(one, Ask)]
    assert [one.secret for one in ballots] == [True, True]
    asked = hears(Said(GROUP, "ronde"), team, traits=READ_ALONG).replies
    assert not any(isinstance(one, Ask) for one in asked), "nothing to press where all can see it"


@pytest.mark.parametrize(("traits", "told"), [(BUTTONS, False), (READ_ALONG, True)])
def test_who_lets_dilemmas_count_hears_that_only_encrypted_letters_do(
    traits: ChannelTraits, told: bool
) -> None:
    (said,) = hears(Said(ALONE, "tel mee"), TEAM, traits=traits).replies
    assert (say("team.counts-sealed") in said.text) is told
