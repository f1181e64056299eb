"""Tables of organizations."""

import sqlalchemy as sa
from alembic import op

from events.columns import Json, UtcDateTime

revision = "0003"
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('organizations',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('names', Json, nullable=False),
    sa.Column('kinds', Json, nullable=False),
    sa.Column('state', sa.String(length=12), nullable=False),
    sa.Column('reason', sa.Text(), nullable=True),
    sa.Column('country', sa.String(length=2), nullable=False),
    sa.Column('municipality', sa.String(length=40), nullable=True),
    sa.Column('region', sa.String(length=40), nullable=True),
    sa.Column('created_at', UtcDateTime(), nullable=False),
    sa.Column('submitted_at', UtcDateTime(), nullable=True),
    sa.Column('verified_at', UtcDateTime(), nullable=True),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_organizations'))
    )
    op.create_index(op.f('ix_organizations_state'), 'organizations', ['state'], unique=False)
    op.create_table('claims',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('organization_id', sa.String(length=36), nullable=False),
    sa.Column('user_id', sa.String(length=36), nullable=False),
    sa.Column('proof', sa.Text(), nullable=False),
    sa.Column('file_id', sa.String(length=36), nullable=True),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('reason', sa.Text(), nullable=True),
    sa.Column('created_at', UtcDateTime(), nullable=False),
    sa.Column('decided_at', UtcDateTime(), nullable=True),
    sa.Column('decided_by', sa.String(length=36), nullable=True),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_claims_organization_id_organizations')),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_claims_user_id_users')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_claims'))
    )
    op.create_index(op.f('ix_claims_organization_id'), 'claims', ['organization_id'], unique=False)
    op.create_index(op.f('ix_claims_state'), 'claims', ['state'], unique=False)
    op.create_index(op.f('ix_claims_user_id'), 'claims', ['user_id'], unique=False)
    op.create_table('delegations',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('organization_id', sa.String(length=36), nullable=False),
    sa.Column('adviser_id', sa.String(length=36), nullable=False),
    sa.Column('tasks', Json, nullable=False),
    sa.Column('until', sa.Date(), nullable=False),
    sa.Column('granted_by', sa.String(length=36), nullable=False),
    sa.Column('created_at', UtcDateTime(), nullable=False),
    sa.Column('revoked_at', UtcDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['adviser_id'], ['organizations.id'], name=op.f('fk_delegations_adviser_id_organizations')),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_delegations_organization_id_organizations')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_delegations'))
    )
    op.create_index(op.f('ix_delegations_adviser_id'), 'delegations', ['adviser_id'], unique=False)
    op.create_index(op.f('ix_delegations_organization_id'), 'delegations', ['organization_id'], unique=False)
    op.create_table('identifiers',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('organization_id', sa.String(length=36), nullable=False),
    sa.Column('scheme', sa.String(length=20), nullable=False),
    sa.Column('value', sa.String(length=60), nullable=False),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_identifiers_organization_id_organizations')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_identifiers')),
    sa.UniqueConstraint('scheme', 'value', name=op.f('uq_identifiers_scheme_value'))
    )
    op.create_index(op.f('ix_identifiers_organization_id'), 'identifiers', ['organization_id'], unique=False)
    op.create_table('member_invitations',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('organization_id', sa.String(length=36), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=False),
    sa.Column('role', sa.String(length=14), nullable=False),
    sa.Column('secret_hash', sa.String(length=64), nullable=False),
    sa.Column('invited_by', sa.String(length=36), nullable=False),
    sa.Column('created_at', UtcDateTime(), nullable=False),
    sa.Column('expires_at', UtcDateTime(), nullable=False),
    sa.Column('used_at', UtcDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_member_invitations_organization_id_organizations')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_member_invitations')),
    sa.UniqueConstraint('secret_hash', name=op.f('uq_member_invitations_secret_hash'))
    )
    op.create_index(op.f('ix_member_invitations_organization_id'), 'member_invitations', ['organization_id'], unique=False)
    op.create_table('memberships',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('organization_id', sa.String(length=36), nullable=False),
    sa.Column('user_id', sa.String(length=36), nullable=False),
    sa.Column('role', sa.String(length=14), nullable=False),
    sa.Column('state', sa.String(length=8), nullable=False),
    sa.Column('created_at', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_memberships_organization_id_organizations')),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_memberships_user_id_users')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_memberships')),
    sa.UniqueConstraint('organization_id', 'user_id', name=op.f('uq_memberships_organization_id_user_id'))
    )
    op.create_index(op.f('ix_memberships_organization_id'), 'memberships', ['organization_id'], unique=False)
    op.create_index(op.f('ix_memberships_user_id'), 'memberships', ['user_id'], unique=False)
    op.create_table('organization_merges',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('source_id', sa.String(length=36), nullable=False),
    sa.Column('target_id', sa.String(length=36), nullable=False),
    sa.Column('state_before', sa.String(length=12), nullable=False),
    sa.Column('moved', Json, nullable=False),
    sa.Column('effect', Json, nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('made_by', sa.String(length=36), nullable=False),
    sa.Column('made_at', UtcDateTime(), nullable=False),
    sa.Column('undone_by', sa.String(length=36), nullable=True),
    sa.Column('undone_at', UtcDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['source_id'], ['organizations.id'], name=op.f('fk_organization_merges_source_id_organizations')),
    sa.ForeignKeyConstraint(['target_id'], ['organizations.id'], name=op.f('fk_organization_merges_target_id_organizations')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_organization_merges'))
    )
    op.create_index(op.f('ix_organization_merges_source_id'), 'organization_merges', ['source_id'], unique=False)
    op.create_index(op.f('ix_organization_merges_target_id'), 'organization_merges', ['target_id'], unique=False)
    op.create_index(op.f('ix_organization_merges_undone_at'), 'organization_merges', ['undone_at'], unique=False)
    op.create_table('reports',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('subject', sa.String(length=80), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('reported_by', sa.String(length=36), nullable=False),
    sa.Column('organization_id', sa.String(length=36), nullable=True),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('decision', sa.Text(), nullable=True),
    sa.Column('created_at', UtcDateTime(), nullable=False),
    sa.Column('decided_at', UtcDateTime(), nullable=True),
    sa.Column('decided_by', sa.String(length=36), nullable=True),
    sa.ForeignKeyConstraint(['reported_by'], ['users.id'], name=op.f('fk_reports_reported_by_users')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reports'))
    )
    op.create_index(op.f('ix_reports_reported_by'), 'reports', ['reported_by'], unique=False)
    op.create_index(op.f('ix_reports_state'), 'reports', ['state'], unique=False)
    op.create_index(op.f('ix_reports_subject'), 'reports', ['subject'], unique=False)


def downgrade() -> None:
    op.drop_index(op.f('ix_reports_subject'), table_name='reports')
    op.drop_index(op.f('ix_reports_state'), table_name='reports')
    op.drop_index(op.f('ix_reports_reported_by'), table_name='reports')
    op.drop_table('reports')
    op.drop_index(op.f('ix_organization_merges_undone_at'), table_name='organization_merges')
    op.drop_index(op.f('ix_organization_merges_target_id'), table_name='organization_merges')
    op.drop_index(op.f('ix_organization_merges_source_id'), table_name='organization_merges')
    op.drop_table('organization_merges')
    op.drop_index(op.f('ix_memberships_user_id'), table_name='memberships')
    op.drop_index(op.f('ix_memberships_organization_id'), table_name='memberships')
    op.drop_table('memberships')
    op.drop_index(op.f('ix_member_invitations_organization_id'), table_name='member_invitations')
    op.drop_table('member_invitations')
    op.drop_index(op.f('ix_identifiers_organization_id'), table_name='identifiers')
    op.drop_table('identifiers')
    op.drop_index(op.f('ix_delegations_organization_id'), table_name='delegations')
    op.drop_index(op.f('ix_delegations_adviser_id'), table_name='delegations')
    op.drop_table('delegations')
    op.drop_index(op.f('ix_claims_user_id'), table_name='claims')
    op.drop_index(op.f('ix_claims_state'), table_name='claims')
    op.drop_index(op.f('ix_claims_organization_id'), table_name='claims')
    op.drop_table('claims')
    op.drop_index(op.f('ix_organizations_state'), table_name='organizations')
    op.drop_table('organizations')
