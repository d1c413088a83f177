"""What a message looks like: the plain text and the formatted one say the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.channel import Image
from bot.channels.matrix.rendering import ASKED, content_for, edited, image_for, related
from bot.channels.stdio import text_of
from bot.core.conversation.options import keyed
from bot.core.model.events import Chat
from bot.core.model.replies import Ask, Say
from tests.harness.html import words_in

OPTIONS = keyed([("ja", "Ja", "Dat kost tijd."), ("nee", "Nee <nooit>", "")])


def words_of(text: str) -> list[str]:
    return [word for line in text.split("\n") for word in line.removeprefix("- ").split()]


@pytest.mark.parametrize(
    "reply",
    [
        Say("Een.\n\n- twee\n- drie\n\nVier\nvijf.", "Titel", "Bron: x & y"),
        Say("Let op:\n- a\n- b\nklaar"),
        Ask("7", "Wat doe je?", OPTIONS, "Casus", "Typ een letter."),
    ],
)
def test_both_forms_say_the_same(reply: Say | Ask) -> None:
    content = content_for(reply)
    assert content["body"] == text_of(reply)
    assert words_in(content["formatted_body"]) == words_of(content["body"])


@given(st.text(max_size=300), st.text(max_size=40))
def test_no_text_can_break_out_of_the_formatting(text: str, title: str) -> None:
    words_in(content_for(Say(text, title, text))["formatted_body"])


def test_what_was_asked_goes_with_the_message_and_with_nothing_else() -> None:
    content = content_for(Ask("7", "Kies", OPTIONS), "@ans:hs")
    assert content[ASKED] == {"prompt": "7", "owner": "@ans:hs", "keys": ["A", "B"], "secret": False}
    assert ASKED not in content_for(Say("x"))


def test_an_answer_goes_into_its_thread_and_under_its_question() -> None:
    content = content_for(Say("x"))
    room = Chat("matrix", "!k")
    assert related(content, room) == content
    assert related(content, room, "$v")["m.relates_to"] == {"m.in_reply_to": {"event_id": "$v"}}
    threaded = related(content, Chat("matrix", "!k", thread="$t"), "$v")["m.relates_to"]
    assert threaded["event_id"] == "$t"
    assert threaded["m.in_reply_to"] == {"event_id": "$v"}


def test_an_edit_says_it_is_one_where_edits_are_not_known() -> None:
    content = edited(content_for(Say("nieuw")), "$oud")
    assert content["body"] == "* nieuw"
    assert content["m.new_content"]["body"] == "nieuw"
    assert content["m.relates_to"] == {"rel_type": "m.replace", "event_id": "$oud"}


def test_a_picture_says_in_words_what_it_shows_and_how_large_it_is() -> None:
    png = b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\x0dIHDR" + (640).to_bytes(4) + (480).to_bytes(4)
    content = image_for(Image(png, "A: 5\nB: hooguit 2", "Uitslag"))
    assert content["body"] == "Uitslag\n\nA: 5\nB: hooguit 2"
    assert (content["info"]["w"], content["info"]["h"]) == (640, 480)
    assert image_for(Image(b"geen plaatje", ""))["info"] == {"mimetype": "image/png", "size": 12}
