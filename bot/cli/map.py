"""Draw a method as a Mermaid diagram."""

import argparse
import sys

from bot.app.settings import Settings
from bot.cli.exit_codes import OK, USER_ERROR

HELP = "een methode tekenen (Mermaid)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the name of the method."""
    parser.add_argument("name", metavar="NAAM")


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Print the diagram, or which methods there are."""
    from bot.app.compose import library_of  # noqa: PLC0415, only here
    from bot.content.diagram import drawn  # noqa: PLC0415, only here

    dialogs = library_of(settings).dialogs
    if arguments.name not in dialogs:
        print(f"Er is geen methode {arguments.name}. Er is: {', '.join(dialogs)}.", file=sys.stderr)
        return USER_ERROR
    print(drawn(dialogs[arguments.name]))
    return OK
