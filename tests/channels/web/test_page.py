"""The page over real HTTP, as a browser without a script has it."""

import asyncio

import pytest

from bot.channels.channel import File, Image, StoppedError
from bot.channels.web import inbound
from bot.channels.web.assets import SCRIPT, STYLE
from bot.channels.web.page import WORDS
from bot.channels.web.web import Site, Web
from bot.core.model.events import Opened, Pressed, Said
from bot.core.model.replies import Say
from tests.channels.web.echoing import MemoryPosition, echoing, seated
from tests.conftest import HUNG
from tests.dutch import say
from tests.harness.browser import Browser, hidden


async def test_looking_takes_nothing_and_beginning_gives_a_seat() -> None:
    async with echoing() as echo, Browser(echo.url) as browser:
        page = await browser.get()
        assert say("page.who-reads").strip() in page.text.replace("\n", " ")
        assert browser.cookies() == {}
        assert echo.heard == [], "a crawler begins no conversation"
        await browser.begin()
        assert [type(event) for event in echo.heard] == [Opened]
        assert browser.lines()[0].text == "welkom"


async def test_a_text_a_press_and_a_word_get_their_answer() -> None:
    async with echoing() as echo, seated(echo) as browser:
        await browser.press("Ja")
        await browser.type("wat dan?")
        await browser.press("hulp")
        assert [one.text for one in browser.lines("own")] == ["A  Ja", "wat dan?", "hulp"]
        assert [one.text for one in browser.lines()][-3:] == [
            "gedrukt: A",
            "gehoord: wat dan?",
            "gehoord: hulp",
        ]
        pressed = echo.heard[1]
        assert isinstance(pressed, Pressed)
        assert (pressed.prompt, pressed.chat.room) == ("p1", echo.heard[0].chat.room)
        marks = [event.mark for event in echo.heard]
        assert marks == sorted(set(marks))
        assert min(marks) > 0


async def test_only_the_last_question_has_buttons_and_the_words_are_always_there() -> None:
    async with echoing() as echo, seated(echo) as browser:
        echo.asking = True
        await browser.type("x")
        assert len(browser.page.all("form", class_="options")) == 1
        (nav,) = browser.page.all("nav")
        assert tuple(one.attributes["value"] for one in nav.all("button")) == WORDS


async def test_sent_twice_it_is_handled_once_and_a_reload_sends_nothing() -> None:
    async with echoing() as echo, seated(echo) as browser:
        (form,) = browser.page.all("form", class_="say")
        fields = hidden(form) | {"tekst": "een keer"}
        await asyncio.gather(browser.post("/zeg", fields), browser.post("/zeg", fields))
        await browser.get("/gesprek")
        assert len([one for one in echo.heard if isinstance(one, Said)]) == 1
        assert len(browser.lines("own")) == 1


async def test_two_people_never_see_one_another() -> None:
    async with echoing() as echo, seated(echo) as anna, seated(echo) as bram:
        await anna.type("van Anna")
        await bram.type("van Bram")
        await anna.get("/gesprek")
        assert "van Bram" not in anna.page.text
        assert len({event.chat.room for event in echo.heard}) == 2


async def test_after_a_restart_the_page_says_so_and_what_was_typed_stands_in_the_field() -> None:
    position = MemoryPosition()
    async with echoing(position=position) as first, seated(first) as browser:
        before = first.heard[-1]
        async with echoing(position=position) as second:
            browser.url = second.url
            await browser.type("mijn lange verhaal")
            assert (browser.status, browser.draft) == (403, "mijn lange verhaal")
            assert browser.notice == say("page.old").strip()
            await browser.type(browser.draft)
            assert browser.lines()[-1].text == "gehoord: mijn lange verhaal"
            assert second.heard[0].mark > before.mark
            assert second.heard[0].chat == before.chat, "the same seat"


async def test_a_button_pressed_after_a_restart_is_asked_again() -> None:
    position = MemoryPosition()
    async with (
        echoing(position=position) as first,
        seated(first) as browser,
        echoing(position=position) as second,
    ):
        browser.url = second.url
        await browser.press("Ja")
        assert (browser.status, browser.notice) == (403, say("page.old"))
        await browser.press("Ja")
        assert browser.lines()[-1].text == "gedrukt: A"
        assert [type(event) for event in second.heard] == [Opened, Pressed]


async def test_what_is_gone_is_told_and_what_is_open_is_asked_again() -> None:
    async with echoing() as echo, seated(echo) as browser:
        await browser.type("weg ermee")
        await browser.press(say("page.clear"))
        assert "weg ermee" not in browser.page.text
        assert browser.notice == say("page.gone").strip().replace("\n", "\n")
        assert browser.lines()[0].text == "welkom"


async def test_an_answer_that_takes_long_is_announced_and_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inbound, "WAIT", 0.05)
    async with echoing() as echo, seated(echo) as browser:
        done = asyncio.Event()
        send = echo.channel.send

        async def slowly(*args: object, **named: object) -> None:
            await done.wait()
            await send(*args, **named)  # type: ignore[arg-type]

        monkeypatch.setattr(echo.channel, "send", slowly)
        await browser.type("denk na")
        assert browser.notice == say("page.thinking")
        done.set()
        async with asyncio.timeout(HUNG):
            while browser.notice:
                await browser.get("/gesprek")
        assert browser.lines()[-1].text == "gehoord: denk na"


async def test_a_picture_and_a_document_are_only_for_whose_they_are() -> None:
    async with echoing() as echo, seated(echo) as browser, seated(echo) as other:
        chat = echo.heard[0].chat
        await echo.channel.send(chat, Image(b"\x89PNG", "in woorden"), "1")
        await echo.channel.send(chat, File("blad.docx", b"PK", "Hier."), "2")
        await browser.get("/gesprek")
        (picture,), (link,) = browser.page.all("img"), browser.page.all("a", download="blad.docx")
        async with browser.session.get(f"{echo.url}{picture.attributes['src']}") as got:
            assert (await got.read(), got.content_type) == (b"\x89PNG", "image/png")
        async with browser.session.get(f"{echo.url}{link.attributes['href']}") as got:
            assert await got.read() == b"PK"
            assert got.headers["Content-Disposition"] == 'attachment; filename="blad.docx"'
        await other.get(picture.attributes["src"])
        assert other.status == 404


async def test_a_page_that_listens_is_told_that_there_is_something_new() -> None:
    async with (
        echoing() as echo,
        seated(echo) as browser,
        asyncio.timeout(HUNG),
        browser.session.get(f"{echo.url}/nieuw") as stream,
    ):
        assert stream.content_type == "text/event-stream"
        assert await stream.content.readuntil(b"\n\n") == f"data: {browser.last}\n\n".encode()
        await echo.channel.send(echo.heard[0].chat, Say("ongevraagd"), "1")
        assert await stream.content.readuntil(b"\n\n") == f"data: {browser.last + 1}\n\n".encode()


async def test_who_has_no_seat_is_told_nothing_and_need_not_ask_again() -> None:
    async with echoing() as echo, Browser(echo.url) as browser:
        await browser.get("/nieuw")
        assert browser.status == 204


async def test_the_first_load_is_small_and_everything_in_it_is_ours() -> None:
    async with echoing() as echo, seated(echo) as browser:
        links = [one.attributes["href"] for one in browser.page.all("link")]
        scripts = [one.attributes["src"] for one in browser.page.all("script")]
        assert (len(links), len(scripts)) == (1, 1)
        assert all(one.startswith("/") for one in links + scripts)
        assert not any("style" in node.attributes for node in browser.page.walk())
        async with browser.session.get(f"{echo.url}/gesprek") as got:
            assert len(await got.read()) + len(STYLE.content) + len(SCRIPT.content) < 60_000


async def test_every_field_and_button_has_a_name_and_the_page_a_language() -> None:
    async with echoing() as echo, seated(echo) as browser:
        page = browser.page
        assert page.all("html", lang="nl")
        assert len(page.all("h1")) == len(page.all("main")) == 1
        assert page.all("label", for_="tekst")
        assert page.all("textarea", id="tekst")
        assert page.all("div", role="log", aria_label=say("page.conversation"))
        assert all(button.text.strip() for button in page.all("button"))
        (skip,) = page.all("a", class_="skip")
        assert skip.attributes["href"] == "#tekst"
        ids = [node.attributes["id"] for node in page.walk() if "id" in node.attributes]
        assert len(ids) == len(set(ids))


async def test_an_address_that_is_taken_is_one_line_for_the_operator() -> None:
    async with echoing() as echo:
        with pytest.raises(StoppedError, match="RUGGESPRAAK_WEB"):
            async with Web(Site("127.0.0.1", echo.channel.port), MemoryPosition(), say):
                pass
