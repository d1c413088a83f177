"""Write the JSON Schemas with which VS Code assists an editor."""

import argparse

from bot.app.settings import Settings
from bot.cli.exit_codes import OK

HELP = "vernieuwen wat VS Code over de velden weet"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add nothing: `schema` has no arguments of its own."""


def run(_: argparse.Namespace, __: Settings) -> int:
    """Write them, and print which files they are."""
    from bot.content.json_schema import write_schemas  # noqa: PLC0415, only here

    for file in write_schemas():
        print(file)
    return OK
