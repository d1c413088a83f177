"""A text names a command; people read how to type it."""

import re

import pytest

from bot.app.command_names import command_names
from bot.core.features.command_reference import commands_written
from bot.core.model.library import Library
from tests.dutch import SENTENCES

REFERENCE = re.compile(r"\{(cmd|groupcmd):([^{}]*)\}")


@pytest.mark.parametrize(
    ("text", "sign", "group", "written"),
    [
        ("Typ {cmd:terug}.", "!", True, "Typ !terug."),
        ("Typ {cmd:terug}.", "!", False, "Typ terug."),
        ("Typ {cmd:terug}.", "", True, "Typ terug."),
        ("Typ in de groep: {groupcmd:team mee}.", "/", False, "Typ in de groep: /team mee."),
        ("Typ in de groep: {groupcmd:team mee}.", "/", True, "Typ in de groep: /team mee."),
        ("Typ in de groep: {groupcmd:team mee}.", "", False, "Typ in de groep: team mee."),
        ("Of {cmd:thema's}.", "/", True, "Of /themas."),
        ("Of {cmd:thema's}.", "/", False, "Of thema's."),
        ("{fact:alarmnummer} {cmd:}", "/", True, "{fact:alarmnummer} {cmd:}"),
    ],
)
def test_a_command_is_written_as_it_is_typed_there(text: str, sign: str, group: bool, written: str) -> None:
    assert commands_written(text, sign, group=group) == written


@pytest.mark.parametrize("key", SENTENCES)
def test_our_sentences_name_only_commands_that_there_are(key: str) -> None:
    assert [typed for _, typed in REFERENCE.findall(SENTENCES[key]) if not command_names().knows(typed)] == []


def test_what_is_typed_in_the_group_says_so(library: Library) -> None:
    texts = [*SENTENCES.values(), *(question.answer for question in library.questions.values())]
    told = [part for text in texts for part in re.split(r"(?<=[.?!])\s", text) if "{groupcmd:" in part]
    assert told
    assert all("groep" in part for part in told)
