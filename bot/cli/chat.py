"""Talk in this terminal."""

import argparse
import asyncio
import sys
from typing import TYPE_CHECKING

from bot.app.clock import CONFIRM, CONFIRM_HELP, require_plausible, wall_clock
from bot.app.settings import Settings
from bot.channels.channel import Channel
from bot.cli.exit_codes import OK

if TYPE_CHECKING:
    from bot.app.reload import Reload
    from bot.core.editions import Editions

HELP = "praten in deze terminal"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add how to confirm that the bot was off for long."""
    parser.add_argument(CONFIRM, action="store_true", dest="confirmed", help=CONFIRM_HELP)


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Talk until the input ends."""
    from bot.app.compose import editions_of, library_of, seen_files  # noqa: PLC0415, brings the whole bot

    seen = seen_files(settings)
    editions, reload = editions_of(library_of(settings), seen, settings)
    asyncio.run(_talk(_channel(), editions, reload, settings, confirmed=arguments.confirmed))
    return OK


async def _talk(
    channel: Channel, editions: "Editions", reload: "Reload", settings: Settings, *, confirmed: bool
) -> None:
    from bot.app.compose import bot_of, store_of  # noqa: PLC0415, brings the whole bot
    from bot.app.scheduler import Scheduler  # noqa: PLC0415, the same

    async with store_of(settings) as store:
        require_plausible(await store.positions.last_day(), wall_clock, confirmed=confirmed)
        bot = bot_of(editions, store, settings)
        scheduler = Scheduler(bot, {channel.name: channel})
        background = [asyncio.create_task(reload.watch()), asyncio.create_task(scheduler.watch())]
        try:
            await bot.talk(channel)
        finally:
            for task in background:
                task.cancel()


def _channel() -> Channel:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        from bot.channels.stdio import Stdio, standard_input  # noqa: PLC0415

        return Stdio(standard_input(), sys.stdout)
    from bot.channels.terminal import Terminal  # noqa: PLC0415, brings rich and prompt_toolkit

    return Terminal()
