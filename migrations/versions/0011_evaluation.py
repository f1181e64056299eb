"""Tables of evaluation."""

import sqlalchemy as sa
from alembic import op

from events.columns import Json, UtcDateTime

revision = "0011"
down_revision = '0010'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('award_decisions',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('need_id', sa.String(length=36), nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('result', Json, nullable=False),
    sa.Column('none', Json, nullable=False),
    sa.Column('reasons', Json, nullable=False),
    sa.Column('justification', sa.Text(), nullable=True),
    sa.Column('decided_by', sa.String(length=36), nullable=False),
    sa.Column('decided_at', UtcDateTime(), nullable=False),
    sa.Column('undo_until', UtcDateTime(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['need_id'], ['needs.id'], name=op.f('fk_award_decisions_need_id_needs')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_award_decisions'))
    )
    op.create_index(op.f('ix_award_decisions_need_id'), 'award_decisions', ['need_id'], unique=False)
    op.create_table('evaluations',
    sa.Column('need_id', sa.String(length=36), nullable=False),
    sa.Column('due_at', UtcDateTime(), nullable=True),
    sa.Column('opened_at', UtcDateTime(), nullable=True),
    sa.Column('agreed_at', UtcDateTime(), nullable=True),
    sa.Column('agreed_by', sa.String(length=36), nullable=True),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['need_id'], ['needs.id'], name=op.f('fk_evaluations_need_id_needs')),
    sa.PrimaryKeyConstraint('need_id', name=op.f('pk_evaluations'))
    )
    op.create_table('evaluators',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('need_id', sa.String(length=36), nullable=False),
    sa.Column('user_id', sa.String(length=36), nullable=False),
    sa.Column('chair', sa.Boolean(), nullable=False),
    sa.Column('named_by', sa.String(length=36), nullable=False),
    sa.Column('named_at', UtcDateTime(), nullable=False),
    sa.Column('declared_at', UtcDateTime(), nullable=True),
    sa.Column('saved_at', UtcDateTime(), nullable=True),
    sa.Column('sent_at', UtcDateTime(), nullable=True),
    sa.Column('ready', Json, nullable=False),
    sa.ForeignKeyConstraint(['need_id'], ['needs.id'], name=op.f('fk_evaluators_need_id_needs')),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_evaluators_user_id_users')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_evaluators')),
    sa.UniqueConstraint('need_id', 'user_id', name=op.f('uq_evaluators_need_id_user_id'))
    )
    op.create_index(op.f('ix_evaluators_user_id'), 'evaluators', ['user_id'], unique=False)
    op.create_table('agreed_scores',
    sa.Column('application_id', sa.String(length=36), nullable=False),
    sa.Column('lot', sa.Integer(), nullable=False),
    sa.Column('criterion', sa.Integer(), nullable=False),
    sa.Column('value', sa.String(length=8), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['application_id'], ['applications.id'], name=op.f('fk_agreed_scores_application_id_applications')),
    sa.PrimaryKeyConstraint('application_id', 'lot', 'criterion', name=op.f('pk_agreed_scores'))
    )
    op.create_table('evaluation_conflicts',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('evaluator_id', sa.String(length=36), nullable=False),
    sa.Column('organization_id', sa.String(length=36), nullable=True),
    sa.Column('sentence', sa.Text(), nullable=False),
    sa.Column('declared_at', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['evaluator_id'], ['evaluators.id'], name=op.f('fk_evaluation_conflicts_evaluator_id_evaluators')),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_evaluation_conflicts_organization_id_organizations')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_evaluation_conflicts'))
    )
    op.create_index(op.f('ix_evaluation_conflicts_evaluator_id'), 'evaluation_conflicts', ['evaluator_id'], unique=False)
    op.create_table('need_awards',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('decision_id', sa.String(length=36), nullable=False),
    sa.Column('need_id', sa.String(length=36), nullable=False),
    sa.Column('application_id', sa.String(length=36), nullable=False),
    sa.Column('buyer_id', sa.String(length=36), nullable=False),
    sa.Column('supplier_id', sa.String(length=36), nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('currency', sa.String(length=3), nullable=False),
    sa.Column('lots', Json, nullable=False),
    sa.Column('decided_at', UtcDateTime(), nullable=False),
    sa.Column('standstill_until', UtcDateTime(), nullable=True),
    sa.Column('ended_at', UtcDateTime(), nullable=True),
    sa.Column('reason', sa.Text(), nullable=True),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['application_id'], ['applications.id'], name=op.f('fk_need_awards_application_id_applications')),
    sa.ForeignKeyConstraint(['buyer_id'], ['organizations.id'], name=op.f('fk_need_awards_buyer_id_organizations')),
    sa.ForeignKeyConstraint(['decision_id'], ['award_decisions.id'], name=op.f('fk_need_awards_decision_id_award_decisions')),
    sa.ForeignKeyConstraint(['need_id'], ['needs.id'], name=op.f('fk_need_awards_need_id_needs')),
    sa.ForeignKeyConstraint(['supplier_id'], ['organizations.id'], name=op.f('fk_need_awards_supplier_id_organizations')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_need_awards'))
    )
    op.create_index(op.f('ix_need_awards_application_id'), 'need_awards', ['application_id'], unique=False)
    op.create_index(op.f('ix_need_awards_decision_id'), 'need_awards', ['decision_id'], unique=False)
    op.create_index('ix_need_awards_need_id_state', 'need_awards', ['need_id', 'state'], unique=False)
    op.create_index(op.f('ix_need_awards_supplier_id'), 'need_awards', ['supplier_id'], unique=False)
    op.create_table('scores',
    sa.Column('evaluator_id', sa.String(length=36), nullable=False),
    sa.Column('application_id', sa.String(length=36), nullable=False),
    sa.Column('lot', sa.Integer(), nullable=False),
    sa.Column('criterion', sa.Integer(), nullable=False),
    sa.Column('value', sa.String(length=8), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['application_id'], ['applications.id'], name=op.f('fk_scores_application_id_applications')),
    sa.ForeignKeyConstraint(['evaluator_id'], ['evaluators.id'], name=op.f('fk_scores_evaluator_id_evaluators')),
    sa.PrimaryKeyConstraint('evaluator_id', 'application_id', 'lot', 'criterion', name=op.f('pk_scores'))
    )
    op.create_index(op.f('ix_scores_application_id'), 'scores', ['application_id'], unique=False)


def downgrade() -> None:
    op.drop_index(op.f('ix_scores_application_id'), table_name='scores')
    op.drop_table('scores')
    op.drop_index(op.f('ix_need_awards_supplier_id'), table_name='need_awards')
    op.drop_index('ix_need_awards_need_id_state', table_name='need_awards')
    op.drop_index(op.f('ix_need_awards_decision_id'), table_name='need_awards')
    op.drop_index(op.f('ix_need_awards_application_id'), table_name='need_awards')
    op.drop_table('need_awards')
    op.drop_index(op.f('ix_evaluation_conflicts_evaluator_id'), table_name='evaluation_conflicts')
    op.drop_table('evaluation_conflicts')
    op.drop_table('agreed_scores')
    op.drop_index(op.f('ix_evaluators_user_id'), table_name='evaluators')
    op.drop_table('evaluators')
    op.drop_table('evaluations')
    op.drop_index(op.f('ix_award_decisions_need_id'), table_name='award_decisions')
    op.drop_table('award_decisions')
