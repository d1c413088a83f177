"""Native polls carry the dilemma they ask about. Until here it stood in their name."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.add_column("poll", sa.Column("dilemma", sa.Text, nullable=False, server_default=""))
    poll = sa.table("poll", sa.column("poll"), sa.column("dilemma"))
    connection = op.get_bind()
    for (name,) in connection.execute(sa.select(poll.c.poll)).all():
        family, _, rest = name.partition(":")
        if family == "peiling":
            dilemma = rest.partition(":")[0]
            connection.execute(sa.update(poll).where(poll.c.poll == name).values(dilemma=dilemma))
