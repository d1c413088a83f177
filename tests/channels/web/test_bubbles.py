import pytest

from bot.channels.channel import File, Image, Message
from bot.channels.web.bubbles import bubble, hidden, pressed_text
from bot.channels.web.transcript import Line, Own
from bot.core.model.replies import Ask, Say, Toast
from bot.core.model.session import Option
from tests.dutch import say
from tests.harness.dom import Node, dom

EVIL = "</p></li></form><script>alert(1)</script><img src=x onerror=alert(1)>\"'"
OPTIONS = (Option("ja", "A", "Ja", detail="graag"), Option("nee", "B", "Nee"))
ASK = Ask("p1", "Wat nu?", OPTIONS, title="Keuze", hint="Typ een letter.")


def shown(message: Message | Own, *, is_open: bool = False) -> Node:
    return dom(bubble(Line(3, message, 0.0), hidden("t", "o"), say, is_open=is_open))


def test_an_open_question_has_a_button_for_every_option_and_its_hint_below() -> None:
    page = shown(ASK, is_open=True)
    (form,) = page.all("form", method="post", action="/zeg")
    assert [one.attributes["value"] for one in form.all("button", type="submit")] == ["A", "B"]
    assert page.text.split("\n") == ["Keuze", "Wat nu?", "A  Ja", "graag", "B  Nee", "Typ een letter."]


def test_an_earlier_question_reads_the_same_and_cannot_be_pressed() -> None:
    page = shown(ASK)
    assert page.all("button") == page.all("form") == []
    assert page.text == shown(ASK, is_open=True).text


def test_paragraphs_and_lists_are_what_they_are() -> None:
    page = shown(Say("Een.\n\nDrie dingen:\n- a\n- b\n\nSlot.", "Titel", "Bron"))
    assert [one.text.strip() for one in page.all("ul")[0].all("li")] == ["- a", "- b"]
    assert page.text.split("\n") == ["Titel", "Een.", "Drie dingen:", "- a", "- b", "Slot.", "Bron"]


@pytest.mark.parametrize(
    "message",
    [
        Own(EVIL),
        Say(EVIL, EVIL, EVIL),
        Ask(EVIL, EVIL, (Option("a", EVIL, EVIL, detail=EVIL),), EVIL, EVIL),
        Toast(EVIL, EVIL),
        Image(b"png", EVIL, EVIL),
        File(EVIL, b"x", EVIL, EVIL),
    ],
)
@pytest.mark.parametrize("is_open", [True, False])
def test_no_text_becomes_an_element_wherever_it_stands(message: Message | Own, is_open: bool) -> None:
    page = shown(message, is_open=is_open)
    assert page.all("script") == []
    assert [one.attributes["src"] for one in page.all("img") if "onerror" in one.attributes] == []
    assert not any(name.startswith("on") for node in page.walk() for name in node.attributes)
    assert len(page.children) == 1, "everything stays inside its bubble"


def test_a_picture_and_a_document_are_fetched_by_number_and_never_by_text() -> None:
    assert shown(Image(b"png", "in woorden")).all("img")[0].attributes["src"] == "/plaatje/3"
    assert shown(File("blad.docx", b"x", "Hier.")).all("a")[0].attributes["href"] == "/blad/3"
    assert shown(Image(b"", "in woorden")).all("img") == []


def test_who_speaks_is_said_to_who_cannot_see_it() -> None:
    assert shown(Own("x")).all("p", class_="who")[0].children == [f"{say('page.you')}:"]


def test_a_press_is_shown_by_its_label_and_one_of_an_older_question_by_its_letter() -> None:
    assert pressed_text(ASK, "p1", "A") == "A  Ja"
    assert pressed_text(ASK, "p0", "A") == "A"
    assert pressed_text(None, "p1", "B" * 900) == "B"
