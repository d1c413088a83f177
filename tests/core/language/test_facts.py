"""Numbers and law articles, and the day on which they must be looked up again."""

from datetime import date, timedelta

import pytest

from bot.core.language.facts import REFERENCE, filled, overdue
from bot.core.model.library import Fact, Library
from tests.conftest import NOW

DAY = date(2026, 11, 23)
FACTS = {
    "today": Fact("today", "112", "", "", DAY),
    "late": Fact("late", "0800-2000", "", "", DAY - timedelta(days=1)),
}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Bel {fact:today}.", "Bel 112."),
        ("Bel {fact:late}.", "Bel 0800-2000 (controleer dit)."),
        ("{fact:today}{fact:today}", "112112"),
        ("{fact:nope}", "{fact:nope}"),
        ("{fact:}", "{fact:}"),
        ("{fact:TODAY}", "{fact:TODAY}"),
        ("{today} %s {0}", "{today} %s {0}"),
        ("", ""),
    ],
)
def test_a_reference_becomes_its_value(text: str, said: str) -> None:
    assert filled(text, FACTS, DAY) == said


def test_a_value_is_not_read_for_references() -> None:
    facts = {"a": Fact("a", "{fact:b}", "", "", DAY), "b": Fact("b", "x", "", "", DAY)}
    assert filled("{fact:a}", facts, DAY) == "{fact:b}"


def test_a_fact_is_overdue_from_the_day_after_its_date() -> None:
    assert [fact.id for fact in overdue(FACTS, DAY)] == ["late"]
    assert [fact.id for fact in overdue(FACTS, DAY + timedelta(days=1))] == ["today", "late"]


def test_no_fact_of_ours_is_overdue_yet(library: Library) -> None:
    assert overdue(library.facts, NOW.date()) == []


WEIGHED = {
    "wgs-eerste-gesprek": "vier weken",
    "wgs-bedreigend": "drie werkdagen",
    "evenredigheid-uitspraak": "ECLI:NL:RVS:2022:285",
}
"""Amounts and terms of law, as our material has them."""


def test_amounts_and_terms_are_as_in_the_material(library: Library) -> None:
    assert {id_: library.facts[id_].value for id_ in WEIGHED} == WEIGHED


def test_every_fact_of_ours_is_used(library: Library) -> None:
    """Articles of a law may wait for an answer; what they say is kept whole."""
    articles = {id_ for id_, fact in library.facts.items() if fact.source.startswith("https://wetten.")}
    assert set(library.facts) - articles - set(REFERENCE.findall(str(library))) == set()
