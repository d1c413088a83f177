"""Words to type: with a sign in a group, without one alone with the bot."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.features.command_prefix import signed
from bot.core.features.command_reference import commands_written
from bot.core.features.registry import REGISTRY
from bot.core.model.library import Library
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
        ("Typ straks 'methode krantentoets'.", "Typ straks '!methode krantentoets'."),
        ("Doe het nu. Typ: methode vijf dingen.", "Doe het nu. Typ: !methode vijf dingen."),
        ("Typ 'pauze' als je weg moet.", "Typ '!pauze' als je weg moet."),
        ("Achter 'dilemma' mag meer staan.", "Achter '!dilemma' mag meer staan."),
        ("Hij zei: 'terug naar werk'.", "Hij zei: 'terug naar werk'."),
        ("Akkoord, rem of vraag.", "Akkoord, rem of vraag."),
        ("- Beginnen: start, hulp", "- Beginnen: !start, !hulp"),
        ("Onderweg: terug, wis alles en hulp.", "Onderweg: !terug, !wis alles en !hulp."),
        ("- Zoeken: vraag, citaat. Of typ je vraag.", "- Zoeken: !vraag, !citaat. Of typ je vraag."),
        ("- tweestrijd: een dilemma met twee wegen", "- !tweestrijd: een dilemma met twee wegen"),
        ("- dilemma, of met een thema: dilemma wmo", "- !dilemma, of met een thema: !dilemma wmo"),
        ("- thema's: waarover ik dilemma's heb", "- !themas: waarover ik dilemma's heb"),
        ("- Team: wie erbij hoort", "- Team: wie erbij hoort"),
        ("- afsluiten van energie;", "- afsluiten van energie;"),
        ("Drie dingen: rol, plek en tijd.", "Drie dingen: rol, plek en tijd."),
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


def test_what_one_can_type_is_answered_in_a_group_with_the_sign(library: Library) -> None:
    answer = commands_written(library.questions["welke-woorden-kan-ik-typen"].answer, "!", group=True)
    lists = [
        line.partition(": ")[2].partition(".")[0] for line in answer.split("\n") if line.startswith("- ")
    ]
    typed = [word for line in lists for word in line.split(", ")]
    assert len(typed) > 10
    assert all(word[0] == "!" and REGISTRY.vocabulary.command(word[1:]) for word in typed)


def test_every_line_of_the_help_begins_in_a_group_with_the_sign(library: Library) -> None:
    for key in REGISTRY.catalogue.help:
        line = commands_written(f"- {library.say(key)}", "!", group=True)
        assert REGISTRY.vocabulary.command(line[3:].partition(":")[0].partition(",")[0]), line
        assert line.startswith("- !")


@given(st.text(max_size=200))
def test_nothing_is_lost_of_any_text(text: str) -> None:
    told = signed(text, "!", group=True)
    assert told.replace("!", "").replace("/", "") == text.replace("!", "").replace("/", "")
