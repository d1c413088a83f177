"""Examine an installation for `doctor`, without telling a secret."""

import shutil
import stat
from collections.abc import Awaitable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import assert_never

from bot.app.channel_kind import ChannelSettings
from bot.app.clock import Clock, wall_clock
from bot.app.compose import library_of
from bot.app.setting import SettingsError
from bot.app.settings import Settings
from bot.content.problems import ContentError
from bot.core.language.facts import overdue
from bot.store.database import database_file
from bot.store.errors import StoreBusyError, StoreError
from bot.store.inspection import Inspection, inspect_database
from bot.store.installation import keys_mark, loss
from bot.store.pseudonym import KEY_BYTES, KEY_FILE

LEAST_FREE = 200
"""Megabytes on the disk of the database. With less a log file may be the last thing that fits."""


@dataclass(frozen=True, slots=True)
class Examined:
    """One thing that was examined."""

    name: str
    healthy: bool
    says: str

    def __str__(self) -> str:
        """Return the line for the operator."""
        return f"{'goed ' if self.healthy else 'FOUT '} {self.name}: {self.says}"


async def examine(settings: Settings, clock: Clock = wall_clock) -> list[Examined]:
    """Examine everything there is, whether it is healthy or not. Make, change and migrate nothing."""
    return [
        *_content(settings, clock),
        *_secrets(settings.secrets),
        await _database(settings.database, settings.secrets),
        *_free_space(settings.database),
        *[await one for one in _channels(settings)],
    ]


def _content(settings: Settings, clock: Clock) -> Iterator[Examined]:
    try:
        library = library_of(settings, cached=False)
    except ContentError as error:
        yield Examined("inhoud", False, f"{len(error.problems)} fouten. Typ ruggespraak check.")
        return
    sizes = (len(library.dilemmas), len(library.questions), len(library.dialogs))
    yield Examined("inhoud", True, "{} dilemma's, {} vragen, {} methodes.".format(*sizes))
    late = overdue(library.facts, clock().date())
    if late:
        names = ", ".join(fact.id for fact in late)
        says = f"kijk na: {names}. Verander daarna check_by in knowledge/facts.yaml."
        yield Examined("feiten", False, says)


def _secrets(folder: Path) -> Iterator[Examined]:
    file = folder / KEY_FILE
    if not file.exists():
        yield Examined("sleutel", True, f"is er nog niet. ruggespraak run of chat maakt hem in {folder}.")
    elif file.stat().st_size != KEY_BYTES:
        yield Examined("sleutel", False, f"{file} is beschadigd. Zet een kopie terug.")
    elif file.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        yield Examined("sleutel", False, f"anderen kunnen {file} lezen. Typ: chmod 600 {file}")
    else:
        yield Examined("sleutel", True, f"staat in {folder}.")


async def _database(url: str, secrets: Path) -> Examined:
    try:
        inspection = await inspect_database(url)
        if line := _loss(inspection, secrets):
            return Examined("database", False, line)
    except StoreError as error:
        return Examined("database", False, str(error))
    except StoreBusyError:
        return Examined("database", False, "is bezet of vol. Kijk naar de schijf en naar andere programma's.")
    return Examined("database", True, _state(inspection))


def _loss(inspection: Inspection, secrets: Path) -> str:
    with suppress(OSError, ValueError):  # `_secrets` reports that
        return loss(keys_mark(secrets), inspection.mark, secrets, inspection.file)
    return ""


def _state(inspection: Inspection) -> str:
    match inspection.age:
        case "absent":
            return "bestaat nog niet. ruggespraak run of chat maakt hem."
        case "older":
            return (
                f"is van een oudere versie. Er staan {inspection.sessions} gesprekken in. "
                "ruggespraak run werkt hem bij; maak eerst een kopie."
            )
        case "current":
            return f"is te openen. Er staan {inspection.sessions} gesprekken in."
        case _:
            assert_never(inspection.age)


def _free_space(url: str) -> Iterator[Examined]:
    with suppress(StoreError):  # `_database` reports that
        file = database_file(url)
        if file is None:
            return
        folder = next(folder for folder in file.absolute().parents if folder.exists())
        free = shutil.disk_usage(folder).free // 1_000_000
        yield Examined("schijf", free >= LEAST_FREE, f"{free} MB vrij; {LEAST_FREE} is het minste.")


def _channels(settings: Settings) -> Iterator[Awaitable[Examined]]:
    if not settings.channels:
        yield _no_channel()
    for channel in settings.channels:
        yield _channel(channel)


async def _channel(settings: ChannelSettings) -> Examined:
    try:
        found = await settings.reach()
    except SettingsError as error:
        return Examined(settings.title, False, str(error))
    return Examined(settings.title, found.well, found.says)


async def _no_channel() -> Examined:
    return Examined("kanalen", True, "geen ingesteld. Alleen ruggespraak chat werkt, in de terminal.")
