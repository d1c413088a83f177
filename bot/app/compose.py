"""Compose the rooms: the content in force, the store, the bot, and every channel that is set up."""

from dataclasses import replace
from functools import partial
from pathlib import Path

from bot import __version__
from bot.app.bot import Bot
from bot.app.channel_kind import ChannelParts
from bot.app.channel_kinds import NONE_SET
from bot.app.channel_state import StoredPolls, StoredPosition
from bot.app.clock import SteadyClock
from bot.app.command_names import command_names
from bot.app.edition_builder import edition_of, finder_of
from bot.app.extras import require_pictures
from bot.app.reload import Reload
from bot.app.setting import SettingsError
from bot.app.settings import Settings
from bot.channels.channel import Channel, Sentences
from bot.content.cache import remembered_library
from bot.content.changes import Seen, seen
from bot.content.files import Use, content_files
from bot.core.editions import Editions
from bot.core.model.library import Library
from bot.search.lazy import LazyFinder
from bot.store.backup_file import Copied, restore
from bot.store.drafts import Drafts
from bot.store.epochs import Epochs
from bot.store.erasures import Erasures
from bot.store.errors import BackupError, StoreError
from bot.store.installation import Installation, keys_mark
from bot.store.pseudonym import KEY_FILE, key_in
from bot.store.store import Store
from bot.store.team_store import TeamStore


def library_of(settings: Settings, use: Use = "run", *, cached: bool = True) -> Library:
    """Return the content, from the cache if these very files were found right before.

    Without `cached` no cache is made either: for what only looks.

    Raises:
        ContentError: with every mistake.
    """
    if not cached:
        from bot.content.read import content_of  # noqa: PLC0415, brings YAML and pydantic

        layers = content_files(settings.content, settings.general, use)
        return content_of(replace(layers, commands=command_names()), use).library
    return remembered_library(
        settings.content, settings.cache, __version__, settings.general, use, command_names()
    )


def seen_files(settings: Settings) -> Seen:
    """Return how the content's files stand now. Ask this before reading them, or a change may be missed."""
    return seen(settings.content, settings.general)


def editions_of(library: Library, seen: Seen, settings: Settings) -> tuple[Editions, Reload]:
    """Return the content in force, and what puts changed content in force.

    `seen` is how the files stood just before `library` was read from them.
    """
    build = partial(finder_of, cache=settings.cache)
    editions = Editions(edition_of(library, partial(LazyFinder, build=build)), typing=settings.typing)
    read, look = partial(library_of, settings), partial(seen_files, settings)
    return editions, Reload(editions, read, look, seen, finder=build)


clock = SteadyClock()
"""The clock of this process."""


def store_of(settings: Settings, *, only_process: bool = False) -> Store:
    """Return the store, not opened yet. Make its folder and the key of its pseudonyms if they are not there.

    `only_process`: no other process of this installation talks on these channels.

    Raises:
        StoreError: if the key cannot be read or made.
    """
    try:
        if settings.own_folder:
            settings.own_folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        installation = Installation(settings.secrets)
    except (OSError, ValueError) as error:
        raise StoreError(
            f"De sleutel in {settings.secrets} is niet te lezen of te maken. "
            "Geef deze gebruiker rechten op die map."
        ) from error
    team_store = _team_store_of(settings, installation.key)
    return Store(settings.database, installation.key, team_store, installation, alone_here=only_process)


async def restored(settings: Settings, source: Path, *, anyhow: bool) -> Copied:
    """Put a backup back, withdraw again what was withdrawn since, and return what the backup held.

    `anyhow`: also where it is not known any more what that was.

    Raises:
        BackupError: if that cannot be. Nothing was changed then.
    """
    keys = keys_mark(settings.secrets)
    if not keys.named:
        raise BackupError(f"Zet eerst de sleutel terug: cp KOPIE/{KEY_FILE} {settings.secrets / KEY_FILE}")
    team_store = _team_store_of(settings, key_in(settings.secrets))
    withdraw = team_store.mend if anyhow else team_store.mend_all
    if settings.own_folder:
        settings.own_folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return await restore(source, settings.database, keys, withdraw, settings.secrets)


def _team_store_of(settings: Settings, key: bytes) -> TeamStore:
    return TeamStore(Epochs(settings.secrets), Erasures(settings.secrets), key)


def sentences_of(editions: Editions) -> Sentences:
    """Return what looks up a sentence of the content in force, for a channel that speaks by itself."""

    def say(key: str, /, **values: object) -> str:
        return editions.current.library.say(key, **values)

    return say


def bot_of(editions: Editions, store: Store, settings: Settings) -> Bot:
    """Return the bot over this content and this store."""
    return Bot(editions, store, clock, drafts=Drafts(settings.drafts))


def channels_of(settings: Settings, store: Store, sentences: Sentences) -> dict[str, Channel]:
    """Return every channel that is switched on, by name.

    Raises:
        SettingsError: if there is none, or if a package that it needs is not installed.
    """
    if not settings.channels:
        raise SettingsError(*NONE_SET)
    position = partial(StoredPosition, store, clock=clock)
    parts = ChannelParts(settings.secrets, position, StoredPolls(store), sentences)
    made = [one.make(parts) for one in settings.channels]
    require_pictures()
    return {channel.name: channel for channel in made}
