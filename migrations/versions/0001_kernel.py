"""Tables of kernel."""

import sqlalchemy as sa
from alembic import op

from events.columns import BigId, Json, UtcDateTime

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('consumers',
    sa.Column('name', sa.String(length=60), nullable=False),
    sa.Column('start_position', BigId, nullable=False),
    sa.Column('position', BigId, nullable=False),
    sa.Column('registered_at', UtcDateTime(), nullable=False),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_consumers'))
    )
    op.create_table('dead_letters',
    sa.Column('id', BigId, autoincrement=True, nullable=False),
    sa.Column('consumer', sa.String(length=60), nullable=False),
    sa.Column('event_id', sa.String(length=36), nullable=False),
    sa.Column('key', sa.String(length=80), nullable=False),
    sa.Column('type', sa.String(length=60), nullable=False),
    sa.Column('event', Json, nullable=False),
    sa.Column('parked', sa.Boolean(), server_default=sa.text('(false)'), nullable=False),
    sa.Column('error', sa.Text(), nullable=False),
    sa.Column('attempts', sa.SmallInteger(), nullable=False),
    sa.Column('created_at', UtcDateTime(), nullable=False),
    sa.Column('retry_asked_at', UtcDateTime(), nullable=True),
    sa.Column('resolved_at', UtcDateTime(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_dead_letters'))
    )
    op.create_index('ix_dead_letters_key', 'dead_letters', ['consumer', 'key'], unique=False)
    op.create_index('uq_dead_letters_open', 'dead_letters', ['consumer', 'event_id'], unique=True, sqlite_where=sa.text('resolved_at IS NULL'), postgresql_where=sa.text('resolved_at IS NULL'))
    op.create_table('due',
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('key', sa.String(length=80), nullable=False),
    sa.Column('at', UtcDateTime(), nullable=False),
    sa.Column('next_attempt_at', UtcDateTime(), nullable=False),
    sa.Column('attempts', sa.SmallInteger(), server_default='0', nullable=False),
    sa.Column('error', sa.Text(), nullable=True),
    sa.PrimaryKeyConstraint('kind', 'key', name=op.f('pk_due'))
    )
    op.create_index(op.f('ix_due_next_attempt_at'), 'due', ['next_attempt_at'], unique=False)
    op.create_table('high_water',
    sa.Column('name', sa.String(length=20), nullable=False),
    sa.Column('position', BigId, nullable=False),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_high_water'))
    )
    op.create_table('inbox',
    sa.Column('consumer', sa.String(length=60), nullable=False),
    sa.Column('event_id', sa.String(length=36), nullable=False),
    sa.Column('handled_at', UtcDateTime(), nullable=False),
    sa.PrimaryKeyConstraint('consumer', 'event_id', name=op.f('pk_inbox'))
    )
    op.create_index(op.f('ix_inbox_handled_at'), 'inbox', ['handled_at'], unique=False)
    op.create_table('outbox',
    sa.Column('id', BigId, autoincrement=True, nullable=False),
    sa.Column('event_id', sa.String(length=36), nullable=False),
    sa.Column('topic', sa.String(length=40), nullable=False),
    sa.Column('key', sa.String(length=80), nullable=False),
    sa.Column('shard', sa.SmallInteger(), nullable=False),
    sa.Column('type', sa.String(length=60), nullable=False),
    sa.Column('version', sa.SmallInteger(), nullable=False),
    sa.Column('source', sa.String(length=40), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('time', UtcDateTime(), nullable=False),
    sa.Column('data', Json, nullable=False),
    sa.Column('request_id', sa.String(length=64), nullable=True),
    sa.Column('position', BigId, nullable=True),
    sa.Column('published_at', UtcDateTime(), nullable=True),
    sa.Column('attempts', sa.SmallInteger(), server_default='0', nullable=False),
    sa.Column('error', sa.Text(), nullable=True),
    sa.Column('next_attempt_at', UtcDateTime(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outbox')),
    sa.UniqueConstraint('event_id', name=op.f('uq_outbox_event_id')),
    sa.UniqueConstraint('position', name=op.f('uq_outbox_position'))
    )
    op.create_index('ix_outbox_key_id', 'outbox', ['key', 'id'], unique=False)
    op.create_index('ix_outbox_topic_position', 'outbox', ['topic', 'position'], unique=False)
    op.create_index('ix_outbox_unpublished', 'outbox', ['shard', 'id'], unique=False, sqlite_where=sa.text('published_at IS NULL'), postgresql_where=sa.text('published_at IS NULL'))
    op.create_index('ix_outbox_unsequenced', 'outbox', ['id'], unique=False, sqlite_where=sa.text('position IS NULL'), postgresql_where=sa.text('position IS NULL'))
    op.create_table('workers',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('role', sa.String(length=12), nullable=False),
    sa.Column('host', sa.String(length=80), nullable=False),
    sa.Column('started_at', UtcDateTime(), nullable=False),
    sa.Column('seen_at', UtcDateTime(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_workers'))
    )


def downgrade() -> None:
    op.drop_table('workers')
    op.drop_index('ix_outbox_unsequenced', table_name='outbox', sqlite_where=sa.text('position IS NULL'), postgresql_where=sa.text('position IS NULL'))
    op.drop_index('ix_outbox_unpublished', table_name='outbox', sqlite_where=sa.text('published_at IS NULL'), postgresql_where=sa.text('published_at IS NULL'))
    op.drop_index('ix_outbox_topic_position', table_name='outbox')
    op.drop_index('ix_outbox_key_id', table_name='outbox')
    op.drop_table('outbox')
    op.drop_index(op.f('ix_inbox_handled_at'), table_name='inbox')
    op.drop_table('inbox')
    op.drop_table('high_water')
    op.drop_index(op.f('ix_due_next_attempt_at'), table_name='due')
    op.drop_table('due')
    op.drop_index('uq_dead_letters_open', table_name='dead_letters', sqlite_where=sa.text('resolved_at IS NULL'), postgresql_where=sa.text('resolved_at IS NULL'))
    op.drop_index('ix_dead_letters_key', table_name='dead_letters')
    op.drop_table('dead_letters')
    op.drop_table('consumers')
