"""Events as Matrix sends them, read."""

import re
from typing import Any

import pytest

from bot.channels.matrix import parsing
from bot.channels.matrix.gate import MessageEvent, StateEvent, incoming
from bot.core.features.command_reference import commands_written
from tests.dutch import SENTENCES

ME = "@ruggespraak:gemeente.nl"


def read(raw: dict[str, Any]) -> MessageEvent:
    """As the gate lets it through."""
    event = incoming(raw, "!kamer:hs")
    assert isinstance(event, MessageEvent)
    return event


def message(body: object, **more: Any) -> MessageEvent:
    content = {"msgtype": "m.text", "body": body, **more}
    return read({"type": "m.room.message", "sender": "@ans:hs", "content": content})


def reaction(key: str) -> MessageEvent:
    relation = {"rel_type": "m.annotation", "event_id": "$vraag", "key": key}
    return read({"type": "m.reaction", "content": {"m.relates_to": relation}})


@pytest.mark.parametrize(
    ("key", "letter"),
    [
        ("🅰️", "A"),
        ("🅰", "A"),
        ("🅱️", "B"),
        ("🇨", "C"),
        ("d", "D"),
        ("E\N{VARIATION SELECTOR-16}", "E"),
        ("1️⃣", "1"),
        ("2⃣", "2"),
        ("🔟", "10"),
        ("12", "12"),
        ("👍", ""),
        ("❤️", ""),
        ("ja", ""),
        ("0", ""),
        ("", ""),
        ("🇳🇱", ""),
    ],
)
def test_a_reaction_carries_its_letter(key: str, letter: str) -> None:
    assert parsing.letter_in(key) == letter
    found = parsing.reaction_in(reaction(key))
    assert (found.letter if found else "") == letter


@pytest.mark.parametrize(("letter", "key"), [("B", "B"), ("2", "B"), ("9", ""), ("Z", "")])
def test_a_number_counts_the_options_and_a_letter_names_one(letter: str, key: str) -> None:
    assert parsing.key_for(letter, ["A", "B", "C"]) == key


@pytest.mark.parametrize(
    "event",
    [
        read({"type": "m.room.message"}),
        read({"type": "m.room.message", "content": None}),
        read(
            {
                "type": "m.room.message",
                "content": {"m.relates_to": "kapot", "msgtype": "m.image", "body": "x.png"},
            }
        ),
        message(None),
        message(["lijst"]),
        message("beter", **{"m.relates_to": {"rel_type": "m.replace", "event_id": "$x"}}),
        read({"type": "m.room.message", "content": {"msgtype": "m.notice", "body": "ik ben ook een bot"}}),
        read({"type": "m.room.redaction", "content": {}}),
        read({}),
    ],
)
def test_what_is_no_text_of_a_person_is_not_heard(event: MessageEvent) -> None:
    assert parsing.text_in(event) is None
    assert parsing.reaction_in(event) is None
    assert not parsing.spoken_to(event, ME, "Ruggespraak")


def test_the_quote_above_a_reply_is_not_part_of_it() -> None:
    relation = {"m.in_reply_to": {"event_id": "$x"}}
    assert parsing.text_in(message("> <@bot:hs> Kies\n> A of B\n\nb", **{"m.relates_to": relation})) == "b"
    assert parsing.text_in(message("> zelf getypt\nb")) == "> zelf getypt\nb"


@pytest.mark.parametrize(
    ("body", "spoken", "text"),
    [
        ("ruggespraak: dilemma schulden", True, "dilemma schulden"),
        ("@ruggespraak dilemma", True, "dilemma"),
        (f"{ME} hulp", True, "hulp"),
        ("Ruggespraak, stop", True, "stop"),
        ("!hulp", True, "/hulp"),
        ("/hulp", True, "/hulp"),
        ("ruggespraakje doen?", False, "ruggespraakje doen?"),
        ("ik vroeg het ruggespraak al", False, "ik vroeg het ruggespraak al"),
        ("b", False, "b"),
        ("!dilemma schulden", True, "/dilemma schulden"),
        ("!", False, "!"),
        ("! let op", False, "! let op"),
        ("!weer morgen", False, "/weer morgen"),
        ("/giphy kat", False, "/giphy kat"),
    ],
)
def test_in_a_group_it_listens_to_its_name_and_to_commands(body: str, spoken: bool, text: str) -> None:
    event = message(body)
    assert parsing.spoken_to(event, ME, "Ruggespraak") is spoken
    assert parsing.command(parsing.bare(body, ME, "Ruggespraak")) == text


@pytest.mark.parametrize("name", SENTENCES)
def test_what_a_group_is_told_to_type_is_heard_there(name: str) -> None:
    text = commands_written(SENTENCES[name], parsing.SIGN, group=True)
    for told in re.findall(r"!\w[^.,:;\n]*", text):
        words = told.split(" ")
        typed = (" ".join(words[:end]) for end in range(len(words), 0, -1))
        assert any(parsing.spoken_to(message(one), ME, "") for one in typed), told


def test_a_mention_counts_wherever_the_name_stands() -> None:
    mention = {"m.mentions": {"user_ids": [ME]}}
    assert parsing.spoken_to(message("wat vindt Ruggespraak?", **mention), ME, "")
    assert not parsing.spoken_to(message("hoi", **{"m.mentions": {"user_ids": ["@ans:hs"]}}), ME, "")


def test_threads_and_replies_are_told_apart() -> None:
    falling_back = {"rel_type": "m.thread", "event_id": "$begin", "is_falling_back": True}
    falling_back["m.in_reply_to"] = {"event_id": "$laatste"}
    in_thread = message("x", **{"m.relates_to": falling_back}).content
    assert (parsing.thread_of(in_thread), parsing.reply_to(in_thread)) == ("$begin", "")
    chosen = message("x", **{"m.relates_to": {"m.in_reply_to": {"event_id": "$ene"}}}).content
    assert (parsing.thread_of(chosen), parsing.reply_to(chosen)) == ("", "$ene")


def test_an_upgrade_names_the_new_room() -> None:
    content = {"replacement_room": "!nieuw"}
    assert parsing.moved_to(StateEvent("m.room.tombstone", "", content=content)) == "!nieuw"
    assert parsing.moved_to(StateEvent("m.room.name", "", content=content)) == ""
