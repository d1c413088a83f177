"""Every table and column there is. tests/store/test_store.py says why each may be kept."""

from sqlalchemy import Column, Date, Integer, MetaData, Table, Text

metadata = MetaData()

session = Table(
    "session",
    metadata,
    Column("chat", Text, primary_key=True, comment="keyed pseudonym of the room; not the room itself"),
    Column("kept", Text, nullable=False, comment="bot.core.session.Kept as JSON: no typed text, no choice"),
    Column("expires_on", Date, nullable=False, index=True, comment="erased from this day on"),
)

missed = Table(
    "missed",
    metadata,
    Column("week", Date, primary_key=True, comment="Monday of the week; no day, no hour"),
    Column("word", Text, primary_key=True, comment="a word of the editors' own, in a question we missed"),
    Column("times", Integer, nullable=False, comment="how often; under five it is never shown"),
    sqlite_with_rowid=False,  # rows lie sorted by week and word, so that their order tells nothing
)
