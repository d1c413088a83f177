"""Polls of Matrix itself (MSC3381): what is sent, and the count, which must be the one Element shows.

Sent is the unstable form only: it is the only one that clients show. Read are all forms there are:
the unstable one, the one of older clients that only renamed it, and the final one.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.channels.matrix.gate import MessageEvent

UNSTABLE = "org.matrix.msc3381."
TEXT = "org.matrix.msc1767.text"

START = f"{UNSTABLE}poll.start"
END = f"{UNSTABLE}poll.end"
STARTS = frozenset({START, "m.poll.start"})
RESPONSES = frozenset({f"{UNSTABLE}poll.response", "m.poll.response"})
ENDS = frozenset({END, "m.poll.end"})

MOST_ANSWERS = 20
"""Clients leave out what comes after these."""

Content = dict[str, Any]


def start(question: str, answers: Sequence[tuple[str, str]]) -> Content:
    """Return a poll; `answers` are pairs of id and text. `body` is for clients without polls."""
    numbered = [f"{number}. {text}" for number, (_, text) in enumerate(answers, 1)]
    fallback = "\n".join([question, *numbered])
    return {
        START: {
            "question": {TEXT: question, "body": question, "msgtype": "m.text"},
            "kind": f"{UNSTABLE}poll.disclosed",
            "max_selections": 1,
            "answers": [{"id": id_, TEXT: text} for id_, text in answers[:MOST_ANSWERS]],
        },
        TEXT: fallback,
        "body": fallback,
        "msgtype": "m.text",
    }


def end(poll: str, text: str) -> Content:
    """Return the event that closes a poll, by its event id. `text` is for clients without polls."""
    relation = {"rel_type": "m.reference", "event_id": poll}
    return {"m.relates_to": relation, END: {}, TEXT: text, "body": text, "msgtype": "m.text"}


def ended(event: MessageEvent) -> str:
    """Return the id of the poll that this event closes, or empty."""
    return _target(event) if event.type in ENDS else ""


def answers_of(start_event: MessageEvent) -> tuple[str, ...]:
    """Return the ids of the answers of a poll, in whichever form it was sent."""
    poll = _inner(start_event, (*STARTS, "m.poll"))
    found = [answer for answer in poll.get("answers") or () if isinstance(answer, dict)]
    return tuple(str(answer.get("id", answer.get("m.id", ""))) for answer in found[:MOST_ANSWERS])


def most_selections(start_event: MessageEvent) -> int:
    """Return how many answers one vote may hold."""
    most = _inner(start_event, (*STARTS, "m.poll")).get("max_selections", 1)
    return most if isinstance(most, int) and most >= 1 else 1


@dataclass(frozen=True, slots=True)
class Poll:
    """The facts about a poll that are needed to count it."""

    id: str
    """Of its event."""
    creator: str
    answers: tuple[str, ...]
    selections: int = 1
    sealed: bool = False
    """Began encrypted: then what is not encrypted is no vote and no end. A homeserver could have made it."""


def poll_from(start_event: MessageEvent) -> Poll:
    """Return the poll that this event began."""
    answers, selections = answers_of(start_event), most_selections(start_event)
    return Poll(start_event.id, start_event.sender, answers, selections, start_event.sealed)


def tally(poll: Poll, related: Iterable[MessageEvent], redactors: frozenset[str]) -> dict[str, int]:
    """Return the votes per answer. `related` is everything that refers to the poll, in any order, decrypted.

    As Element counts: of each person the newest vote before the end; one with an answer that does not
    exist is spoiled, and so is an empty one; too many selections are cut off; what was redacted is gone,
    and an earlier vote holds again. A poll is ended by its creator or by somebody in `redactors`.
    """
    events = [event for event in related if _target(event) == poll.id and event.sealed >= poll.sealed]
    closed = _end_time(poll, events, redactors)
    newest: dict[str, tuple[tuple[int, str], list[str]]] = {}
    for event in events:
        when = (event.sent_at, event.id)
        if event.type in RESPONSES and event.sent_at <= closed and not event.redacted:
            newest[event.sender] = max(newest.get(event.sender, (when, [])), (when, _selected(event)))
    return _counted(poll, [chosen for _, chosen in newest.values()])


def _counted(poll: Poll, votes: Iterable[list[str]]) -> dict[str, int]:
    counts = dict.fromkeys(poll.answers, 0)
    for vote in votes:
        chosen = vote[: poll.selections]
        if all(answer in counts for answer in chosen):
            for answer in set(chosen):
                counts[answer] += 1
    return counts


def _end_time(poll: Poll, events: Iterable[MessageEvent], redactors: frozenset[str]) -> float:
    """Return when the poll was closed for the first time, in milliseconds; infinite while it is open."""
    by = redactors | {poll.creator}
    times = (
        float(event.sent_at)
        for event in events
        if event.type in ENDS and event.sender in by and not event.redacted
    )
    return min(times, default=float("inf"))


def _target(event: MessageEvent) -> str:
    relation = event.content.get("m.relates_to")
    if not isinstance(relation, dict) or relation.get("rel_type") != "m.reference":
        return ""
    return str(relation.get("event_id", ""))


def _inner(event: MessageEvent, names: Iterable[str]) -> Mapping[str, Any]:
    content = event.content
    return next((content[name] for name in names if isinstance(content.get(name), dict)), {})


def _selected(event: MessageEvent) -> list[str]:
    """Return what was chosen, in whichever form it was sent. What makes no sense is a vote for nothing."""
    inner = _inner(event, RESPONSES)
    chosen = inner.get("answers") if inner else event.content.get("m.selections")
    return [str(answer) for answer in chosen] if isinstance(chosen, list) else []
