"""A Bot API server on loopback: HTTP, the queue of updates, webhooks, and faults on demand."""

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

from aiohttp import ClientError, ClientSession, ClientTimeout, web

from tests.conftest import HUNG
from tests.telegram_api import shapes
from tests.telegram_api.limits import Limits
from tests.telegram_api.methods import RESULTS, Methods
from tests.telegram_api.refusal import OTHER_POLLER, WEBHOOK_ACTIVE, RefusedError, bad
from tests.telegram_api.world import TOKEN, Waiting, World


@dataclass
class Fault:
    """What goes wrong with the next requests of one method."""

    method: str
    kind: str
    """"refuse", "garbage" (an answer that is no JSON), "odd" (a success with `body`), "drop" (the
    connection) or "hang"."""
    after: bool = False
    """True: the request is carried out first, and only the answer fails."""
    times: int = 1
    refusal: RefusedError | None = None
    seconds: float = 60.0
    chat: int = 0
    """Only for this chat; 0 for all."""
    body: bytes = b""


@dataclass
class Webhook:
    url: str
    secret: str
    connections: int
    failures: int = 0
    last_error: str = ""


@dataclass
class Call:
    """A request as it came in."""

    method: str
    sent: dict[str, Any]
    at: float
    ok: bool = False


class Server:
    """`async with Server() as server`: then `server.url` is the base for a bot.

    Whatever real Telegram would let pass in silence stands in `breaches` at the end.
    """

    def __init__(self, world: World | None = None, *, local: bool = True, page: int = 100) -> None:
        self.world = world or World()
        self.limits = Limits(self._now)
        self.calls: list[Call] = []
        self.breaches: list[str] = []
        self.faults: list[Fault] = []
        self.webhook: Webhook | None = None
        self.retry_after = 0.02
        """Seconds between two tries of a webhook; Telegram takes longer."""
        self.on_call: Callable[[str], None] = lambda _: None
        self.checks_answers = True
        """False: hands out what real Telegram would not."""
        self.confirmed = 0
        """Every update below this number was acknowledged by the bot."""
        self._methods = Methods(self.world, self.limits)
        self._local = local  # a Bot API server of one's own also takes webhooks without https
        self._page = page
        self._poll: asyncio.Future[None] | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._runner: web.AppRunner | None = None
        self.url = ""

    def _now(self) -> float:
        return self.world.clock()  # looked up each time: a test may put another clock in

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=60 * 1024 * 1024)
        app.router.add_route("*", "/bot{token}/{method}", self._handle)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        port = site._server.sockets[0].getsockname()[1]  # type: ignore[union-attr]
        self.url = f"http://127.0.0.1:{port}"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.webhook = None
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        assert self._runner
        await self._runner.cleanup()

    def fail(self, method: str, code: int = 502, text: str = "Bad Gateway", **more: Any) -> None:
        """The next request of this method is refused; with `after=True` it is carried out all the same."""
        parameters = {name: more.pop(name) for name in ("retry_after", "migrate_to_chat_id") if name in more}
        self.faults.append(Fault(method, "refuse", refusal=RefusedError(code, text, **parameters), **more))

    def fail_so(self, method: str, kind: str, **more: Any) -> None:
        """The next request of this method is dropped, hangs or gets garbage."""
        self.faults.append(Fault(method, kind, **more))

    def sent(self, method: str, chat: int = 0) -> list[dict[str, Any]]:
        """What this method was asked, and did."""
        return [
            call.sent
            for call in self.calls
            if call.ok and call.method == method and (not chat or call.sent.get("chat_id") == chat)
        ]

    def pending(self) -> list[int]:
        """Updates that the bot did not acknowledge yet."""
        self.world.expire()
        return [one.update["update_id"] for one in self.world.waiting]

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        if not re.fullmatch(r"\d{3,}:[\w-]{30,}", request.match_info["token"]):
            return _json(RefusedError(404, "Not Found").answer(), 404)
        if request.match_info["token"] != TOKEN:
            return _json(RefusedError(401, "Unauthorized").answer(), 401)
        self.on_call(method)
        try:
            sent = shapes.request(method, await _parameters(request))
            return await self._answered(request, method, sent)
        except ConnectionResetError:  # a bot was killed while it asked
            return web.Response()
        except shapes.BreachError as breach:
            self.breaches.append(str(breach))
            return _json(bad(f"stand-in: {breach}").answer(), 400)
        except RefusedError as refused:
            return _json(refused.answer(), refused.code)

    async def _answered(self, request: web.Request, method: str, sent: dict[str, Any]) -> web.StreamResponse:
        call = Call(method, sent, self.world.clock())
        self.calls.append(call)
        fault = self._fault(method, sent)
        if fault and not fault.after:
            return await self._broken(request, fault)
        result = await self._result(method, sent)
        call.ok = True
        if method.lower() in RESULTS and self.checks_answers:
            shapes.answer(RESULTS[method.lower()], result)
        if fault:
            return await self._broken(request, fault)
        return _json({"ok": True, "result": result})

    async def _result(self, method: str, sent: dict[str, Any]) -> Any:
        match method.lower():
            case "getupdates":
                return await self._updates(sent)
            case "setwebhook":
                return self._set_webhook(sent)
            case "deletewebhook":
                self.webhook = None
                if sent.get("drop_pending_updates"):
                    self.world.waiting.clear()
                return True
            case "getwebhookinfo":
                return self._webhook_info()
            case _:
                self.world.expire()
                return self._methods.call(method, sent)

    def _fault(self, method: str, sent: dict[str, Any]) -> Fault | None:
        for fault in self.faults:
            if fault.method in {method, "*"} and fault.times > 0 and fault.chat in {0, sent.get("chat_id")}:
                fault.times -= 1
                return fault
        return None

    async def _broken(self, request: web.Request, fault: Fault) -> web.StreamResponse:
        if fault.kind == "refuse":
            assert fault.refusal
            return _json(fault.refusal.answer(), fault.refusal.code)
        if fault.kind == "garbage":
            return web.Response(text="<html>502 Bad Gateway</html>", status=502)
        if fault.kind == "odd":
            return web.Response(body=fault.body)
        if fault.kind == "hang":
            await asyncio.sleep(fault.seconds)
        assert request.transport
        request.transport.abort()
        raise web.HTTPBadGateway

    # the queue

    async def _updates(self, sent: dict[str, Any]) -> list[dict[str, Any]]:
        if self.webhook:
            raise RefusedError(409, WEBHOOK_ACTIVE)
        self._stop_other_poll()
        mine: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._poll = mine
        if "allowed_updates" in sent:
            self.world.allowed = sent["allowed_updates"]
        self._confirm(sent.get("offset", 0))
        limit = min(sent.get("limit", 100), self._page)
        if not 1 <= limit <= 100:
            limit = 100
        try:
            return await self._wait(mine, limit, min(sent.get("timeout", 0), 50))
        finally:
            if self._poll is mine:
                self._poll = None

    def _stop_other_poll(self) -> None:
        if self._poll and not self._poll.done():
            self._poll.set_exception(RefusedError(409, OTHER_POLLER))

    async def _wait(self, mine: asyncio.Future[None], limit: int, seconds: float) -> list[dict[str, Any]]:
        deadline = asyncio.get_running_loop().time() + seconds
        while True:
            self.world.expire()
            found = [one.update for one in self.world.waiting[:limit]]
            left = deadline - asyncio.get_running_loop().time()
            if mine.done():
                mine.result()
            if found or left <= 0:
                return found
            self.world.news.clear()
            news = asyncio.ensure_future(self.world.news.wait())
            both: set[asyncio.Future[Any]] = {news, mine}
            await asyncio.wait(both, timeout=left, return_when=asyncio.FIRST_COMPLETED)
            news.cancel()

    def _confirm(self, offset: int) -> None:
        self.world.expire()
        if offset < 0:
            self.world.waiting = self.world.waiting[offset:]
        elif offset:
            self.confirmed = max(self.confirmed, offset)
            self.world.waiting = [one for one in self.world.waiting if one.update["update_id"] >= offset]

    # webhooks

    def _set_webhook(self, sent: dict[str, Any]) -> bool:
        if not sent["url"]:
            self.webhook = None
            return True
        if not sent["url"].startswith("https://") and not self._local:
            raise bad("bad webhook: An HTTPS URL must be provided for webhook")
        if not re.fullmatch(r"[\w-]{0,256}", sent.get("secret_token", "")):
            raise bad("secret token contains unallowed characters")
        if "allowed_updates" in sent:
            self.world.allowed = sent["allowed_updates"]
        if sent.get("drop_pending_updates"):
            self.world.waiting.clear()
        if self._poll and not self._poll.done():
            self._poll.set_exception(RefusedError(409, "Conflict: terminated by setWebhook request"))
        self.webhook = Webhook(sent["url"], sent.get("secret_token", ""), sent.get("max_connections", 40))
        task = asyncio.get_running_loop().create_task(self._push(self.webhook))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return True

    def _webhook_info(self) -> dict[str, Any]:
        return {
            "url": self.webhook.url if self.webhook else "",
            "has_custom_certificate": False,
            "pending_update_count": len(self.pending()),
        }

    async def _push(self, webhook: Webhook) -> None:
        """Sends every update until it is taken: one at a time for each chat, chats side by side."""
        busy: dict[int, asyncio.Task[None]] = {}
        async with ClientSession(timeout=ClientTimeout(total=HUNG)) as session:
            while self.webhook is webhook:
                self.world.expire()
                for one in list(self.world.waiting):
                    if one.chat not in busy and len(busy) < webhook.connections:
                        task = asyncio.ensure_future(self._deliver(session, webhook, one))
                        busy[one.chat] = task
                        task.add_done_callback(lambda _, chat=one.chat: busy.pop(chat, None))  # type: ignore[misc]
                self.world.news.clear()
                news = asyncio.ensure_future(self.world.news.wait())
                await asyncio.wait({news, *busy.values()}, timeout=0.5, return_when=asyncio.FIRST_COMPLETED)
                news.cancel()
            for task in busy.values():
                task.cancel()

    async def _deliver(self, session: ClientSession, webhook: Webhook, one: Waiting) -> None:
        headers = {"X-Telegram-Bot-Api-Secret-Token": webhook.secret} if webhook.secret else {}
        try:
            async with session.post(webhook.url, json=one.update, headers=headers) as answer:
                taken = 200 <= answer.status < 300
                webhook.last_error = "" if taken else f"Wrong response from the webhook: {answer.status}"
        except (ClientError, TimeoutError) as error:
            taken, webhook.last_error = False, type(error).__name__
        if taken:
            self.world.waiting = [other for other in self.world.waiting if other is not one]
            return
        webhook.failures += 1
        await asyncio.sleep(self.retry_after)
        self.world.news.set()


async def _parameters(request: web.Request) -> dict[str, Any]:
    found: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        body = await request.json()
        if not isinstance(body, dict):
            raise bad("can't parse JSON object")
        return found | body
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            with value.file as opened:
                found[name] = opened.read()
        else:
            found[name] = value
    return found


def _json(body: dict[str, Any], status: int = 200) -> web.Response:
    return web.json_response(body, status=status)


__all__ = ["Call", "Fault", "Server", "field"]
