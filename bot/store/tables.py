"""Every table and column there is. tests/store/test_store.py says why each may be kept."""

from sqlalchemy import Column, Date, MetaData, Table, Text

metadata = MetaData()

session = Table(
    "session",
    metadata,
    Column("chat", Text, primary_key=True, comment="keyed pseudonym of the room; not the room itself"),
    Column("kept", Text, nullable=False, comment="bot.core.session.Kept as JSON: no typed text, no choice"),
    Column("expires_on", Date, nullable=False, index=True, comment="erased from this day on"),
)
