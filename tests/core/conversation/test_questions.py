"""Answers, one question back, or an honest "unknown"."""

import re
from dataclasses import replace

import pytest

from bot.core.conversation import questions, quotes
from bot.core.features.registry import REGISTRY
from bot.core.model.finder import Finder, Finding, Found
from bot.core.model.library import Library
from bot.core.model.replies import Ask, Say
from bot.core.model.session import Session
from bot.search.matcher import Matcher
from tests.core.talk import Talk, shown, whole
from tests.dutch import DUTCH, SENTENCES, say


@pytest.fixture
def talk(example: Library) -> Talk:
    return Talk(example, Matcher(example))


def found(*kinds: str) -> tuple[Found, ...]:
    return tuple(Found(str(at), kind, f"{kind} {at}", 0.5) for at, kind in enumerate(kinds))  # type: ignore[arg-type]


def test_an_answer_has_its_sources_and_something_to_go_on_with(talk: Talk, example: Library) -> None:
    said, asked = talk.says("Wat is luisteren?").replies
    question = example.questions["wat-is-luisteren"]
    assert said == Say(question.answer, "Wat is luisteren?", "Bron: Een boek (2020), Hoofdstuk 1")
    assert isinstance(asked, Ask)
    assert [option.label for option in asked.options] == ["Dilemma: De brief"]
    assert "Een inwoner legt een stapel" in shown(talk.says("a"))


def test_an_answer_that_leads_nowhere_asks_for_the_next_question(example: Library) -> None:
    question = example.questions["wat-is-luisteren"]
    alone = questions.answer(question, Session(), Library(sources=example.sources, sentences=SENTENCES))
    assert alone.replies[1] == Say(say("question.another-question"))


def with_a_quote(example: Library) -> Library:
    question = example.questions["wat-is-luisteren"]
    quoting = replace(question, related=("boek-002", *question.related))
    return replace(example, questions={question.id: quoting})


def test_a_quote_among_related_is_shown_after_the_answer_and_not_offered(example: Library) -> None:
    content = with_a_quote(example)
    talk = Talk(content, Matcher(content))
    said, quoted, asked = talk.says("Wat is luisteren?").replies
    assert said.text == example.questions["wat-is-luisteren"].answer
    assert quoted == quotes.shown(example.quotes["boek-002"], example)
    assert isinstance(asked, Ask)
    assert [option.label for option in asked.options] == ["Dilemma: De brief"]
    assert talk.session.kept.seen_quotes == ("boek-002",)
    assert example.quotes["boek-001"].text in shown(talk.says("citaat")), "the other one is new"


def test_a_quote_is_shown_in_the_midst_of_a_dialog_too(example: Library) -> None:
    content = with_a_quote(example)
    talk = Talk(content, Matcher(content))
    told = shown(talk.says("methode gesprek", "vraag wat is luisteren"))
    assert example.quotes["boek-002"].text in told
    assert "Met wie praat je?" in told
    assert talk.session.kept.seen_quotes == ("boek-002",)


def test_many_of_our_answers_have_a_quote(library: Library) -> None:
    quoting = [one for one in library.questions.values() if set(one.related) & library.quotes.keys()]
    assert len(quoting) >= 60
    assert all(set(one.related) - library.quotes.keys() for one in quoting), "a quote leads nowhere on"


def test_every_answer_of_ours_fits_and_is_filled(library: Library, finder: Finder) -> None:
    for id_ in library.questions:
        talk = Talk(library, finder, questions.clarify(_only(library, id_), Session(), library).session)
        turn = talk.says("a")
        assert turn.replies[0].title == library.questions[id_].ask[0]
        assert not re.search(r"\{(?!cmd:|groupcmd:)", shown(turn)), id_
        assert max(len(whole(reply)) for reply in turn.replies) <= 4096


def _only(library: Library, id_: str) -> Finding:
    return Finding("clarify", (Found(id_, "question", library.questions[id_].ask[0], 0.5),))


@pytest.mark.parametrize(
    ("kinds", "labels"),
    [
        (("question", "dilemma"), ["question 0", "Dilemma: dilemma 1"]),
        (
            ("question", "quote", "dialog", "source", "question"),
            ["question 0", "Doorlopen: dialog 2", "Bron: source 3"],
        ),
        (("quote", "quote"), ["quote 0", "quote 1"]),
    ],
)
def test_at_most_three_are_offered_and_a_quote_only_alone(kinds: tuple[str, ...], labels: list[str]) -> None:
    turn = questions.clarify(Finding("clarify", found(*kinds)), Session(), DUTCH)
    (asked,) = turn.replies
    assert isinstance(asked, Ask)
    assert [option.label for option in asked.options] == [*labels, say("question.none-of-these")]
    assert turn.session.kept.offered == asked.options


def test_none_of_these_leads_on(talk: Talk, example: Library) -> None:
    talk.session = questions.clarify(_only(example, "wat-is-luisteren"), Session(), example).session
    assert talk.says("geen van deze").replies == (Say(say("question.none-chosen")),)
    assert not talk.session.kept.offered


def test_the_second_time_the_bot_says_that_it_does_not_know(talk: Talk) -> None:
    assert talk.says("qwerty zxcvb asdf").replies == (Say(say("question.rephrase")),)
    (asked,) = talk.says("poiuy lkjhg").replies
    assert isinstance(asked, Ask)
    assert asked.text == say("question.do-not-know")
    assert talk.says("mnbvc xswqa").replies == (Say(say("question.still-unknown")),)
    assert talk.says("plokm ijnuh").replies == (Say(say("question.still-unknown")),)


def test_an_answer_in_between_makes_a_miss_forgiven(talk: Talk) -> None:
    talk.says("qwerty zxcvb asdf", "Wat is luisteren?")
    assert talk.says("poiuy lkjhg").replies == (Say(say("question.rephrase")),)


def test_every_row_of_the_menu_does_what_it_says(library: Library, finder: Finder) -> None:
    for id_, label, _ in REGISTRY.catalogue.menu:
        by_label, by_word = Talk(library, finder), Talk(library, finder)
        by_label.says("start")
        assert shown(by_label.says(say(label))) == shown(by_word.says(id_))
