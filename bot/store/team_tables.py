"""The tables of teams and rounds. tests/store/test_store.py says why each column may be kept."""

from sqlalchemy import BigInteger, Boolean, Column, Date, Integer, LargeBinary, Table, Text

from bot.store.tables import metadata

team = Table(
    "team",
    metadata,
    Column("id", Text, primary_key=True, comment="random"),
    Column("name", Text, nullable=False, comment="what the group calls itself"),
    Column("code", Text, nullable=False, unique=True, comment="what colleagues type to join; random"),
    Column("channel", Text, nullable=False),
    Column("room", Text, nullable=False, index=True, comment="the group it meets in: a team is found by it"),
    Column("used_on", Date, nullable=False, comment="a year after this day the team is erased"),
    sqlite_with_rowid=False,
)

member = Table(
    "member",
    metadata,
    Column("team", Text, primary_key=True),
    Column("name", Text, primary_key=True, index=True, comment="keyed pseudonym of a person"),
    Column("started", Boolean, nullable=False, comment="whether they may lead a round"),
    Column("alone", Boolean, nullable=False, comment="whether they agreed to count what they do alone"),
    sqlite_with_rowid=False,  # rows lie sorted by name: their order does not tell who came first
)

round_ = Table(
    "round",
    metadata,
    Column("id", Text, primary_key=True, comment="random"),
    Column("team", Text, nullable=False, index=True),
    Column("kind", Text, nullable=False, comment="ronde, spijt, verzoek or alleen"),
    Column("dilemma", Text, nullable=False),
    Column("ways", Text, nullable=False, comment="the options, as JSON"),
    Column("number", Integer, nullable=False, comment="first round or second"),
    Column("state", Text, nullable=False, comment="open, closed, stopped or void"),
    Column("opens_on", Date, nullable=False),
    Column("closes_at", BigInteger, nullable=False, comment="seconds since 1970, UTC; fixed at the opening"),
    Column("least", Integer, nullable=False, comment="k, fixed at the opening"),
    Column("hidden", Integer, nullable=False, comment="T, fixed at the opening"),
    Column("epoch", Text, nullable=False, comment="name of the weekly secret, a file elsewhere"),
    Column("nonce", LargeBinary, comment="half of the key; gone at the close"),
    Column("box", LargeBinary, comment="all votes, sealed, of one size; gone at the close"),
    Column("outcome", Text, comment="bands as JSON, never counts; empty until the close"),
    Column("closed_on", Date),
    sqlite_with_rowid=False,
)

erasure = Table(
    "erasure",
    metadata,
    Column("id", Integer, primary_key=True, comment="always 1"),
    Column("number", Integer, nullable=False, comment="of the last erasure: an older copy has a lower one"),
)
