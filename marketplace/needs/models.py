"""Needs, their revisions, questions and invitations."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from events.columns import Json, UtcDateTime
from marketplace.db import Base


class Need(Base):
    """What a lead firm looks for. `content` holds the fields of schemas.NeedContent as JSON;
    what lists filter and sort by stands in columns of its own, set from it. A suspended need keeps
    in `state_before` what it comes back to, in `suspension` why; `with_buyer` marks one that is
    suspended because its organisation is."""

    __tablename__ = "needs"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    ref: Mapped[str] = mapped_column(String(12), unique=True)
    organization_id: Mapped[str] = mapped_column(ForeignKey("organizations.id"), index=True)
    kind: Mapped[str] = mapped_column(String(10))
    state: Mapped[str] = mapped_column(String(10), index=True)
    title: Mapped[str] = mapped_column(String(200))
    content: Mapped[dict[str, Any]] = mapped_column(Json)
    region: Mapped[str | None] = mapped_column(String(40))
    apply_by: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
    deliver_by: Mapped[date | None]
    created_by: Mapped[str] = mapped_column(String(36))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reason: Mapped[str | None] = mapped_column(Text)
    state_before: Mapped[str | None] = mapped_column(String(10))
    suspension: Mapped[str | None] = mapped_column(Text)
    with_buyer: Mapped[bool] = mapped_column(default=False)
    revision: Mapped[int] = mapped_column(default=1)


class NeedRevision(Base):
    """What a published need said before it was revised, and which fields then changed."""

    __tablename__ = "need_revisions"

    need_id: Mapped[str] = mapped_column(ForeignKey("needs.id"), primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[dict[str, Any]] = mapped_column(Json)
    changed: Mapped[list[str]] = mapped_column(Json)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_by: Mapped[str] = mapped_column(String(36))


class Question(Base):
    """A question on a need, and its answer: public to all who see the need, the asker unnamed."""

    __tablename__ = "questions"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    need_id: Mapped[str] = mapped_column(ForeignKey("needs.id"), index=True)
    organization_id: Mapped[str] = mapped_column(ForeignKey("organizations.id"))
    asked_by: Mapped[str] = mapped_column(String(36))
    text: Mapped[str] = mapped_column(Text)
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    answer: Mapped[str | None] = mapped_column(Text)
    answered_by: Mapped[str | None] = mapped_column(String(36))
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Invitation(Base):
    """A firm that the buyer asked to look at the need; counts as "contacted" in the funnel."""

    __tablename__ = "need_invitations"
    __table_args__ = (UniqueConstraint("need_id", "organization_id"),)

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    need_id: Mapped[str] = mapped_column(ForeignKey("needs.id"), index=True)
    organization_id: Mapped[str] = mapped_column(ForeignKey("organizations.id"), index=True)
    email: Mapped[str | None] = mapped_column(String(254))
    message: Mapped[str | None] = mapped_column(Text)
    invited_by: Mapped[str] = mapped_column(String(36))
    invited_at: Mapped[datetime] = mapped_column(UtcDateTime)
    seen_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Counter(Base):
    """The last number given out, by name: references such as N-0147 are numbered without gaps."""

    __tablename__ = "counters"

    name: Mapped[str] = mapped_column(String(20), primary_key=True)
    value: Mapped[int]
