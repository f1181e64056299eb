"""What results are held against: baselines, support received, indicator sheets, periods, plans."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from events.columns import Json, UtcDateTime
from marketplace.db import Base
from marketplace.outcomes.amounts import Exact

APPEND_ONLY = {"info": {"append_only": True}}


class Baseline(Base):
    """A firm as it was before the first support: the newest row holds.

    `sales` are those to large buyers in the twelve months before, in the deployment's currency.
    """

    __tablename__ = "outcome_baselines"
    __table_args__ = (APPEND_ONLY,)

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    organization_id: Mapped[str] = mapped_column(ForeignKey("organizations.id"), index=True)
    claim_id: Mapped[str] = mapped_column(ForeignKey("outcome_claims.id"))
    as_of: Mapped[date]
    headcount: Mapped[int]
    fte: Mapped[Decimal] = mapped_column(Exact)
    sales: Mapped[Decimal] = mapped_column(Exact)
    made_by: Mapped[str | None] = mapped_column(String(36))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Assistance(Base):
    """A support that reached a firm: `kind` deal, service, training, grant, finance or
    partnership, by whom (`provider_id`) and since when."""

    __tablename__ = "outcome_assistances"
    __table_args__ = (APPEND_ONLY,)

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    organization_id: Mapped[str] = mapped_column(ForeignKey("organizations.id"), index=True)
    kind: Mapped[str] = mapped_column(String(12))
    role: Mapped[str] = mapped_column(String(10))
    provider_id: Mapped[str | None] = mapped_column(String(36))
    objective: Mapped[str] = mapped_column(String(1))
    since: Mapped[date]
    source: Mapped[str] = mapped_column(String(120), unique=True)
    made_by: Mapped[str | None] = mapped_column(String(36))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)


class ContributionSet(Base):
    """Who contributed how much to a firm's results, by agreement or by rule; the newest holds.

    `shares`: [{role, party, share}], each 0 to 1, in sum at most 1; the rest is the firm's own.
    """

    __tablename__ = "outcome_contributions"
    __table_args__ = (APPEND_ONLY,)

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    organization_id: Mapped[str] = mapped_column(ForeignKey("organizations.id"), index=True)
    basis: Mapped[str] = mapped_column(String(10))
    shares: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    reason: Mapped[str] = mapped_column(Text)
    made_by: Mapped[str | None] = mapped_column(String(36))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Sheet(Base):
    """An indicator's reference sheet as staff changed it; the highest revision holds."""

    __tablename__ = "outcome_sheets"
    __table_args__ = (APPEND_ONLY,)

    code: Mapped[str] = mapped_column(String(20), primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[dict[str, Any]] = mapped_column(Json)
    reason: Mapped[str | None] = mapped_column(Text)
    made_by: Mapped[str | None] = mapped_column(String(36))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Period(Base):
    """Where a reporting period stands; one without a row is open."""

    __tablename__ = "outcome_periods"

    code: Mapped[str] = mapped_column(String(10), primary_key=True)
    state: Mapped[str] = mapped_column(String(10))
    locked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    revision: Mapped[int] = mapped_column(default=1)


class PeriodStep(Base):
    """What was done with a period, by whom and why."""

    __tablename__ = "outcome_period_steps"
    __table_args__ = (APPEND_ONLY,)

    period: Mapped[str] = mapped_column(ForeignKey("outcome_periods.code"), primary_key=True)
    step: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str | None] = mapped_column(Text)
    made_by: Mapped[str | None] = mapped_column(String(36))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)


class SamplingPlan(Base):
    """Which claims are looked at on the spot; the newest holds for claims that come after it.

    All whose jobs reach `size_fte` or whose money reaches `size_money`, and a random `share`
    (0 to 1) of the rest, drawn by `seed`.
    """

    __tablename__ = "outcome_sampling_plans"
    __table_args__ = (APPEND_ONLY,)

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    size_fte: Mapped[Decimal] = mapped_column(Exact)
    size_money: Mapped[Decimal] = mapped_column(Exact)
    share: Mapped[Decimal] = mapped_column(Exact)
    seed: Mapped[str] = mapped_column(String(64))
    made_by: Mapped[str | None] = mapped_column(String(36))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
