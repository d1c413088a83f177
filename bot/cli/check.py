"""Check the content: list every mistake, and what must be looked up again."""

import argparse
import sys
import time
from contextlib import suppress
from typing import NoReturn

from bot.app.clock import wall_clock
from bot.app.settings import Settings
from bot.cli.exit_codes import OK, USER_ERROR
from bot.content.problems import ContentError
from bot.core.model.library import Library

HELP = "fouten zoeken in knowledge/ en dialogs/"

WATCH_INTERVAL = 1.0
"""Seconds between two looks of `--watch`."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what to show, and how often."""
    parser.add_argument(
        "--watch", action="store_true", help="opnieuw zoeken na elke wijziging; stop met Ctrl-C"
    )
    parser.add_argument("--coverage", action="store_true", help="waar elk onderdeel te vinden is")
    parser.add_argument(
        "--report",
        action="store_true",
        help="waar weinig over is, wat oud is en welke zinnen op elkaar lijken",
    )


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Print the verdict on standard output, mistakes too: they are what was asked for."""
    if arguments.watch:
        _watch(settings)
    try:
        lines = _verdict(settings, coverage=arguments.coverage, report=arguments.report)
    except ContentError as error:
        print("\n".join(error.lines()), file=sys.stdout)
        return USER_ERROR
    print("\n".join(lines))
    return OK


def _watch(settings: Settings) -> NoReturn:
    """Check now and after every change of a file, until Ctrl-C."""
    from bot.app.compose import seen_files  # noqa: PLC0415, only here

    checked = None
    while True:
        seen = seen_files(settings)
        if seen != checked and (lines := _quick_verdict(settings)):
            checked = seen
            print(f"{wall_clock():%H:%M:%S}", *lines, sep="\n", flush=True)
        time.sleep(WATCH_INTERVAL)


def _quick_verdict(settings: Settings) -> list[str]:
    """Return the verdict; nothing while a file is being saved."""
    with suppress(OSError):
        try:
            return _verdict(settings)
        except ContentError as error:
            return error.lines()
    return []


def _verdict(settings: Settings, *, coverage: bool = False, report: bool = False) -> list[str]:
    """Return what there is to say of content without mistakes.

    Raises:
        ContentError: with every mistake.
    """
    from bot.app.content_check import searched_content  # noqa: PLC0415, brings numpy and pydantic
    from bot.content.report import content_report, coverage_table  # noqa: PLC0415, only here
    from bot.core.language.facts import overdue  # noqa: PLC0415, only here

    content = searched_content(settings.content, settings.general)
    library, today = content.library, wall_clock().date()
    late = overdue(library.facts, today)
    sizes = (len(library.dilemmas), len(library.questions), len(library.quotes), len(library.dialogs))
    return [
        *(coverage_table(library) if coverage else ()),
        *(content_report(library, today) if report else ()),
        *(_confused(library, settings) if report else ()),
        *content.notes,
        *(f"knowledge/facts.yaml: {fact.id} moest voor {fact.check_by} zijn nagekeken." for fact in late),
        "In orde: {} dilemma's, {} vragen, {} citaten, {} methodes.".format(*sizes),
    ]


def _confused(library: Library, settings: Settings) -> list[str]:
    from bot.content.report import confused_sentences  # noqa: PLC0415, only here
    from bot.search.build import matcher_of  # noqa: PLC0415, brings numpy

    return confused_sentences(matcher_of(library, settings.cache).confused())
