"""Tables of native polls, and of groups that go on under another id."""

from sqlalchemy import Column, Date, Table, Text

from bot.store.tables import metadata

poll = Table(
    "poll",
    metadata,
    Column("poll", Text, primary_key=True, comment="our name for it"),
    Column("channel", Text, nullable=False),
    Column("room", Text, nullable=False, comment="the platform's own id: else it cannot be closed"),
    Column("thread", Text, nullable=False),
    Column("message", Text, nullable=False, comment="the platform's own id of the message"),
    Column("native", Text, nullable=False, comment="the platform's own id of the poll"),
    Column("options", Text, nullable=False, comment="letters, in order"),
    Column("counts", Text, comment="totals, as the platform shows everybody; erased when they were sent"),
    Column("dilemma", Text, nullable=False, server_default="", comment="what it asks about"),
)

moved = Table(
    "moved",
    metadata,
    Column("channel", Text, primary_key=True),
    Column("room", Text, primary_key=True, comment="id that a group has now"),
    Column("before", Text, nullable=False, comment="id that it had: its conversations are found by that"),
    Column("expires_on", Date, nullable=False, index=True, comment="erased from this day on"),
)
