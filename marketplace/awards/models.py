"""The history of awards, and the files that it is read from."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from events.columns import Json, UtcDateTime
from marketplace.db import Base

NOBODY = ""
"""The importer of what the programme brought in."""


class PastAward(Base):
    """One supplier's award. `source` and `source_id` name it where it comes from; an award to
    several suppliers is a row for each. `importer` is the organisation whose own history it is;
    `private` rows are for that buyer's eyes and rankings only. `value` is a decimal string."""

    __tablename__ = "award_history"
    __table_args__ = (
        UniqueConstraint("importer", "source", "source_id", "supplier_id"),
        Index("ix_award_history_buyer_id_date", "buyer_id", "date"),
        Index("ix_award_history_supplier_id_date", "supplier_id", "date"),
    )

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    importer: Mapped[str] = mapped_column(String(36))
    source: Mapped[str] = mapped_column(String(60))
    source_id: Mapped[str] = mapped_column(String(120))
    private: Mapped[bool]
    buyer_id: Mapped[str] = mapped_column(ForeignKey("organizations.id"))
    supplier_id: Mapped[str] = mapped_column(ForeignKey("organizations.id"))
    date: Mapped[date]
    title: Mapped[str] = mapped_column(Text)
    cpv: Mapped[str | None] = mapped_column(String(20))
    cpv_label: Mapped[str | None] = mapped_column(String(300))
    category: Mapped[str | None] = mapped_column(String(60))
    region: Mapped[str | None] = mapped_column(String(80))
    municipality: Mapped[str | None] = mapped_column(String(80))
    country: Mapped[str] = mapped_column(String(2))
    value: Mapped[str | None] = mapped_column(String(24))
    currency: Mapped[str | None] = mapped_column(String(3))


class ImportJob(Base):
    """A file being read: how far it is, and what was wrong with which line.

    `read` counts rows; `faults` holds the first of them as {"line", "reason"}, `fault_count` all.
    States: waiting, running, finished, failed (`reason` says why).
    """

    __tablename__ = "import_jobs"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    organization_id: Mapped[str | None] = mapped_column(ForeignKey("organizations.id"), index=True)
    file_id: Mapped[str] = mapped_column(String(36))
    file_name: Mapped[str] = mapped_column(String(120))
    private: Mapped[bool]
    dry_run: Mapped[bool]
    state: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str | None] = mapped_column(Text)
    read: Mapped[int] = mapped_column(default=0)
    loaded: Mapped[int] = mapped_column(default=0)
    unchanged: Mapped[int] = mapped_column(default=0)
    left_out: Mapped[int] = mapped_column(default=0)
    organizations_created: Mapped[int] = mapped_column(default=0)
    fault_count: Mapped[int] = mapped_column(default=0)
    faults: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    created_by: Mapped[str] = mapped_column(String(36))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    revision: Mapped[int] = mapped_column(default=1)
