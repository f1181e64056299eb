"""Tables of needs."""

import sqlalchemy as sa
from alembic import op

from events.columns import Json, UtcDateTime

revision = "0007"
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('counters',
    sa.Column('name', sa.String(length=20), nullable=False),
    sa.Column('value', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_counters'))
    )
    op.create_table('needs',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('ref', sa.String(length=12), nullable=False),
    sa.Column('organization_id', sa.String(length=36), nullable=False),
    sa.Column('kind', sa.String(length=10), nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('content', Json, nullable=False),
    sa.Column('region', sa.String(length=40), nullable=True),
    sa.Column('apply_by', UtcDateTime(), nullable=True),
    sa.Column('deliver_by', sa.Date(), nullable=True),
    sa.Column('created_by', sa.String(length=36), nullable=False),
    sa.Column('created_at', UtcDateTime(), nullable=False),
    sa.Column('published_at', UtcDateTime(), nullable=True),
    sa.Column('closed_at', UtcDateTime(), nullable=True),
    sa.Column('reason', sa.Text(), nullable=True),
    sa.Column('state_before', sa.String(length=10), nullable=True),
    sa.Column('suspension', sa.Text(), nullable=True),
    sa.Column('with_buyer', sa.Boolean(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_needs_organization_id_organizations')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_needs')),
    sa.UniqueConstraint('ref', name=op.f('uq_needs_ref'))
    )
    op.create_index(op.f('ix_needs_apply_by'), 'needs', ['apply_by'], unique=False)
    op.create_index(op.f('ix_needs_organization_id'), 'needs', ['organization_id'], unique=False)
    op.create_index(op.f('ix_needs_state'), 'needs', ['state'], unique=False)
    op.create_table('need_invitations',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('need_id', sa.String(length=36), nullable=False),
    sa.Column('organization_id', sa.String(length=36), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=True),
    sa.Column('message', sa.Text(), nullable=True),
    sa.Column('invited_by', sa.String(length=36), nullable=False),
    sa.Column('invited_at', UtcDateTime(), nullable=False),
    sa.Column('seen_at', UtcDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['need_id'], ['needs.id'], name=op.f('fk_need_invitations_need_id_needs')),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_need_invitations_organization_id_organizations')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_need_invitations')),
    sa.UniqueConstraint('need_id', 'organization_id', name=op.f('uq_need_invitations_need_id_organization_id'))
    )
    op.create_index(op.f('ix_need_invitations_need_id'), 'need_invitations', ['need_id'], unique=False)
    op.create_index(op.f('ix_need_invitations_organization_id'), 'need_invitations', ['organization_id'], unique=False)
    op.create_table('need_revisions',
    sa.Column('need_id', sa.String(length=36), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('content', Json, nullable=False),
    sa.Column('changed', Json, nullable=False),
    sa.Column('changed_at', UtcDateTime(), nullable=False),
    sa.Column('changed_by', sa.String(length=36), nullable=False),
    sa.ForeignKeyConstraint(['need_id'], ['needs.id'], name=op.f('fk_need_revisions_need_id_needs')),
    sa.PrimaryKeyConstraint('need_id', 'revision', name=op.f('pk_need_revisions'))
    )
    op.create_table('questions',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('need_id', sa.String(length=36), nullable=False),
    sa.Column('organization_id', sa.String(length=36), nullable=False),
    sa.Column('asked_by', sa.String(length=36), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('asked_at', UtcDateTime(), nullable=False),
    sa.Column('answer', sa.Text(), nullable=True),
    sa.Column('answered_by', sa.String(length=36), nullable=True),
    sa.Column('answered_at', UtcDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['need_id'], ['needs.id'], name=op.f('fk_questions_need_id_needs')),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_questions_organization_id_organizations')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_questions'))
    )
    op.create_index(op.f('ix_questions_need_id'), 'questions', ['need_id'], unique=False)


def downgrade() -> None:
    op.drop_index(op.f('ix_questions_need_id'), table_name='questions')
    op.drop_table('questions')
    op.drop_table('need_revisions')
    op.drop_index(op.f('ix_need_invitations_organization_id'), table_name='need_invitations')
    op.drop_index(op.f('ix_need_invitations_need_id'), table_name='need_invitations')
    op.drop_table('need_invitations')
    op.drop_index(op.f('ix_needs_state'), table_name='needs')
    op.drop_index(op.f('ix_needs_organization_id'), table_name='needs')
    op.drop_index(op.f('ix_needs_apply_by'), table_name='needs')
    op.drop_table('needs')
    op.drop_table('counters')
