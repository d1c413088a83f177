"""What is asked in a message, and what is only said around it."""

import pytest

from bot.core.language.reading import Reader
from bot.core.model.library import Library


@pytest.fixture(scope="module")
def reader(library: Library) -> Reader:
    return Reader(library.frames.values())


@pytest.mark.parametrize(
    "message",
    [
        "Goeiemiddag allemaal, mag een gift van oma gewoon?",
        "mag een gift van oma gewoon? Dank je wel alvast, Bianca",
        "Dag Karin. Korte vraag: mag een gift van oma gewoon? mvg Sjoerd de Boer",
        "ik vroeg me af mag een gift van oma gewoon",
        "mag een gift van oma gewoon? wat vinden jullie",
        "HALLO COLLEGA'S, mag een gift van oma gewoon??? groetjes Ans",
    ],
)
def test_what_stands_around_a_question_comes_off(message: str, reader: Reader) -> None:
    assert "mag een gift van oma gewoon" in [one.rstrip("?").lower() for one in reader.read(message).texts]
    assert "groetjes" not in reader.read(message).whole
    assert len(reader.read(message).texts) <= 2


def test_what_is_said_of_a_case_is_told_from_what_is_asked(reader: Reader) -> None:
    read = reader.read("Mevrouw is 34 en heeft twee kinderen. Hoe lang mag ze naar Turkije?")
    assert read.questions == ("Hoe lang mag ze naar Turkije?",)
    assert read.whole.startswith("Mevrouw is 34")


def test_a_question_without_any_mark_is_found_at_the_end(reader: Reader) -> None:
    said = "er zit hier een man van vijftig die zijn huur niet meer betaalt en dan hoe zit het met zijn borg"
    assert reader.read(said).questions[-1] == "hoe zit het met zijn borg"


def test_two_questions_are_two(reader: Reader) -> None:
    read = reader.read("Hoe lang duurt bezwaar? En wie betaalt de tolk?")
    assert read.questions == ("Hoe lang duurt bezwaar?", "En wie betaalt de tolk?")


def test_of_a_message_without_a_question_the_last_clause_counts_apart(reader: Reader) -> None:
    assert reader.read("alleenstaande man, woont in een flat, kostendeler").questions == ("kostendeler",)


@pytest.mark.parametrize("message", ["hoi", "bedankt", "wat zou jij doen?", "", "?!", "groetjes"])
def test_of_a_message_that_only_frames_nothing_is_taken_off(message: str, reader: Reader) -> None:
    assert reader.read(message).texts == (message,)


@pytest.mark.parametrize("message", ["mag een gift van oma", "gr", "wat is een casus", "dag", "stel"])
def test_a_plain_question_is_one_text(message: str, reader: Reader) -> None:
    assert reader.read(message).texts == (message,)


def test_however_much_is_typed_a_few_texts_are_looked_up(reader: Reader) -> None:
    assert len(reader.read("mag een hond? " * 70).texts) <= 4
    assert len(reader.read(", ".join(f"hoe zit het met nummer {at}" for at in range(40))).texts) <= 4


def test_without_frames_only_the_clauses_are_told_apart() -> None:
    read = Reader(()).read("Hoi Karin. Mag een gift van oma?")
    assert read.whole == "Hoi Karin. Mag een gift van oma?"
