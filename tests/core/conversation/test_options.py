"""Which option does somebody mean?"""

import pytest

from bot.core.conversation.options import keyed, letters, pick
from bot.core.model.dialog import roads
from bot.core.model.library import Library
from bot.core.model.session import Option

OPTIONS = keyed(
    [
        ("bellen", "Eerst zelf bellen", ""),
        ("handhaving", "Vandaag melden bij handhaving", ""),
        ("maandag", "Tot maandag wachten", ""),
        ("niet", "Niet ingrijpen zonder haar", ""),
    ]
)
YES_NO = keyed([("ja", "Ja, nog een wet", ""), ("nee", "Nee, verder", "")])
ALIKE = keyed([("a", "Morgen de wijkagent bellen", ""), ("b", "Morgen de wijkarts bellen", "")])


def picked(text: str, options: tuple[Option, ...] = OPTIONS) -> str | None:
    option = pick(text, options)
    return option.id if option else None


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("B", "handhaving"),
        ("b", "handhaving"),
        ("B.", "handhaving"),
        ("b)", "handhaving"),
        ("(b)", "handhaving"),
        ("B!", "handhaving"),
        ("optie b", "handhaving"),
        ("Antwoord B", "handhaving"),
        ("keuze 2", "handhaving"),
        ("2", "handhaving"),
        ("4", "niet"),
        ("Vandaag melden bij handhaving", "handhaving"),
        ("vandaag melden bij handhaving.", "handhaving"),
        ("Vandaag meldem bij handhaving", "handhaving"),
        ("Vandag melden bij handhaving", "handhaving"),
        ("handhaving", "handhaving"),
        ("handaving", "handhaving"),
        ("wachten", "maandag"),
        ("tot maandag", "maandag"),
        ("zelf bellen", "bellen"),
        ("niet ingrijpen", "niet"),
        ("zonder haar", "niet"),
    ],
)
def test_what_is_meant_is_picked(text: str, id_: str) -> None:
    assert picked(text) == id_


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "E",
        "0",
        "5",
        "99",
        "AB",
        "niet melden",
        "ingrijpen",  # the label says "not"
        "bij",
        "😀",
        "ik zou haar eerst zelf bellen en dan pas kijken of melden bij handhaving nodig is",
        "wachten is geen optie want er is vandaag geen eten in huis",
        "Is handhaving verplicht?",
    ],
)
def test_what_is_not_clear_is_not_picked(text: str) -> None:
    assert picked(text) is None


@pytest.mark.parametrize("text", ["morgen", "bellen", "morgen bellen", "Morgen de wijk bellen"])
def test_two_labels_that_are_alike_are_not_guessed_between(text: str) -> None:
    assert picked(text, ALIKE) is None


@pytest.mark.parametrize(
    ("text", "id_"), [("ja", "ja"), ("Nee", "nee"), ("nee, verder", "nee"), ("nou", None)]
)
def test_yes_and_no_say_enough(text: str, id_: str | None) -> None:
    assert picked(text, YES_NO) == id_


def test_nothing_is_picked_from_nothing() -> None:
    assert pick("A", ()) is None
    assert pick("iets", ()) is None


def test_options_get_letters_in_order() -> None:
    assert [option.key for option in OPTIONS] == ["A", "B", "C", "D"]


@pytest.mark.parametrize(("many", "said"), [(1, "A"), (2, "A of B"), (4, "A, B, C of D")])
def test_letters_read_as_a_sentence(many: int, said: str) -> None:
    assert letters(OPTIONS[:many]) == said


def test_every_label_of_every_dilemma_and_dialog_picks_its_own_option(library: Library) -> None:
    menus = [[way.label for way in dilemma.ways] for dilemma in library.dilemmas.values()]
    menus += [
        [label for label, _ in roads(step) if label]
        for all_ in library.dialogs.values()
        for step in all_.steps.values()
    ]
    for menu in menus:
        options = keyed([(label, label, "") for label in menu])
        assert [picked(label, options) for label in menu] == menu
        assert [picked(label.upper(), options) for label in menu] == menu
