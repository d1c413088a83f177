"""The words that always work."""

import pytest

from bot.core.conversation.commands import Command, CommandWords, Words
from bot.core.features.registry import REGISTRY

command, exact_command = REGISTRY.vocabulary.command, REGISTRY.vocabulary.exact_command
ALIASES = [*REGISTRY.vocabulary.aliases.items()]


@pytest.mark.parametrize(("alias", "name"), ALIASES)
def test_every_word_works_in_capitals_and_with_a_slash(alias: str, name: str) -> None:
    for text in (alias, alias.upper(), f"{alias}.", f"{alias}!", f" {alias}"):
        assert command(text) == Command(name)
    assert command(f"/{alias}") == Command(name, "", slashed=True)


def test_no_word_means_two_things() -> None:
    with pytest.raises(ValueError, match="'hoi' means 'start' and 'doei'"):
        CommandWords({"start": Words(("start", "hoi")), "doei": Words(("doei", "hoi"))})


@pytest.mark.parametrize(
    ("text", "name", "rest"),
    [
        ("dilemma schulden", "dilemma", "schulden"),
        ("Dilemma: Eigen Regie", "dilemma", "Eigen Regie"),
        ("dilemma’s over jeugd", "dilemma", "over jeugd"),
        ("nog een dilemma over jeugd", "dilemma", "over jeugd"),
        ("tweestrijd wmo", "tweestrijd", "wmo"),
        ("citaat vertrouwen", "citaat", "vertrouwen"),
        ("rol teamleider", "rol", "teamleider"),
        ("vraag: wat is maatwerk?", "vraag", "wat is maatwerk?"),
        ("ik heb een vraag over de wmo", "vraag", "over de wmo"),
    ],
)
def test_more_words_may_follow(text: str, name: str, rest: str) -> None:
    assert command(text) == Command(name, rest)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/dilemma@ruggespraak_bot schulden", Command("dilemma", "schulden", slashed=True)),
        ("/start@ruggespraak_bot", Command("start", "", slashed=True)),
        ("/start iets", Command("start", "iets", slashed=True)),
        ("/ start", Command("start", "", slashed=True)),
        ("/", Command("", "", slashed=True)),
        ("/iets anders", Command("", "iets anders", slashed=True)),
    ],
)
def test_a_slash_always_makes_a_command(text: str, expected: Command) -> None:
    assert command(text) == expected
    assert exact_command(text) == expected


@pytest.mark.parametrize(
    ("text", "name", "rest"),
    [
        ("dilema", "dilemma", ""),
        ("dilema schulden", "dilemma", "schulden"),
        ("tweestrjid wmo", "tweestrijd", "wmo"),
        ("mijn gegevns", "mijn gegevens", ""),
        ("teurg", "terug", ""),
        ("pauzee", "pauze", ""),
    ],
)
def test_one_typing_error_is_forgiven(text: str, name: str, rest: str) -> None:
    assert command(text) == Command(name, rest)
    assert exact_command(text) is None


@pytest.mark.parametrize(
    ("text", "name", "rest"),
    [
        ("ik wil een dilemma", "dilemma", ""),
        ("Geef me een dilemma over schulden", "dilemma", "over schulden"),
        ("mag ik nog een citaat", "citaat", ""),
        ("doe maar een dilema", "dilemma", ""),
    ],
)
def test_one_may_ask_for_it_in_a_sentence(text: str, name: str, rest: str) -> None:
    assert command(text) == Command(name, rest)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hulp bij het huishouden",
        "stop met roken",
        "terug naar de uitleg",
        "rollator",
        "ho",
        "rolt",
        "wat is een dilemma",
        "begin bij de inwoner",
        "team van klantmanagers",
        "graag een voorbeeld",
        "ik wil een uitkering",
        "top idee",
        "!!",
        "😀",
    ],
)
def test_other_texts_are_no_command(text: str) -> None:
    assert command(text) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [("terug", "terug"), ("Stop!", "stop"), ("nog een keer", "opnieuw"), ("dilemma", "dilemma")],
)
def test_where_any_text_may_be_an_answer_a_word_alone_still_works(text: str, name: str) -> None:
    assert exact_command(text) == Command(name)


@pytest.mark.parametrize(
    "text", ["citaat vertrouwen", "dilemma schulden", "terugg", "hulp nodig", "ik wil een dilemma", "prima"]
)
def test_where_any_text_may_be_an_answer_other_words_are_the_answer(text: str) -> None:
    assert exact_command(text) is None


@pytest.mark.parametrize("text", ["team nieuw Wijk Noord-Één", "/team nieuw Wijk Noord-Één"])
def test_what_is_typed_behind_a_word_stays_as_it_was_typed(text: str) -> None:
    found = command(text)
    assert found
    assert (found.name, found.rest) == ("team", "nieuw Wijk Noord-Één")
