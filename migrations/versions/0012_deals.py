"""Tables of deals."""

import sqlalchemy as sa
from alembic import op

from events.columns import Json, UtcDateTime

revision = "0012"
down_revision = '0011'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('deals',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('ref', sa.String(length=12), nullable=False),
    sa.Column('award_id', sa.String(length=36), nullable=False),
    sa.Column('need_id', sa.String(length=36), nullable=False),
    sa.Column('buyer_id', sa.String(length=36), nullable=False),
    sa.Column('supplier_id', sa.String(length=36), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('currency', sa.String(length=3), nullable=False),
    sa.Column('state', sa.String(length=12), nullable=False),
    sa.Column('lots', Json, nullable=False),
    sa.Column('terms', Json, nullable=False),
    sa.Column('value', sa.Numeric(precision=20, scale=2), nullable=False),
    sa.Column('accepted', sa.Numeric(precision=20, scale=2), nullable=False),
    sa.Column('invoiced', sa.Numeric(precision=20, scale=2), nullable=False),
    sa.Column('invoiced_net', sa.Numeric(precision=20, scale=2), nullable=False),
    sa.Column('paid', sa.Numeric(precision=20, scale=2), nullable=False),
    sa.Column('paid_net', sa.Numeric(precision=20, scale=2), nullable=False),
    sa.Column('opened_at', UtcDateTime(), nullable=False),
    sa.Column('started_at', UtcDateTime(), nullable=True),
    sa.Column('delivered_at', UtcDateTime(), nullable=True),
    sa.Column('ended_at', UtcDateTime(), nullable=True),
    sa.Column('reason', sa.Text(), nullable=True),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['buyer_id'], ['organizations.id'], name=op.f('fk_deals_buyer_id_organizations')),
    sa.ForeignKeyConstraint(['need_id'], ['needs.id'], name=op.f('fk_deals_need_id_needs')),
    sa.ForeignKeyConstraint(['supplier_id'], ['organizations.id'], name=op.f('fk_deals_supplier_id_organizations')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_deals')),
    sa.UniqueConstraint('award_id', name=op.f('uq_deals_award_id')),
    sa.UniqueConstraint('ref', name=op.f('uq_deals_ref'))
    )
    op.create_index('ix_deals_buyer_id_state', 'deals', ['buyer_id', 'state'], unique=False)
    op.create_index(op.f('ix_deals_need_id'), 'deals', ['need_id'], unique=False)
    op.create_index(op.f('ix_deals_state'), 'deals', ['state'], unique=False)
    op.create_index('ix_deals_supplier_id_state', 'deals', ['supplier_id', 'state'], unique=False)
    op.create_table('deal_entries',
    sa.Column('deal_id', sa.String(length=36), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=30), nullable=False),
    sa.Column('at', UtcDateTime(), nullable=False),
    sa.Column('organization_id', sa.String(length=36), nullable=True),
    sa.Column('user_id', sa.String(length=36), nullable=True),
    sa.Column('subject', sa.String(length=36), nullable=True),
    sa.Column('data', Json, nullable=False),
    sa.Column('undo_until', UtcDateTime(), nullable=True),
    sa.Column('undone_at', UtcDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['deal_id'], ['deals.id'], name=op.f('fk_deal_entries_deal_id_deals')),
    sa.PrimaryKeyConstraint('deal_id', 'number', name=op.f('pk_deal_entries'))
    )
    op.create_table('deal_proposals',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('deal_id', sa.String(length=36), nullable=False),
    sa.Column('by_id', sa.String(length=36), nullable=False),
    sa.Column('lots', Json, nullable=False),
    sa.Column('terms', Json, nullable=False),
    sa.Column('changed', Json, nullable=False),
    sa.Column('message', sa.Text(), nullable=True),
    sa.Column('reason', sa.Text(), nullable=True),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('proposed_at', UtcDateTime(), nullable=False),
    sa.Column('decided_at', UtcDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['deal_id'], ['deals.id'], name=op.f('fk_deal_proposals_deal_id_deals')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_deal_proposals'))
    )
    op.create_index(op.f('ix_deal_proposals_deal_id'), 'deal_proposals', ['deal_id'], unique=False)
    op.create_table('deal_ratings',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('deal_id', sa.String(length=36), nullable=False),
    sa.Column('by_id', sa.String(length=36), nullable=False),
    sa.Column('of_id', sa.String(length=36), nullable=False),
    sa.Column('score', sa.Integer(), nullable=False),
    sa.Column('text', sa.Text(), nullable=True),
    sa.Column('rated_at', UtcDateTime(), nullable=False),
    sa.Column('open_at', UtcDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['deal_id'], ['deals.id'], name=op.f('fk_deal_ratings_deal_id_deals')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_deal_ratings')),
    sa.UniqueConstraint('deal_id', 'by_id', name=op.f('uq_deal_ratings_deal_id_by_id'))
    )
    op.create_index(op.f('ix_deal_ratings_of_id'), 'deal_ratings', ['of_id'], unique=False)
    op.create_table('deliveries_made',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('deal_id', sa.String(length=36), nullable=False),
    sa.Column('number', sa.String(length=60), nullable=False),
    sa.Column('lots', Json, nullable=False),
    sa.Column('accepted', Json, nullable=False),
    sa.Column('delivered_on', sa.Date(), nullable=False),
    sa.Column('accept_by', UtcDateTime(), nullable=False),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('reason', sa.Text(), nullable=True),
    sa.Column('recorded_at', UtcDateTime(), nullable=False),
    sa.Column('decided_at', UtcDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['deal_id'], ['deals.id'], name=op.f('fk_deliveries_made_deal_id_deals')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_deliveries_made'))
    )
    op.create_index(op.f('ix_deliveries_made_deal_id'), 'deliveries_made', ['deal_id'], unique=False)
    op.create_table('disputes',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('deal_id', sa.String(length=36), nullable=False),
    sa.Column('by_id', sa.String(length=36), nullable=False),
    sa.Column('about', sa.String(length=12), nullable=False),
    sa.Column('subject', sa.String(length=36), nullable=True),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('steps', Json, nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('outcome', sa.String(length=12), nullable=True),
    sa.Column('agreed', sa.Text(), nullable=True),
    sa.Column('opened_at', UtcDateTime(), nullable=False),
    sa.Column('closed_at', UtcDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['deal_id'], ['deals.id'], name=op.f('fk_disputes_deal_id_deals')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_disputes'))
    )
    op.create_index(op.f('ix_disputes_deal_id'), 'disputes', ['deal_id'], unique=False)
    op.create_table('invoices',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('deal_id', sa.String(length=36), nullable=False),
    sa.Column('buyer_id', sa.String(length=36), nullable=False),
    sa.Column('supplier_id', sa.String(length=36), nullable=False),
    sa.Column('number', sa.String(length=60), nullable=False),
    sa.Column('live', sa.String(length=60), nullable=False),
    sa.Column('issued_on', sa.Date(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('net', sa.Numeric(precision=20, scale=2), nullable=False),
    sa.Column('vat', sa.Numeric(precision=20, scale=2), nullable=False),
    sa.Column('gross', sa.Numeric(precision=20, scale=2), nullable=False),
    sa.Column('paid', sa.Numeric(precision=20, scale=2), nullable=False),
    sa.Column('paid_on', sa.Date(), nullable=True),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('recorded_at', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['deal_id'], ['deals.id'], name=op.f('fk_invoices_deal_id_deals')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_invoices')),
    sa.UniqueConstraint('supplier_id', 'live', name=op.f('uq_invoices_supplier_id_live'))
    )
    op.create_index(op.f('ix_invoices_buyer_id'), 'invoices', ['buyer_id'], unique=False)
    op.create_index(op.f('ix_invoices_deal_id'), 'invoices', ['deal_id'], unique=False)
    op.create_index(op.f('ix_invoices_due_on'), 'invoices', ['due_on'], unique=False)
    op.create_table('payments',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('deal_id', sa.String(length=36), nullable=False),
    sa.Column('invoice_id', sa.String(length=36), nullable=False),
    sa.Column('by_id', sa.String(length=36), nullable=False),
    sa.Column('amount', sa.Numeric(precision=20, scale=2), nullable=False),
    sa.Column('net', sa.Numeric(precision=20, scale=2), nullable=False),
    sa.Column('vat', sa.Numeric(precision=20, scale=2), nullable=False),
    sa.Column('paid_on', sa.Date(), nullable=False),
    sa.Column('reference', sa.String(length=60), nullable=True),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('reason', sa.Text(), nullable=True),
    sa.Column('recorded_at', UtcDateTime(), nullable=False),
    sa.Column('decided_at', UtcDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['deal_id'], ['deals.id'], name=op.f('fk_payments_deal_id_deals')),
    sa.ForeignKeyConstraint(['invoice_id'], ['invoices.id'], name=op.f('fk_payments_invoice_id_invoices')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_payments'))
    )
    op.create_index(op.f('ix_payments_deal_id'), 'payments', ['deal_id'], unique=False)
    op.create_index(op.f('ix_payments_invoice_id'), 'payments', ['invoice_id'], unique=False)


def downgrade() -> None:
    op.drop_index(op.f('ix_payments_invoice_id'), table_name='payments')
    op.drop_index(op.f('ix_payments_deal_id'), table_name='payments')
    op.drop_table('payments')
    op.drop_index(op.f('ix_invoices_due_on'), table_name='invoices')
    op.drop_index(op.f('ix_invoices_deal_id'), table_name='invoices')
    op.drop_index(op.f('ix_invoices_buyer_id'), table_name='invoices')
    op.drop_table('invoices')
    op.drop_index(op.f('ix_disputes_deal_id'), table_name='disputes')
    op.drop_table('disputes')
    op.drop_index(op.f('ix_deliveries_made_deal_id'), table_name='deliveries_made')
    op.drop_table('deliveries_made')
    op.drop_index(op.f('ix_deal_ratings_of_id'), table_name='deal_ratings')
    op.drop_table('deal_ratings')
    op.drop_index(op.f('ix_deal_proposals_deal_id'), table_name='deal_proposals')
    op.drop_table('deal_proposals')
    op.drop_table('deal_entries')
    op.drop_index('ix_deals_supplier_id_state', table_name='deals')
    op.drop_index(op.f('ix_deals_state'), table_name='deals')
    op.drop_index(op.f('ix_deals_need_id'), table_name='deals')
    op.drop_index('ix_deals_buyer_id_state', table_name='deals')
    op.drop_table('deals')
