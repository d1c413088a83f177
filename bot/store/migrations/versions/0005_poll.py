"""Native polls, and groups that go on under another id."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "poll",
        sa.Column("poll", sa.Text, primary_key=True),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("room", sa.Text, nullable=False),
        sa.Column("thread", sa.Text, nullable=False),
        sa.Column("message", sa.Text, nullable=False),
        sa.Column("native", sa.Text, nullable=False),
        sa.Column("options", sa.Text, nullable=False),
        sa.Column("counts", sa.Text),
    )
    op.create_table(
        "moved",
        sa.Column("channel", sa.Text, primary_key=True),
        sa.Column("room", sa.Text, primary_key=True),
        sa.Column("before", sa.Text, nullable=False),
        sa.Column("expires_on", sa.Date, nullable=False, index=True),
    )
