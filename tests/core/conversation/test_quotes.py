"""Quotes: letter for letter, with their source, and none twice."""

from itertools import pairwise

import pytest

from bot.core.conversation.quotes import shown, sources, spread, where
from bot.core.model.library import Library
from bot.core.model.replies import Say, Turn
from tests.core.talk import Talk
from tests.dutch import say


def quote_in(turn: Turn) -> str:
    (said,) = (reply.text for reply in turn.replies if isinstance(reply, Say) and reply.source)
    return said


def is_again(turn: Turn) -> bool:
    return turn.replies[0] == Say(say("quote.all-seen"))


def shown_until_again(talk: Talk, text: str) -> list[str]:
    """Every quote up to the moment that the bot says it begins again."""
    seen: list[str] = []
    for _ in talk.library.quotes:
        if is_again(turn := talk.says(text)):
            return seen
        seen.append(quote_in(turn))
    assert is_again(talk.says(text))
    return seen


def test_no_quote_comes_twice_before_all_were_shown(library: Library) -> None:
    seen = shown_until_again(Talk(library), "citaat")
    assert sorted(seen) == sorted(shown(quote, library).text for quote in library.quotes.values())


def test_no_quote_on_a_theme_comes_twice_before_all_on_it_were_shown(library: Library) -> None:
    for theme in library.themes.values():
        about = [quote for quote in library.quotes.values() if theme.id in quote.themes]
        if about:
            seen = shown_until_again(Talk(library), f"citaat {theme.title}")
            assert sorted(seen) == sorted(shown(quote, library).text for quote in about), theme.id


def test_beginning_again_on_one_theme_does_not_begin_another_again(library: Library) -> None:
    talk = Talk(library)
    shown_until_again(talk, "citaat schulden")
    vertrouwen = shown_until_again(talk, "citaat vertrouwen")
    assert len(vertrouwen) == len(set(vertrouwen))
    assert not is_again(talk.says("citaat"))


def test_two_in_a_row_are_seldom_from_the_same_document(library: Library) -> None:
    talk = Talk(library)
    sources = [talk.says("citaat").replies[0] for _ in range(5)]
    documents = [one.source.partition("(")[0].rpartition(". ")[2] for one in sources if isinstance(one, Say)]
    assert all(one != other for one, other in pairwise(documents))


@pytest.mark.parametrize("text", ["citaat quantumfysica", "citaat 😀", "citaat {x}"])
def test_an_unknown_theme_is_said_and_changes_nothing(text: str, library: Library) -> None:
    talk = Talk(library)
    before = talk.session
    assert "heb ik geen citaat" in talk.says(text).replies[0].text
    assert talk.session == before


def test_a_theme_without_quotes_is_said_too(example: Library) -> None:
    assert "heb ik geen citaat" in Talk(example).says("citaat schulden").replies[0].text


def test_a_quote_stands_there_letter_for_letter_with_who_said_it_and_where(example: Library) -> None:
    assert shown(example.quotes["boek-001"], example) == Say(
        "“Eerst luisteren, dan pas praten.”",
        source="Een spreker, directeur, gemeente Voorbeeld. Een boek (2020), Hoofdstuk 1",
    )


def test_a_part_of_a_sentence_begins_with_dots_and_a_dash_is_no_role(example: Library) -> None:
    assert shown(example.quotes["boek-002"], example) == Say(
        "“… en dan begint het pas”", source="Een andere spreker. Een boek (2020), Hoofdstuk 2"
    )


def test_sources_are_named_in_one_line(example: Library) -> None:
    place = example.questions["wat-is-luisteren"].sources[0]
    assert where(place, example) == "Een boek (2020), Hoofdstuk 1"
    assert sources([], example) == ""
    assert sources([place], example) == "Bron: Een boek (2020), Hoofdstuk 1"
    assert sources([place, place], example).startswith("Bronnen: Een boek (2020), Hoofdstuk 1; Een")


def test_quotes_are_spread_over_documents(library: Library) -> None:
    quotes = list(library.quotes.values())
    documents = {quote.document for quote in quotes}
    assert {spread(quotes, turn).document for turn in range(len(documents))} == documents
