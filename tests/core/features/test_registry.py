"""One declaration makes a feature: its word is heard, its row is in every menu, its line in the help."""

from dataclasses import replace
from itertools import product

import pytest

from bot.core.conversation.commands import ANYTHING, Words
from bot.core.conversation.context import Scene
from bot.core.features.feature import Feature, Menus, OptionKind
from bot.core.features.registry import FEATURES, REGISTRY, Audience, Registry
from bot.core.model.events import Chat, Event, Opened, Pressed, Said
from bot.core.model.library import Library
from bot.core.model.replies import Ask, Say, Turn
from bot.core.model.session import Session
from bot.core.respond import respond
from bot.core.router import Router
from bot.search.matcher import Matcher
from tests.conftest import NOW
from tests.core.talk import CHAT, Talk, shown
from tests.dutch import say

GROUP = Chat("test", "groep", "anna", group=True, sealed=True)
AUDIENCES: tuple[Audience, ...] = ("private", "group", "admins")


def _wafels(scene: Scene, rest: str) -> Turn:
    return Turn(scene.session, (Say(f"Wafels: {rest or 'gewoon'}. Typ stop."),))


def _after(turn: Turn, _: Scene) -> Turn:
    return replace(turn, replies=(*turn.replies, Say("Eet smakelijk. Typ stop.")))


WAFELS = Feature(
    "wafels",
    Words(("wafels", "stroopwafels"), ANYTHING, interrupts_as=("stroopwafels",)),
    _wafels,
    options={"wafel": OptionKind(_wafels, lambda library: library.dilemmas, link="wafel")},
    prompts={"wafel-": lambda event, scene: Turn(scene.session, (Say(f"Gedrukt: {event.option}"),))},
    links={"bakken": _wafels},
    menus=Menus(
        start=("wafels.eat", "wafels.warm"),
        private="wafels.menu",
        group="wafels.group",
        admins="wafels.admins",
    ),
    help="wafels.help",
)
WITH_WAFELS = Registry((WAFELS, *FEATURES))
SENTENCES = {
    "wafels.eat": "Wafels eten",
    "wafels.warm": "Warm.",
    "wafels.help": "wafels: bij de koffie",
}


def answers(event: Event, library: Library, registry: Registry = WITH_WAFELS) -> Turn:
    speaking = replace(library, sentences={**library.sentences, **SENTENCES})
    return respond(event, Session(), speaking, Matcher(library), NOW, registry=registry)


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("wafels", "gewoon"),
        ("/stroopwafels", "gewoon"),
        ("wafels met slagroom", "met slagroom"),
        ("waffels", "gewoon"),
    ],
)
def test_a_declared_word_is_heard(typed: str, answer: str, example: Library) -> None:
    assert answers(Said(CHAT, typed), example).replies == (Say(f"Wafels: {answer}. Typ stop."),)
    assert "Wafels" not in shown(answers(Said(CHAT, typed), example, REGISTRY))


def test_a_declared_feature_is_in_help_and_every_menu(example: Library) -> None:
    assert "- wafels: bij de koffie\n- {cmd:dilemma}" in shown(answers(Said(CHAT, "hulp"), example))
    (menu,) = answers(Said(CHAT, "start"), example).replies
    assert isinstance(menu, Ask)
    assert [option.label for option in menu.options][:2] == ["Wafels eten", "Een dilemma bespreken"]
    rows = {audience: WITH_WAFELS.menu(audience)[0] for audience in AUDIENCES}
    assert rows == {
        "private": ("wafels", "wafels.menu"),
        "group": ("wafels", "wafels.group"),
        "admins": ("wafels", "wafels.group"),
    }


@pytest.mark.parametrize(
    ("event", "answer"),
    [
        (Opened(CHAT, "wafel-de-brief"), "Wafels: de-brief."),
        (Opened(CHAT, "wafel-weg"), "Die link ken ik niet"),
        (Opened(CHAT, "bakken-maar"), "Wafels: maar."),
        (Pressed(GROUP, "wafel-1", "A", "een-ander"), "Gedrukt: A"),
    ],
)
def test_a_declared_link_and_prompt_lead_to_it(event: Event, answer: str, example: Library) -> None:
    assert answer in shown(answers(event, example))


def test_a_hook_sees_every_finished_turn_in_the_order_of_the_list(example: Library) -> None:
    last = replace(WAFELS, after=_after)
    turn = answers(Said(CHAT, "privacy"), example, Registry((*FEATURES, last)))
    assert turn.replies[-1] == Say("Eet smakelijk. Typ stop.")


def test_words_that_belong_to_a_group_are_just_words_elsewhere(example: Library) -> None:
    registry = Registry((replace(WAFELS, group_only=True), *FEATURES))
    assert "Wafels" not in shown(answers(Said(CHAT, "wafels"), example, registry))
    assert "Wafels" in shown(answers(Said(GROUP, "wafels"), example, registry))


@pytest.mark.parametrize(
    "twin",
    [
        WAFELS,
        replace(WAFELS, name="andere"),
        Feature("x", options=WAFELS.options),
        Feature("x", prompts=WAFELS.prompts),
        Feature("x", links=WAFELS.links),
        Feature("x", options={"y": OptionKind(_wafels, link="wafel")}),
    ],
    ids=["name", "words", "options", "prompts", "links", "links of options"],
)
def test_no_two_features_may_claim_the_same(twin: Feature) -> None:
    with pytest.raises(ValueError, match=r"two features claim|means"):
        Registry((WAFELS, twin))


def test_a_word_that_does_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="or neither"):
        Feature("x", Words(("x",)))
    with pytest.raises(ValueError, match="or neither"):
        Feature("x", run=_wafels)


@pytest.mark.parametrize(("alias", "name"), REGISTRY.vocabulary.aliases.items())
def test_every_declared_word_reaches_its_feature(alias: str, name: str, example: Library) -> None:
    reached = []

    def run(scene: Scene, _: str) -> Turn:
        reached.append(name)
        return Turn(scene.session, (Say("Hier."),))

    stubbed = tuple(replace(one, run=run, after=None) if one.name == name else one for one in FEATURES)
    for slash, chat in product(("", "/"), (CHAT, GROUP)):
        answers(Said(chat, slash + alias), example, Registry(stubbed))
    alone = name in REGISTRY.group_only
    assert reached == [name] * (2 if alone else 4), "in both places, with a slash or without"


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_row_of_a_menu_is_a_word_that_is_heard(audience: Audience) -> None:
    rows = REGISTRY.menu(audience)
    for word, text in rows:
        assert REGISTRY.vocabulary.command("/" + word.replace("_", " "))
        assert word == word.lower()
        assert word.replace("_", "").isalpha(), "Telegram takes letters, digits and underscores"
        assert 1 <= len(text) <= 256
    assert len({word for word, _ in rows}) == len(rows)


def test_every_row_of_the_first_menu_is_a_word_or_an_option(example: Library) -> None:
    for name, label, _ in REGISTRY.catalogue.menu:
        assert label
        turn = Router(REGISTRY).take(name, Talk(example).scene)
        assert turn.replies != (Say(say("trouble.unknown-command")),)
