"""Puts telephone numbers, law articles, amounts and the day into a text."""

import re
from collections.abc import Mapping
from datetime import date

from bot.core.language.nl.spoken import MONTHS
from bot.core.model.library import Fact
from bot.core.model.replies import Reply
from bot.core.model.reply_texts import with_texts

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
    return with_texts(reply, lambda text: filled(text, facts, today))


def overdue(facts: Mapping[str, Fact], today: date) -> list[Fact]:
    """Return the facts that somebody must look up again, in the order of the file."""
    return [fact for fact in facts.values() if fact.check_by < today]


def _value(fact: Fact | None, written: str, today: date) -> str:
    if fact is None:
        return written
    return fact.value + OVERDUE if fact.check_by < today else fact.value
