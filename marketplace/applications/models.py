"""Applications, and every version of them that was sent."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from events.columns import Json, UtcDateTime
from marketplace.db import Base

LIVE = text("state NOT IN ('withdrawn', 'lapsed')")


class Application(Base):
    """What an organisation offers for a need; at most one that is not over per need and firm.

    `content` holds the fields of schemas.ApplicationContent; once sent, it is the version that
    counts. `need_revision` is the need's revision that it answers. `receipt` numbers what was sent
    last. `outcome` explains a decision, as rules.OUTCOME describes it.
    """

    __tablename__ = "applications"
    __table_args__ = (
        Index(
            "uq_applications_live",
            "need_id",
            "organization_id",
            unique=True,
            sqlite_where=LIVE,
            postgresql_where=LIVE,
        ),
        Index("ix_applications_organization_id_state", "organization_id", "state"),
    )

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    need_id: Mapped[str] = mapped_column(ForeignKey("needs.id"), index=True)
    organization_id: Mapped[str] = mapped_column(ForeignKey("organizations.id"))
    state: Mapped[str] = mapped_column(String(12))
    content: Mapped[dict[str, Any]] = mapped_column(Json)
    need_revision: Mapped[int]
    created_by: Mapped[str] = mapped_column(String(36))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    adviser_id: Mapped[str | None] = mapped_column(String(36))
    submitted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    receipt: Mapped[str | None] = mapped_column(String(40), unique=True)
    sent_hash: Mapped[str | None] = mapped_column(String(64))
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    outcome: Mapped[dict[str, Any] | None] = mapped_column(Json)
    revision: Mapped[int] = mapped_column(default=1)


class ApplicationVersion(Base):
    """One version as it was sent: its content, what differs from the one before, its receipt.

    `number` counts from 1 within the application, `revision` is the application's. `adviser_id` is
    the BSO that sent it for the firm, if one did.
    """

    __tablename__ = "application_versions"

    application_id: Mapped[str] = mapped_column(ForeignKey("applications.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    revision: Mapped[int]
    content: Mapped[dict[str, Any]] = mapped_column(Json)
    changed: Mapped[list[str]] = mapped_column(Json)
    need_revision: Mapped[int]
    receipt: Mapped[str] = mapped_column(String(40))
    sent_hash: Mapped[str] = mapped_column(String(64))
    sent_at: Mapped[datetime] = mapped_column(UtcDateTime)
    sent_by: Mapped[str] = mapped_column(String(36))
    adviser_id: Mapped[str | None] = mapped_column(String(36))
