"""Words to type: with a sign in a group, without one alone with the bot."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.features.command_prefix import signed
from bot.core.features.registry import REGISTRY
from tests.dutch import SENTENCES

EVERY = SENTENCES


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Er loopt nu geen ronde. Typ: ronde.", "Er loopt nu geen ronde. Typ: !ronde."),
        ("Typ terug, pauze of stop.", "Typ !terug, !pauze of !stop."),
        ("Typ een letter, of typ gewoon je vraag.", "Typ een letter, of typ gewoon je vraag."),
        ("Typ dilemma met een thema, of thema's.", "Typ !dilemma met een thema, of !themas."),
        ("Je kunt ook typen: uitslag, agenda of meer.", "Je kunt ook typen: !uitslag, !agenda of !meer."),
        ("Wisselen kan met: typen, of: letters.", "Wisselen kan met: !typen, of: !letters."),
        ("Typ: peiling sluit 12:00. Of: ronde.", "Typ: !peiling sluit 12:00. Of: !ronde."),
        ("Typ hier waarom: rem, en dan je reden.", "Typ hier waarom: !rem, en dan je reden."),
        ("Wie leidt, typt: ronde.", "Wie leidt, typt: !ronde."),
        ("Typ {slash}weekbericht uit.".format(slash="/"), "Typ !weekbericht uit."),
        ("Typ in je eigen gesprek met mij: stem.", "Typ in je eigen gesprek met mij: stem."),
        ("Typ 'pauze' als je weg moet.", "Typ '!pauze' als je weg moet."),
        ("Achter 'dilemma' mag meer staan.", "Achter '!dilemma' mag meer staan."),
        ("Hij zei: 'terug naar werk'.", "Hij zei: 'terug naar werk'."),
        ("Akkoord, rem of vraag.", "Akkoord, rem of vraag."),
        ("Of stop met de ronde.", "Of stop met de ronde."),
        ("Zie https://example.org/team of en/of.", "Zie https://example.org/team of en/of."),
    ],
)
def test_in_a_group_words_to_type_have_the_sign_and_other_words_have_none(text: str, told: str) -> None:
    assert signed(text, "!", group=True) == told


def test_alone_with_the_bot_there_is_no_sign_but_for_what_is_typed_in_the_group() -> None:
    assert signed("Typ /hulp, of typ stop.", "!", group=False) == "Typ hulp, of typ stop."
    assert signed("Typ in de groep: team mee.", "!", group=False) == "Typ in de groep: !team mee."


@pytest.mark.parametrize("name", EVERY)
def test_no_sentence_of_ours_tells_a_group_to_type_what_is_not_heard(name: str) -> None:
    told = signed(EVERY[name].replace("{slash}", "/"), "!", group=True)
    alone = r"(?!.*eigen gesprek)"
    known = "|".join(map(re.escape, {*REGISTRY.commands} - {"vraag", "bedankt"}))
    for sentence in re.split(r"(?<=[.?!])\s|\n", told):
        assert not re.search(rf"^{alone}.*\b[Tt]yp(?:en|t)?\b[ :](?:.*: |.*\bof )?(?:{known})\b", sentence)
    assert signed(told, "!", group=True) == told


@pytest.mark.parametrize("name", EVERY)
def test_alone_nothing_of_ours_changes_but_what_is_about_a_group(name: str) -> None:
    told = signed(EVERY[name], "!", group=False)
    without = [re.sub(r"(?<!\w)[!/](?=[a-z])", "", one) for one in (told, EVERY[name])]
    assert without[0] == without[1]
    assert told == EVERY[name].replace(" /", " ") or "groep" in told


@given(st.text(max_size=200))
def test_nothing_is_lost_of_any_text(text: str) -> None:
    told = signed(text, "!", group=True)
    assert told.replace("!", "").replace("/", "") == text.replace("!", "").replace("/", "")
