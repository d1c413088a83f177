"""Every table and column there is. tests/store/test_store.py says why each may be kept."""

from sqlalchemy import BigInteger, Boolean, Column, Date, Index, Integer, MetaData, Table, Text

metadata = MetaData()

session = Table(
    "session",
    metadata,
    Column("chat", Text, primary_key=True, comment="keyed pseudonym of the room; not the room itself"),
    Column(
        "kept", Text, nullable=False, comment="bot.core.model.session.Kept as JSON: no typed text, no choice"
    ),
    Column("expires_on", Date, nullable=False, index=True, comment="erased from this day on"),
    Column("mark", BigInteger, nullable=False, comment="number of the event that led here"),
)

missed = Table(
    "missed",
    metadata,
    Column("week", Date, primary_key=True, comment="Monday of the week; no day, no hour"),
    Column("word", Text, primary_key=True, comment="a word of the editors' own, in a question we missed"),
    Column("times", Integer, nullable=False, comment="how often; under five it is never shown"),
    sqlite_with_rowid=False,  # rows lie sorted by week and word, so that their order tells nothing
)

outbox = Table(
    "outbox",
    metadata,
    Column("key", Text, primary_key=True, comment="names a moment: asking twice is asking once"),
    Column("channel", Text, nullable=False),
    Column("room", Text, nullable=False, comment="the platform's own id: else nothing can be said unasked"),
    Column("thread", Text, nullable=False),
    Column("shared", Boolean, nullable=False, comment="whether the room is a group"),
    Column("sealed", Boolean, nullable=False, comment="whether the room is encrypted"),
    Column("due", BigInteger, nullable=False, index=True, comment="seconds since 1970, UTC"),
    Column("until", BigInteger, comment="after this it is of no use"),
    Column("leased", BigInteger, nullable=False, comment="until then one process has it in hand"),
    Column("tries", Integer, nullable=False),
    Column("payload", Text, nullable=False, comment="a class of bot.core.model.timers, as JSON"),
    Column("round", Text, nullable=False, comment="the round it belongs to, or nothing"),
    Index("outbox_room", "channel", "room"),
    Index("outbox_round", "round"),
)

position = Table(
    "position",
    metadata,
    Column("channel", Text, primary_key=True),
    Column(
        "value", Text, nullable=False, comment="how far a channel was read or heard; of all rooms together"
    ),
    Column("day", Date, nullable=False, comment="on which day that was"),
)

installation = Table(
    "installation",
    metadata,
    Column("id", Integer, primary_key=True, comment="always 1"),
    Column("key", Text, nullable=False, comment="tells whether pseudonym.key is the one; leads back to none"),
    Column("starts", Integer, nullable=False, comment="how often it was opened: an older copy has fewer"),
)
