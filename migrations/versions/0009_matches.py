"""Tables of matches."""

import sqlalchemy as sa
from alembic import op

from events.columns import Json, UtcDateTime

revision = "0009"
down_revision = '0008'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('match_judgements',
    sa.Column('need_id', sa.String(length=36), nullable=False),
    sa.Column('organization_id', sa.String(length=36), nullable=False),
    sa.Column('by_organization', sa.String(length=36), nullable=False),
    sa.Column('verdict', sa.String(length=12), nullable=False),
    sa.Column('reason', sa.String(length=500), nullable=True),
    sa.Column('user_id', sa.String(length=36), nullable=False),
    sa.Column('at', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['need_id'], ['needs.id'], name=op.f('fk_match_judgements_need_id_needs')),
    sa.PrimaryKeyConstraint('need_id', 'organization_id', 'by_organization', name=op.f('pk_match_judgements'))
    )
    op.create_table('shortlists',
    sa.Column('need_id', sa.String(length=36), nullable=False),
    sa.Column('kind', sa.String(length=10), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('need_revision', sa.Integer(), nullable=False),
    sa.Column('ranker', sa.String(length=60), nullable=False),
    sa.Column('computed_at', UtcDateTime(), nullable=False),
    sa.Column('looked_at', sa.Integer(), nullable=False),
    sa.Column('hash', sa.String(length=80), nullable=False),
    sa.Column('matched_at', UtcDateTime(), nullable=True),
    sa.Column('viewed_at', UtcDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['need_id'], ['needs.id'], name=op.f('fk_shortlists_need_id_needs')),
    sa.PrimaryKeyConstraint('need_id', name=op.f('pk_shortlists'))
    )
    op.create_table('shortlist_entries',
    sa.Column('need_id', sa.String(length=36), nullable=False),
    sa.Column('place', sa.Integer(), nullable=False),
    sa.Column('organization_id', sa.String(length=36), nullable=False),
    sa.Column('subject', sa.String(length=36), nullable=True),
    sa.Column('rank', sa.Integer(), nullable=True),
    sa.Column('score', sa.Double(), nullable=False),
    sa.Column('eligible', sa.Boolean(), nullable=False),
    sa.Column('unclaimed', sa.Boolean(), nullable=False),
    sa.Column('score_then', sa.Double(), nullable=True),
    sa.Column('reasons', Json, nullable=False),
    sa.Column('gaps', Json, nullable=False),
    sa.ForeignKeyConstraint(['need_id'], ['shortlists.need_id'], name=op.f('fk_shortlist_entries_need_id_shortlists')),
    sa.PrimaryKeyConstraint('need_id', 'place', name=op.f('pk_shortlist_entries'))
    )
    op.create_index('ix_shortlist_entries_organization_id_score', 'shortlist_entries', ['organization_id', 'score'], unique=False)


def downgrade() -> None:
    op.drop_index('ix_shortlist_entries_organization_id_score', table_name='shortlist_entries')
    op.drop_table('shortlist_entries')
    op.drop_table('shortlists')
    op.drop_table('match_judgements')
