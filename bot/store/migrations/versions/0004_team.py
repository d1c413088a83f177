"""Teams, who belongs to them, rounds with their sealed boxes, and how far erasures were carried out."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "team",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("code", sa.Text, nullable=False, unique=True),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("room", sa.Text, nullable=False),
        sa.Column("used_on", sa.Date, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_team_room", "team", ["room"])
    op.create_table(
        "member",
        sa.Column("team", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("started", sa.Boolean, nullable=False),
        sa.Column("alone", sa.Boolean, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_member_name", "member", ["name"])
    op.create_table(
        "round",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("team", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("dilemma", sa.Text, nullable=False),
        sa.Column("ways", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("opens_on", sa.Date, nullable=False),
        sa.Column("closes_at", sa.BigInteger, nullable=False),
        sa.Column("least", sa.Integer, nullable=False),
        sa.Column("hidden", sa.Integer, nullable=False),
        sa.Column("epoch", sa.Text, nullable=False),
        sa.Column("nonce", sa.LargeBinary),
        sa.Column("box", sa.LargeBinary),
        sa.Column("outcome", sa.Text),
        sa.Column("closed_on", sa.Date),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_round_team", "round", ["team"])
    op.create_table(
        "erasure",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("number", sa.Integer, nullable=False),
    )
