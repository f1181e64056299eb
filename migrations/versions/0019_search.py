"""Tables of search."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = '0018'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('search_versions',
    sa.Column('index_name', sa.String(length=64), nullable=False),
    sa.Column('document_id', sa.String(length=255), nullable=False),
    sa.Column('revision', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('index_name', 'document_id', name=op.f('pk_search_versions'))
    )


def downgrade() -> None:
    op.drop_table('search_versions')
