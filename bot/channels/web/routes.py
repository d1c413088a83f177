"""The addresses of the page, and what each of them answers."""

from aiohttp import hdrs, web

from bot.channels.channel import Image, Sentences
from bot.channels.web.assets import ASSETS
from bot.channels.web.bubbles import pressed_text
from bot.channels.web.entrance import Entrance, TurnedAwayError
from bot.channels.web.form_post import chat_of
from bot.channels.web.guard import Handler
from bot.channels.web.inbound import Inbound
from bot.channels.web.page import Talk, last_own, notice_page, talk_page, welcome_page
from bot.channels.web.seats import Seat, Seats, new_cookie, new_once, seat_name
from bot.channels.web.streams import Streams
from bot.channels.web.transcript import Own, content
from bot.core.model.events import Event, Opened, Pressed, Said


class Routes:
    """Answers requests."""

    def __init__(self, entrance: Entrance, seats: Seats, inbound: Inbound, sentences: Sentences) -> None:
        self._entrance = entrance
        self._seats = seats
        self._inbound = inbound
        self._sentences = sentences
        self.streams = Streams()

    def add_to(self, app: web.Application) -> None:
        """Add every address."""
        get, post = app.router.add_get, app.router.add_post
        get("/", self._conversation)
        get("/gesprek", self._conversation)
        get("/nieuw", self._news)
        get(r"/plaatje/{line:\d{1,9}}", self._attachment)
        get(r"/blad/{line:\d{1,9}}", self._attachment)
        get("/vast/{version}/{name}", self._asset)
        get("/favicon.ico", self._no_icon)
        post("/begin", self._begin)
        post("/zeg", self._speak)
        post("/leeg", self._clear)

    @web.middleware
    async def answer_kindly(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Answer whatever is refused with one sentence and a way on."""
        try:
            self._entrance.check_pace(request)
            return await handler(request)
        except TurnedAwayError as refused:
            return self._refusal(request, refused)
        except web.HTTPException as error:
            if error.status < 400:
                raise
            return self._refusal(request, TurnedAwayError(error.status, self._sentences("page.unknown")))

    async def _conversation(self, request: web.Request) -> web.StreamResponse:
        seat = self._seat(request)
        if seat is None:
            notice = self._sentences("page.no-seat") if request.path != "/" else ""
            return _html(welcome_page(self._sentences, notice))
        response = _html(self._talk(seat, await self._reopened(seat)))
        self._entrance.renew(request, response)
        return response

    def _seat(self, request: web.Request) -> Seat | None:
        """Return who asks this; None without a cookie. The seat may have no lines any more."""
        name = self._entrance.name(request)
        if not name:
            return None
        if self._seats.get(name) is None:
            self._entrance.check_new_seat(request)
        return self._seats.take(name)

    async def _reopened(self, seat: Seat) -> str:
        """Ask what is open, if there is nothing to show any more. Return what is to be said above it."""
        notice = ""
        if not seat.transcript.lines() and not seat.pending:
            await self._open(seat)
            notice = self._sentences("page.gone")
        return self._sentences("page.thinking") if seat.pending else notice

    async def _begin(self, request: web.Request) -> web.StreamResponse:
        self._entrance.check_origin(request)
        if self._entrance.name(request):
            return _see_other("/gesprek")
        self._entrance.check_new_seat(request)
        cookie = new_cookie()
        await self._open(self._seats.take(seat_name(cookie)))
        response = _see_other("/gesprek")
        self._entrance.let_in(response, cookie)
        return response

    async def _speak(self, request: web.Request) -> web.StreamResponse:
        post = await self._entrance.post(request)
        seat = self._seat(request)
        if seat and not seat.transcript.last and post.text is None:
            await self._reopened(seat)  # after a restart there is nothing to press until it is asked again
        seat = self._seats.take(self._entrance.accepted(request, post))
        event = post.event(chat_of(seat.name), self._inbound.next_mark())
        if event is None:
            raise TurnedAwayError(400, self._sentences("page.unknown"))
        if self._inbound.closing:
            raise TurnedAwayError(503, self._sentences("page.stopping"), post.text or "")
        if seat.is_first(post.once):
            seat.show(Own(_own_text(seat, event)))
            await self._hand_over(seat, event)
        return _see_other(f"/gesprek{last_own(seat.transcript.lines())}")

    async def _clear(self, request: web.Request) -> web.StreamResponse:
        post = await self._entrance.post(request)
        self._seats.take(self._entrance.accepted(request, post)).transcript.clear()
        return _see_other("/gesprek")

    async def _news(self, request: web.Request) -> web.StreamResponse:
        seat = self._seats.get(self._entrance.name(request))
        if seat is None or self.streams.is_full():
            return web.Response(status=204)  # tells the browser not to ask again
        return await self.streams.serve(request, seat)

    async def _attachment(self, request: web.Request) -> web.StreamResponse:
        seat = self._seats.get(self._entrance.name(request))
        found = seat.transcript.attachment(int(request.match_info["line"])) if seat else None
        if found is None:
            raise TurnedAwayError(404, self._sentences("page.unknown"))
        if isinstance(found, Image):
            return web.Response(body=content(found), content_type="image/png")
        disposition = {hdrs.CONTENT_DISPOSITION: f'attachment; filename="{found.name}"'}
        return web.Response(body=content(found), headers=disposition, content_type="application/octet-stream")

    async def _asset(self, request: web.Request) -> web.StreamResponse:
        found = ASSETS.get((request.match_info["version"], request.match_info["name"]))
        if found is None:
            raise TurnedAwayError(404, self._sentences("page.unknown"))
        kept = {hdrs.CACHE_CONTROL: "public, max-age=31536000, immutable"}
        return web.Response(body=found.content, headers=kept, content_type=found.kind, charset="utf-8")

    async def _no_icon(self, _: web.Request) -> web.StreamResponse:
        return web.Response(status=204)

    async def _open(self, seat: Seat) -> None:
        if self._inbound.closing:
            raise TurnedAwayError(503, self._sentences("page.stopping"))
        await self._hand_over(seat, Opened(chat_of(seat.name), mark=self._inbound.next_mark()))

    async def _hand_over(self, seat: Seat, event: Event) -> None:
        seat.pending += 1
        await self._inbound.hand_over(event)

    def _refusal(self, request: web.Request, refused: TurnedAwayError) -> web.Response:
        """Return the page again with one sentence above it, and with what was typed still in the field."""
        seat = self._seats.get(self._entrance.name(request))
        if seat:
            shown = self._talk(seat, refused.sentence, refused.draft)
        elif refused.draft:
            shown = welcome_page(self._sentences, refused.sentence, refused.draft)
        else:
            shown = notice_page(refused.sentence, self._sentences)
        return _html(shown, refused.status)

    def _talk(self, seat: Seat, notice: str, draft: str = "") -> str:
        token = self._entrance.token(seat.name)
        lines, question = seat.transcript.lines(), seat.transcript.question()
        return talk_page(Talk(lines, question, token, new_once(), notice, draft), self._sentences)


def _own_text(seat: Seat, event: Event) -> str:
    """Return what a person sees of what they did: the text, or the label of the button."""
    match event:
        case Said(text=text):
            return text
        case Pressed(prompt=prompt, option=key):
            return pressed_text(seat.transcript.question(), prompt, key)
        case _:
            return ""


def _html(page: str, status: int = 200) -> web.Response:
    return web.Response(text=page, status=status, content_type="text/html", charset="utf-8")


def _see_other(address: str) -> web.Response:
    """Return where to look next: a page that came from a form would send it again at a reload."""
    return web.Response(status=303, headers={hdrs.LOCATION: address})
