"""Tables of awards."""

import sqlalchemy as sa
from alembic import op

from events.columns import Json, UtcDateTime

revision = "0008"
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('award_history',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('importer', sa.String(length=36), nullable=False),
    sa.Column('source', sa.String(length=60), nullable=False),
    sa.Column('source_id', sa.String(length=120), nullable=False),
    sa.Column('private', sa.Boolean(), nullable=False),
    sa.Column('buyer_id', sa.String(length=36), nullable=False),
    sa.Column('supplier_id', sa.String(length=36), nullable=False),
    sa.Column('date', sa.Date(), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('cpv', sa.String(length=20), nullable=True),
    sa.Column('cpv_label', sa.String(length=300), nullable=True),
    sa.Column('category', sa.String(length=60), nullable=True),
    sa.Column('region', sa.String(length=80), nullable=True),
    sa.Column('municipality', sa.String(length=80), nullable=True),
    sa.Column('country', sa.String(length=2), nullable=False),
    sa.Column('value', sa.String(length=24), nullable=True),
    sa.Column('currency', sa.String(length=3), nullable=True),
    sa.ForeignKeyConstraint(['buyer_id'], ['organizations.id'], name=op.f('fk_award_history_buyer_id_organizations')),
    sa.ForeignKeyConstraint(['supplier_id'], ['organizations.id'], name=op.f('fk_award_history_supplier_id_organizations')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_award_history')),
    sa.UniqueConstraint('importer', 'source', 'source_id', 'supplier_id', name=op.f('uq_award_history_importer_source_source_id_supplier_id'))
    )
    op.create_index('ix_award_history_buyer_id_date', 'award_history', ['buyer_id', 'date'], unique=False)
    op.create_index('ix_award_history_supplier_id_date', 'award_history', ['supplier_id', 'date'], unique=False)
    op.create_table('import_jobs',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('organization_id', sa.String(length=36), nullable=True),
    sa.Column('file_id', sa.String(length=36), nullable=False),
    sa.Column('file_name', sa.String(length=120), nullable=False),
    sa.Column('private', sa.Boolean(), nullable=False),
    sa.Column('dry_run', sa.Boolean(), nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('reason', sa.Text(), nullable=True),
    sa.Column('read', sa.Integer(), nullable=False),
    sa.Column('loaded', sa.Integer(), nullable=False),
    sa.Column('unchanged', sa.Integer(), nullable=False),
    sa.Column('left_out', sa.Integer(), nullable=False),
    sa.Column('organizations_created', sa.Integer(), nullable=False),
    sa.Column('fault_count', sa.Integer(), nullable=False),
    sa.Column('faults', Json, nullable=False),
    sa.Column('created_by', sa.String(length=36), nullable=False),
    sa.Column('created_at', UtcDateTime(), nullable=False),
    sa.Column('finished_at', UtcDateTime(), nullable=True),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_import_jobs_organization_id_organizations')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_import_jobs'))
    )
    op.create_index(op.f('ix_import_jobs_organization_id'), 'import_jobs', ['organization_id'], unique=False)


def downgrade() -> None:
    op.drop_index(op.f('ix_import_jobs_organization_id'), table_name='import_jobs')
    op.drop_table('import_jobs')
    op.drop_index('ix_award_history_supplier_id_date', table_name='award_history')
    op.drop_index('ix_award_history_buyer_id_date', table_name='award_history')
    op.drop_table('award_history')
