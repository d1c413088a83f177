from bot.channels.web.form_post import chat_of, form_post
from bot.core.model.events import Pressed, Said

CHAT = chat_of("seat")


def test_a_text_and_a_press_become_events() -> None:
    assert form_post({"tekst": "a\r\nb"}).event(CHAT, 7) == Said(CHAT, "a\nb", mark=7)
    assert form_post({"vraag": "p", "keuze": "A"}).event(CHAT, 8) == Pressed(CHAT, "p", "A", mark=8)
    assert form_post({"tekst": ""}).event(CHAT, 9) == Said(CHAT, "", mark=9), "the core says that it is empty"


def test_what_is_no_form_of_ours_is_no_event() -> None:
    assert form_post({}).event(CHAT, 1) is None
    assert form_post({"tekst": object(), "keuze": b"A"}).event(CHAT, 1) is None


def test_a_seat_is_a_room_with_one_person_that_the_server_can_read() -> None:
    assert (CHAT.room, CHAT.person, CHAT.group, CHAT.sealed) == ("seat", "seat", False, False)
