"""The way in: the cookie, the proof that a form was ours, and the pace."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import parse_qsl

from aiohttp import web

from bot.channels.channel import Sentences
from bot.channels.web.form_post import FormPost, form_post
from bot.channels.web.form_tokens import FormTokens
from bot.channels.web.guard import address_of, is_from_elsewhere
from bot.channels.web.rate_limit import ADDRESS, NEW_SEATS, SEAT, RateLimit
from bot.channels.web.seats import seat_name

MOST_BODY = 1 << 20
"""Bytes. Of a longer form nothing is read."""
MOST_TEXT = 4_000
"""Characters. More goes back into the field; about less than that the core says what is too long."""
MOST_FIELDS = 20
BODY_SECONDS = 15.0
COOKIE_SECONDS = 30 * 86_400
FORM = "application/x-www-form-urlencoded"


class TurnedAwayError(Exception):
    """A request that is answered with one sentence."""

    def __init__(self, status: int, sentence: str, draft: str = "") -> None:
        super().__init__(status)
        self.status = status
        self.sentence = sentence
        self.draft = draft
        """The text that was typed, to be sent again."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How fast somebody may go on."""

    seat: RateLimit
    address: RateLimit
    new_seats: RateLimit


class Entrance:
    """Knows a browser by its cookie, and an address only to limit its pace."""

    def __init__(self, sentences: Sentences, clock: Callable[[], float], *, https: bool) -> None:
        self._sentences = sentences
        self._https = https
        self._cookie = "__Host-ruggespraak" if https else "ruggespraak"
        self._tokens = FormTokens(clock)
        self._limits = Limits(RateLimit(SEAT, clock), RateLimit(ADDRESS, clock), RateLimit(NEW_SEATS, clock))

    def name(self, request: web.Request) -> str:
        """Return the name of the seat that this request may open; empty if none."""
        return seat_name(request.cookies.get(self._cookie, ""))

    def token(self, seat: str) -> str:
        """Return what the forms on a page of this seat must bring back."""
        return self._tokens.token(seat)

    def let_in(self, response: web.Response, cookie: str) -> None:
        """Give a browser its cookie, which no script and no other site can use."""
        response.set_cookie(
            self._cookie,
            cookie,
            max_age=COOKIE_SECONDS,
            path="/",
            httponly=True,
            samesite="Lax",
            secure=self._https,
        )

    def renew(self, request: web.Request, response: web.Response) -> None:
        """Let a browser keep its cookie for longer."""
        self.let_in(response, request.cookies[self._cookie])

    async def post(self, request: web.Request) -> FormPost:
        """Read a form.

        Raises:
            TurnedAwayError: if it is none, or too long, or comes too slowly.
        """
        if request.content_type != FORM:
            raise TurnedAwayError(415, self._sentences("page.only-text"))
        try:
            async with asyncio.timeout(BODY_SECONDS):
                raw = await request.read()
            pairs = parse_qsl(raw.decode("utf-8", "replace"), True, max_num_fields=MOST_FIELDS)
        except web.HTTPRequestEntityTooLarge:
            raise TurnedAwayError(413, self._sentences("trouble.too-long")) from None
        except TimeoutError:
            raise TurnedAwayError(408, self._sentences("page.too-slow")) from None
        except ValueError:
            raise TurnedAwayError(400, self._sentences("page.unknown")) from None
        return form_post(dict(pairs))

    def accepted(self, request: web.Request, post: FormPost) -> str:
        """Return the name of the seat whose form this is.

        Raises:
            TurnedAwayError: if nobody sits there, or the form is not of a page that was made for that seat.
        """
        name, draft = self.name(request), post.text or ""
        if not name:
            raise TurnedAwayError(403, self._sentences("page.no-seat"), draft)
        if is_from_elsewhere(request) or not self._tokens.fits(post.token, name):
            raise TurnedAwayError(403, self._sentences("page.old"), draft)
        if not self._limits.seat.allows(name):
            raise TurnedAwayError(429, self._sentences("page.too-fast"), draft)
        if len(draft) > MOST_TEXT:
            raise TurnedAwayError(413, self._sentences("trouble.too-long"), draft)
        return name

    def check_origin(self, request: web.Request) -> None:
        """Refuse what another site sends."""
        if is_from_elsewhere(request):
            raise TurnedAwayError(403, self._sentences("page.elsewhere"))

    def check_pace(self, request: web.Request) -> None:
        """Refuse an address that asks too much."""
        if not self._limits.address.allows(address_of(request)):
            raise TurnedAwayError(429, self._sentences("page.too-fast"))

    def check_new_seat(self, request: web.Request) -> None:
        """Refuse an address that takes too many seats."""
        if not self._limits.new_seats.allows(address_of(request)):
            raise TurnedAwayError(429, self._sentences("page.too-fast"))
