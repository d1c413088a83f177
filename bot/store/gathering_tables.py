"""The table of methods that are led in a room now."""

from sqlalchemy import Column, Date, Table, Text

from bot.store.tables import metadata

gathering = Table(
    "gathering",
    metadata,
    Column("room", Text, primary_key=True, comment="keyed pseudonym of the room; not the room itself"),
    Column("id", Text, nullable=False, unique=True, comment="letters that nobody can guess"),
    Column(
        "state",
        Text,
        nullable=False,
        comment="bot.core.model.gathering.Gathering as JSON: no text, no name, a pseudonym of who leads",
    ),
    Column("expires_on", Date, nullable=False, index=True, comment="erased from this day on"),
)
