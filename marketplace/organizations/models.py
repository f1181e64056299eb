"""Organisations, their identifiers, members and delegations."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from events.columns import Json, UtcDateTime
from marketplace.db import Base


class Organization(Base):
    """A firm, BSO, lender or programme. `names` maps language codes to the name in them."""

    __tablename__ = "organizations"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    names: Mapped[dict[str, str]] = mapped_column(Json)
    kinds: Mapped[list[str]] = mapped_column(Json)
    state: Mapped[str] = mapped_column(String(12), index=True)
    reason: Mapped[str | None] = mapped_column(Text)
    country: Mapped[str] = mapped_column(String(2))
    municipality: Mapped[str | None] = mapped_column(String(40))
    region: Mapped[str | None] = mapped_column(String(40))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    submitted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    verified_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    revision: Mapped[int] = mapped_column(default=1)
    identifiers: Mapped[list[Identifier]] = relationship(
        order_by="Identifier.scheme", cascade="all, delete-orphan", lazy="selectin"
    )


class Identifier(Base):
    """A number in a register, such as EDB (tax) or EMBS (Central Register)."""

    __tablename__ = "identifiers"
    __table_args__ = (UniqueConstraint("scheme", "value"),)

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    organization_id: Mapped[str] = mapped_column(ForeignKey("organizations.id"), index=True)
    scheme: Mapped[str] = mapped_column(String(20))
    value: Mapped[str] = mapped_column(String(60))


class Membership(Base):
    """A person in an organisation; `state` is "asked" until an administrator lets them in."""

    __tablename__ = "memberships"
    __table_args__ = (UniqueConstraint("organization_id", "user_id"),)

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    organization_id: Mapped[str] = mapped_column(ForeignKey("organizations.id"), index=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"), index=True)
    role: Mapped[str] = mapped_column(String(14))
    state: Mapped[str] = mapped_column(String(8))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class MemberInvitation(Base):
    """An address invited to join; the mailed link makes the membership."""

    __tablename__ = "member_invitations"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    organization_id: Mapped[str] = mapped_column(ForeignKey("organizations.id"), index=True)
    email: Mapped[str] = mapped_column(String(254))
    role: Mapped[str] = mapped_column(String(14))
    secret_hash: Mapped[str] = mapped_column(String(64), unique=True)
    invited_by: Mapped[str] = mapped_column(String(36))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Delegation(Base):
    """A firm lets a BSO act for it: named tasks, until a date (inclusive), revocable."""

    __tablename__ = "delegations"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    organization_id: Mapped[str] = mapped_column(ForeignKey("organizations.id"), index=True)
    adviser_id: Mapped[str] = mapped_column(ForeignKey("organizations.id"), index=True)
    tasks: Mapped[list[str]] = mapped_column(Json)
    until: Mapped[date]
    granted_by: Mapped[str] = mapped_column(String(36))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Claim(Base):
    """A person says that an organisation is theirs; programme staff decide.

    `state` is "open", "approved", "rejected" or, once the account is closed, "withdrawn".
    """

    __tablename__ = "claims"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    organization_id: Mapped[str] = mapped_column(ForeignKey("organizations.id"), index=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"), index=True)
    proof: Mapped[str] = mapped_column(Text)
    file_id: Mapped[str | None] = mapped_column(String(36))
    state: Mapped[str] = mapped_column(String(10), index=True)
    reason: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_by: Mapped[str | None] = mapped_column(String(36))


class Report(Base):
    """Somebody says that something is wrong with an organisation or a need; staff decide.

    `subject` is kind/id; `state` is "open", "acted" or "dismissed".
    """

    __tablename__ = "reports"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    subject: Mapped[str] = mapped_column(String(80), index=True)
    text: Mapped[str] = mapped_column(Text)
    reported_by: Mapped[str] = mapped_column(ForeignKey("users.id"), index=True)
    organization_id: Mapped[str | None] = mapped_column(String(36))
    state: Mapped[str] = mapped_column(String(10), index=True)
    decision: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_by: Mapped[str | None] = mapped_column(String(36))


class Merge(Base):
    """Two organisations were one: `source_id` counts as `target_id` until it is undone.

    `state_before` is the source's; `moved` holds ids of the memberships made for it and of the
    identifiers that went over; `effect` is [{indicator, before, after}], what figures became.
    """

    __tablename__ = "organization_merges"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    source_id: Mapped[str] = mapped_column(ForeignKey("organizations.id"), index=True)
    target_id: Mapped[str] = mapped_column(ForeignKey("organizations.id"), index=True)
    state_before: Mapped[str] = mapped_column(String(12))
    moved: Mapped[dict[str, list[str]]] = mapped_column(Json)
    effect: Mapped[list[dict[str, str]]] = mapped_column(Json)
    reason: Mapped[str] = mapped_column(Text)
    made_by: Mapped[str] = mapped_column(String(36))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    undone_by: Mapped[str | None] = mapped_column(String(36))
    undone_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
