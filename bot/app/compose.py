"""Puts channels together with what they need of the other rooms: where they were, and their polls."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from bot.app.clock import Clock, wall_clock
from bot.app.extras import extra, require_pictures
from bot.app.settings import Settings, SettingsError
from bot.channels.channel import Channel, Sentences
from bot.core.model.native_poll import PostedPoll
from bot.store.store import Store, StoreBusyError

NONE_SET = (
    "Er is geen kanaal ingesteld. Zet RUGGESPRAAK_MATRIX_HOMESERVER of RUGGESPRAAK_TELEGRAM_TOKEN.",
    "Praten in deze terminal kan altijd: ruggespraak chat",
)


@dataclass(frozen=True, slots=True)
class StoredPosition:
    """A `Position` in the database."""

    store: Store
    channel: str
    clock: Clock

    async def get(self) -> tuple[str, date] | None:
        """See `Position`."""
        return await self.store.position(self.channel)

    def today(self) -> date:
        """See `Position`."""
        return self.clock().date()

    async def put(self, value: str) -> None:
        """See `Position`. Where that is not possible now, the next one will do: events come again."""
        with suppress(StoreBusyError):
            await self.store.put_position(self.channel, value, self.today())


@dataclass(frozen=True, slots=True)
class StoredPolls:
    """`Polls` in the database."""

    store: Store

    async def get(self, poll: str) -> PostedPoll | None:
        """See `Polls`."""
        return await self.store.posted(poll=poll)

    async def find(self, channel: str, native: str) -> PostedPoll | None:
        """See `Polls`."""
        return await self.store.posted(native=(channel, native))

    async def put(self, posted: PostedPoll) -> None:
        """See `Polls`."""
        await self.store.put_poll(posted)

    async def drop(self, poll: str) -> None:
        """See `Polls`."""
        await self.store.drop_poll(poll)

    async def counted(self, channel: str) -> list[PostedPoll]:
        """See `Polls`."""
        return await self.store.counted(channel)


Make = Callable[[Settings, Store, Sentences], Channel]
"""Makes a channel that is set up."""


def channels_of(settings: Settings, store: Store, sentences: Sentences) -> dict[str, Channel]:
    """Every channel that is set up, by name.

    Raises:
        SettingsError: if there is none, or if a package that it needs is not installed.
    """
    made = [make(settings, store, sentences) for is_set, make in _MAKE if is_set(settings)]
    if not made:
        raise SettingsError(*NONE_SET)
    require_pictures()
    return {channel.name: channel for channel in made}


def _matrix(settings: Settings, store: Store, sentences: Sentences) -> Channel:
    with extra("matrix", "Matrix"):
        from bot.channels.matrix.account import Account, Login  # noqa: PLC0415, brings nio's encryption
        from bot.channels.matrix.matrix import Matrix  # noqa: PLC0415

    given = settings.matrix
    assert given, "asked for only where it is set"
    login = Login(given.homeserver, given.user, given.password, given.token)
    account = Account(login, settings.secrets / "matrix")
    return Matrix(account, StoredPosition(store, "matrix", wall_clock), sentences, given.inviters)


def _telegram(settings: Settings, store: Store, sentences: Sentences) -> Channel:
    with extra("telegram", "Telegram"):
        from bot.channels.telegram.telegram import Account, Telegram  # noqa: PLC0415, brings the library

    given = settings.telegram
    assert given, "asked for only where it is set"
    account = Account(given.token, given.api, given.webhook, given.webhook_secret, given.listen)
    return Telegram(account, StoredPosition(store, "telegram", wall_clock), StoredPolls(store), sentences)


_MAKE: tuple[tuple[Callable[[Settings], bool], Make], ...] = (
    (lambda settings: settings.matrix is not None, _matrix),
    (lambda settings: settings.telegram is not None, _telegram),
)
