"""Puts telephone numbers, law articles, amounts and the day into a text."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import assert_never

from bot.core.language.nl.spoken import MONTHS
from bot.core.model.library import Fact
from bot.core.model.replies import Ask, ClosePoll, OpenPoll, Paper, Picture, Reply, Say, Toast

REFERENCE = re.compile(r"\{fact:([a-z0-9-]{1,64})\}")
OVERDUE = " (controleer dit)"

_TODAY = "{vandaag}"
"""The name that an editor writes for today's date."""


def filled(text: str, facts: Mapping[str, Fact], today: date) -> str:
    """Return the text with the value of each fact. A value past its date says that it must be checked."""
    dated = text.replace(_TODAY, f"{today.day} {MONTHS[today.month - 1]} {today.year}")
    return REFERENCE.sub(lambda found: _value(facts.get(found[1]), found[0], today), dated)


def filled_reply(reply: Reply, facts: Mapping[str, Fact], today: date) -> Reply:
    """Return the reply with the value of each fact in everything that people read of it."""

    def fill(text: str) -> str:
        return filled(text, facts, today)

    match reply:
        case Say():
            return replace(reply, text=fill(reply.text), title=fill(reply.title), source=fill(reply.source))
        case Ask(options=options):
            shown = tuple(replace(one, label=fill(one.label), detail=fill(one.detail)) for one in options)
            return replace(reply, text=fill(reply.text), title=fill(reply.title), options=shown)
        case Toast() | Picture() | ClosePoll():
            return replace(reply, text=fill(reply.text), title=fill(reply.title))
        case Paper(parts=parts):
            lines = tuple(replace(part, lines=tuple(map(fill, part.lines))) for part in parts)
            return replace(reply, text=fill(reply.text), parts=lines)
        case OpenPoll(options=options):
            shown = tuple(replace(one, label=fill(one.label)) for one in options)
            return replace(reply, text=fill(reply.text), title=fill(reply.title), options=shown)
        case _:
            assert_never(reply)


def overdue(facts: Mapping[str, Fact], today: date) -> list[Fact]:
    """Return the facts that somebody must look up again, in the order of the file."""
    return [fact for fact in facts.values() if fact.check_by < today]


def _value(fact: Fact | None, written: str, today: date) -> str:
    if fact is None:
        return written
    return fact.value + OVERDUE if fact.check_by < today else fact.value
