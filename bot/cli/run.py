"""Talk on every channel that is set up, until the program is stopped."""

import argparse
import asyncio

from bot.app.clock import CONFIRM, CONFIRM_HELP, require_plausible, wall_clock
from bot.app.settings import Settings
from bot.cli.exit_codes import OK

HELP = "praten op elk kanaal dat is ingesteld"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add how to confirm that the bot was off for long."""
    parser.add_argument(CONFIRM, action="store_true", dest="confirmed", help=CONFIRM_HELP)


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Talk until SIGTERM or Ctrl-C."""
    asyncio.run(_serve(settings, confirmed=arguments.confirmed))
    return OK


async def _serve(settings: Settings, *, confirmed: bool) -> None:
    from bot.app import compose  # noqa: PLC0415, brings the whole bot
    from bot.app.serve import serve, single_instance  # noqa: PLC0415, the same

    seen = compose.seen_files(settings)
    editions, reload = compose.editions_of(compose.library_of(settings), seen, settings)
    async with compose.store_of(settings, only_process=True) as store:
        require_plausible(await store.positions.last_day(), wall_clock, confirmed=confirmed)
        channels = compose.channels_of(settings, store, compose.sentences_of(editions))
        with single_instance(settings.secrets, "ruggespraak"):
            await serve(compose.bot_of(editions, store, settings), channels, reload)
