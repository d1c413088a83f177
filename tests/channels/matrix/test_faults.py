"""What breaks on Matrix, broken: nothing is lost, nothing is said twice, and nobody is flooded."""

import asyncio
import math
import os
import shutil
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from bot.app.channel_state import StoredPosition
from bot.channels.backoff import Backoff
from bot.channels.channel import Audible, StoppedError
from bot.channels.matrix import account, homeserver, membership, undecryptable
from bot.channels.matrix import matrix as matrix_module
from bot.channels.matrix.account import Account, Login
from bot.channels.matrix.matrix import Matrix
from bot.core.editions import Edition
from bot.core.model.events import Said
from bot.core.model.finder import Finder
from bot.core.model.library import Library
from bot.core.model.replies import Say
from bot.store.store import Store
from tests.channels.matrix.conftest import World, register, until, world_on
from tests.conftest import HUNG, NOW
from tests.dutch import say
from tests.matrix_server.person import Person
from tests.matrix_server.proxy import BAD_GATEWAY, UNKNOWN_TOKEN, Answer, Proxy, too_fast
from tests.matrix_server.running import KEY
from tests.matrix_server.synapse import PASSWORD, Synapse

both = pytest.mark.parametrize("encrypted", [False, True], ids=["plain", "encrypted"])


def through(proxy: Proxy, login: Login) -> Login:
    """The same login, past a proxy."""
    return replace(login, homeserver=proxy.url)


FORBIDDEN = Answer(403, b'{"errcode": "M_FORBIDDEN", "error": "You are not invited to this room."}')


def shows_help(heard: object) -> bool:
    return getattr(heard, "body", "").startswith(say("help.title"))


async def test_the_homeserver_is_stopped_and_killed_and_what_had_to_be_said_waits(
    own_homeserver: Callable[..., Synapse], folder: Path, library: Library, finder: Finder, soak: bool
) -> None:
    if not soak:
        pytest.skip("starts a homeserver three times: only with --soak; see the next test")
    server = own_homeserver()
    async with AsyncExitStack() as people:
        world = world_on(server, folder, Edition(library, finder), people)
        ans = await world.person("ans")
        async with world.bot() as bot:
            room = await ans.room(bot.id, encrypted=True)
            await ans.hears_from(bot.id, room)
            for hard in (False, True):
                server.stop(hard=hard)
                chat = bot.matrix._rooms.chat(room, ans.id)
                waiting = asyncio.create_task(bot.matrix.send(chat, Say(f"nog even {hard}"), f"key-{hard}"))
                await asyncio.sleep(0.5)
                assert not waiting.done()
                server.start(os.getpid())
                await waiting
                await ans.hears(lambda one, hard=hard: one.body == f"nog even {hard}")  # type: ignore[misc]
            await ans.says(room, "hulp")
            await ans.hears(shows_help)
            assert sum("nog even" in body for body in ans.bodies_from(bot.id, room)) == 2


async def test_a_homeserver_that_is_away_is_asked_less_and_less_and_what_had_to_be_said_waits(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits, right = list[float](), homeserver.BACK_OFF

    class Quick(Backoff):
        def after(self, failures: int) -> float:
            waits.append(right.after(failures))
            return 0.05

    monkeypatch.setattr(homeserver, "BACK_OFF", Quick(0.05, 0.05))
    ans = await world.person("ans")
    async with Proxy(world.server.url) as proxy, world.bot(login=through(proxy, world.login)) as bot:
        room = await ans.room(bot.id, encrypted=True)
        await ans.hears_from(bot.id, room)
        proxy.breaks = lambda _method, _path: BAD_GATEWAY
        before, begin = len(proxy.asked), asyncio.get_running_loop().time()
        chat = bot.matrix._rooms.chat(room, ans.id)
        waiting = asyncio.create_task(bot.matrix.send(chat, Say("nog even"), "key-1"))
        await ans.says(room, "hulp")  # ends the question that is being held
        await until(lambda: waits.count(60.0) >= 4)
        assert not waiting.done()
        waited = asyncio.get_running_loop().time() - begin
        assert waited >= 0.05 * len(waits) / 4, "the waits were waited"
        silent = bot.matrix.silent_for()
        assert silent >= waited / 2, "it knows that it hears nothing: nothing rings then"
        assert len(proxy.asked) - before <= len(waits) + 2, "after each try it waits, listening and sending"
        proxy.breaks = lambda _method, _path: None
        await waiting
        await ans.hears(shows_help)
        assert bot.matrix.silent_for() < silent
        await until(lambda: "nog even" in ans.bodies_from(bot.id, room))
        assert ans.bodies_from(bot.id, room).count("nog even") == 1


PAGE = b"<html><body>a page of a proxy</body></html>"


@pytest.mark.parametrize("status", [401, 403, 404, 413, 418])
async def test_a_page_of_a_proxy_in_place_of_the_homeserver_ends_nothing_and_loses_nothing(
    status: int, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(homeserver, "BACK_OFF", Backoff(0.02, 0.02))
    monkeypatch.setattr(matrix_module, "BACK_OFF", Backoff(0.02, 0.02))
    ans = await world.person("ans")
    async with Proxy(world.server.url) as proxy, world.bot(login=through(proxy, world.login)) as bot:
        room = await ans.room(bot.id, encrypted=True)
        await ans.hears_from(bot.id, room)
        left = [5]

        def page(_method: str, path: str) -> Answer | None:
            left[0] -= "/sync" in path or "/send/" in path
            return Answer(status, PAGE, "text/html") if left[0] > 0 else None

        proxy.breaks = page
        await ans.says(room, "hulp")
        await ans.hears(shows_help)
        assert left[0] <= 0


async def test_a_join_that_cannot_be_done_yet_holds_up_nobody_and_is_tried_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(homeserver, "BACK_OFF", Backoff(0.02, 0.02))
    monkeypatch.setattr(membership, "JOIN_AGAIN", Backoff(0.02, 0.02))
    ans, bea = await world.person("ans"), await world.person("bea")
    async with Proxy(world.server.url) as proxy, world.bot(login=through(proxy, world.login)) as bot:
        room = await ans.room(bot.id, encrypted=True)
        await ans.hears_from(bot.id, room)
        proxy.breaks = lambda _method, path: BAD_GATEWAY if "/join/" in path else None
        other = await bea.room(bot.id, encrypted=True)
        await until(lambda: proxy.count("/join/") >= 3)
        await ans.says(room, "hulp")
        await ans.hears(shows_help)
        refusals = iter([FORBIDDEN, FORBIDDEN])
        proxy.breaks = lambda _method, path: next(refusals, None) if "/join/" in path else None
        assert await bea.hears_from(bot.id, other)


def test_before_the_first_answer_nothing_was_heard(tmp_path: Path) -> None:
    login = Login("http://127.0.0.1:9", "@bot:test", token="x")
    matrix = Matrix(Account(login, tmp_path), Nowhere(), say)
    assert isinstance(matrix, Audible)
    assert matrix.silent_for() == math.inf


class Nowhere:
    """A position that nothing was ever put in."""

    def today(self) -> date:
        return NOW.date()

    async def get(self) -> None:
        return None

    async def put(self, value: str) -> None:
        raise AssertionError(value)


async def test_a_token_that_is_forgotten_stops_the_bot_with_one_line(world: World) -> None:
    async with Proxy(world.server.url) as proxy:
        with pytest.raises(StoppedError, match="kent het token van de bot niet meer"):
            await _forgotten(world, proxy)
        assert len(proxy.asked) <= 1


async def _forgotten(world: World, proxy: Proxy) -> None:
    async with world.bot(login=through(proxy, world.login)) as bot:
        world.server.ask("POST", "/_matrix/client/v3/logout", {}, world.login.token)
        proxy.asked.clear()
        proxy.breaks = lambda _method, _path: UNKNOWN_TOKEN
        await until(bot.talking.done)


async def test_with_a_password_it_comes_back_as_a_new_device_that_can_read(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(undecryptable, "PATIENCE", 0.5)  # for what is sent to the device that is gone
    ans = await world.person("ans")
    login = Login(world.server.url, world.login.user, PASSWORD)
    async with Proxy(world.server.url) as proxy, world.bot(login=through(proxy, login)) as bot:
        room = await ans.room(bot.id, encrypted=True)
        await ans.hears_from(bot.id, room)
        first = bot.matrix._account.client.device_id
        token = bot.matrix._account.client.access_token
        world.server.ask("POST", "/_matrix/client/v3/logout", {}, token)
        refused = 0

        def refuse_twice(_method: str, path: str) -> Answer | None:
            nonlocal refused
            refused += path.endswith("/sync")
            return UNKNOWN_TOKEN if path.endswith("/sync") and refused <= 2 else None

        proxy.breaks = refuse_twice  # the first new device is forgotten as well
        await ans.says(room, "hulp")  # ends the question that is being held
        await until(
            lambda: (
                bot.matrix._account.client is not None
                and _device(bot.matrix) != first
                and bot.matrix._sender.ready.is_set()
            ),
        )
        await ans.learns_of_devices(bot.id)
        await ans.says(room, "privacy")
        await ans.hears(lambda one: one.body.startswith(say("privacy.title")))


def _device(matrix: Matrix) -> str:
    client = matrix._account.client
    return str(client.device_id or "") if client is not None else ""


async def test_while_the_token_is_refused_it_asks_hardly_ever(
    world: World, monkeypatch: pytest.MonkeyPatch, soak: bool
) -> None:
    wait, tried, beside = homeserver.SIGNED_OUT_WAIT if soak else 0.2, list[float](), list[str]()
    monkeypatch.setattr(account, "SIGNED_OUT_WAIT", wait)
    monkeypatch.setattr(homeserver, "BACK_OFF", Backoff(0.0, 0.0))
    login = Login(world.server.url, world.login.user, PASSWORD)
    async with Proxy(world.server.url) as proxy, world.bot(login=through(proxy, login)) as bot:

        def refused(_method: str, path: str) -> Answer:
            if not path.endswith("/login"):
                beside.extend([path] if tried else [])
                return UNKNOWN_TOKEN
            tried.append(asyncio.get_running_loop().time())
            return BAD_GATEWAY

        proxy.breaks = refused
        world.server.ask("POST", "/_matrix/client/v3/logout", {}, bot.matrix._account.client.access_token)
        await bot.matrix._account.client.close()  # ends the question that is being held
        await until(lambda: len(tried) >= 4)
        assert min(later - earlier for earlier, later in pairwise(tried)) >= wait
        assert beside == [], "from the first try to log in on, that is all it asks"
        proxy.breaks = lambda _method, _path: None
        await until(bot.matrix._sender.ready.is_set)


async def test_silence_that_is_asked_for_is_kept_and_everything_comes_in_order(world: World) -> None:
    ans = await world.person("ans")
    async with Proxy(world.server.url) as proxy, world.bot(login=through(proxy, world.login)) as bot:
        room = await ans.room(bot.id, encrypted=False)
        await ans.hears_from(bot.id, room)
        refusals = iter([too_fast(200), too_fast(100)])
        proxy.breaks = lambda _method, path: next(refusals, None) if "/send/" in path else None
        proxy.asked.clear()
        chat = bot.matrix._rooms.chat(room, ans.id)
        for at in range(4):
            await bot.matrix.send(chat, Say(f"bericht {at}"), f"key-{at}")
        assert proxy.count("/send/") == 4 + 2
        await ans.hears(lambda one: one.body == "bericht 3")
        assert ans.bodies_from(bot.id, room)[-4:] == [f"bericht {at}" for at in range(4)]


async def test_what_somebody_waits_for_goes_before_what_nobody_asked(world: World) -> None:
    ans = await world.person("ans")
    async with world.bot() as bot:
        room = await ans.room(bot.id, encrypted=False)
        await ans.hears_from(bot.id, room)
        pace = bot.matrix._sender._pace
        pace._free = 1
        pace.hold(3600)  # until everybody stands in the queue
        chat = bot.matrix._rooms.chat(room, ans.id)
        digests = [
            asyncio.create_task(bot.matrix.send(chat, Say(f"weekbericht {at}"), f"digest-{at}"))
            for at in range(5)
        ]
        await until(lambda: len(pace._waiting) == 5)
        await ans.says(room, "hulp")
        await until(lambda: len(pace._waiting) == 6)
        pace._closed_until = 0.0
        pace._admit()
        await asyncio.gather(*digests)
        await ans.hears(lambda one: one.body == "weekbericht 4")
        assert ans.bodies_from(bot.id, room)[1].startswith(say("help.title"))
        assert ans.bodies_from(bot.id, room)[-5:] == [f"weekbericht {at}" for at in range(5)]


async def test_with_the_limits_of_synapse_nothing_is_lost(
    own_homeserver: Callable[..., Synapse], folder: Path, library: Library, finder: Finder, soak: bool
) -> None:
    if not soak:
        pytest.skip("takes a minute of waiting: only with --soak")
    server = own_homeserver(limits=True)
    async with AsyncExitStack() as people:
        world = world_on(server, folder, Edition(library, finder), people)
        ans = await world.person("ans")
        async with world.bot() as bot:
            room = await ans.room(bot.id, encrypted=True)
            await ans.hears_from(bot.id, room)
            chat = bot.matrix._rooms.chat(room, ans.id)
            for at in range(16):
                await bot.matrix.send(chat, Say(f"bericht {at}"), f"key-{at}")
            await ans.hears(lambda one: one.body == "bericht 15")
            assert ans.bodies_from(bot.id, room)[-16:] == [f"bericht {at}" for at in range(16)]


@pytest.mark.parametrize("missed", [0, 1, 99, 1000])
async def test_what_was_said_while_it_was_away_comes_complete_in_order_and_once(
    missed: int, world: World, soak: bool
) -> None:
    if missed == 1000 and not soak:
        pytest.skip("a thousand messages: only with --soak")
    ans = await world.person("ans")
    async with world.bot() as bot:
        room = await ans.room(bot.id, encrypted=bool(missed % 2))
        await ans.hears_from(bot.id, room)
    for at in range(missed):
        await ans.says(room, f"bericht {at}")
    heard = await _everything_heard(world, missed)
    await ans.says(room, "en dit nog")
    assert [event.text for event in heard] == [f"bericht {at}" for at in range(missed)]
    assert [event.text for event in await _everything_heard(world, 1)] == ["en dit nog"]
    marks = [event.mark for event in heard]
    assert marks == sorted(set(marks))


async def _everything_heard(world: World, least: int) -> list[Said]:
    """What the channel hands over after a start, and after that nothing more."""
    heard: list[Said] = []

    async def listen(matrix: Matrix) -> None:
        async for event in matrix.events():
            if isinstance(event, Said):
                heard.append(event)
            await matrix.done(event)

    async with Store(f"sqlite+aiosqlite:///{world.folder / 'bot.db'}", KEY) as store:
        matrix = Matrix(
            Account(world.login, world.folder / "secrets"), StoredPosition(store, "matrix", lambda: NOW), say
        )
        async with matrix:
            listening = asyncio.create_task(listen(matrix))
            await until(lambda: len(heard) >= least)
            await asyncio.sleep(0.1)
            listening.cancel()
            await asyncio.gather(listening, return_exceptions=True)
    return heard


@both
async def test_killed_after_the_answer_and_before_the_token_it_answers_once(
    encrypted: bool, world: World
) -> None:
    ans = await world.person("ans")
    async with world.bot() as bot:
        room = await ans.room(bot.id, encrypted=encrypted)
        await ans.hears_from(bot.id, room)
        await until(lambda: not bot.matrix._under_way)
        bot.matrix._checkpoint._position = Forgetful()
        await ans.says(room, "dilemma schulden")
        await ans.hears(lambda one: "A  " in one.body)
    async with world.bot() as bot:
        await until(lambda: not bot.matrix._under_way)
        await ans.says(room, "hulp")
        await ans.hears(shows_help)
        assert sum("A  " in body for body in ans.bodies_from(bot.id, room)) == 2, "the menu, and one dilemma"


@both
async def test_killed_before_the_answer_it_shows_what_is_open(encrypted: bool, world: World) -> None:
    ans = await world.person("ans")
    async with world.bot() as bot:
        room = await ans.room(bot.id, encrypted=encrypted)
        await ans.hears_from(bot.id, room)
        bot.matrix._checkpoint._position = Forgetful()
        bot.matrix._sender.ready.clear()  # from here on nothing gets out
        await ans.says(room, "dilemma schulden")
        await bot.remembers(bot.matrix._rooms.chat(room, ans.id))
    async with world.bot() as bot:
        await ans.hears(lambda one: one.sender == bot.id and "A  " in one.body)
        assert sum("A  " in body for body in ans.bodies_from(bot.id, room)) == 2


class Forgetful:
    """A `Position` that is lost in a crash."""

    def today(self) -> date:
        return NOW.date()

    async def get(self) -> None:
        return None

    async def put(self, value: str) -> None:
        pass


async def test_a_key_store_that_is_lost_means_a_new_device_that_can_read(world: World) -> None:
    ans = await world.person("ans")
    login = Login(world.server.url, world.login.user, PASSWORD)
    async with world.bot(login=login) as bot:
        room = await ans.room(bot.id, encrypted=True)
        await ans.hears_from(bot.id, room)
        device = _device(bot.matrix)
    shutil.rmtree(world.folder / "secrets" / "store")
    async with world.bot(login=login) as bot:
        assert _device(bot.matrix) != device
        await ans.learns_of_devices(bot.id)
        await ans.says(room, "hulp")
        await ans.hears(shows_help)


async def test_what_cannot_be_read_is_told_once_a_day(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(undecryptable, "PATIENCE", 0.2)
    ans = await world.person("ans")
    async with world.bot() as bot:
        room = await ans.room(bot.id, encrypted=True)
        await ans.hears_from(bot.id, room)
        await ans.says_unreadably(room)
        await ans.hears(lambda one: one.body == say("trouble.unreadable"))
        await ans.says_unreadably(room)
        await ans.says(room, "hulp")  # waits until the one before it is given up
        await ans.hears(shows_help)
        assert ans.bodies_from(bot.id, room).count(say("trouble.unreadable")) == 1


async def test_a_key_that_comes_late_is_waited_for_and_order_is_kept(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(undecryptable, "PATIENCE", HUNG)
    async with Proxy(world.server.url) as proxy:
        account_ = register(world.server, "ans")
        async with Person(world.server, account_, url=proxy.url) as ans, world.bot() as bot:
            room = await ans.room(bot.id, encrypted=True)
            await ans.hears_from(bot.id, room)
            late = Answer(200, forwarded_after=0.4)
            proxy.breaks = lambda _method, path: late if "/sendToDevice/m.room.encrypted" in path else None
            await ans.says(room, "privacy")
            proxy.breaks = lambda _method, _path: None
            await ans.says(room, "hulp")
            await ans.hears(shows_help)
            said = [body.split("\n", maxsplit=1)[0] for body in ans.bodies_from(bot.id, room)]
            assert said[-2:] == [say("privacy.title"), say("help.title")]
            assert say("trouble.unreadable") not in said


async def test_a_second_process_is_kept_out_with_one_line(world: World) -> None:
    async with world.bot():
        with pytest.raises(StoppedError, match="draait al een Ruggespraak"):
            async with Matrix(Account(world.login, world.folder / "secrets"), Forgetful(), say):
                pass
