"""Talk on every channel that is set up, until the program is stopped."""

import argparse
import asyncio

from bot.app.settings import Settings
from bot.cli.exit_codes import OK

HELP = "praten op elk kanaal dat is ingesteld"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add nothing: `run` has no arguments of its own."""


def run(_: argparse.Namespace, settings: Settings) -> int:
    """Talk until SIGTERM or Ctrl-C."""
    asyncio.run(_serve(settings))
    return OK


async def _serve(settings: Settings) -> None:
    from bot.app import compose  # noqa: PLC0415, brings the whole bot
    from bot.app.serve import serve, single_instance  # noqa: PLC0415, the same

    seen = compose.seen_files(settings)
    editions, reload = compose.editions_of(compose.library_of(settings), seen, settings)
    async with compose.store_of(settings, only_process=True) as store:
        channels = compose.channels_of(settings, store, compose.sentences_of(editions))
        with single_instance(settings.secrets, "ruggespraak"):
            await serve(compose.bot_of(editions, store, settings), channels, reload)
