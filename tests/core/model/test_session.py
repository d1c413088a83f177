"""What is remembered, and that it may be."""

from dataclasses import fields

import msgspec
import pytest

from bot.core.model.finder import Finder
from bot.core.model.library import Library
from bot.core.model.session import MOST_SEEN, Case, Kept, Option, Session, Unkept, Walk
from tests.core.talk import Talk

KEPT = {
    "asked": "a counter",
    "role": "id of a role that editors wrote; the person chose it to be remembered",
    "case": "which dilemma is open, of which edition, and which ways it showed; not what was chosen",
    "walk": "a place in a dialog, and its edition: names of steps, and labels of buttons that editors wrote",
    "paused": "the same",
    "offered": "the menu that was shown: ids and labels that editors wrote",
    "misses": "a counter",
    "seen_dilemmas": "ids, so that none comes twice",
    "seen_quotes": "ids, so that none comes twice",
    "reading": "whether somebody types or picks letters where others read along; nothing about a case",
    "muted": "that it was said in private that the bot may not write in this group: to say it once",
    "started": "names of polls begun in a group, so that who began one may close it; never a vote",
}
"""Every field that is on disk, and why it may be."""

UNKEPT = {
    "notes": "what was typed in a dialog: to write the motivation from, then gone",
    "ballot": "a ballot that is open, for on disk it would tell who is about to vote",
    "doubted": "words of the editors' own in a question we ask back about: to count them, then gone",
    "chosen": "the way chosen last: to notice a change of mind, then gone",
    "voices_shown": "that others were heard in the open dilemma: to know what a line is about",
    "telling": "whether somebody is asked to tell a case; what they tell is held nowhere",
    "unsure": "a text with a question mark, while we ask whether to look it up, then gone",
    "leaned": "dilemma and way chosen last: a mirror for who chose, an hour at most",
    "own": "that somebody picked Anders and writes a way of their own",
}
"""Every field that is only in memory, and why it is there."""

CASE = {"dilemma", "ways", "phase", "edition"}
WALK = {"dialog", "step", "trail", "picked", "typed", "edition"}
"""The edition is a hash of what editors wrote, so that people finish the version they began."""

OPTION = {"id", "key", "label", "detail"}

SECRET = "Roodborstje"
"""Stands in everything that is typed below."""


@pytest.mark.parametrize(
    ("kind", "names"),
    [(Kept, set(KEPT)), (Unkept, set(UNKEPT)), (Case, CASE), (Walk, WALK), (Option, OPTION)],
)
def test_nobody_adds_a_field_without_a_reason(kind: type, names: set[str]) -> None:
    assert {field.name for field in fields(kind)} == names


CONVERSATION = """
citaat {0}|dilemma {0}|rol {0}|Hoe help ik {0}?|/{0}|methode {0}
dilemma|d|a|b|anders: {0} helpen|anders|{0} bellen|wat nu {0}?|tweestrijd|a|b
toets|a|{0}|nodig voor {0}|effect {0}|terug|terug|pauze|vraag: mag {0} dit?|verder
start|verder|-|{0}|wmo 2015|wis alles|{0}|nee|dilemma|a|{0}|stop|verder
"""


def test_after_a_long_conversation_nothing_typed_would_be_on_disk(library: Library, finder: Finder) -> None:
    talk = Talk(library, finder)
    for text in CONVERSATION.format(SECRET).replace("\n", "|").strip("|").split("|"):
        talk.says(text)
        disk = msgspec.json.encode(talk.session.kept).decode()
        assert SECRET.lower() not in disk.lower()
        assert msgspec.json.decode(disk, type=Kept) == talk.session.kept
    assert SECRET in str(talk.session.unkept)


@pytest.mark.parametrize("word", ["dilemma", "tweestrijd"])
def test_what_would_be_on_disk_is_the_same_for_every_way(word: str, library: Library) -> None:
    talk = Talk(library)
    talk.says(word)
    after = []
    for option in talk.scene.options[:-1]:
        chosen = talk.copy()
        chosen.says(option.key)
        assert chosen.session.unkept.chosen == option.id
        after.append(chosen.session.kept)
    assert after == after[:1] * len(after)


def test_a_session_is_never_changed_in_place() -> None:
    session = Session()
    session.keep(role="jeugd").hold(chosen="x").saw_dilemma("d").saw_quote("q").prompted()
    assert session == Session()


def test_the_last_thing_seen_stands_last_and_once() -> None:
    session = Session().saw_dilemma("a").saw_dilemma("b").saw_dilemma("a")
    assert session.kept.seen_dilemmas == ("b", "a")


def test_what_was_seen_does_not_grow_for_ever() -> None:
    session = Session(Kept(seen_quotes=tuple(map(str, range(MOST_SEEN)))))
    assert session.saw_quote("new").kept.seen_quotes == (*map(str, range(1, MOST_SEEN)), "new")


def test_we_remember_more_than_there_is(library: Library) -> None:
    assert len(library.quotes) < MOST_SEEN
    assert len(library.dilemmas) < MOST_SEEN


def test_closing_a_menu_makes_its_buttons_come_too_late() -> None:
    session = Session(Kept(asked=3, offered=(Option("hulp", "A", "Hulp"),)))
    assert session.without_menu() == Session(Kept(asked=4))
    assert Session(Kept(asked=3)).without_menu() == Session(Kept(asked=3))


def test_unkept_is_true_only_if_there_is_something_to_forget() -> None:
    assert not Unkept()
    assert Unkept(chosen="a")
    assert Unkept(notes={"d": {"n": "t"}})
