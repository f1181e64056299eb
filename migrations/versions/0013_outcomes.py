"""Tables of outcomes."""

import sqlalchemy as sa
from alembic import op

from events.columns import Json, UtcDateTime
from migrations.append_only import guard, release

revision = "0013"
down_revision = '0012'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('outcome_figures',
    sa.Column('indicator', sa.String(length=20), nullable=False),
    sa.Column('period', sa.String(length=10), nullable=False),
    sa.Column('dimension', sa.String(length=12), nullable=False),
    sa.Column('bucket', sa.String(length=40), nullable=False),
    sa.Column('value', sa.BigInteger(), nullable=False),
    sa.Column('waiting', sa.BigInteger(), nullable=False),
    sa.Column('firms', sa.Integer(), nullable=False),
    sa.Column('entries', sa.Integer(), nullable=False),
    sa.Column('waiting_entries', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('indicator', 'period', 'dimension', 'bucket', name=op.f('pk_outcome_figures'))
    )
    op.create_table('outcome_locked_figures',
    sa.Column('lock', sa.String(length=10), nullable=False),
    sa.Column('indicator', sa.String(length=20), nullable=False),
    sa.Column('period', sa.String(length=10), nullable=False),
    sa.Column('dimension', sa.String(length=12), nullable=False),
    sa.Column('bucket', sa.String(length=40), nullable=False),
    sa.Column('value', sa.BigInteger(), nullable=False),
    sa.Column('firms', sa.Integer(), nullable=False),
    sa.Column('entries', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('lock', 'indicator', 'period', 'dimension', 'bucket', name=op.f('pk_outcome_locked_figures')),
    info={'append_only': True}
    )
    op.create_table('outcome_periods',
    sa.Column('code', sa.String(length=10), nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('locked_at', UtcDateTime(), nullable=True),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('code', name=op.f('pk_outcome_periods'))
    )
    op.create_table('outcome_sampling_plans',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('size_fte', sa.BigInteger(), nullable=False),
    sa.Column('size_money', sa.BigInteger(), nullable=False),
    sa.Column('share', sa.BigInteger(), nullable=False),
    sa.Column('seed', sa.String(length=64), nullable=False),
    sa.Column('made_by', sa.String(length=36), nullable=True),
    sa.Column('made_at', UtcDateTime(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outcome_sampling_plans')),
    info={'append_only': True}
    )
    op.create_table('outcome_sheets',
    sa.Column('code', sa.String(length=20), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('content', Json, nullable=False),
    sa.Column('reason', sa.Text(), nullable=True),
    sa.Column('made_by', sa.String(length=36), nullable=True),
    sa.Column('made_at', UtcDateTime(), nullable=False),
    sa.PrimaryKeyConstraint('code', 'revision', name=op.f('pk_outcome_sheets')),
    info={'append_only': True}
    )
    op.create_table('outcome_asks',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('kind', sa.String(length=10), nullable=False),
    sa.Column('subject', sa.String(length=36), nullable=False),
    sa.Column('organization_id', sa.String(length=36), nullable=False),
    sa.Column('asked_at', UtcDateTime(), nullable=False),
    sa.Column('due', sa.Date(), nullable=False),
    sa.Column('done_at', UtcDateTime(), nullable=True),
    sa.Column('outcome', sa.String(length=10), nullable=True),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_outcome_asks_organization_id_organizations')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outcome_asks')),
    sa.UniqueConstraint('kind', 'subject', name=op.f('uq_outcome_asks_kind_subject'))
    )
    op.create_index(op.f('ix_outcome_asks_organization_id'), 'outcome_asks', ['organization_id'], unique=False)
    op.create_table('outcome_assistances',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('organization_id', sa.String(length=36), nullable=False),
    sa.Column('kind', sa.String(length=12), nullable=False),
    sa.Column('role', sa.String(length=10), nullable=False),
    sa.Column('provider_id', sa.String(length=36), nullable=True),
    sa.Column('objective', sa.String(length=1), nullable=False),
    sa.Column('since', sa.Date(), nullable=False),
    sa.Column('source', sa.String(length=120), nullable=False),
    sa.Column('made_by', sa.String(length=36), nullable=True),
    sa.Column('made_at', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_outcome_assistances_organization_id_organizations')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outcome_assistances')),
    sa.UniqueConstraint('source', name=op.f('uq_outcome_assistances_source')),
    info={'append_only': True}
    )
    op.create_index(op.f('ix_outcome_assistances_organization_id'), 'outcome_assistances', ['organization_id'], unique=False)
    op.create_table('outcome_claims',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('ref', sa.String(length=12), nullable=False),
    sa.Column('kind', sa.String(length=10), nullable=False),
    sa.Column('organization_id', sa.String(length=36), nullable=False),
    sa.Column('deal_id', sa.String(length=36), nullable=True),
    sa.Column('period', sa.String(length=10), nullable=False),
    sa.Column('measured_on', sa.Date(), nullable=False),
    sa.Column('content', Json, nullable=False),
    sa.Column('explanation', sa.Text(), nullable=True),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('sample', Json, nullable=False),
    sa.Column('gates', Json, nullable=False),
    sa.Column('submitted_by', sa.String(length=36), nullable=True),
    sa.Column('by_organization', sa.String(length=36), nullable=True),
    sa.Column('submitted_at', UtcDateTime(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_outcome_claims_organization_id_organizations')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outcome_claims')),
    sa.UniqueConstraint('ref', name=op.f('uq_outcome_claims_ref'))
    )
    op.create_index(op.f('ix_outcome_claims_deal_id'), 'outcome_claims', ['deal_id'], unique=False)
    op.create_index(op.f('ix_outcome_claims_organization_id'), 'outcome_claims', ['organization_id'], unique=False)
    op.create_index(op.f('ix_outcome_claims_period'), 'outcome_claims', ['period'], unique=False)
    op.create_index('ix_outcome_claims_state_submitted_at', 'outcome_claims', ['state', 'submitted_at'], unique=False)
    op.create_table('outcome_contributions',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('organization_id', sa.String(length=36), nullable=False),
    sa.Column('basis', sa.String(length=10), nullable=False),
    sa.Column('shares', Json, nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('made_by', sa.String(length=36), nullable=True),
    sa.Column('made_at', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_outcome_contributions_organization_id_organizations')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outcome_contributions')),
    info={'append_only': True}
    )
    op.create_index(op.f('ix_outcome_contributions_organization_id'), 'outcome_contributions', ['organization_id'], unique=False)
    op.create_table('outcome_firm_figures',
    sa.Column('organization_id', sa.String(length=36), nullable=False),
    sa.Column('indicator', sa.String(length=20), nullable=False),
    sa.Column('period', sa.String(length=10), nullable=False),
    sa.Column('dimension', sa.String(length=12), nullable=False),
    sa.Column('bucket', sa.String(length=40), nullable=False),
    sa.Column('value', sa.BigInteger(), nullable=False),
    sa.Column('waiting', sa.BigInteger(), nullable=False),
    sa.Column('entries', sa.Integer(), nullable=False),
    sa.Column('waiting_entries', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_outcome_firm_figures_organization_id_organizations')),
    sa.PrimaryKeyConstraint('organization_id', 'indicator', 'period', 'dimension', 'bucket', name=op.f('pk_outcome_firm_figures'))
    )
    op.create_index('ix_outcome_firm_figures_cell', 'outcome_firm_figures', ['indicator', 'period', 'dimension', 'bucket'], unique=False)
    op.create_table('outcome_period_steps',
    sa.Column('period', sa.String(length=10), nullable=False),
    sa.Column('step', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('reason', sa.Text(), nullable=True),
    sa.Column('made_by', sa.String(length=36), nullable=True),
    sa.Column('made_at', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['period'], ['outcome_periods.code'], name=op.f('fk_outcome_period_steps_period_outcome_periods')),
    sa.PrimaryKeyConstraint('period', 'step', name=op.f('pk_outcome_period_steps')),
    info={'append_only': True}
    )
    op.create_table('outcome_baselines',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('organization_id', sa.String(length=36), nullable=False),
    sa.Column('claim_id', sa.String(length=36), nullable=False),
    sa.Column('as_of', sa.Date(), nullable=False),
    sa.Column('headcount', sa.Integer(), nullable=False),
    sa.Column('fte', sa.BigInteger(), nullable=False),
    sa.Column('sales', sa.BigInteger(), nullable=False),
    sa.Column('made_by', sa.String(length=36), nullable=True),
    sa.Column('made_at', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['claim_id'], ['outcome_claims.id'], name=op.f('fk_outcome_baselines_claim_id_outcome_claims')),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_outcome_baselines_organization_id_organizations')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outcome_baselines')),
    info={'append_only': True}
    )
    op.create_index(op.f('ix_outcome_baselines_organization_id'), 'outcome_baselines', ['organization_id'], unique=False)
    op.create_table('outcome_decisions',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('claim_id', sa.String(length=36), nullable=False),
    sa.Column('claim_revision', sa.Integer(), nullable=False),
    sa.Column('decision', sa.String(length=10), nullable=False),
    sa.Column('reason', sa.Text(), nullable=True),
    sa.Column('content', Json, nullable=False),
    sa.Column('visit', Json, nullable=True),
    sa.Column('made_by', sa.String(length=36), nullable=True),
    sa.Column('by_organization', sa.String(length=36), nullable=True),
    sa.Column('made_at', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['claim_id'], ['outcome_claims.id'], name=op.f('fk_outcome_decisions_claim_id_outcome_claims')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outcome_decisions')),
    info={'append_only': True}
    )
    op.create_index(op.f('ix_outcome_decisions_claim_id'), 'outcome_decisions', ['claim_id'], unique=False)
    op.create_table('outcome_entries',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('indicator', sa.String(length=20), nullable=False),
    sa.Column('organization_id', sa.String(length=36), nullable=False),
    sa.Column('identifier', sa.String(length=80), nullable=True),
    sa.Column('entity', sa.String(length=80), nullable=False),
    sa.Column('period', sa.String(length=10), nullable=False),
    sa.Column('measured_on', sa.Date(), nullable=False),
    sa.Column('reported_on', sa.Date(), nullable=False),
    sa.Column('reported_in', sa.String(length=10), nullable=False),
    sa.Column('value', sa.BigInteger(), nullable=False),
    sa.Column('unit', sa.String(length=12), nullable=False),
    sa.Column('original', sa.BigInteger(), nullable=True),
    sa.Column('currency', sa.String(length=3), nullable=True),
    sa.Column('rate', sa.String(length=20), nullable=True),
    sa.Column('rate_on', sa.Date(), nullable=True),
    sa.Column('cut', Json, nullable=False),
    sa.Column('source', sa.String(length=120), nullable=False),
    sa.Column('claim_id', sa.String(length=36), nullable=True),
    sa.Column('deal_id', sa.String(length=36), nullable=True),
    sa.Column('revises', sa.String(length=36), nullable=True),
    sa.Column('reason', sa.Text(), nullable=True),
    sa.Column('made_by', sa.String(length=36), nullable=True),
    sa.Column('made_at', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['claim_id'], ['outcome_claims.id'], name=op.f('fk_outcome_entries_claim_id_outcome_claims')),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_outcome_entries_organization_id_organizations')),
    sa.ForeignKeyConstraint(['revises'], ['outcome_entries.id'], name=op.f('fk_outcome_entries_revises_outcome_entries')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outcome_entries')),
    sa.UniqueConstraint('indicator', 'source', name=op.f('uq_outcome_entries_indicator_source')),
    info={'append_only': True}
    )
    op.create_index(op.f('ix_outcome_entries_claim_id'), 'outcome_entries', ['claim_id'], unique=False)
    op.create_index(op.f('ix_outcome_entries_deal_id'), 'outcome_entries', ['deal_id'], unique=False)
    op.create_index('ix_outcome_entries_indicator_period', 'outcome_entries', ['indicator', 'period'], unique=False)
    op.create_index('ix_outcome_entries_organization_id_indicator', 'outcome_entries', ['organization_id', 'indicator'], unique=False)
    op.create_index(op.f('ix_outcome_entries_reported_in'), 'outcome_entries', ['reported_in'], unique=False)
    op.create_table('outcome_evidence',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('claim_id', sa.String(length=36), nullable=False),
    sa.Column('kind', sa.String(length=12), nullable=False),
    sa.Column('file_id', sa.String(length=36), nullable=True),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('media_type', sa.String(length=100), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('counts', Json, nullable=False),
    sa.Column('added_by', sa.String(length=36), nullable=True),
    sa.Column('added_at', UtcDateTime(), nullable=False),
    sa.Column('erased_at', UtcDateTime(), nullable=True),
    sa.Column('erased_by', sa.String(length=36), nullable=True),
    sa.ForeignKeyConstraint(['claim_id'], ['outcome_claims.id'], name=op.f('fk_outcome_evidence_claim_id_outcome_claims')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outcome_evidence')),
    sa.UniqueConstraint('claim_id', 'sha256', name=op.f('uq_outcome_evidence_claim_id_sha256'))
    )
    op.create_index(op.f('ix_outcome_evidence_claim_id'), 'outcome_evidence', ['claim_id'], unique=False)
    op.create_index(op.f('ix_outcome_evidence_file_id'), 'outcome_evidence', ['file_id'], unique=False)
    op.create_index(op.f('ix_outcome_evidence_sha256'), 'outcome_evidence', ['sha256'], unique=False)
    op.create_table('outcome_payroll_keys',
    sa.Column('evidence_id', sa.String(length=36), nullable=False),
    sa.Column('key', sa.String(length=64), nullable=False),
    sa.ForeignKeyConstraint(['evidence_id'], ['outcome_evidence.id'], name=op.f('fk_outcome_payroll_keys_evidence_id_outcome_evidence')),
    sa.PrimaryKeyConstraint('evidence_id', 'key', name=op.f('pk_outcome_payroll_keys'))
    )
    op.create_index(op.f('ix_outcome_payroll_keys_key'), 'outcome_payroll_keys', ['key'], unique=False)
    op.create_table('outcome_standings',
    sa.Column('entry_id', sa.String(length=36), nullable=False),
    sa.Column('status', sa.String(length=10), nullable=False),
    sa.Column('step', sa.Integer(), nullable=False),
    sa.Column('revised_by', sa.String(length=36), nullable=True),
    sa.ForeignKeyConstraint(['entry_id'], ['outcome_entries.id'], name=op.f('fk_outcome_standings_entry_id_outcome_entries')),
    sa.PrimaryKeyConstraint('entry_id', name=op.f('pk_outcome_standings'))
    )
    op.create_index(op.f('ix_outcome_standings_status'), 'outcome_standings', ['status'], unique=False)
    op.create_table('outcome_statuses',
    sa.Column('entry_id', sa.String(length=36), nullable=False),
    sa.Column('step', sa.Integer(), nullable=False),
    sa.Column('status', sa.String(length=10), nullable=False),
    sa.Column('reported_in', sa.String(length=10), nullable=False),
    sa.Column('reason', sa.Text(), nullable=True),
    sa.Column('decision_id', sa.String(length=36), nullable=True),
    sa.Column('made_by', sa.String(length=36), nullable=True),
    sa.Column('made_at', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['entry_id'], ['outcome_entries.id'], name=op.f('fk_outcome_statuses_entry_id_outcome_entries')),
    sa.PrimaryKeyConstraint('entry_id', 'step', name=op.f('pk_outcome_statuses')),
    info={'append_only': True}
    )
    op.create_index(op.f('ix_outcome_statuses_reported_in'), 'outcome_statuses', ['reported_in'], unique=False)
    guard(op, "outcome_locked_figures")
    guard(op, "outcome_sampling_plans")
    guard(op, "outcome_sheets")
    guard(op, "outcome_assistances")
    guard(op, "outcome_contributions")
    guard(op, "outcome_period_steps")
    guard(op, "outcome_baselines")
    guard(op, "outcome_decisions")
    guard(op, "outcome_entries")
    guard(op, "outcome_statuses")


def downgrade() -> None:
    op.drop_index(op.f('ix_outcome_statuses_reported_in'), table_name='outcome_statuses')
    op.drop_table('outcome_statuses')
    op.drop_index(op.f('ix_outcome_standings_status'), table_name='outcome_standings')
    op.drop_table('outcome_standings')
    op.drop_index(op.f('ix_outcome_payroll_keys_key'), table_name='outcome_payroll_keys')
    op.drop_table('outcome_payroll_keys')
    op.drop_index(op.f('ix_outcome_evidence_sha256'), table_name='outcome_evidence')
    op.drop_index(op.f('ix_outcome_evidence_file_id'), table_name='outcome_evidence')
    op.drop_index(op.f('ix_outcome_evidence_claim_id'), table_name='outcome_evidence')
    op.drop_table('outcome_evidence')
    op.drop_index(op.f('ix_outcome_entries_reported_in'), table_name='outcome_entries')
    op.drop_index('ix_outcome_entries_organization_id_indicator', table_name='outcome_entries')
    op.drop_index('ix_outcome_entries_indicator_period', table_name='outcome_entries')
    op.drop_index(op.f('ix_outcome_entries_deal_id'), table_name='outcome_entries')
    op.drop_index(op.f('ix_outcome_entries_claim_id'), table_name='outcome_entries')
    op.drop_table('outcome_entries')
    op.drop_index(op.f('ix_outcome_decisions_claim_id'), table_name='outcome_decisions')
    op.drop_table('outcome_decisions')
    op.drop_index(op.f('ix_outcome_baselines_organization_id'), table_name='outcome_baselines')
    op.drop_table('outcome_baselines')
    op.drop_table('outcome_period_steps')
    op.drop_index('ix_outcome_firm_figures_cell', table_name='outcome_firm_figures')
    op.drop_table('outcome_firm_figures')
    op.drop_index(op.f('ix_outcome_contributions_organization_id'), table_name='outcome_contributions')
    op.drop_table('outcome_contributions')
    op.drop_index('ix_outcome_claims_state_submitted_at', table_name='outcome_claims')
    op.drop_index(op.f('ix_outcome_claims_period'), table_name='outcome_claims')
    op.drop_index(op.f('ix_outcome_claims_organization_id'), table_name='outcome_claims')
    op.drop_index(op.f('ix_outcome_claims_deal_id'), table_name='outcome_claims')
    op.drop_table('outcome_claims')
    op.drop_index(op.f('ix_outcome_assistances_organization_id'), table_name='outcome_assistances')
    op.drop_table('outcome_assistances')
    op.drop_index(op.f('ix_outcome_asks_organization_id'), table_name='outcome_asks')
    op.drop_table('outcome_asks')
    op.drop_table('outcome_sheets')
    op.drop_table('outcome_sampling_plans')
    op.drop_table('outcome_periods')
    op.drop_table('outcome_locked_figures')
    op.drop_table('outcome_figures')
    release(op)
