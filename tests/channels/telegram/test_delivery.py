"""One request on its way: what never left is tried again for a day, what may have arrived is not."""

from collections.abc import Awaitable, Callable

import pytest
from telegram.error import NetworkError

from bot.channels.channel import UncertainError
from bot.channels.telegram.delivery import MOST_AGAIN, MOST_UNHEARD, Delivery
from bot.channels.telegram.rate_limit import Pace
from bot.channels.telegram.transport import NotConnectedError, UnwellError
from bot.core.model.events import Chat

CHAT = Chat("telegram", "7", "7")


class Line:
    """A line that fails so many times. Nobody really waits."""

    def __init__(self, failures: int, error: type[Exception] = NotConnectedError) -> None:
        self.left = failures
        self.tries = 0
        self.waited: list[float] = []
        self._error = error

    async def request(self, _: Chat) -> str:
        self.tries += 1
        if self.left:
            self.left -= 1
            raise self._error("nobody there")
        return "arrived"

    async def sleep(self, seconds: float) -> None:
        self.waited.append(seconds)

    def delivery(self) -> Callable[..., Awaitable[str]]:
        async def deliver(*, again: bool) -> str:
            one = Delivery(Pace(), lambda *_: None, self.sleep)
            one._pace = Free()
            return await one(CHAT, self.request, asked=True, again=again)

        return deliver


class Free(Pace):
    async def turn(self, chat: str, *, group: bool, asked: bool = True) -> None:
        """At once."""


@pytest.mark.parametrize("again", [True, False])
async def test_what_never_left_waits_until_somebody_is_there(again: bool) -> None:
    line = Line(200)
    assert await line.delivery()(again=again) == "arrived"
    assert line.tries == 201
    assert line.waited[:6] == [1, 2, 4, 8, 16, 30]
    assert max(line.waited) == 30.0


@pytest.mark.parametrize("again", [True, False])
async def test_a_telegram_that_says_it_is_unwell_is_asked_again_for_a_while(again: bool) -> None:
    line = Line(MOST_AGAIN, UnwellError)
    assert await line.delivery()(again=again) == "arrived"
    line = Line(MOST_AGAIN + 1, UnwellError)
    with pytest.raises(UncertainError):
        await line.delivery()(again=again)


async def test_after_a_day_it_is_let_go() -> None:
    line = Line(10_000)
    with pytest.raises(UncertainError):
        await line.delivery()(again=True)
    assert len(line.waited) == MOST_UNHEARD
    assert 86_400 <= sum(line.waited) < 90_000


async def test_what_may_have_arrived_is_said_again_only_where_that_does_no_harm() -> None:
    line = Line(3, NetworkError)
    assert await line.delivery()(again=True) == "arrived"
    for failures, again in ((1, False), (MOST_AGAIN + 1, True)):
        line = Line(failures, NetworkError)
        with pytest.raises(UncertainError):
            await line.delivery()(again=again)
        assert line.tries == failures
