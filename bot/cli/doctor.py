"""Examine whether everything is in order to run here."""

import argparse
import asyncio

from bot.app.settings import Settings
from bot.cli.exit_codes import OK, USER_ERROR

HELP = "nakijken of alles in orde is om te draaien"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add nothing: `doctor` has no arguments of its own."""


def run(_: argparse.Namespace, settings: Settings) -> int:
    """Print a line for everything that was examined."""
    from bot.cli.diagnosis import examine  # noqa: PLC0415, brings the channels

    examined = asyncio.run(examine(settings))
    print("\n".join(map(str, examined)))
    return OK if all(one.healthy for one in examined) else USER_ERROR
