"""Puts telephone numbers, law articles and amounts into a text."""

import re
from collections.abc import Mapping
from datetime import date

from bot.core.model.library import Fact

REFERENCE = re.compile(r"\{fact:([a-z0-9-]{1,64})\}")
OVERDUE = " (controleer dit)"


def filled(text: str, facts: Mapping[str, Fact], today: date) -> str:
    """The text with the value of each fact. A value past its date says that it must be checked."""
    return REFERENCE.sub(lambda found: _value(facts.get(found[1]), found[0], today), text)


def overdue(facts: Mapping[str, Fact], today: date) -> list[Fact]:
    """The facts that somebody must look up again, in the order of the file."""
    return [fact for fact in facts.values() if fact.check_by < today]


def _value(fact: Fact | None, written: str, today: date) -> str:
    if fact is None:
        return written
    return fact.value + OVERDUE if fact.check_by < today else fact.value
