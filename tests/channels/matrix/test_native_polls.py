"""What Element counts of a poll, counted the same."""

from dataclasses import replace
from typing import Any

import pytest

from bot.channels.matrix.gate import MessageEvent
from bot.channels.matrix.native_polls import Poll, end, ended, poll_from, start, tally

POLL = Poll("$poll", "@bot:hs", ("A", "B", "C"))
ANSWERS = [("A", "Ja"), ("B", "Nee"), ("C", "Soms")]
UNSTABLE = "org.matrix.msc3381.poll."


def vote(sender: str, at: int, *answers: object, form: str = "unstable", **more: Any) -> MessageEvent:
    relation = {"rel_type": "m.reference", "event_id": "$poll"}
    content: dict[str, Any] = {"m.relates_to": relation}
    if form == "final":
        content["m.selections"] = list(answers)
    else:
        content[f"{UNSTABLE}response" if form == "unstable" else "m.poll.response"] = {
            "answers": list(answers)
        }
    kind = f"{UNSTABLE}response" if form == "unstable" else "m.poll.response"
    return MessageEvent(kind, sender, content, id=f"${sender}{at}", sent_at=at, **more)


def closing(sender: str, at: int, *, sealed: bool = False) -> MessageEvent:
    content = end("$poll", "dicht")
    return MessageEvent(f"{UNSTABLE}end", sender, content, sealed, id=f"$end{at}", sent_at=at)


def counted(*events: MessageEvent, redactors: frozenset[str] = frozenset()) -> dict[str, int]:
    return tally(POLL, events, redactors)


def test_of_each_person_the_newest_vote_counts_in_whichever_order_they_come() -> None:
    votes = [vote("ans", 1, "A"), vote("ans", 3, "B"), vote("cor", 2, "A")]
    assert counted(*votes) == counted(*reversed(votes)) == {"A": 1, "B": 1, "C": 0}


@pytest.mark.parametrize("form", ["unstable", "renamed", "final"])
def test_votes_of_all_forms_count(form: str) -> None:
    assert counted(vote("ans", 1, "B", form=form)) == {"A": 0, "B": 1, "C": 0}


@pytest.mark.parametrize("wrong", [("D",), ("A", "D"), (7,), (None,), ({"id": "A"},), ()])
def test_a_vote_that_makes_no_sense_takes_the_earlier_one_away(wrong: tuple[object, ...]) -> None:
    poll = Poll("$poll", "@bot:hs", ("A", "B", "C"), selections=2)
    assert tally(poll, [vote("ans", 1, "A"), vote("ans", 2, *wrong)], frozenset()) == {"A": 0, "B": 0, "C": 0}


def test_too_many_selections_are_cut_off() -> None:
    assert counted(vote("ans", 1, "B", "D", "A")) == {"A": 0, "B": 1, "C": 0}


def test_what_was_redacted_is_gone_and_the_earlier_vote_holds_again() -> None:
    redacted = vote("ans", 2, "B", redacted=True)
    assert counted(vote("ans", 1, "A"), redacted) == {"A": 1, "B": 0, "C": 0}


def test_a_vote_after_the_end_is_too_late_and_one_at_that_moment_is_not() -> None:
    events = [vote("ans", 5, "A"), closing("@bot:hs", 5), vote("cor", 6, "B"), vote("ans", 7, "B")]
    assert counted(*events) == {"A": 1, "B": 0, "C": 0}


def test_only_who_made_the_poll_or_may_redact_can_end_it_and_the_first_end_holds() -> None:
    events = [
        closing("eve", 1),
        closing("chef", 6),
        closing("@bot:hs", 9),
        vote("ans", 5, "A"),
        vote("cor", 8, "B"),
    ]
    assert counted(*events) == {"A": 1, "B": 1, "C": 0}
    assert counted(*events, redactors=frozenset({"chef"})) == {"A": 1, "B": 0, "C": 0}


def test_a_vote_for_another_poll_does_not_count() -> None:
    relation = {"rel_type": "m.reference", "event_id": "$ander"}
    voted = vote("ans", 1, "A")
    other = replace(voted, content={**voted.content, "m.relates_to": relation})
    assert counted(other, MessageEvent("m.room.message")) == {"A": 0, "B": 0, "C": 0}


def test_what_is_sent_is_read_back_and_shows_a_text_where_polls_are_unknown() -> None:
    content = start("Mag dat?", ANSWERS)
    sent = MessageEvent(f"{UNSTABLE}start", "@bot:hs", content, id="$poll")
    assert poll_from(sent) == POLL
    assert content["body"] == "Mag dat?\n1. Ja\n2. Nee\n3. Soms"
    assert content[f"{UNSTABLE}start"]["question"]["body"] == "Mag dat?"


@pytest.mark.parametrize(
    "content",
    [
        {"m.poll": {"max_selections": 2, "answers": [{"m.id": "A"}, {"m.id": "B"}]}},
        {"m.poll.start": {"max_selections": 2, "answers": [{"id": "A"}, {"id": "B"}]}},
    ],
)
def test_polls_of_other_forms_are_read_too(content: dict[str, Any]) -> None:
    assert poll_from(MessageEvent(f"{UNSTABLE}start", "x", content, id="$p")) == Poll(
        "$p", "x", ("A", "B"), 2
    )


@pytest.mark.parametrize("broken", [{}, {"m.poll": None}, {"m.poll": {"answers": "geen"}}])
def test_a_broken_poll_is_a_poll_without_answers(broken: dict[str, Any]) -> None:
    assert poll_from(MessageEvent(f"{UNSTABLE}start", content=broken)).answers == ()


def test_of_an_encrypted_poll_only_what_came_encrypted_counts() -> None:
    sealed = replace(POLL, sealed=True)
    events = [
        vote("ans", 1, "A", sealed=True),
        vote("ans", 2, "B"),
        vote("cor", 3, "B"),
        closing("@bot:hs", 2),
    ]
    late = [vote("dirk", 4, "C", sealed=True), closing("@bot:hs", 5, sealed=True)]
    assert tally(sealed, [*events, *late], frozenset()) == {"A": 1, "B": 0, "C": 1}


def test_an_end_names_its_poll() -> None:
    assert ended(closing("x", 1)) == "$poll"
    assert ended(vote("x", 1, "A")) == ""
