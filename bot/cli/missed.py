"""List the editors' own words in questions that were not understood, this week and last."""

import argparse
import asyncio
from datetime import timedelta

from bot.app.clock import wall_clock
from bot.app.settings import Settings
from bot.cli.exit_codes import OK

HELP = "woorden in vragen die de bot niet begreep"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add nothing: `missed` has no arguments of its own."""


def run(_: argparse.Namespace, settings: Settings) -> int:
    """Print the words of each week, most frequent first."""
    from bot.app.compose import library_of  # noqa: PLC0415, brings the store
    from bot.core.language.calendar import monday  # noqa: PLC0415, only here
    from bot.search.vocabulary import vocabulary  # noqa: PLC0415, only here
    from bot.store.inspection import missed_in  # noqa: PLC0415, the same
    from bot.store.missed_words import LEAST_TIMES  # noqa: PLC0415, brings SQLAlchemy

    known = frozenset(vocabulary(library_of(settings, cached=False)).values())
    this_week = monday(wall_clock().date())
    print(f"Woorden uit de kennisbank, in vragen die ik niet begreep. Vanaf {LEAST_TIMES} keer.")
    for name, week in (("Deze", this_week), ("Vorige", this_week - timedelta(weeks=1))):
        counted = asyncio.run(missed_in(settings.database, week))
        if counted is None:
            print("\nEr is nog geen database met woorden. ruggespraak run of chat maakt hem.")
            break
        print(f"\n{name} week (vanaf {week:%d-%m-%Y}):")
        lines = [f"- {word}: {times} keer" for word, times in counted.items() if word in known]
        print("\n".join(lines or ["- niets"]))
    return OK
