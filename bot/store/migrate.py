"""Bring the tables up to date, by numbered steps that are never changed afterwards."""

from pathlib import Path

from sqlalchemy import inspect, text
from sqlalchemy.engine import Connection

HEAD = "0009"
"""The newest step in migrations/versions. A test holds it to that."""


class NewerDatabaseError(Exception):
    """This database was brought further than this version knows."""


def migrate(connection: Connection) -> None:
    """Take every step that this database has not had, inside the open transaction.

    Raises:
        NewerDatabaseError: if it has had steps that we do not know.
    """
    if revision(connection) == HEAD:
        return  # and alembic, a fifth of a second to import, is not needed
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415
    from alembic.util import CommandError  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise NewerDatabaseError from error


def revision(connection: Connection) -> str | None:
    """Return the number of the last step that this database has had; None before the first."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return str(found) if found else None
