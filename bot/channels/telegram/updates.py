"""Receive updates by long polling or at a webhook; redelivered until they are done."""

import asyncio
import hmac
import json
import logging
import math
import time
from collections.abc import Callable
from typing import Any, Protocol
from urllib.parse import urlsplit

from aiohttp import web
from telegram import Bot
from telegram.error import Conflict, InvalidToken, NetworkError, TelegramError

from bot.channels.backoff import Backoff
from bot.channels.channel import StoppedError
from bot.channels.telegram.parsing import WANTED
from bot.channels.telegram.transport import Transport
from bot.channels.telegram.update_window import PAGE, Window

log = logging.getLogger("ruggespraak")

LONG_POLL = 25
"""Seconds that Telegram holds a question without an answer (at most 50)."""

TAKE = 0.05
"""Seconds that what was received gets before is asked for more."""

STUCK = 0.5
"""The same, when the last time brought nothing new because something at the front is not done."""

BACK_OFF = Backoff(1.0, 30.0)
"""Between two tries while Telegram cannot be reached."""

REFUSED = Backoff(30.0, 300.0)
"""The same while Telegram turns us away: another program reads too, or the token is refused."""

MOST_REFUSED = 6
"""Refusals in a row, some 15 minutes, that are passing trouble."""

YOUNG = 600.0
"""Seconds after its first answer in which a program that is refused stops at once: it was started beside
one that runs already, or with a wrong token. So a test copy gives way, and what ran already goes on."""

MOST_TRIES = 7
"""Seconds between two times that the address of the webhook is set."""

MOST_BODY = 1024 * 1024
"""Bytes of one update at a webhook."""

WEBHOOK_WAIT = 50.0
"""Seconds that Telegram waits for a webhook; then it brings the update again."""

OTHER_PROGRAM = (
    "Telegram: een ander programma leest met hetzelfde token. Stop dat programma, en start dan opnieuw."
)
WRONG_TOKEN = "Telegram kent dit token niet (meer). Haal een nieuw token bij BotFather."  # noqa: S105, no token

Take = Callable[[dict[str, Any]], None]
"""Takes one update in, as Telegram's JSON."""


class UpdateSource(Protocol):
    """A source of updates."""

    async def run(self, take: Take) -> None:
        """Receive until cancelled.

        Raises:
            StoppedError: if Telegram turns us away.
        """

    def committed(self, update: int) -> None:
        """Mark that the effects of this update are on disk."""

    def done(self, update: int) -> None:
        """Acknowledge an update: it need not come again."""

    def silent_for(self) -> float:
        """Return the seconds since Telegram last answered; without end before it ever did."""

    async def end(self) -> None:
        """Tell Telegram what was done since the last time."""


class Polling:
    """Asks for updates. Those that are done are acknowledged by asking for the next."""

    def __init__(self, bot: Bot, transport: Transport) -> None:
        """`transport` is for this alone: a question that waits for news must not hold up an answer."""
        self._bot = bot
        self._transport = transport
        self._window = Window()
        self._moved = asyncio.Event()
        self._answered = -math.inf
        self._first_answered = math.inf

    async def run(self, take: Take) -> None:
        """See `UpdateSource`."""
        failures = refused = 0
        while True:
            try:
                page = await self._ask(LONG_POLL if self._may_wait else 0)
            except StoppedError as error:
                refused += 1
                if refused > MOST_REFUSED or time.monotonic() - self._first_answered < YOUNG:
                    raise
                if refused == 1:
                    log.error("%s Tot dan blijf ik het proberen.", error)
                await asyncio.sleep(REFUSED.after(refused))
                continue
            except TelegramError as error:  # also an answer that cannot be read, as of a proxy
                if not failures:
                    log.warning("Telegram cannot be reached (%s): trying again", type(error).__name__)
                failures += 1
                await asyncio.sleep(BACK_OFF.after(failures))
                continue
            if failures or refused:
                log.warning("Telegram answers again")
            failures, refused, self._answered = 0, 0, time.monotonic()
            self._first_answered = min(self._first_answered, self._answered)
            new = [update for update in page if self._window.take(update["update_id"])]
            for update in new:
                take(update)
            await self._room_for_more(TAKE if new else STUCK)

    def committed(self, update: int) -> None:
        """See `UpdateSource`."""
        self._window.committed(update)
        self._moved.set()

    def done(self, update: int) -> None:
        """See `UpdateSource`."""
        self._window.done(update)
        self._moved.set()

    def silent_for(self) -> float:
        """See `UpdateSource`."""
        return time.monotonic() - self._answered

    @property
    def _may_wait(self) -> bool:
        """Return whether Telegram may hold a request until there is news. The first shows we are online."""
        return not self._window.busy and math.isfinite(self._answered)

    async def end(self) -> None:
        """See `UpdateSource`."""
        try:
            await self._ask(0, limit=1)
        except (TelegramError, StoppedError):
            log.warning("Telegram did not hear what was done: some of it comes again")

    async def _ask(self, seconds: int, limit: int = PAGE) -> list[dict[str, Any]]:
        """Return one page, as JSON: a single update that the library cannot read must not hide the others."""
        asked = {
            "offset": self._window.offset,
            "limit": limit,
            "timeout": seconds,
            "allowed_updates": WANTED,
        }
        url = f"{self._bot.base_url}/getUpdates"
        try:
            found: Any = await self._transport.ask(url, asked, seconds + 15.0)
        except Conflict as conflict:
            if "webhook is active" not in conflict.message:
                raise StoppedError(OTHER_PROGRAM) from None
            await self._bot.delete_webhook()  # this installation had one before
            return []
        except InvalidToken:
            raise StoppedError(WRONG_TOKEN) from None
        if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
            raise TelegramError("Invalid server response")
        return found

    async def _room_for_more(self, seconds: float) -> None:
        """Wait until all is done, but not long: new events must not wait for slow ones."""
        deadline = asyncio.get_running_loop().time() + seconds
        while self._window.busy and (left := deadline - asyncio.get_running_loop().time()) > 0:
            self._moved.clear()
            try:
                await asyncio.wait_for(self._moved.wait(), left)
            except TimeoutError:
                return


class Webhook:
    """Is brought updates. An update is taken when it is done, and brought again until then."""

    def __init__(self, bot: Bot, url: str, secret: str, listen: tuple[str, int]) -> None:
        """`url` is what Telegram calls, `listen` the address and port that a web server passes that on to."""
        self._bot = bot
        self._url = url
        self._secret = secret
        self._listen = listen
        self._waiting: dict[int, asyncio.Future[None]] = {}
        self._is_up = False
        self.port = listen[1]

    async def run(self, take: Take) -> None:
        """See `UpdateSource`."""

        async def brought(request: web.Request) -> web.Response:
            return await self._brought(request, take)

        app = web.Application(client_max_size=MOST_BODY)
        app.router.add_post(urlsplit(self._url).path or "/", brought)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await runner.setup()
        try:
            site = web.TCPSite(runner, *self._listen)
            await site.start()
            self.port = runner.addresses[0][1]
            await self._put_up()
            self._is_up = True
            await asyncio.Event().wait()
        finally:
            await runner.cleanup()

    def committed(self, update: int) -> None:
        """See `UpdateSource`."""
        self.done(update)

    def done(self, update: int) -> None:
        """See `UpdateSource`."""
        waiting = self._waiting.get(update)
        if waiting and not waiting.done():
            waiting.set_result(None)

    def silent_for(self) -> float:
        """See `UpdateSource`. There are no reports of "no news": once the address is set, it is online."""
        return 0.0 if self._is_up else math.inf

    async def end(self) -> None:
        """See `UpdateSource`. Every answer to Telegram said so already."""

    async def _put_up(self) -> None:
        for wait in (*BACK_OFF.waits(MOST_TRIES - 1), 0.0):
            try:
                await self._bot.set_webhook(
                    self._url, secret_token=self._secret, allowed_updates=list(WANTED), max_connections=40
                )
            except InvalidToken:
                raise StoppedError(WRONG_TOKEN) from None
            except NetworkError as error:
                log.warning("Telegram cannot be reached (%s): trying again", type(error).__name__)
                await asyncio.sleep(wait)
            except TelegramError:
                break
            else:
                return
        raise StoppedError("Telegram neemt het adres in RUGGESPRAAK_TELEGRAM_WEBHOOK niet aan.")

    async def _brought(self, request: web.Request, take: Take) -> web.Response:
        given = request.headers.get("X-Telegram-Bot-Api-Secret-Token", "")
        if not hmac.compare_digest(given.encode("utf-8", "replace"), self._secret.encode()):
            return web.Response(status=403)
        update = await _read(request)
        if update is None:
            return web.Response(status=400)
        waiting = self._waiting.get(update["update_id"])
        if waiting is None:
            waiting = asyncio.get_running_loop().create_future()
            self._waiting[update["update_id"]] = waiting
            take(update)
        return await self._answer(update["update_id"], waiting)

    async def _answer(self, number: int, waiting: "asyncio.Future[None]") -> web.Response:
        """Answer 200 once the update is done; before that Telegram must bring it again."""
        done, _ = await asyncio.wait({waiting}, timeout=WEBHOOK_WAIT)
        if not done:
            return web.Response(status=503)
        self._waiting.pop(number, None)
        return web.Response()


async def _read(request: web.Request) -> dict[str, Any] | None:
    """Return the update, or None if the request holds none."""
    if request.content_type != "application/json":
        return None
    try:
        update = json.loads(await request.read())
    except (ValueError, web.HTTPRequestEntityTooLarge):
        return None
    fits = isinstance(update, dict) and isinstance(update.get("update_id"), int)
    return update if fits else None
