"""`ruggespraak doctor`: whether all is in order to run here. It changes nothing and tells no secret."""

import asyncio
import shutil
import stat
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bot.app.clock import Clock, wall_clock
from bot.app.extras import extra
from bot.app.settings import Settings, SettingsError
from bot.content.problems import ContentError
from bot.core.language.facts import overdue
from bot.core.model.library import Library
from bot.store.pseudonym import KEY_BYTES, KEY_FILE
from bot.store.store import Store, StoreBusyError, StoreError

if TYPE_CHECKING:
    from bot.channels.reachability import Reached

LEAST_FREE = 200
"""Megabytes on the disk of the database. With less a log file may be the last thing that fits."""


@dataclass(frozen=True, slots=True)
class Looked:
    """One thing that was looked at."""

    name: str
    well: bool
    says: str

    def __str__(self) -> str:
        """As the operator reads it."""
        return f"{'goed ' if self.well else 'FOUT '} {self.name}: {self.says}"


async def examined(
    settings: Settings,
    read: Callable[[], Library],
    open_store: Callable[[], Store],
    clock: Clock = wall_clock,
) -> list[Looked]:
    """Everything there is to look at, whether it is well or not."""
    looked = [*_content(read, clock), *_secrets(settings.secrets), await _database(open_store)]
    looked += _room_on_disk(open_store().file)
    looked += [await one for one in _channels(settings)]
    return looked


def _content(read: Callable[[], Library], clock: Clock) -> Iterator[Looked]:
    try:
        library = read()
    except ContentError as error:
        yield Looked("inhoud", False, f"{len(error.problems)} fouten. Typ ruggespraak check.")
        return
    sizes = (len(library.dilemmas), len(library.questions), len(library.dialogs))
    yield Looked("inhoud", True, "{} dilemma's, {} vragen, {} methodes.".format(*sizes))
    late = overdue(library.facts, clock().date())
    if late:
        names = ", ".join(fact.id for fact in late)
        yield Looked("feiten", False, f"kijk na: {names}. Verander daarna check_by in knowledge/facts.yaml.")


def _secrets(folder: Path) -> Iterator[Looked]:
    file = folder / KEY_FILE
    if not file.exists():
        yield Looked("sleutel", True, f"wordt bij de eerste start gemaakt in {folder}.")
    elif file.stat().st_size != KEY_BYTES:
        yield Looked("sleutel", False, f"{file} is beschadigd. Zet een kopie terug.")
    elif file.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        yield Looked("sleutel", False, f"anderen kunnen {file} lezen. Typ: chmod 600 {file}")
    else:
        yield Looked("sleutel", True, f"staat in {folder}.")


async def _database(open_store: Callable[[], Store]) -> Looked:
    try:
        async with open_store() as store:
            chats = await store.count()
    except StoreError as error:
        return Looked("database", False, str(error))
    except StoreBusyError:
        return Looked("database", False, "is bezet of vol. Kijk naar de schijf en naar andere programma's.")
    return Looked("database", True, f"is te openen. Er staan {chats} gesprekken in.")


def _room_on_disk(database: Path | None) -> Iterator[Looked]:
    if database:
        free = shutil.disk_usage(database.parent).free // 1_000_000
        yield Looked("schijf", free >= LEAST_FREE, f"{free} MB vrij; {LEAST_FREE} is het minste.")


def _channels(settings: Settings) -> Iterator[Awaitable[Looked]]:
    telegram, matrix = settings.telegram, settings.matrix
    if not (matrix or telegram):
        yield _nothing()
        return
    try:
        with extra("run", "kanalen"):
            from bot.channels import reachability  # noqa: PLC0415, brings aiohttp
    except SettingsError as error:
        yield _unwell(str(error))
        return
    if matrix:
        yield _reached("Matrix", reachability.matrix(matrix.homeserver, matrix.user, matrix.token))
    if telegram:
        yield _reached("Telegram", reachability.telegram(telegram.api, telegram.token))


async def _reached(name: str, reached: "Awaitable[Reached]") -> Looked:
    found = await reached
    return Looked(name, found.well, found.says)


async def _unwell(says: str) -> Looked:
    return Looked("kanalen", False, says)


async def _nothing() -> Looked:
    return Looked("kanalen", True, "geen ingesteld. Alleen ruggespraak chat werkt, in de terminal.")


def examine(settings: Settings, read: Callable[[], Library], open_store: Callable[[], Store]) -> list[Looked]:
    """As `examined`, for who is in no event loop."""
    return asyncio.run(examined(settings, read, open_store))
