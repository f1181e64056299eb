"""Who did what, when, for whom: a row in the transaction of every change, holding ids only."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, Session, mapped_column

from events.columns import Json, UtcDateTime
from events.context import new_id, now
from marketplace.db import Base
from marketplace.policy import Actor


class AuditEntry(Base):
    """`user` acted for `organization` (as `adviser`, if by delegation) on `subject`."""

    __tablename__ = "audit"
    __table_args__ = (
        Index("ix_audit_organization_id", "organization", "id"),
        Index("ix_audit_subject_id", "subject", "id"),
    )

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    action: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(String(80))
    user: Mapped[str | None] = mapped_column(String(36))
    organization: Mapped[str | None] = mapped_column(String(36))
    adviser: Mapped[str | None] = mapped_column(String(36))
    token: Mapped[str | None] = mapped_column(String(36))
    request_id: Mapped[str | None] = mapped_column(String(64))
    details: Mapped[dict[str, Any]] = mapped_column(Json)


def note(
    session: Session,
    actor: Actor,
    action: str,
    subject: str,
    details: Mapping[str, Any] | None = None,
) -> None:
    """Enter an action; `details` holds ids, states and names of fields, never personal data."""
    session.add(
        AuditEntry(
            id=new_id(session),
            at=now(session),
            action=action,
            subject=subject,
            user=actor.user,
            organization=actor.organization,
            adviser=actor.adviser,
            token=actor.token,
            request_id=session.info.get("request_id"),
            details=dict(details or {}),
        )
    )
