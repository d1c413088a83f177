"""What the report counts, and from which day on something must be looked at again."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.content.report import LAWS, content_report
from bot.core.model.library import Fact, Library

TODAY = date(2026, 11, 23)
LATE = "Feiten: verlopen, of binnen 60 dagen"
OLD = "Langer dan een jaar niet nagekeken"
BY_LAW = "Dilemma's per wet (naar thema en woorden)"


def section(title: str, library: Library, today: date = TODAY) -> list[str]:
    """The rows under a title."""
    lines = content_report(library, today)
    begin = lines.index(title) + 1
    return lines[begin : lines.index("", begin)]


def telling(library: Library, story: str) -> Library:
    """The example with another story in its dilemma, and no theme."""
    dilemma = replace(library.dilemmas["de-brief"], story=story, themes=())
    return replace(library, dilemmas={dilemma.id: dilemma})


def test_dilemmas_are_counted_fewest_first_and_none_is_named(example: Library) -> None:
    assert section("Dilemma's per rol", example) == [
        "geen: Leidinggevende",
        "   1: Professional in de uitvoering",
    ]
    assert section("Dilemma's per thema", example) == ["geen: Vertrouwen", "   1: Schulden"]
    assert section("Dilemma's per waarde", example) == ["   1: vertrouwen, voorkomen, zorgvuldigheid"]


def test_a_value_counts_once_in_a_dilemma_and_fewest_come_first(example: Library) -> None:
    one = example.dilemmas["de-brief"]
    other = replace(one, id="twee", ways=tuple(replace(way, values=("vertrouwen",)) for way in one.ways))
    both = replace(example, dilemmas={one.id: one, other.id: other})
    assert section("Dilemma's per waarde", both) == ["   1: voorkomen, zorgvuldigheid", "   2: vertrouwen"]


@pytest.mark.parametrize(
    ("story", "law"),
    [
        ("Zij heeft een bijstandsuitkering.", "Participatiewet"),
        ("De Wmo-consulent komt.", "Wmo"),
        ("Hij krijgt jeugdhulp.", "Jeugdwet"),
        ("Zij belt schuldhulpverlening.", "Wgs"),
        ("Een onschuldig verhaal.", ""),
    ],
)
def test_a_law_is_known_by_the_words_of_a_story(story: str, law: str, example: Library) -> None:
    rows = section(BY_LAW, telling(example, story))
    assert [row for row in rows if "1: " in row] == ([f"   1: {law}"] if law else [])


def test_a_law_is_known_by_its_theme(example: Library, library: Library) -> None:
    assert {theme for theme, _ in LAWS.values()} <= set(library.themes)
    assert "   1: Wgs" in section(BY_LAW, example)


@pytest.mark.parametrize(
    ("days", "said"),
    [(-1, " is verlopen."), (0, ", over 0 dagen."), (60, ", over 60 dagen."), (61, "")],
)
def test_a_fact_is_named_when_it_is_overdue_or_soon_will_be(days: int, said: str) -> None:
    day = TODAY + timedelta(days=days)
    facts = {"nummer": Fact("nummer", "112", "", "112.nl", day)}
    rows = section(LATE, Library(facts=facts))
    assert rows == ([f"{day}: nummer (112){said} Bron: 112.nl"] if said else ["   -: niets"])


def test_a_page_is_old_after_a_year(example: Library) -> None:
    assert section(OLD, example, TODAY + timedelta(days=365)) == ["   -: niets"]
    assert section(OLD, example, TODAY + timedelta(days=366)) == [
        "2026-11-23: knowledge/dilemmas/de-brief.yaml",
        "2026-11-23: knowledge/questions/wat-is-luisteren.yaml",
    ]
