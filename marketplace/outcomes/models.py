"""The ledger's own tables. Those of APPEND_ONLY refuse every change and removal in the database."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from events.columns import Json, UtcDateTime
from marketplace.db import Base
from marketplace.outcomes.amounts import Exact
from marketplace.outcomes.claim_models import Ask, Claim, Decision, Evidence, PayrollKey
from marketplace.outcomes.figure_models import Figure, FirmFigure, LockedFigure
from marketplace.outcomes.plan_models import (
    Assistance,
    Baseline,
    ContributionSet,
    Period,
    PeriodStep,
    SamplingPlan,
    Sheet,
)

APPEND_ONLY = {"info": {"append_only": True}}
"""The migration guards a table so marked by a trigger, on both databases."""


class Entry(Base):
    """One value in the ledger. `(indicator, source)` is unique: a second delivery adds nothing.

    `period` is the one measured, `reported_in` the one that was open then. `value` is in `unit`;
    `original`, `currency`, `rate` and `rate_on` tell what was converted into it. `cut` holds the
    disaggregation as it was known then. `entity` is what is counted once (an organisation).
    """

    __tablename__ = "outcome_entries"
    __table_args__ = (
        UniqueConstraint("indicator", "source"),
        Index("ix_outcome_entries_organization_id_indicator", "organization_id", "indicator"),
        Index("ix_outcome_entries_indicator_period", "indicator", "period"),
        APPEND_ONLY,
    )

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    indicator: Mapped[str] = mapped_column(String(20))
    organization_id: Mapped[str] = mapped_column(ForeignKey("organizations.id"))
    identifier: Mapped[str | None] = mapped_column(String(80))
    entity: Mapped[str] = mapped_column(String(80))
    period: Mapped[str] = mapped_column(String(10))
    measured_on: Mapped[date]
    reported_on: Mapped[date]
    reported_in: Mapped[str] = mapped_column(String(10), index=True)
    value: Mapped[Decimal] = mapped_column(Exact)
    unit: Mapped[str] = mapped_column(String(12))
    original: Mapped[Decimal | None] = mapped_column(Exact)
    currency: Mapped[str | None] = mapped_column(String(3))
    rate: Mapped[str | None] = mapped_column(String(20))
    rate_on: Mapped[date | None]
    cut: Mapped[dict[str, Any]] = mapped_column(Json)
    source: Mapped[str] = mapped_column(String(120))
    claim_id: Mapped[str | None] = mapped_column(ForeignKey("outcome_claims.id"), index=True)
    deal_id: Mapped[str | None] = mapped_column(String(36), index=True)
    revises: Mapped[str | None] = mapped_column(ForeignKey("outcome_entries.id"))
    reason: Mapped[str | None] = mapped_column(Text)
    made_by: Mapped[str | None] = mapped_column(String(36))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)


class EntryStatus(Base):
    """What became of an entry: the row of the highest `step` holds. `made_by` is null where a
    rule decided; `reported_in` is the period that was open then."""

    __tablename__ = "outcome_statuses"
    __table_args__ = (APPEND_ONLY,)

    entry_id: Mapped[str] = mapped_column(ForeignKey("outcome_entries.id"), primary_key=True)
    step: Mapped[int] = mapped_column(primary_key=True)
    status: Mapped[str] = mapped_column(String(10))
    reported_in: Mapped[str] = mapped_column(String(10), index=True)
    reason: Mapped[str | None] = mapped_column(Text)
    decision_id: Mapped[str | None] = mapped_column(String(36))
    made_by: Mapped[str | None] = mapped_column(String(36))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Standing(Base):
    """Projection: the status that holds for an entry, and whether a later one revises it."""

    __tablename__ = "outcome_standings"

    entry_id: Mapped[str] = mapped_column(ForeignKey("outcome_entries.id"), primary_key=True)
    status: Mapped[str] = mapped_column(String(10), index=True)
    step: Mapped[int]
    revised_by: Mapped[str | None] = mapped_column(String(36))


__all__ = [
    "Ask",
    "Assistance",
    "Baseline",
    "Claim",
    "ContributionSet",
    "Decision",
    "Entry",
    "EntryStatus",
    "Evidence",
    "Figure",
    "FirmFigure",
    "LockedFigure",
    "PayrollKey",
    "Period",
    "PeriodStep",
    "SamplingPlan",
    "Sheet",
    "Standing",
]
