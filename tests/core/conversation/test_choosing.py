"""What somebody chooses, said as people say it."""

import pytest

from bot.core.conversation.choosing import by_name, is_thumb, names_a_letter, read
from bot.core.conversation.options import keyed
from bot.core.model.library import Library
from tests.core.talk import Talk, shown
from tests.dutch import say

WAYS = keyed(
    [
        ("bellen", "Eerst zelf bellen", ""),
        ("melden", "Vandaag melden bij handhaving", ""),
        ("wachten", "Tot maandag wachten", ""),
        ("anders", "Anders", ""),
    ]
)


def chosen(text: str) -> str | None:
    """The letters that are named; "" for a message that rules out, None for one that is no choice."""
    choice = read(text, WAYS)
    return None if choice is None else "".join(option.key for option in choice.named)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("B!!!", "B"),
        ("b graag", "B"),
        ("ik kies b", "B"),
        ("toch liever A", "A"),
        ("ik neig naar c", "C"),
        ("liever c dan a", "C"),
        ("B in plaats van A", "B"),
        ("niet A maar B", "B"),
        ("B want dan heeft hij een dak", "B"),
        ("B, dat geeft de meeste rust", "B"),
        ("a maar wel samen met haar", "A"),
        ("de tweede", "B"),
        ("eerste", "A"),
        ("doe maar de laatste", "D"),
        ("optie twee", "B"),
        ("ik ga voor melden", "B"),
        ("dan kies ik toch voor waachten", "C"),
    ],
)
def test_one_option_is_chosen(text: str, keys: str) -> None:
    assert chosen(text) == keys


@pytest.mark.parametrize("text", ["ik twijfel tussen A en C", "A of C?", "a + c", "A, of nee toch C"])
def test_of_several_none_is_chosen(text: str) -> None:
    assert chosen(text) == "AC"


@pytest.mark.parametrize("text", ["allebei", "alle drie"])
def test_all_of_them_names_every_option(text: str) -> None:
    assert chosen(text) == "ABCD"


@pytest.mark.parametrize("text", ["niet B", "B niet", "geen van beide"])
def test_not_that_one_names_no_option(text: str) -> None:
    assert not chosen(text)
    assert read(text, WAYS) is not None


@pytest.mark.parametrize(
    "text",
    [
        "mag ik bij handhaving melden?",
        "b is te streng",
        "wie zegt dat A goed is?",
        "hoe ga ik om met een boze klant",
        "een",
        "een ander dilemma graag",
        "alles",
        "ik zou de moeder eerst nog spreken",
    ],
)
def test_what_is_no_choice_is_not_taken_for_one(text: str) -> None:
    assert chosen(text) is None


def test_a_thumb_agrees_only_where_one_option_says_yes() -> None:
    yes_no = keyed([("j", "Ja, verder", ""), ("n", "Nee", "")])
    agreed = read("👍🏽", yes_no, agrees=True)
    assert agreed
    assert agreed.named == yes_no[:1]
    assert read("👍", yes_no) is None
    assert read("👍", WAYS, agrees=True) is None
    assert is_thumb("👍👍")
    assert not is_thumb("👎")
    assert not is_thumb("")


def test_a_letter_is_named_whatever_is_open() -> None:
    assert names_a_letter("ik kies b")
    assert not names_a_letter("ik kies voor rust")
    assert by_name("ik kies b", ()) is None


@pytest.fixture
def talk(example: Library) -> Talk:
    return Talk(example)


def test_choosing_with_a_reason_answers_the_choice_in_a_dilemma(talk: Talk) -> None:
    talk.says("dilemma")
    label = talk.labels[1]
    assert say("dilemma.chosen", label=label) in shown(talk.says("B want dan heeft hij een dak"))


def test_doubt_between_two_names_both_and_changes_nothing(talk: Talk) -> None:
    talk.says("dilemma")
    before = talk.session
    turn = talk.says("ik twijfel tussen A en C")
    assert turn.replies[0].text == say("dilemma.several-ways", letters="A of C")
    assert talk.session == before


def test_a_thumb_never_erases(talk: Talk) -> None:
    talk.says("dilemma", "wis alles")
    assert say("data.erased") not in shown(talk.says("👍"))
    assert talk.session.kept.case


def test_another_way_is_chosen_where_a_way_of_ones_own_was_asked(talk: Talk) -> None:
    talk.says("dilemma")
    first = talk.labels[0]
    talk.says("anders")
    assert say("dilemma.chosen", label=first) in shown(talk.says("toch liever A"))
