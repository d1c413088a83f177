"""Serve every channel until the program is stopped, in no more than one process."""

import asyncio
import logging
import os
import signal
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.app.bot import Bot
from bot.app.reload import Reload
from bot.app.scheduler import Scheduler
from bot.app.setting import SettingsError
from bot.channels.channel import Channel, StoppedError

log = logging.getLogger("ruggespraak")


async def serve(bot: Bot, channels: dict[str, Channel], reload: Reload) -> None:
    """Talk until SIGTERM or Ctrl-C, and finish what was begun.

    Raises:
        StoppedError: if every platform turned the bot away.
    """
    background = [asyncio.create_task(reload.watch()), asyncio.create_task(Scheduler(bot, channels).watch())]
    talking = [asyncio.create_task(bot.talk(channel)) for channel in channels.values()]
    with _stopping(talking):
        try:
            await _until_all_end(talking)
        finally:
            for task in (*background, *talking):
                task.cancel()
            await asyncio.gather(*background, *talking, return_exceptions=True)


async def _until_all_end(talking: Collection[asyncio.Task[None]]) -> None:
    """Wait until no channel is left. One that its platform turns away does not end the others.

    Raises:
        StoppedError: of the channel that was left last.
    """
    left = set(talking)
    while left:
        ended, left = await asyncio.wait(left, return_when=asyncio.FIRST_COMPLETED)
        for task in ended:
            if task.cancelled():
                return
            fault = task.exception()
            if fault and not (left and isinstance(fault, StoppedError)):
                raise fault
            log.error("%s De andere kanalen gaan door.", fault)


@contextmanager
def _stopping(talking: list[asyncio.Task[None]]) -> Iterator[None]:
    """Let SIGTERM and Ctrl-C end the talk in good order."""
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
def single_instance(folder: Path, name: str) -> Iterator[None]:
    """Hold a lock that one process of this installation can have at a time.

    Raises:
        SettingsError: if another process has it.
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
