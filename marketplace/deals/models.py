"""Deals, what was done on them, and the deliveries, invoices and payments that came of it."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKey, Index, Numeric, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from events.columns import Json, UtcDateTime
from marketplace.db import Base

AMOUNT = Numeric(20, 2)


class Deal(Base):
    """An order between two parties. `lots` and `terms` are JSON (rules.lots_of, terms.of);
    `value` is net of VAT, and so are `accepted` and `paid_net`; `invoiced` and `paid` are gross.

    States: open, in_delivery, delivered, disputed, completed, terminated.
    """

    __tablename__ = "deals"
    __table_args__ = (
        Index("ix_deals_buyer_id_state", "buyer_id", "state"),
        Index("ix_deals_supplier_id_state", "supplier_id", "state"),
    )

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    ref: Mapped[str] = mapped_column(String(12), unique=True)
    award_id: Mapped[str] = mapped_column(String(36), unique=True)
    need_id: Mapped[str] = mapped_column(ForeignKey("needs.id"), index=True)
    buyer_id: Mapped[str] = mapped_column(ForeignKey("organizations.id"))
    supplier_id: Mapped[str] = mapped_column(ForeignKey("organizations.id"))
    title: Mapped[str] = mapped_column(String(200))
    currency: Mapped[str] = mapped_column(String(3))
    state: Mapped[str] = mapped_column(String(12), index=True)
    lots: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    terms: Mapped[dict[str, Any]] = mapped_column(Json)
    value: Mapped[Decimal] = mapped_column(AMOUNT)
    accepted: Mapped[Decimal] = mapped_column(AMOUNT, default=Decimal(0))
    invoiced: Mapped[Decimal] = mapped_column(AMOUNT, default=Decimal(0))
    invoiced_net: Mapped[Decimal] = mapped_column(AMOUNT, default=Decimal(0))
    paid: Mapped[Decimal] = mapped_column(AMOUNT, default=Decimal(0))
    paid_net: Mapped[Decimal] = mapped_column(AMOUNT, default=Decimal(0))
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    started_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    delivered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reason: Mapped[str | None] = mapped_column(Text)
    revision: Mapped[int] = mapped_column(default=1)


class DealEntry(Base):
    """One thing that was done on a deal, in the order of `number`; nothing is overwritten.

    `kind` is the act, `subject` what it was done to (a delivery, an invoice …), `organization_id`
    who did it, None for the clock. `undone_at` is set by the compensating act.
    """

    __tablename__ = "deal_entries"

    deal_id: Mapped[str] = mapped_column(ForeignKey("deals.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(30))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    organization_id: Mapped[str | None] = mapped_column(String(36))
    user_id: Mapped[str | None] = mapped_column(String(36))
    subject: Mapped[str | None] = mapped_column(String(36))
    data: Mapped[dict[str, Any]] = mapped_column(Json)
    undo_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    undone_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Delivery(Base):
    """Goods or work handed over. `lots` and `accepted` are [{lot, quantity}] with decimal text.

    States: recorded, accepted (whole), part (accepted in part), rejected, withdrawn.
    """

    __tablename__ = "deliveries_made"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    deal_id: Mapped[str] = mapped_column(ForeignKey("deals.id"), index=True)
    number: Mapped[str] = mapped_column(String(60))
    lots: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    accepted: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    delivered_on: Mapped[date]
    accept_by: Mapped[datetime] = mapped_column(UtcDateTime)
    note: Mapped[str | None] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str | None] = mapped_column(Text)
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Invoice(Base):
    """A supplier's invoice; `gross` is `net` and `vat` together. States: open, paid, withdrawn.

    `number` is unique per supplier among those that are not withdrawn: `live` is then the number,
    else the row's id.
    """

    __tablename__ = "invoices"
    __table_args__ = (UniqueConstraint("supplier_id", "live"),)

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    deal_id: Mapped[str] = mapped_column(ForeignKey("deals.id"), index=True)
    buyer_id: Mapped[str] = mapped_column(String(36), index=True)
    supplier_id: Mapped[str] = mapped_column(String(36))
    number: Mapped[str] = mapped_column(String(60))
    live: Mapped[str] = mapped_column(String(60))
    issued_on: Mapped[date]
    due_on: Mapped[date] = mapped_column(index=True)
    net: Mapped[Decimal] = mapped_column(AMOUNT)
    vat: Mapped[Decimal] = mapped_column(AMOUNT)
    gross: Mapped[Decimal] = mapped_column(AMOUNT)
    paid: Mapped[Decimal] = mapped_column(AMOUNT, default=Decimal(0))
    paid_on: Mapped[date | None]
    state: Mapped[str] = mapped_column(String(10))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Payment(Base):
    """Money against an invoice, gross, with the part of it that is VAT.

    Whoever made the entry (`by_id`) says that it was paid; the other party confirms or denies it.
    States: recorded, confirmed, denied, withdrawn; the first two count.
    """

    __tablename__ = "payments"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    deal_id: Mapped[str] = mapped_column(ForeignKey("deals.id"), index=True)
    invoice_id: Mapped[str] = mapped_column(ForeignKey("invoices.id"), index=True)
    by_id: Mapped[str] = mapped_column(String(36))
    amount: Mapped[Decimal] = mapped_column(AMOUNT)
    net: Mapped[Decimal] = mapped_column(AMOUNT)
    vat: Mapped[Decimal] = mapped_column(AMOUNT)
    paid_on: Mapped[date]
    reference: Mapped[str | None] = mapped_column(String(60))
    state: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str | None] = mapped_column(Text)
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Proposal(Base):
    """A change of the contract that one party proposes: new `lots` and `terms`, whole.

    States: proposed, accepted, refused, withdrawn.
    """

    __tablename__ = "deal_proposals"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    deal_id: Mapped[str] = mapped_column(ForeignKey("deals.id"), index=True)
    by_id: Mapped[str] = mapped_column(String(36))
    lots: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    terms: Mapped[dict[str, Any]] = mapped_column(Json)
    changed: Mapped[list[str]] = mapped_column(Json)
    message: Mapped[str | None] = mapped_column(Text)
    reason: Mapped[str | None] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(10))
    proposed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Dispute(Base):
    """What the parties do not agree on; `steps` is [{at, by, text}] in order. States: open,
    closed with an `outcome`."""

    __tablename__ = "disputes"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    deal_id: Mapped[str] = mapped_column(ForeignKey("deals.id"), index=True)
    by_id: Mapped[str] = mapped_column(String(36))
    about: Mapped[str] = mapped_column(String(12))
    subject: Mapped[str | None] = mapped_column(String(36))
    text: Mapped[str] = mapped_column(Text)
    steps: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    state: Mapped[str] = mapped_column(String(10))
    outcome: Mapped[str | None] = mapped_column(String(12))
    agreed: Mapped[str | None] = mapped_column(Text)
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Rating(Base):
    """What one party says of the other, 1 (poor) to 5 (very good); read by nobody else before
    `open_at`, which comes when both have rated or after 30 days."""

    __tablename__ = "deal_ratings"
    __table_args__ = (UniqueConstraint("deal_id", "by_id"),)

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    deal_id: Mapped[str] = mapped_column(ForeignKey("deals.id"))
    by_id: Mapped[str] = mapped_column(String(36))
    of_id: Mapped[str] = mapped_column(String(36), index=True)
    score: Mapped[int]
    text: Mapped[str | None] = mapped_column(Text)
    rated_at: Mapped[datetime] = mapped_column(UtcDateTime)
    open_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
