"""Shortlists and my matches: what the matching service found, as the product shows it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from events.columns import Json, UtcDateTime
from marketplace.db import Base


class Shortlist(Base):
    """The newest ranking of a need. `revision` is the ranking's own, `need_revision` the need's.

    `matched_at` is the first ranking that had somebody who can deliver, `viewed_at` the first time
    that the buyer opened the list.
    """

    __tablename__ = "shortlists"

    need_id: Mapped[str] = mapped_column(ForeignKey("needs.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(10))
    revision: Mapped[int]
    need_revision: Mapped[int]
    ranker: Mapped[str] = mapped_column(String(60))
    computed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    looked_at: Mapped[int]
    hash: Mapped[str] = mapped_column(String(80))
    matched_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    viewed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class ShortlistEntry(Base):
    """One organisation on a shortlist; `place` orders all, `rank` is null for near misses."""

    __tablename__ = "shortlist_entries"
    __table_args__ = (
        Index("ix_shortlist_entries_organization_id_score", "organization_id", "score"),
    )

    need_id: Mapped[str] = mapped_column(ForeignKey("shortlists.need_id"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[str] = mapped_column(String(36))
    subject: Mapped[str | None] = mapped_column(String(36))
    rank: Mapped[int | None]
    score: Mapped[float]
    eligible: Mapped[bool]
    unclaimed: Mapped[bool]
    score_then: Mapped[float | None]
    reasons: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    gaps: Mapped[list[dict[str, Any]]] = mapped_column(Json)


class Judgement(Base):
    """What a side said of a match: useful, not useful, saved, or not for us."""

    __tablename__ = "match_judgements"

    need_id: Mapped[str] = mapped_column(ForeignKey("needs.id"), primary_key=True)
    organization_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    by_organization: Mapped[str] = mapped_column(String(36), primary_key=True)
    verdict: Mapped[str] = mapped_column(String(12))
    reason: Mapped[str | None] = mapped_column(String(500))
    user_id: Mapped[str] = mapped_column(String(36))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
