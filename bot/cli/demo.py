"""Show a team of six that plays a round, talks, and plays a second one."""

import argparse
import asyncio
import sys
from dataclasses import replace

from bot.app.settings import Settings
from bot.cli.exit_codes import OK

HELP = "een team van zes speelt een ronde, zonder netwerk"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the pace."""
    parser.add_argument("--fast", action="store_true", help="zonder te wachten")


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Perform the play on standard output."""
    from bot.app.compose import library_of  # noqa: PLC0415, brings the whole bot
    from bot.cli.play import PAUSE, perform  # noqa: PLC0415, the same

    shipped = replace(settings, content=settings.general)  # the play is about one of its dilemmas
    asyncio.run(perform(library_of(shipped), sys.stdout, 0 if arguments.fast else PAUSE))
    return OK
