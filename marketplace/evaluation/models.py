"""Who evaluates a need and how they scored; what was decided, and what each firm was offered."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from events.columns import Json, UtcDateTime
from marketplace.db import Base


class Evaluation(Base):
    """The evaluation of one need. `opened_at` is when the last evaluator had sent: from then on
    scores, prices and totals are seen. `agreed_at` is when the chair fixed the agreed scores."""

    __tablename__ = "evaluations"

    need_id: Mapped[str] = mapped_column(ForeignKey("needs.id"), primary_key=True)
    due_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    opened_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    agreed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    agreed_by: Mapped[str | None] = mapped_column(String(36))
    revision: Mapped[int] = mapped_column(default=1)


class Evaluator(Base):
    """A member of the buyer who scores a need. `declared_at`: said whether there is a conflict of
    interest; `sent_at`: scores are locked. `ready` lists applications scored for good."""

    __tablename__ = "evaluators"
    __table_args__ = (UniqueConstraint("need_id", "user_id"),)

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    need_id: Mapped[str] = mapped_column(ForeignKey("needs.id"))
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"), index=True)
    chair: Mapped[bool] = mapped_column(default=False)
    named_by: Mapped[str] = mapped_column(String(36))
    named_at: Mapped[datetime] = mapped_column(UtcDateTime)
    declared_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    saved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ready: Mapped[list[str]] = mapped_column(Json, default=list)


class Conflict(Base):
    """A conflict of interest that an evaluator declared: with one firm, or, without one, with the
    whole need. Whoever declared it cannot score that firm, or that need."""

    __tablename__ = "evaluation_conflicts"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    evaluator_id: Mapped[str] = mapped_column(ForeignKey("evaluators.id"), index=True)
    organization_id: Mapped[str | None] = mapped_column(ForeignKey("organizations.id"))
    sentence: Mapped[str] = mapped_column(Text)
    declared_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Score(Base):
    """One evaluator's score, 0 to 100 as a decimal string, for one application, lot and criterion.

    `lot` and `criterion` count from 0 in the need's lists, which publishing has fixed.
    """

    __tablename__ = "scores"

    evaluator_id: Mapped[str] = mapped_column(ForeignKey("evaluators.id"), primary_key=True)
    application_id: Mapped[str] = mapped_column(
        ForeignKey("applications.id"), primary_key=True, index=True
    )
    lot: Mapped[int] = mapped_column(primary_key=True)
    criterion: Mapped[int] = mapped_column(primary_key=True)
    value: Mapped[str] = mapped_column(String(8))
    note: Mapped[str] = mapped_column(Text, default="")


class AgreedScore(Base):
    """What the chair and the evaluators agreed on where it is not the mean, and why."""

    __tablename__ = "agreed_scores"

    application_id: Mapped[str] = mapped_column(ForeignKey("applications.id"), primary_key=True)
    lot: Mapped[int] = mapped_column(primary_key=True)
    criterion: Mapped[int] = mapped_column(primary_key=True)
    value: Mapped[str] = mapped_column(String(8))
    reason: Mapped[str] = mapped_column(Text)


class Decision(Base):
    """One act of the buyer on a need: lots given to firms, or to nobody (`none`: lot to reason).
    States: made, undone.

    `result` keeps the arithmetic as it stood, by lot: rules.ranked as JSON. `reasons` are what
    each application's firm reads, `justification` why the order was not followed.
    """

    __tablename__ = "award_decisions"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    need_id: Mapped[str] = mapped_column(ForeignKey("needs.id"), index=True)
    state: Mapped[str] = mapped_column(String(10))
    result: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    none: Mapped[dict[str, str]] = mapped_column(Json)
    reasons: Mapped[dict[str, str]] = mapped_column(Json)
    justification: Mapped[str | None] = mapped_column(Text)
    decided_by: Mapped[str] = mapped_column(String(36))
    decided_at: Mapped[datetime] = mapped_column(UtcDateTime)
    undo_until: Mapped[datetime] = mapped_column(UtcDateTime)
    revision: Mapped[int] = mapped_column(default=1)


class Award(Base):
    """What one firm was given by a decision: `lots` are {lot, quantity, price} as it offered.

    States: standing (the standstill runs), final, declined, cancelled, undone. A deal opens when
    it becomes final.
    """

    __tablename__ = "need_awards"
    __table_args__ = (Index("ix_need_awards_need_id_state", "need_id", "state"),)

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    decision_id: Mapped[str] = mapped_column(ForeignKey("award_decisions.id"), index=True)
    need_id: Mapped[str] = mapped_column(ForeignKey("needs.id"))
    application_id: Mapped[str] = mapped_column(ForeignKey("applications.id"), index=True)
    buyer_id: Mapped[str] = mapped_column(ForeignKey("organizations.id"))
    supplier_id: Mapped[str] = mapped_column(ForeignKey("organizations.id"), index=True)
    state: Mapped[str] = mapped_column(String(10))
    currency: Mapped[str] = mapped_column(String(3))
    lots: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    decided_at: Mapped[datetime] = mapped_column(UtcDateTime)
    standstill_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reason: Mapped[str | None] = mapped_column(Text)
    revision: Mapped[int] = mapped_column(default=1)
