"""Which of the editors' words stood in questions that were not understood, counted by the week."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "missed",
        sa.Column("week", sa.Date, primary_key=True),
        sa.Column("word", sa.Text, primary_key=True),
        sa.Column("times", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
