"""Talks on every channel that is set up, until somebody stops the program."""

import asyncio
import logging
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.app import Bot, Clock, wall_clock
from bot.bell import Bell
from bot.channels.channel import Channel
from bot.core.posted import Posted
from bot.reload import Reload
from bot.settings import Settings, SettingsError
from bot.store.store import Store, StoreBusyError

log = logging.getLogger("ruggespraak")

NONE_SET = (
    "Er is geen kanaal ingesteld. Zet RUGGESPRAAK_MATRIX_HOMESERVER of RUGGESPRAAK_TELEGRAM_TOKEN.",
    "Praten in deze terminal kan altijd: ruggespraak chat",
)


@dataclass(frozen=True, slots=True)
class StoredPosition:
    """A `Position` in the database."""

    store: Store
    channel: str
    clock: Clock = wall_clock

    async def get(self) -> tuple[str, date] | None:
        """See `Position`."""
        return await self.store.position(self.channel)

    async def put(self, value: str) -> None:
        """See `Position`. Where that is not possible now, the next one will do: events come again."""
        with suppress(StoreBusyError):
            await self.store.put_position(self.channel, value, self.clock().date())


@dataclass(frozen=True, slots=True)
class StoredPolls:
    """`Polls` in the database."""

    store: Store

    async def get(self, poll: str) -> Posted | None:
        """See `Polls`."""
        return await self.store.posted(poll=poll)

    async def find(self, channel: str, native: str) -> Posted | None:
        """See `Polls`."""
        return await self.store.posted(native=(channel, native))

    async def put(self, posted: Posted) -> None:
        """See `Polls`."""
        await self.store.put_poll(posted)

    async def drop(self, poll: str) -> None:
        """See `Polls`."""
        await self.store.drop_poll(poll)

    async def counted(self, channel: str) -> list[Posted]:
        """See `Polls`."""
        return await self.store.counted(channel)


Make = Callable[[Settings, Store], Channel]
"""Makes a channel that is set up."""


def channels_of(settings: Settings, store: Store) -> dict[str, Channel]:
    """Every channel that is set up, by name.

    Raises:
        SettingsError: if there is none.
    """
    made = [make(settings, store) for is_set, make in _MAKE if is_set(settings)]
    if not made:
        raise SettingsError(*NONE_SET)
    return {channel.name: channel for channel in made}


def _matrix(settings: Settings, store: Store) -> Channel:
    from bot.channels.matrix.account import Account, Login  # noqa: PLC0415, brings nio and its encryption
    from bot.channels.matrix.matrix import Matrix  # noqa: PLC0415

    given = settings.matrix
    assert given, "asked for only where it is set"
    login = Login(given.homeserver, given.user, given.password, given.token)
    account = Account(login, settings.secrets / "matrix")
    return Matrix(account, StoredPosition(store, "matrix"), given.inviters)


def _telegram(settings: Settings, store: Store) -> Channel:
    from bot.channels.telegram.telegram import Account, Telegram  # noqa: PLC0415, brings the library

    given = settings.telegram
    assert given, "asked for only where it is set"
    account = Account(given.token, given.api, given.webhook, given.webhook_secret, given.listen)
    return Telegram(account, StoredPosition(store, "telegram"), StoredPolls(store))


_MAKE: tuple[tuple[Callable[[Settings], bool], Make], ...] = (
    (lambda settings: settings.matrix is not None, _matrix),
    (lambda settings: settings.telegram is not None, _telegram),
)


async def run(bot: Bot, channels: dict[str, Channel], reload: Reload) -> None:
    """Talk until SIGTERM or Ctrl-C. What was begun is finished first.

    Raises:
        StoppedError: if a platform turns the bot away.
    """
    watching = [asyncio.create_task(reload.watch()), asyncio.create_task(Bell(bot, channels).watch())]
    talking = [asyncio.create_task(bot.talk(channel)) for channel in channels.values()]
    with _stopping(talking):
        try:
            await _until_one_ends(talking)
        finally:
            for task in (*watching, *talking):
                task.cancel()
            await asyncio.gather(*watching, *talking, return_exceptions=True)


async def _until_one_ends(talking: list[asyncio.Task[None]]) -> None:
    """Wait until a channel ends. It ends by an error, or because somebody stops the program."""
    ended, _ = await asyncio.wait(talking, return_when=asyncio.FIRST_COMPLETED)
    for task in ended:
        if not task.cancelled():
            task.result()


@contextmanager
def _stopping(talking: list[asyncio.Task[None]]) -> Iterator[None]:
    """While this lasts, SIGTERM and Ctrl-C end the talk in good order."""
    loop = asyncio.get_running_loop()
    signals = (signal.SIGTERM, signal.SIGINT)
    for one in signals:
        loop.add_signal_handler(one, lambda: [task.cancel() for task in talking])
    try:
        yield
    finally:
        for one in signals:
            loop.remove_signal_handler(one)


@contextmanager
def alone(folder: Path, name: str) -> Iterator[None]:
    """While this lasts, no other process of this installation does the same.

    Raises:
        SettingsError: if another one does.
    """
    import fcntl  # noqa: PLC0415, not on Windows, where only `chat` is used

    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(folder / f"{name}.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise SettingsError("Ruggespraak draait hier al. Stop het andere programma eerst.") from error
    else:
        yield
    finally:
        os.close(descriptor)
