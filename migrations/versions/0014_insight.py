"""Tables of insight."""

import sqlalchemy as sa
from alembic import op

from events.columns import Json, UtcDateTime

revision = "0014"
down_revision = '0013'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('insight_buckets',
    sa.Column('dimension', sa.String(length=12), nullable=False),
    sa.Column('bucket', sa.String(length=40), nullable=False),
    sa.PrimaryKeyConstraint('dimension', 'bucket', name=op.f('pk_insight_buckets'))
    )
    op.create_table('insight_name_keys',
    sa.Column('organization_id', sa.String(length=36), nullable=False),
    sa.Column('key', sa.String(length=40), nullable=False),
    sa.PrimaryKeyConstraint('organization_id', 'key', name=op.f('pk_insight_name_keys'))
    )
    op.create_index(op.f('ix_insight_name_keys_key'), 'insight_name_keys', ['key'], unique=False)
    op.create_table('insight_needs',
    sa.Column('need_id', sa.String(length=36), nullable=False),
    sa.Column('kind', sa.String(length=10), nullable=False),
    sa.Column('year', sa.String(length=10), nullable=False),
    sa.Column('region', sa.String(length=40), nullable=True),
    sa.Column('sector', sa.String(length=12), nullable=True),
    sa.Column('size', sa.String(length=12), nullable=True),
    sa.Column('buyer', sa.String(length=36), nullable=False),
    sa.Column('supplier', sa.String(length=36), nullable=True),
    sa.Column('bso', sa.String(length=36), nullable=True),
    sa.Column('reached', sa.Integer(), nullable=False),
    sa.Column('loss', sa.String(length=16), nullable=True),
    sa.Column('posted_at', UtcDateTime(), nullable=False),
    sa.Column('matched_at', UtcDateTime(), nullable=True),
    sa.Column('viewed_at', UtcDateTime(), nullable=True),
    sa.Column('contacted_at', UtcDateTime(), nullable=True),
    sa.Column('applied_at', UtcDateTime(), nullable=True),
    sa.Column('shortlisted_at', UtcDateTime(), nullable=True),
    sa.Column('awarded_at', UtcDateTime(), nullable=True),
    sa.Column('delivered_at', UtcDateTime(), nullable=True),
    sa.Column('paid_at', UtcDateTime(), nullable=True),
    sa.Column('verified_at', UtcDateTime(), nullable=True),
    sa.Column('wait_matched', sa.Integer(), nullable=True),
    sa.Column('wait_viewed', sa.Integer(), nullable=True),
    sa.Column('wait_contacted', sa.Integer(), nullable=True),
    sa.Column('wait_applied', sa.Integer(), nullable=True),
    sa.Column('wait_shortlisted', sa.Integer(), nullable=True),
    sa.Column('wait_awarded', sa.Integer(), nullable=True),
    sa.Column('wait_delivered', sa.Integer(), nullable=True),
    sa.Column('wait_paid', sa.Integer(), nullable=True),
    sa.Column('wait_verified', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('need_id', name=op.f('pk_insight_needs'))
    )
    op.create_index('ix_insight_needs_bso', 'insight_needs', ['bso', 'reached', 'loss'], unique=False)
    op.create_index('ix_insight_needs_buyer', 'insight_needs', ['buyer', 'reached', 'loss'], unique=False)
    op.create_index('ix_insight_needs_kind', 'insight_needs', ['kind', 'reached', 'loss'], unique=False)
    op.create_index(op.f('ix_insight_needs_posted_at'), 'insight_needs', ['posted_at'], unique=False)
    op.create_index('ix_insight_needs_reached_loss', 'insight_needs', ['reached', 'loss'], unique=False)
    op.create_index('ix_insight_needs_region', 'insight_needs', ['region', 'reached', 'loss'], unique=False)
    op.create_index('ix_insight_needs_sector', 'insight_needs', ['sector', 'reached', 'loss'], unique=False)
    op.create_index('ix_insight_needs_size', 'insight_needs', ['size', 'reached', 'loss'], unique=False)
    op.create_index('ix_insight_needs_supplier', 'insight_needs', ['supplier', 'reached', 'loss'], unique=False)
    op.create_index('ix_insight_needs_year', 'insight_needs', ['year', 'reached', 'loss'], unique=False)
    op.create_table('insight_pairs',
    sa.Column('first_id', sa.String(length=36), nullable=False),
    sa.Column('second_id', sa.String(length=36), nullable=False),
    sa.Column('score', sa.Integer(), nullable=False),
    sa.Column('reasons', Json, nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('decided_by', sa.String(length=36), nullable=True),
    sa.Column('decided_at', UtcDateTime(), nullable=True),
    sa.Column('found_at', UtcDateTime(), nullable=False),
    sa.PrimaryKeyConstraint('first_id', 'second_id', name=op.f('pk_insight_pairs'))
    )
    op.create_index(op.f('ix_insight_pairs_second_id'), 'insight_pairs', ['second_id'], unique=False)
    op.create_index(op.f('ix_insight_pairs_state'), 'insight_pairs', ['state'], unique=False)


def downgrade() -> None:
    op.drop_index(op.f('ix_insight_pairs_state'), table_name='insight_pairs')
    op.drop_index(op.f('ix_insight_pairs_second_id'), table_name='insight_pairs')
    op.drop_table('insight_pairs')
    op.drop_index('ix_insight_needs_year', table_name='insight_needs')
    op.drop_index('ix_insight_needs_supplier', table_name='insight_needs')
    op.drop_index('ix_insight_needs_size', table_name='insight_needs')
    op.drop_index('ix_insight_needs_sector', table_name='insight_needs')
    op.drop_index('ix_insight_needs_region', table_name='insight_needs')
    op.drop_index('ix_insight_needs_reached_loss', table_name='insight_needs')
    op.drop_index(op.f('ix_insight_needs_posted_at'), table_name='insight_needs')
    op.drop_index('ix_insight_needs_kind', table_name='insight_needs')
    op.drop_index('ix_insight_needs_buyer', table_name='insight_needs')
    op.drop_index('ix_insight_needs_bso', table_name='insight_needs')
    op.drop_table('insight_needs')
    op.drop_index(op.f('ix_insight_name_keys_key'), table_name='insight_name_keys')
    op.drop_table('insight_name_keys')
    op.drop_table('insight_buckets')
