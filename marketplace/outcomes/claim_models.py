"""What organisations say of their results, what proves it, and what was decided on it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from events.columns import Json, UtcDateTime
from marketplace.db import Base


class Claim(Base):
    """A statement of `kind` jobs, revenue, baseline or other; `content` as its schema has it.

    A revised statement makes new entries and raises `revision`. `sample` tells how the sampling
    plan took it, `gates` which plausibility gates it trips with the figures behind each.
    """

    __tablename__ = "outcome_claims"
    __table_args__ = (Index("ix_outcome_claims_state_submitted_at", "state", "submitted_at"),)

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    ref: Mapped[str] = mapped_column(String(12), unique=True)
    kind: Mapped[str] = mapped_column(String(10))
    organization_id: Mapped[str] = mapped_column(ForeignKey("organizations.id"), index=True)
    deal_id: Mapped[str | None] = mapped_column(String(36), index=True)
    period: Mapped[str] = mapped_column(String(10), index=True)
    measured_on: Mapped[date]
    content: Mapped[dict[str, Any]] = mapped_column(Json)
    explanation: Mapped[str | None] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(10))
    sample: Mapped[dict[str, Any]] = mapped_column(Json)
    gates: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    submitted_by: Mapped[str | None] = mapped_column(String(36))
    by_organization: Mapped[str | None] = mapped_column(String(36))
    submitted_at: Mapped[datetime] = mapped_column(UtcDateTime)
    revision: Mapped[int] = mapped_column(default=1)


class Decision(Base):
    """One decision on a claim: accept, correct, return, reject, confirm or expire.

    `content` holds the corrected figures, `visit` the record of a visit to the site. `by` is null
    where time decided.
    """

    __tablename__ = "outcome_decisions"
    __table_args__ = ({"info": {"append_only": True}},)

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    claim_id: Mapped[str] = mapped_column(ForeignKey("outcome_claims.id"), index=True)
    claim_revision: Mapped[int]
    decision: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str | None] = mapped_column(Text)
    content: Mapped[dict[str, Any]] = mapped_column(Json)
    visit: Mapped[dict[str, Any] | None] = mapped_column(Json)
    made_by: Mapped[str | None] = mapped_column(String(36))
    by_organization: Mapped[str | None] = mapped_column(String(36))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Evidence(Base):
    """A file that proves a claim. Erased, it keeps its hash and what was counted in it."""

    __tablename__ = "outcome_evidence"
    __table_args__ = (UniqueConstraint("claim_id", "sha256"),)

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    claim_id: Mapped[str] = mapped_column(ForeignKey("outcome_claims.id"), index=True)
    kind: Mapped[str] = mapped_column(String(12))
    file_id: Mapped[str | None] = mapped_column(String(36), index=True)
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int]
    counts: Mapped[dict[str, Any]] = mapped_column(Json)
    added_by: Mapped[str | None] = mapped_column(String(36))
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)
    erased_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    erased_by: Mapped[str | None] = mapped_column(String(36))


class PayrollKey(Base):
    """A keyed hash of a name and a start date in a payroll list; it goes with the evidence."""

    __tablename__ = "outcome_payroll_keys"

    evidence_id: Mapped[str] = mapped_column(ForeignKey("outcome_evidence.id"), primary_key=True)
    key: Mapped[str] = mapped_column(String(64), primary_key=True, index=True)


class Ask(Base):
    """Something that a firm is asked for: jobs of a deal, or jobs confirmed at 6 or 12 months."""

    __tablename__ = "outcome_asks"
    __table_args__ = (UniqueConstraint("kind", "subject"),)

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    kind: Mapped[str] = mapped_column(String(10))
    subject: Mapped[str] = mapped_column(String(36))
    organization_id: Mapped[str] = mapped_column(ForeignKey("organizations.id"), index=True)
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    due: Mapped[date]
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    outcome: Mapped[str | None] = mapped_column(String(10))
