"""What somebody with bad intentions, or bad luck, sends: one kind sentence, and nothing is lost."""

import asyncio
import contextlib
import io
import logging

import aiohttp
import pytest

from bot.channels.web.entrance import MOST_TEXT
from bot.channels.web.rate_limit import SEAT
from bot.core.model.events import Pressed, Said
from tests.channels.web.echoing import echoing, seated
from tests.conftest import HUNG
from tests.dutch import say
from tests.harness.browser import Browser, hidden
from tests.harness.dom import dom


@pytest.mark.parametrize("token", ["", "0" * 64, "é"])
async def test_a_form_without_the_token_of_this_seat_changes_nothing(token: str) -> None:
    async with echoing() as echo, seated(echo) as browser, seated(echo) as other:
        heard = len(echo.heard)
        await browser.post("/zeg", {"tekst": "mijn tekst", "bewijs": token, "eenmalig": "x"})
        assert (browser.status, browser.draft) == (403, "mijn tekst")
        (form,) = other.page.all("form", class_="say")
        await browser.post("/zeg", hidden(form) | {"tekst": "x"})
        assert browser.status == 403, "nor does the token of another seat"
        assert len(echo.heard) == heard


async def test_another_site_can_neither_speak_nor_take_a_seat() -> None:
    async with echoing() as echo, seated(echo) as browser, Browser(echo.url) as stranger:
        (form,) = browser.page.all("form", class_="say")
        await browser.post("/zeg", hidden(form) | {"tekst": "x"}, Sec_Fetch_Site="cross-site")
        assert browser.status == 403
        await stranger.post("/begin", {}, Sec_Fetch_Site="cross-site")
        assert (stranger.status, stranger.cookies()) == (403, {})
        assert len(echo.heard) == 1


async def test_a_cookie_is_for_this_site_alone_and_no_script_reads_it() -> None:
    async with (
        echoing("https://ruggespraak.example") as echo,
        aiohttp.ClientSession() as session,
        session.post(f"{echo.url}/begin", allow_redirects=False) as answer,
    ):
        cookie = answer.headers["Set-Cookie"]
        assert cookie.startswith("__Host-ruggespraak=")
        for word in ("HttpOnly", "SameSite=Lax", "Secure", "Path=/"):
            assert word in cookie
        assert "Domain" not in cookie
        assert answer.headers["Strict-Transport-Security"]
    async with (
        echoing() as echo,
        aiohttp.ClientSession() as session,
        session.post(f"{echo.url}/begin", allow_redirects=False) as answer,
    ):
        assert "Secure" not in answer.headers["Set-Cookie"], "without https it would never come back"


@pytest.mark.parametrize("path", ["/", "/gesprek", "/bestaat-niet", "/plaatje/9", "/nieuw", "/favicon.ico"])
async def test_every_answer_forbids_what_it_can_and_is_kept_by_nobody(path: str) -> None:
    async with (
        echoing() as echo,
        aiohttp.ClientSession() as session,
        session.get(f"{echo.url}{path}") as answer,
    ):
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "no-store"
        assert "aiohttp" not in answer.headers["Server"]


async def test_only_the_style_and_the_script_may_be_kept() -> None:
    async with echoing() as echo, seated(echo) as browser:
        (link,) = browser.page.all("link")
        async with browser.session.get(f"{echo.url}{link.attributes['href']}") as answer:
            assert "immutable" in answer.headers["Cache-Control"]
            assert answer.content_type == "text/css"


EVIL = "</li></textarea></p><script>alert(1)</script><img src=x onerror=alert(1)>"


async def test_what_is_typed_never_becomes_part_of_the_page() -> None:
    async with echoing() as echo, seated(echo) as browser:
        await browser.type(EVIL)
        assert browser.lines("own")[0].text == EVIL
        assert len(browser.page.all("script")) == 1
        assert browser.page.all("img") == []
        fields = {"tekst": EVIL, "bewijs": EVIL, "eenmalig": EVIL, "vraag": EVIL}
        await browser.post("/zeg", fields)
        assert browser.draft == EVIL
        assert len(browser.page.all("script")) == 1
        (form,) = browser.page.all("form", class_="say")
        await browser.post("/zeg", hidden(form) | {"vraag": EVIL, "keuze": EVIL})
        assert isinstance(echo.heard[-1], Pressed), "the core says that it comes too late"
        assert len(browser.page.all("script")) == 1


async def test_a_text_that_is_too_long_stands_in_the_field_again() -> None:
    async with echoing() as echo, seated(echo) as browser:
        await browser.type(long := "woord " * 17_000)
        assert (browser.status, browser.draft) == (413, long)
        assert browser.notice == say("trouble.too-long").strip()
        await browser.type(fits := "x" * MOST_TEXT)
        assert isinstance(said := echo.heard[-1], Said)
        assert said.text == fits


async def test_ten_megabytes_are_not_read() -> None:
    async with echoing() as echo, seated(echo) as browser:
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        body = io.BytesIO(b"tekst=" + b"x" * 10_000_000)
        async with browser.session.post(f"{echo.url}/zeg", data=body, headers=form) as answer:
            assert answer.status == 413
            assert say("trouble.too-long") in dom(await answer.text()).text
        assert len(echo.heard) == 1


async def test_a_file_is_refused_and_so_is_a_form_with_a_thousand_fields() -> None:
    async with echoing() as echo, seated(echo) as browser:
        form = aiohttp.FormData()
        form.add_field("tekst", b"\x00" * 100, filename="a.exe")
        async with browser.session.post(f"{echo.url}/zeg", data=form) as answer:
            assert answer.status == 415
            assert say("page.only-text") in dom(await answer.text()).text
        await browser.post("/zeg", {str(one): "x" for one in range(1_000)})
        assert browser.status == 400
        assert len(echo.heard) == 1


async def test_an_unknown_page_and_a_wrong_verb_get_one_sentence() -> None:
    async with echoing() as echo, seated(echo) as browser:
        for path, status in (("/bestaat-niet", 404), ("/zeg", 405), ("/vast/x/../../etc/passwd", 404)):
            await browser.get(path)
            assert (browser.status, browser.notice) == (status, say("page.unknown"))
        await browser.type("nog hier")
        assert browser.lines()[-1].text == "gehoord: nog hier"


async def test_a_cookie_that_nobody_gave_opens_nothing_of_anybody() -> None:
    async with echoing() as echo, seated(echo) as browser:
        await browser.type("geheim")
        for cookie in ("", "x", "a" * 43, echo.heard[0].chat.room):
            async with (
                aiohttp.ClientSession(cookies={"ruggespraak": cookie}) as session,
                session.get(f"{echo.url}/gesprek") as answer,
            ):
                assert "geheim" not in await answer.text()


async def test_haste_gets_one_sentence_and_loses_nothing() -> None:
    async with echoing() as echo, seated(echo) as browser:
        for number in range(int(SEAT.burst) + 5):
            await browser.type(f"snel {number}")
            if browser.status == 429:
                break
        assert (browser.status, browser.draft) == (429, f"snel {number}")
        assert browser.notice == say("page.too-fast")


@pytest.mark.parametrize("begun", [b"", b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow:"])
async def test_who_keeps_a_connection_waiting_is_cut(begun: bytes) -> None:
    async with echoing(header_seconds=0.1) as echo:
        reader, writer = await asyncio.open_connection("127.0.0.1", echo.channel.port)
        writer.write(begun)
        async with asyncio.timeout(HUNG):
            with contextlib.suppress(ConnectionResetError):
                assert await reader.read() == b""
        writer.close()
        async with Browser(echo.url) as browser:
            await browser.get()
            assert browser.status == 200


async def test_no_address_cookie_or_text_comes_into_the_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    async with echoing() as echo, seated(echo) as browser:
        await browser.type("zaaktekst")
        (form,) = browser.page.all("form", class_="say")
        echo.channel._inbound.next_mark = lambda: 1 // 0  # type: ignore[method-assign] # a fault of ours
        await browser.post("/zeg", hidden(form) | {"tekst": "zaaktekst"})
        logged = "\n".join([caplog.text, *(repr(record.__dict__) for record in caplog.records)])
        assert "a page failed: ZeroDivisionError" in logged
        for secret in ("127.0.0.1", "zaaktekst", *browser.cookies().values(), echo.heard[0].chat.room):
            assert secret not in logged
