"""Tables of operations."""

import sqlalchemy as sa
from alembic import op

from events.columns import Json, UtcDateTime

revision = "0017"
down_revision = '0016'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('reindexings',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('index', sa.String(length=60), nullable=True),
    sa.Column('asked_at', UtcDateTime(), nullable=False),
    sa.Column('ended_at', UtcDateTime(), nullable=True),
    sa.Column('documents', Json, nullable=True),
    sa.Column('error', sa.Text(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reindexings'))
    )


def downgrade() -> None:
    op.drop_table('reindexings')
