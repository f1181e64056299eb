"""Tables of profiles."""

import sqlalchemy as sa
from alembic import op

from events.columns import Json, UtcDateTime

revision = "0005"
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('profile_demands',
    sa.Column('need_id', sa.String(length=36), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('open', sa.Boolean(), nullable=False),
    sa.Column('apply_by', UtcDateTime(), nullable=True),
    sa.Column('asks', Json, nullable=False),
    sa.PrimaryKeyConstraint('need_id', name=op.f('pk_profile_demands'))
    )
    op.create_index(op.f('ix_profile_demands_open'), 'profile_demands', ['open'], unique=False)
    op.create_table('profile_drafts',
    sa.Column('organization_id', sa.String(length=36), nullable=False),
    sa.Column('part', sa.String(length=20), nullable=False),
    sa.Column('typed', Json, nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('saved_at', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_profile_drafts_organization_id_organizations')),
    sa.PrimaryKeyConstraint('organization_id', 'part', name=op.f('pk_profile_drafts'))
    )
    op.create_table('profiles',
    sa.Column('organization_id', sa.String(length=36), nullable=False),
    sa.Column('content', Json, nullable=False),
    sa.Column('updated_at', UtcDateTime(), nullable=False),
    sa.Column('updated_by', sa.String(length=36), nullable=False),
    sa.Column('noticed_at', UtcDateTime(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('promised', Json, nullable=False),
    sa.Column('promises', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_profiles_organization_id_organizations')),
    sa.PrimaryKeyConstraint('organization_id', name=op.f('pk_profiles'))
    )


def downgrade() -> None:
    op.drop_table('profiles')
    op.drop_table('profile_drafts')
    op.drop_index(op.f('ix_profile_demands_open'), table_name='profile_demands')
    op.drop_table('profile_demands')
