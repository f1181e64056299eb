"""Tables of matching."""

import sqlalchemy as sa
from alembic import op

from events.columns import BigId, Json, UtcDateTime

revision = "0020"
down_revision = '0019'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('matching_awards',
    sa.Column('id', sa.String(length=80), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('award', Json, nullable=False),
    sa.Column('changed', BigId, nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_matching_awards'))
    )
    op.create_index(op.f('ix_matching_awards_changed'), 'matching_awards', ['changed'], unique=False)
    op.create_table('matching_clock',
    sa.Column('id', sa.SmallInteger(), autoincrement=False, nullable=False),
    sa.Column('value', BigId, nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_matching_clock'))
    )
    op.create_table('matching_entries',
    sa.Column('need_id', sa.String(length=80), nullable=False),
    sa.Column('place', sa.SmallInteger(), nullable=False),
    sa.Column('organization_id', sa.String(length=80), nullable=False),
    sa.PrimaryKeyConstraint('need_id', 'place', name=op.f('pk_matching_entries'))
    )
    op.create_index(op.f('ix_matching_entries_organization_id'), 'matching_entries', ['organization_id'], unique=False)
    op.create_table('matching_needs',
    sa.Column('id', sa.String(length=80), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('open', sa.Boolean(), nullable=False),
    sa.Column('need', Json, nullable=False),
    sa.Column('changed', BigId, nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_matching_needs'))
    )
    op.create_index(op.f('ix_matching_needs_changed'), 'matching_needs', ['changed'], unique=False)
    op.create_index(op.f('ix_matching_needs_open'), 'matching_needs', ['open'], unique=False)
    op.create_table('matching_organizations',
    sa.Column('id', sa.String(length=80), nullable=False),
    sa.Column('revision', sa.Integer(), server_default='0', nullable=False),
    sa.Column('profile_revision', sa.Integer(), server_default='0', nullable=False),
    sa.Column('organization', Json, nullable=False),
    sa.Column('profile', Json, nullable=True),
    sa.Column('changed', BigId, nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_matching_organizations'))
    )
    op.create_index(op.f('ix_matching_organizations_changed'), 'matching_organizations', ['changed'], unique=False)
    op.create_table('matching_programmes',
    sa.Column('id', sa.String(length=80), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('programme', Json, nullable=False),
    sa.Column('changed', BigId, nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_matching_programmes'))
    )
    op.create_index(op.f('ix_matching_programmes_changed'), 'matching_programmes', ['changed'], unique=False)
    op.create_table('matching_runs',
    sa.Column('id', BigId, autoincrement=True, nullable=False),
    sa.Column('need_id', sa.String(length=80), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('need_revision', sa.Integer(), nullable=False),
    sa.Column('seen', BigId, nullable=False),
    sa.Column('ranker', sa.String(length=40), nullable=False),
    sa.Column('computed_at', UtcDateTime(), nullable=False),
    sa.Column('looked_at', sa.Integer(), nullable=False),
    sa.Column('inputs', Json, nullable=False),
    sa.Column('bar', Json, nullable=False),
    sa.Column('hash', sa.String(length=80), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_matching_runs'))
    )
    op.create_index('uq_matching_runs_need_id_revision', 'matching_runs', ['need_id', 'revision'], unique=True)


def downgrade() -> None:
    op.drop_index('uq_matching_runs_need_id_revision', table_name='matching_runs')
    op.drop_table('matching_runs')
    op.drop_index(op.f('ix_matching_programmes_changed'), table_name='matching_programmes')
    op.drop_table('matching_programmes')
    op.drop_index(op.f('ix_matching_organizations_changed'), table_name='matching_organizations')
    op.drop_table('matching_organizations')
    op.drop_index(op.f('ix_matching_needs_open'), table_name='matching_needs')
    op.drop_index(op.f('ix_matching_needs_changed'), table_name='matching_needs')
    op.drop_table('matching_needs')
    op.drop_index(op.f('ix_matching_entries_organization_id'), table_name='matching_entries')
    op.drop_table('matching_entries')
    op.drop_table('matching_clock')
    op.drop_index(op.f('ix_matching_awards_changed'), table_name='matching_awards')
    op.drop_table('matching_awards')
