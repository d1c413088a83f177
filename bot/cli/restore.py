"""Put a copy of the database back."""

import argparse
import asyncio
from pathlib import Path

from bot.app.settings import Settings
from bot.cli.exit_codes import OK

HELP = "een kopie van de database terugzetten"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add which copy, and whether it goes back although nobody knows what was erased since."""
    parser.add_argument("source", type=Path, metavar="BRON", help="bestand van ruggespraak backup")
    parser.add_argument(
        "--toch", action="store_true", help="ook als niet meer bekend is wat er na de kopie gewist is"
    )


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Put it back where there is no database, and tell what people will notice."""
    from bot.app.compose import restored  # noqa: PLC0415, brings the whole bot
    from bot.app.serve import single_instance  # noqa: PLC0415, the same

    with single_instance(settings.secrets, "ruggespraak"):
        copied = asyncio.run(restored(settings, arguments.source, anyhow=arguments.toch))
    print(
        f"De kopie is terug: {copied.sessions} gesprekken, {copied.teams} teams, {copied.rounds} rondes.\n"
        "Wat mensen na de kopie wisten of introkken, is weer weg.\n"
        "Rondes die toen open waren, zijn vervallen. Weekberichten en terugblikken moeten weer aan.\n"
        "Typ nu: ruggespraak doctor, en daarna ruggespraak run."
    )
    return OK
