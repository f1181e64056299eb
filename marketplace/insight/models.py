"""Projections of the slice: what became of each need, and which organisations may be one."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from events.columns import Json, UtcDateTime
from marketplace.db import Base


class NeedStory(Base):
    """One need that was posted: when it came to each stage for the first time, and what it is cut
    by. Made again from its sources.

    `reached` counts from 0 (posted) to 9 (verified), the furthest stage with a time. `wait_…` are
    whole minutes from the last stage before it that has a time. `loss` tells why it went no
    further. `year` is the reporting year in which it was posted, `sector` a CPV division or an
    ISCO major group, `bso` who advised the firm.
    """

    __tablename__ = "insight_needs"
    __table_args__ = (
        Index("ix_insight_needs_reached_loss", "reached", "loss"),
        *(
            Index(f"ix_insight_needs_{name}", name, "reached", "loss")
            for name in ("kind", "year", "region", "sector", "size", "buyer", "supplier", "bso")
        ),
    )

    need_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    kind: Mapped[str] = mapped_column(String(10))
    year: Mapped[str] = mapped_column(String(10))
    region: Mapped[str | None] = mapped_column(String(40))
    sector: Mapped[str | None] = mapped_column(String(12))
    size: Mapped[str | None] = mapped_column(String(12))
    buyer: Mapped[str] = mapped_column(String(36))
    supplier: Mapped[str | None] = mapped_column(String(36))
    bso: Mapped[str | None] = mapped_column(String(36))
    reached: Mapped[int]
    loss: Mapped[str | None] = mapped_column(String(16))
    posted_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    matched_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    viewed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    contacted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    applied_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    shortlisted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    awarded_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    delivered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    paid_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    verified_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    wait_matched: Mapped[int | None]
    wait_viewed: Mapped[int | None]
    wait_contacted: Mapped[int | None]
    wait_applied: Mapped[int | None]
    wait_shortlisted: Mapped[int | None]
    wait_awarded: Mapped[int | None]
    wait_delivered: Mapped[int | None]
    wait_paid: Mapped[int | None]
    wait_verified: Mapped[int | None]


class Bucket(Base):
    """A bucket of a dimension in which a need once stood: what a cut can be chosen from."""

    __tablename__ = "insight_buckets"

    dimension: Mapped[str] = mapped_column(String(12), primary_key=True)
    bucket: Mapped[str] = mapped_column(String(40), primary_key=True)


class NameKey(Base):
    """A key under which an organisation is looked for among possible doubles: a number in a
    register, or the beginning of a word of its name."""

    __tablename__ = "insight_name_keys"

    organization_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    key: Mapped[str] = mapped_column(String(40), primary_key=True, index=True)


class Pair(Base):
    """Two organisations that may be one; `first_id` is the lower id. `reasons` is [{code, value}].

    States: open, distinct (somebody said that they are two), merged.
    """

    __tablename__ = "insight_pairs"

    first_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    second_id: Mapped[str] = mapped_column(String(36), primary_key=True, index=True)
    score: Mapped[int]
    reasons: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    state: Mapped[str] = mapped_column(String(10), index=True)
    decided_by: Mapped[str | None] = mapped_column(String(36))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    found_at: Mapped[datetime] = mapped_column(UtcDateTime)
