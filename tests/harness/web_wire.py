"""Plays the page: a browser over real HTTP, with the real store on a real file."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from yarl import URL

from bot.app.bot import Bot
from bot.app.channel_state import StoredPosition
from bot.app.scheduler import Scheduler
from bot.channels.web.seats import new_cookie
from bot.channels.web.web import Site, Web
from bot.core.editions import Edition, Editions
from bot.core.model.finder import Finder
from bot.core.model.library import Library
from bot.store.drafts import Drafts
from tests.conftest import HUNG, NOW
from tests.dutch import say
from tests.harness.browser import Browser
from tests.harness.conversation import Clock
from tests.harness.whole_store import whole_store

KEY = b"k" * 32


def hurried() -> float:
    """Seconds, as the page counts them: a script types faster than anybody."""
    return time.monotonic() * 20


class ServedPage:
    """A bot that talks on a page, until it is stopped."""

    def __init__(self, channel: Web, bot: Bot) -> None:
        self.channel = channel
        self.bot = bot
        self.scheduler = Scheduler(bot, {channel.name: channel})
        self._running: asyncio.Task[None] | None = None

    async def start(self) -> str:
        """Its address."""
        self._running = asyncio.create_task(self.bot.talk(self.channel))
        async with asyncio.timeout(HUNG):
            while not self.channel.port:
                if self._running.done():
                    self._running.result()
                await asyncio.sleep(0.003)
        return f"http://127.0.0.1:{self.channel.port}"

    async def stop(self) -> None:
        assert self._running
        self._running.cancel()
        await asyncio.gather(self._running, return_exceptions=True)


class WebWire:
    """One browser. To pick is to press."""

    def __init__(self, folder: Path, library: Library, finder: Finder) -> None:
        self._folder = folder
        self._editions = Editions(Edition(library, finder))
        self._clock = Clock(NOW)
        self._store = whole_store(folder, KEY)
        self._served: ServedPage | None = None
        self._restarted = False
        self._browser: Browser | None = None

    async def open(self) -> str:
        browser = await self._started()
        before = 0 if self._restarted else browser.last
        if not browser.cookies():
            await browser.begin()
        elif self._restarted:
            await browser.get("/gesprek")
        else:
            await browser.press(say("page.clear"))
        self._restarted = False
        return self._said_after(before)

    async def type(self, text: str) -> str:
        browser = await self._seated()
        return await self._answered(browser, lambda: browser.type(text))

    async def pick(self, label: str) -> str:
        browser = await self._seated()
        return await self._answered(browser, lambda: browser.press(label))

    async def restart(self) -> None:
        if self._served:
            await self._served.stop()
            await self._store.__aexit__(None, None, None)
        self._served = None
        self._restarted = True
        self._store = whole_store(self._folder, KEY)

    async def close(self) -> None:
        await self.restart()
        if self._browser:
            await self._browser.session.close()

    def wait(self, minutes: int) -> None:
        self._clock.move(minutes)

    async def ring(self) -> str:
        """Have said what is due by now."""
        browser = await self._seated()
        before = browser.last
        assert self._served
        for _ in range(3):
            await self._served.scheduler.once()
            await self._served.scheduler.drain()
        await browser.get("/gesprek")
        return self._said_after(before)

    def on_disk(self) -> bytes:
        return b"".join(file.read_bytes() for file in self._folder.iterdir() if file.is_file())

    async def _answered(self, browser: Browser, act: Callable[[], Awaitable[object]]) -> str:
        """The answer. Asked who reads along, one chooses to type: most conversations are not about that."""
        before = browser.last
        await act()
        while browser.status in {403, 429}:  # an old page, or too much haste: it can be done again
            await asyncio.sleep(0.05)
            before = browser.last
            await act()
        self._restarted = False
        said = self._said_after(before)
        if say("typing.who-reads-title") in said:
            first = said[: said.index(say("typing.who-reads-title"))]
            return f"{first}\n{await self._answered(browser, lambda: browser.press(say('typing.type')))}"
        return said

    def _said_after(self, before: int) -> str:
        assert self._browser
        return "\n".join(line.text for line in self._browser.lines(after=before))

    async def _seated(self) -> Browser:
        """Somebody who was here before: who only begins is greeted, and most conversations start later."""
        browser = await self._started()
        if not browser.cookies():
            browser.session.cookie_jar.update_cookies({"ruggespraak": new_cookie()}, URL(browser.url))
            await browser.post("/zeg", {"tekst": ""})
        return browser

    async def _started(self) -> Browser:
        if not self._served:
            await self._store.__aenter__()
            position = StoredPosition(self._store, "web", self._clock)
            channel = Web(Site("127.0.0.1", 0), position, say, clock=hurried)
            bot = Bot(self._editions, self._store, self._clock, drafts=Drafts(self._folder / "drafts"))
            self._served = ServedPage(channel, bot)
            url = await self._served.start()
            self._browser = self._browser or Browser(url)
            self._browser.url = url
        assert self._browser
        return self._browser
