"""Projections of the ledger: what each firm, and all together, come to. Made again from entries."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.db import Base
from marketplace.outcomes.amounts import Exact


class FirmFigure(Base):
    """What one organisation comes to in a period and a cut.

    `period` is a quarter, a year or "all"; `dimension` "" is the whole. `value` counts what is
    verified, `waiting` what is claimed and not decided; `entries` and `waiting_entries` say how
    many entries each is made of.
    """

    __tablename__ = "outcome_firm_figures"
    __table_args__ = (
        Index("ix_outcome_firm_figures_cell", "indicator", "period", "dimension", "bucket"),
    )

    organization_id: Mapped[str] = mapped_column(ForeignKey("organizations.id"), primary_key=True)
    indicator: Mapped[str] = mapped_column(String(20), primary_key=True)
    period: Mapped[str] = mapped_column(String(10), primary_key=True)
    dimension: Mapped[str] = mapped_column(String(12), primary_key=True)
    bucket: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[Decimal] = mapped_column(Exact)
    waiting: Mapped[Decimal] = mapped_column(Exact)
    entries: Mapped[int]
    waiting_entries: Mapped[int]


class Figure(Base):
    """The sum of firms' figures of a cell, and how many firms have a verified one in it."""

    __tablename__ = "outcome_figures"

    indicator: Mapped[str] = mapped_column(String(20), primary_key=True)
    period: Mapped[str] = mapped_column(String(10), primary_key=True)
    dimension: Mapped[str] = mapped_column(String(12), primary_key=True)
    bucket: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[Decimal] = mapped_column(Exact)
    waiting: Mapped[Decimal] = mapped_column(Exact)
    firms: Mapped[int]
    entries: Mapped[int]
    waiting_entries: Mapped[int]


class LockedFigure(Base):
    """A cell as it stood when its period was locked; it never changes."""

    __tablename__ = "outcome_locked_figures"
    __table_args__ = ({"info": {"append_only": True}},)

    lock: Mapped[str] = mapped_column(String(10), primary_key=True)
    indicator: Mapped[str] = mapped_column(String(20), primary_key=True)
    period: Mapped[str] = mapped_column(String(10), primary_key=True)
    dimension: Mapped[str] = mapped_column(String(12), primary_key=True)
    bucket: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[Decimal] = mapped_column(Exact)
    firms: Mapped[int]
    entries: Mapped[int]
