"""Only words of the editors' own are ever counted."""

import re

import pytest

from bot.core.language.dutch import FRAME, stem
from bot.core.model.finder import Finder
from bot.core.model.library import Library
from bot.core.model.replies import Effect, Missed
from bot.core.model.text import words
from bot.search.vocabulary import LEAST_LETTERS, MOST_WORDS, telling, vocabulary
from tests.core.talk import Talk

NONSENSE = "waarom zingen Roodborstjes schulden van Kees Zwaan in Zwolle paars regie"


def effects(talk: Talk, *texts: str) -> tuple[Effect, ...]:
    return talk.says(*texts).effects


def test_no_frame_words_no_short_stems_no_numbers(library: Library) -> None:
    known = vocabulary(library)
    assert len(known) > 300
    for one, word in known.items():
        assert stem(word) == one
        assert len(one) >= LEAST_LETTERS
        assert word not in FRAME
        assert not word.isdigit()


def test_every_word_stands_in_an_ask_a_title_a_theme_or_a_synonym(library: Library) -> None:
    texts = [
        *(ask for question in library.questions.values() for ask in question.ask),
        *(dilemma.title for dilemma in library.dilemmas.values()),
        *(dialog.title for dialog in library.dialogs.values()),
        *(text for theme in library.themes.values() for text in (theme.title, *theme.also)),
        *(word for group in library.synonyms for word in group),
    ]
    written = {word for text in texts for word in words(text)}
    assert set(vocabulary(library).values()) <= written


def test_a_speaker_or_a_case_is_no_vocabulary(library: Library) -> None:
    known = {word.lower() for word in vocabulary(library).values()}
    stories = {word for one in library.dilemmas.values() for word in words(one.story)}
    assert stories - known, "cases have words of their own"


def test_only_the_first_ten_count_in_an_order_that_tells_nothing() -> None:
    known = {f"{letter}boek": f"{letter}boek" for letter in "zyxwvutsrqpo"}
    text = " ".join(known)
    found = telling(f"{text} {text}", known)
    assert found == tuple(sorted(f"{letter}boek" for letter in "zyxwvutsrq"))
    assert len(found) == MOST_WORDS


def test_of_a_question_that_is_not_understood_only_our_words_go_on(library: Library, finder: Finder) -> None:
    (missed,) = effects(Talk(library, finder), NONSENSE)
    assert isinstance(missed, Missed)
    assert "schulden" in missed.words
    assert not {"roodborstjes", "kees", "zwaan", "zwolle"} & set(missed.words)
    assert set(missed.words) <= set(vocabulary(library).values())


def test_a_question_without_any_word_of_ours_counts_nothing(library: Library, finder: Finder) -> None:
    assert effects(Talk(library, finder), "xyzzy plugh frotz") == ()


def test_none_of_these_counts_the_words_of_the_question(library: Library, finder: Finder) -> None:
    talk = Talk(library, finder)
    assert effects(talk, "dealer") == ()
    assert talk.session.unkept.doubted == finder.telling("dealer") != ()
    assert effects(talk, "Geen van deze") == (Missed(finder.telling("dealer")),)
    assert not talk.session.unkept


@pytest.mark.parametrize("then", ["a", "start", "dilemma", "stop", "wat is een luie coach", NONSENSE])
def test_once_the_menu_is_closed_nothing_of_the_question_is_held(
    then: str, library: Library, finder: Finder
) -> None:
    talk = Talk(library, finder)
    talk.says("dealer", then)
    assert talk.session.unkept.doubted == ()


@pytest.mark.parametrize("text", ["wat is een luie coach", "dilemma schulden", "hulp", "toets"])
def test_what_was_understood_counts_nothing(text: str, library: Library, finder: Finder) -> None:
    assert effects(Talk(library, finder), text) == ()


def test_a_case_typed_at_a_button_is_no_question(library: Library, finder: Finder) -> None:
    talk = Talk(library, finder)
    assert effects(talk, "toets", NONSENSE) == ()
    assert effects(talk, f"{NONSENSE}?") != ()
    assert effects(talk, "a", f"{NONSENSE}?") == (), "a note is never counted"


def test_a_question_with_danger_in_it_is_not_counted(library: Library, finder: Finder) -> None:
    phrase = next(iter(library.signals.values())).phrases[0]
    talk = Talk(library, finder)
    turn = talk.says(f"{phrase} {NONSENSE}")
    assert not re.search("begrijp ik nog niet", turn.replies[0].text)
    assert turn.effects == ()
