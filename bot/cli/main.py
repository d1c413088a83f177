"""Parse the command line, run one command, and turn errors into exit codes."""

import argparse
import logging
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from types import TracebackType

from bot import __version__
from bot.app.clock import wall_clock
from bot.app.fault import fault
from bot.app.setting import SettingsError
from bot.app.settings import settings_from_environment
from bot.channels.channel import ChannelClosedError, StoppedError
from bot.channels.stdio import while_open
from bot.cli.exit_codes import INTERNAL_ERROR, LOSS, OK, TROUBLE, USER_ERROR
from bot.cli.subcommands import SUBCOMMANDS, Subcommand
from bot.content.problems import ContentError
from bot.store.errors import LossError, StoreBusyError, StoreError
from bot.store.trouble import TroubleError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code. Output that nobody reads is no error, as with `| head`."""
    _open_missing_streams()
    try:
        try:
            return _run(_parser().parse_args(arguments))
        finally:
            with while_open():
                sys.stdout.flush()
    except (BrokenPipeError, ChannelClosedError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python complains at the end
        return OK


def _run(arguments: argparse.Namespace) -> int:
    logging.basicConfig(format="%(levelname)s %(message)s", level=logging.WARNING)
    try:
        settings = settings_from_environment()
        sys.excepthook = _crash_to(settings.faults)
        if arguments.content:
            settings = replace(settings, content=arguments.content)
        return SUBCOMMANDS[arguments.command].run(arguments, settings)
    except ContentError as error:
        return _refuse(error.lines())
    except LossError as error:
        return _refuse(map(str, error.args), LOSS)
    except TroubleError as error:
        return _refuse(map(str, error.args), TROUBLE[error.trouble])
    except (SettingsError, StoreError, StoppedError) as error:
        return _refuse(map(str, error.args))
    except StoreBusyError:
        return _refuse(["De database is bezet of vol. Kijk naar de schijf en naar andere programma's."])
    except KeyboardInterrupt:
        return OK


def _open_missing_streams() -> None:
    """Open the null device for a standard stream that is closed, or a file of ours would get its number."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), mode))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="ruggespraak", description="Ruggespraak houden voordat je beslist.")
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="opdracht")
    for name, command in SUBCOMMANDS.items():
        _add_arguments(commands.add_parser(name, help=command.HELP, description=command.HELP), command)
    return parser


def _add_arguments(parser: argparse.ArgumentParser, command: Subcommand) -> None:
    parser.add_argument(
        "--content", type=Path, metavar="MAP", help="map met knowledge/ en dialogs/, of met overlay.yaml"
    )
    command.add_arguments(parser)


def _refuse(lines: Iterable[str], code: int = USER_ERROR) -> int:
    with suppress(OSError):  # the exit code still tells
        print("\n".join(lines), file=sys.stderr)
    return code


def _crash_to(folder: Path) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    """Return the hook for our own errors: a file for us, one line for the user, and an exit code."""

    def crash(_: type[BaseException], error: BaseException, __: TracebackType | None) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / f"fault-{wall_clock():%Y%m%d-%H%M%S}.txt"
        file.write_text(f"ruggespraak {__version__}\n{fault(error)}\n", "utf-8")
        print(f"Er ging iets mis in Ruggespraak zelf. Wat er gebeurde staat in {file}", file=sys.stderr)
        sys.stdout.flush()
        os._exit(INTERNAL_ERROR)  # the only way for this hook to choose the exit code

    return crash
