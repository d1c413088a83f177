"""The list of commands. To add one, write its module and add it here."""

import argparse
from typing import Protocol

from bot.app.settings import Settings
from bot.cli import (
    ask,
    backup,
    chat,
    check,
    demo,
    doctor,
    map,  # noqa: A004, that is how the command is called
    missed,
    restore,
    run,
    schema,
)


class Subcommand(Protocol):
    """A module of this package. Import whatever takes time inside `run`: every start imports all modules."""

    @property
    def HELP(self) -> str:  # noqa: N802, a constant of the module
        """Return one Dutch line for the list of commands."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Add the arguments that only this command has."""

    def run(self, arguments: argparse.Namespace, settings: Settings) -> int:
        """Run the command and return its exit code."""


SUBCOMMANDS: dict[str, Subcommand] = {
    "chat": chat,
    "demo": demo,
    "run": run,
    "doctor": doctor,
    "backup": backup,
    "restore": restore,
    "check": check,
    "ask": ask,
    "map": map,
    "missed": missed,
    "schema": schema,
}
"""Every command by the name that people type, in the order of the help text."""
