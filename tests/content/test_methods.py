"""Every method that ships: where it comes from, how it reads, and by which names it begins."""

import re
from collections.abc import Iterator

import pytest

from bot.core.features.registry import REGISTRY
from bot.core.methods import shelf
from bot.core.model.dialog import ChooseStep, Dialog, ForkStep
from bot.core.model.library import Library
from tests.conftest import ROOT

IDS = sorted(file.stem for file in (ROOT / "dialogs").glob("*.yaml"))

METHODS = [id_ for id_ in IDS if id_ != "dilemma-insturen"]
"""The one left out is a form: it says itself what becomes of what is typed."""

LONGEST = {"alleen": 30, "team": 90}
"""The minutes that somebody has between two appointments, and that a team has in a meeting."""

BLANK = re.compile(r"\{[^{}]*\}")

PARTS = re.compile(r"[.?!:](?:\s|$)|\n+")


def texts(dialog: Dialog) -> Iterator[str]:
    """Everything that it says."""
    yield from (dialog.about, dialog.good_for)
    for step in dialog.steps.values():
        if not isinstance(step, ForkStep):
            yield step.say
        if isinstance(step, ChooseStep):
            yield from (choice.reply for choice in step.choices)


@pytest.mark.parametrize("id_", METHODS)
def test_a_method_says_where_it_comes_from_and_for_whom_it_is(id_: str, library: Library) -> None:
    dialog = library.dialogs[id_]
    assert 0 < dialog.minutes <= LONGEST[dialog.people]
    assert dialog.good_for
    assert dialog.source
    assert dialog.ours, "no source wrote a walk through a chat"


@pytest.mark.parametrize("id_", IDS)
def test_a_method_is_written_as_we_speak(id_: str, library: Library) -> None:
    sentences = [
        part
        for text in texts(library.dialogs[id_])
        for part in PARTS.split(BLANK.sub("x", text))
        if re.search(r"\w", part)
    ]
    lengths = [len(sentence.split()) for sentence in sentences]
    longest = max(sentences, key=lambda one: len(one.split()))
    assert sum(lengths) / len(lengths) <= 15
    assert len(longest.split()) <= 25, longest
    assert not any("!" in text for text in texts(library.dialogs[id_])), "we do not shout"


@pytest.mark.parametrize("id_", METHODS)
def test_a_method_begins_by_each_of_its_names(id_: str, library: Library) -> None:
    dialog = library.dialogs[id_]
    for name in (*dialog.start, dialog.title, dialog.title.lower()):
        assert shelf.named(name, library) == [dialog], name


@pytest.mark.parametrize("id_", METHODS)
def test_a_method_begins_with_a_slip_in_its_name(id_: str, library: Library) -> None:
    dialog = library.dialogs[id_]
    for name in dialog.start:
        if len(name) >= 7:
            swapped = f"{name[:3]}{name[4]}{name[3]}{name[5:]}"
            assert shelf.named(swapped, library) == [dialog], swapped


def test_a_method_is_found_from_the_answer_about_it(library: Library) -> None:
    told = {id_ for question in library.questions.values() for id_ in question.related}
    assert set(METHODS) <= told


def test_names_of_methods_are_no_commands(library: Library) -> None:
    for id_ in METHODS:
        if id_ != "omgekeerde-toets":
            assert not set(library.dialogs[id_].start) & set(REGISTRY.vocabulary.aliases)
