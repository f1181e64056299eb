"""Tables of applications."""

import sqlalchemy as sa
from alembic import op

from events.columns import Json, UtcDateTime

revision = "0010"
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('applications',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('need_id', sa.String(length=36), nullable=False),
    sa.Column('organization_id', sa.String(length=36), nullable=False),
    sa.Column('state', sa.String(length=12), nullable=False),
    sa.Column('content', Json, nullable=False),
    sa.Column('need_revision', sa.Integer(), nullable=False),
    sa.Column('created_by', sa.String(length=36), nullable=False),
    sa.Column('created_at', UtcDateTime(), nullable=False),
    sa.Column('changed_at', UtcDateTime(), nullable=False),
    sa.Column('adviser_id', sa.String(length=36), nullable=True),
    sa.Column('submitted_at', UtcDateTime(), nullable=True),
    sa.Column('receipt', sa.String(length=40), nullable=True),
    sa.Column('sent_hash', sa.String(length=64), nullable=True),
    sa.Column('ended_at', UtcDateTime(), nullable=True),
    sa.Column('decided_at', UtcDateTime(), nullable=True),
    sa.Column('outcome', Json, nullable=True),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['need_id'], ['needs.id'], name=op.f('fk_applications_need_id_needs')),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_applications_organization_id_organizations')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_applications')),
    sa.UniqueConstraint('receipt', name=op.f('uq_applications_receipt'))
    )
    op.create_index(op.f('ix_applications_need_id'), 'applications', ['need_id'], unique=False)
    op.create_index('ix_applications_organization_id_state', 'applications', ['organization_id', 'state'], unique=False)
    op.create_index('uq_applications_live', 'applications', ['need_id', 'organization_id'], unique=True, sqlite_where=sa.text("state NOT IN ('withdrawn', 'lapsed')"), postgresql_where=sa.text("state NOT IN ('withdrawn', 'lapsed')"))
    op.create_table('application_versions',
    sa.Column('application_id', sa.String(length=36), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('content', Json, nullable=False),
    sa.Column('changed', Json, nullable=False),
    sa.Column('need_revision', sa.Integer(), nullable=False),
    sa.Column('receipt', sa.String(length=40), nullable=False),
    sa.Column('sent_hash', sa.String(length=64), nullable=False),
    sa.Column('sent_at', UtcDateTime(), nullable=False),
    sa.Column('sent_by', sa.String(length=36), nullable=False),
    sa.Column('adviser_id', sa.String(length=36), nullable=True),
    sa.ForeignKeyConstraint(['application_id'], ['applications.id'], name=op.f('fk_application_versions_application_id_applications')),
    sa.PrimaryKeyConstraint('application_id', 'number', name=op.f('pk_application_versions'))
    )


def downgrade() -> None:
    op.drop_table('application_versions')
    op.drop_index('uq_applications_live', table_name='applications', sqlite_where=sa.text("state NOT IN ('withdrawn', 'lapsed')"), postgresql_where=sa.text("state NOT IN ('withdrawn', 'lapsed')"))
    op.drop_index('ix_applications_organization_id_state', table_name='applications')
    op.drop_index(op.f('ix_applications_need_id'), table_name='applications')
    op.drop_table('applications')
