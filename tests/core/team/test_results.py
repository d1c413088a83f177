"""What is said of a result: the same as picture and as words, and nothing beside the bands."""

from datetime import date

from bot.core.model.disclosure import RULES, Outcome, publish
from bot.core.model.figures import Bars, Shift
from bot.core.model.replies import Picture, Say
from bot.core.model.team import Past
from bot.core.team.results import asking, in_words, labels_of, lines, outcome_reply
from tests.dutch import DUTCH, say

LABELS = {"a": "Bellen", "b": "Wachten", "c": "Samen"}
FIRST = publish({"a": 5, "b": 4, "c": 1}, RULES[1])
SECOND = publish({"a": 9, "b": 1, "c": 0}, RULES[1])


def past(outcome: Outcome) -> Past:
    return Past("r1", "ronde", "de-brief", 1, outcome, date(2026, 11, 23))


def test_bands_in_words() -> None:
    assert lines(FIRST, LABELS, DUTCH) == "- Bellen: 5\n- Wachten: 4\n- Samen: hooguit 2"
    assert lines(SECOND, LABELS, DUTCH) == (
        "- Bellen: op hooguit 2 na allemaal\n- Wachten: hooguit 2\n- Samen: hooguit 2"
    )


def test_a_picture_says_in_words_what_it_shows() -> None:
    told = outcome_reply("Uitslag", FIRST, LABELS, None, DUTCH)
    assert isinstance(told, Picture)
    assert isinstance(told.figure, Bars)
    for bar in told.figure.bars:
        assert f"- {bar.label}: {bar.said}" in told.text
    assert {bar.said for bar in told.figure.bars} == {
        in_words(band, FIRST, DUTCH) for band in (FIRST.bands or {}).values()
    }


def test_the_question_and_the_total_stand_in_the_picture() -> None:
    told = asking(outcome_reply("Uitslag", FIRST, LABELS, None, DUTCH), "Wat doe jij?")
    assert isinstance(told, Picture)
    assert isinstance(told.figure, Bars)
    assert (told.figure.question, told.figure.total) == ("Wat doe jij?", "10 stemmen")
    assert "10 stemmen" in told.text


def test_before_and_after_are_laid_side_by_side() -> None:
    told = outcome_reply("Uitslag", SECOND, LABELS, past(FIRST), DUTCH)
    assert isinstance(told, Picture)
    assert isinstance(told.figure, Shift)
    assert told.text.index(say("result.before")) < told.text.index(say("result.after"))


def test_after_an_editor_changed_the_ways_there_is_nothing_to_lay_beside() -> None:
    other = publish({"a": 5, "d": 5}, RULES[1])
    told = outcome_reply("Uitslag", SECOND, LABELS, past(other), DUTCH)
    assert isinstance(told, Picture)
    assert isinstance(told.figure, Bars)


def test_another_turn_out_is_told_without_any_number_of_an_option() -> None:
    told = outcome_reply("Uitslag", publish({"a": 9, "b": 2}, RULES[1], (FIRST,)), LABELS, past(FIRST), DUTCH)
    assert isinstance(told, Say)
    assert "Een duidelijke meerderheid kiest: Bellen." in told.text
    assert "hooguit" not in told.text


def test_a_way_that_an_editor_took_away_keeps_its_name() -> None:
    assert labels_of(None, ["a", "anders", "spijt"], DUTCH) == {
        "a": "a",
        "anders": "Anders",
        "spijt": say("request.regret-yes"),
    }
