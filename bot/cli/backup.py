"""Make a copy of the database, while the bot may run."""

import argparse
import asyncio
from pathlib import Path

from bot.app.settings import Settings
from bot.cli.exit_codes import OK

HELP = "een kopie van de database maken, ook terwijl de bot draait"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add where the copy goes."""
    parser.add_argument("target", type=Path, metavar="DOEL", help="bestand dat er nog niet is")


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Copy, look whether the copy is whole, and tell what must be kept beside it and what must not."""
    from bot.store.backup_file import back_up  # noqa: PLC0415, brings SQLAlchemy

    copied = asyncio.run(back_up(settings.database, arguments.target))
    secrets = settings.secrets
    print(
        f"De kopie staat in {arguments.target}, en is nagekeken: {copied.sessions} gesprekken, "
        f"{copied.teams} teams, {copied.rounds} rondes.\n"
        "Niet erin: open stembussen, en wat de bot nog uit zichzelf zou zeggen.\n"
        f"Bewaar op een andere plek: {secrets}/pseudonym.key, en wat er nu staat in {secrets}/erased-*\n"
        f"Kopieer nooit: {secrets}/epoch-*.key. Die openen stembussen.\n"
        "Bewaar de kopie hooguit 30 dagen. Terugzetten: ruggespraak restore, met dit bestand."
    )
    return OK
